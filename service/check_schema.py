"""The JSON of citations that are looked up and drafts that are checked, as models: what /openapi.json promises."""

from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from service.checked import MAX_DRAFT_SIGNS
from service.schema import (
    MAX_QUESTION_SIGNS,
    Citation,
    ClauseDocument,
    ClausePath,
    Heading,
    NoticeSummary,
    Offsets,
    PageNumber,
    Url,
)

VERDICTS = (
    "exact: notice, clause and words are the same; differs: see `difference`; wrong_clause: verbatim, but elsewhere, "
    "see `candidates`; no_such_clause; not_held: says nothing about whether it exists; ambiguous: see `candidates`; "
    "unsupported: a quotation with no source here; unreadable. Only exact accepts."
)
Verdict = Literal[
    "exact", "differs", "wrong_clause", "no_such_clause", "not_held", "ambiguous", "unsupported", "unreadable"
]


class CiteQuery(BaseModel):
    """The parameter of /api/cite."""

    model_config = ConfigDict(extra="forbid")

    q: str = Field(max_length=MAX_QUESTION_SIGNS, description="one citation", examples=["吉教职成〔2024〕4号第七条"])


class Candidate(BaseModel):
    """A clause or a notice that fits as well, or that a reader may have meant."""

    notice: NoticeSummary = Field(description="the notice it is in")
    path: ClausePath
    heading: Heading
    text: str = Field(description="as printed; shortened with … where it is long")
    span: Offsets
    page: PageNumber
    citation: Citation
    url: Url


class CiteAnswer(BaseModel):
    """What a citation names."""

    citation: str = Field(description="as asked")
    verdict: Verdict = Field(description=VERDICTS)
    notice: NoticeSummary | None = Field(description="the one notice it names")
    clause: ClauseDocument | None = Field(description="the first clause it names, null for a whole notice")
    clauses: list[ClauseDocument] = Field(description="all of an enumeration or a range")
    candidates: list[Candidate] = Field(description="what fits as well, or what may have been meant")
    note: str = Field(description="how it was read, or what is amiss, in Chinese")


class CheckRequest(BaseModel):
    """A draft to check."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=MAX_DRAFT_SIGNS, description="the draft, plain text")


class Finding(BaseModel):
    """A citation or a quotation of a draft, with its verdict."""

    text: str = Field(description="its words in the draft")
    span: Offsets = Field(description="its place in the draft")
    kind: Literal["citation", "quotation"] = Field(
        description="a quotation stands in quotation marks or behind >; words behind 《…》第三条规定： without marks "
        "are one as far as they follow a source, else a paraphrase, which gets no verdict"
    )
    verdict: Verdict = Field(description=VERDICTS)
    citation: str = Field(description="the citation that a quotation goes with, empty where it has none")
    notice: NoticeSummary | None = Field(description="the notice it names or stands in")
    clause: ClauseDocument | None = Field(description="the clause it names, stands in or was compared with")
    source: Candidate | None = Field(description="the words it was compared with, of exact and differs")
    candidates: list[Candidate] = Field(description="where else it stands or may stand")
    difference: list[tuple[Literal["same", "draft", "source"], str]] = Field(
        description="runs: `same` and `draft` joined are the draft's words, `same` and `source` the notice's"
    )
    note: str = Field(description="how it was read, or what is amiss, in Chinese")


class CheckAnswer(BaseModel):
    """Everything found in a draft, in printed order."""

    findings: list[Finding] = Field(description="in printed order")


CiteParameters = Annotated[CiteQuery, Query()]
