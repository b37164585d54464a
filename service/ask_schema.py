"""The JSON of questions that are answered, as models: what /openapi.json promises of /api/ask."""

from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from service.schema import MAX_QUESTION_SIGNS, NoticeSummary, Offsets, PageNumber, Passage, SearchFilters, Sentence


class AskQuery(SearchFilters):
    """The parameters of a question that is to be answered."""

    model_config = ConfigDict(extra="forbid")

    q: str = Field(max_length=MAX_QUESTION_SIGNS, description="the question, in Chinese or English")
    before: list[Annotated[str, Field(max_length=MAX_QUESTION_SIGNS)]] = Field(
        [], max_length=20, description="earlier questions that this one may go on from, oldest first; may be repeated"
    )
    model: bool = Field(True, description="false leaves out what a language model writes, where one is set")
    breadth: str = Field("normal", max_length=20, description="of a list: narrow, normal, wide or a number, 0 to 1")


class Quote(BaseModel):
    """Words of a notice: `text` is verbatim what stands at `span` of its text, line breaks included."""

    notice: NoticeSummary
    path: list[str]
    heading: str
    text: str
    span: Offsets
    sentence: Sentence
    page: PageNumber
    paragraph: int | None = Field(description="the 款 of its article, from 1, null where there is one")
    citation: str
    url: str
    why: list[str] = Field(description="of a listed clause, why it is in the list")


class Claim(BaseModel):
    """A sentence that answers, or the clauses of one notice, with the words it stands on."""

    text: str
    quotes: list[Quote]
    written_by: str = Field(description="`quotation`, or the language model that wrote the sentence")


class DroppedSentence(BaseModel):
    """A sentence of a language model that is no claim, since it failed the check."""

    sentence: str
    code: str = Field(description="form, unquoted, clause, omitted, changed, misplaced, figure, name or stray")
    reason: str


class AskAnswer(BaseModel):
    """What the library says to a question; every quotation is verbatim."""

    question: str
    understood: str = Field(description="with what it takes from an earlier question")
    kind: Literal["list", "fact", "none"]
    asks: Literal["list", "number", "who", "when", "where", "contact", "whether", "why", "how", "what"]
    answered: bool
    claims: list[Claim] = Field(description="of a list one a notice, of a fact best first")
    scanned_clauses: int
    matched_clauses: int
    terms: list[str]
    near: list[Passage] = Field(description="where nothing answers, the closest passages")
    certainty: float = Field(description="0 to 1, how likely it is that the library answers")
    written_by: str = Field(description="`quotation`, or the language model where a sentence of it is among the claims")
    dropped: list[DroppedSentence] = Field(description="sentences of the language model that are not shown as claims")
    notes: list[str] = Field(description="what went wrong with the language model")
    took_ms: float


AskParameters = Annotated[AskQuery, Query()]
