"""The JSON of questions that are answered, as models: what /openapi.json promises of /api/ask."""

from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from service.schema import (
    MAX_QUESTION_SIGNS,
    Citation,
    ClausePath,
    Heading,
    NoticeSummary,
    Offsets,
    PageNumber,
    Passage,
    Quoted,
    Scanned,
    SearchFilters,
    Sentence,
    Terms,
    Url,
)


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

    notice: NoticeSummary = Field(description="the notice it stands in")
    path: ClausePath
    heading: Heading
    text: str = Field(description="the words as printed, line breaks included")
    span: Offsets
    sentence: Sentence = Field(description="what stands around the words")
    page: PageNumber
    paragraph: int | None = Field(description="the 款 of its article, from 1, null where there is one")
    citation: Citation
    url: Url
    why: list[str] = Field(description="of a listed clause, why it is in the list")


class Claim(BaseModel):
    """A sentence that answers, or the clauses of one notice, with the words it stands on."""

    text: str = Field(description="the sentence, or for a list the notice's sentences that match")
    quotes: list[Quote] = Field(description="the words it stands on, of one notice, in printed order; never none")
    written_by: str = Field(description="`quotation`, or the language model that wrote the sentence")


class DroppedSentence(BaseModel):
    """A sentence of a language model that is no claim, since it failed the check."""

    sentence: str = Field(description="as the model wrote it")
    code: str = Field(description="form, unquoted, clause, omitted, changed, misplaced, figure, name or stray")
    reason: str = Field(description="why it was dropped")


class AskAnswer(BaseModel):
    """What the library says to a question; every quotation is verbatim."""

    question: str = Field(description="as asked")
    understood: str = Field(description="with what it takes from an earlier question")
    kind: Literal["list", "fact", "none"] = Field(description="every clause, the words that answer, or a refusal")
    asks: Literal["list", "number", "who", "when", "where", "contact", "whether", "why", "how", "what"] = Field(
        description="what kind of answer the question wants"
    )
    answered: bool = Field(description="whether the library answers; if not, `near` is no answer either")
    claims: list[Claim] = Field(description="of a list one a notice, of a fact best first")
    scanned_clauses: Scanned
    matched_clauses: Quoted
    terms: Terms
    near: list[Passage] = Field(description="where nothing answers, the closest passages")
    certainty: float = Field(description="0 to 1, how likely it is that the library answers")
    written_by: str = Field(description="`quotation`, or the language model where a sentence of it is among the claims")
    dropped: list[DroppedSentence] = Field(description="sentences of the language model that are not shown as claims")
    notes: list[str] = Field(description="what went wrong with the language model")
    took_ms: float = Field(description="milliseconds the answer took")


AskParameters = Annotated[AskQuery, Query()]
