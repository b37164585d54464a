"""The JSON that goes in and out over HTTP, as models: what /openapi.json promises."""

from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from service.checked import MAX_DRAFT_SIGNS
from service.hits import DEFAULT_LIMIT, MAX_LIMIT

MAX_QUESTION_SIGNS = 1000  # the model reads 512 tokens; more than this is not a question
MAX_FILTER_SIGNS = 200


def _blank_is_none(value: object) -> object:
    """A form sends every field, the empty ones as blanks."""
    return None if isinstance(value, str) and not value.strip() else value


Filter = Annotated[Annotated[str, Field(max_length=MAX_FILTER_SIGNS)] | None, BeforeValidator(_blank_is_none)]
Year = Annotated[Annotated[int, Field(ge=1900, le=2999)] | None, BeforeValidator(_blank_is_none)]
Offsets = Annotated[list[int], Field(min_length=2, max_length=2, description="[start, end): code points, from 0")]
PageNumber = Annotated[int | None, Field(description="page it begins on, from 1; null where the file has no pages")]


class SearchFilters(BaseModel):
    """What narrows a search, before ranking."""

    issuer: Filter = Field(None, description="part of an issuing body's name")
    region: Filter = Field(None, description="part of a province's, city's or county's name")
    year: Year = Field(None, description="year of the notice")
    genre: Filter = Field(None, description="通知, 意见, 答复 …")
    notice: Filter = Field(None, description="id or 发文字号 of one notice")


class SearchQuery(SearchFilters):
    """The parameters of a search; one that is not here is refused, since a misspelt filter would be no filter."""

    model_config = ConfigDict(extra="forbid")

    q: str = Field(max_length=MAX_QUESTION_SIGNS, description="the question, in Chinese or English")
    limit: int = Field(DEFAULT_LIMIT, ge=1, le=MAX_LIMIT, description="how many passages at most")


class PageQuery(SearchFilters):
    """The same for the page `/`, which also opens without a question."""

    q: str = Field("", max_length=MAX_QUESTION_SIGNS)
    model: bool | None = Field(None, description="true waits for what a language model writes, false leaves it out")


class NoticeQuery(BaseModel):
    """The parameters of the page of one notice."""

    q: str = Field("", max_length=MAX_QUESTION_SIGNS)


class Region(BaseModel):
    """Where a notice applies; a level it does not name is null."""

    province: str | None
    city: str | None
    county: str | None


class NoticeSummary(BaseModel):
    """The fields that name a notice beside a passage."""

    id: str
    title: str
    number: str | None = Field(description="发文字号, null where it has none")
    issuers: list[str]
    genre: str
    region: Region
    date: str | None = Field(description="day of signature, null where the text gives none")


class Instrument(BaseModel):
    """The measures, plan or rules that a notice issues."""

    title: str
    label: str | None
    span: Offsets


class Reference(BaseModel):
    """Another document named in the text, or clauses: of it or of the notice itself."""

    title: str | None
    number: str | None
    span: Offsets
    notice: str | None = Field(description="its id where the library holds it, and holds only one that fits")
    path: list[list[str]] = Field(description="paths of the clauses it names, labels as cited where it is not held")
    full_title: str | None = Field(description="what a short name stands for (以下简称《…》)")
    candidates: list[str] = Field(description="ids of several notices that fit")


class Notice(NoticeSummary):
    """One published document; every offset counts in its text."""

    year: int | None
    addressees: list[str]
    attachments: list[str]
    instruments: list[Instrument]
    references: list[Reference]
    status: str
    source: str
    sha256: str
    warnings: list[str]


class Clause(BaseModel):
    """A clause: `text` is its own words after the label; `span` covers label, words and children."""

    path: list[str]
    label: str
    heading: str
    text: str
    span: Offsets
    page: PageNumber
    citation: str
    url: str
    children: list["Clause"]


class ClauseDocument(Clause):
    """One clause with the notice it belongs to."""

    notice: NoticeSummary
    paragraph: int | None = Field(description="the 款 that it is or is listed in, null where its article has only one")


class NoticeDocument(Notice):
    """One notice with its clause tree and its text as published."""

    clauses: list[Clause]
    text: str


class NoticeList(BaseModel):
    """The notices of the library."""

    notices: list[Notice]


class Sentence(BaseModel):
    """The sentence or table cell that words stand in."""

    text: str
    span: Offsets


class Why(BaseModel):
    """Why a passage was found."""

    meaning: float = Field(description="cosine, -1 to 1, higher is nearer")
    words: float = Field(description="BM25, 0 where no word matches")
    terms: list[str]


class Passage(BaseModel):
    """One paragraph of one clause, or one table row, quoted verbatim."""

    notice: NoticeSummary
    path: list[str]
    heading: str
    text: str
    span: Offsets
    page: PageNumber
    paragraph: int | None = Field(description="the 款 of its article, from 1, null where there is one")
    highlights: list[Offsets] = Field(description="offsets in `text`")
    score: float = Field(description="0 to 1, higher is nearer")
    why: Why
    citation: str
    url: str


class SearchAnswer(BaseModel):
    """Ranked passages, best first."""

    question: str
    passages: list[Passage]
    took_ms: float


Verdict = Literal[
    "exact", "differs", "wrong_clause", "no_such_clause", "not_held", "ambiguous", "unsupported", "unreadable"
]


class CiteQuery(BaseModel):
    """The parameter of /api/cite."""

    model_config = ConfigDict(extra="forbid")

    q: str = Field(max_length=MAX_QUESTION_SIGNS, description="one citation", examples=["吉教职成〔2024〕4号第七条"])


class Candidate(BaseModel):
    """A clause or a notice that fits as well, or that a reader may have meant."""

    notice: NoticeSummary
    path: list[str]
    heading: str
    text: str = Field(description="as printed; shortened with … where it is long")
    span: Offsets
    page: PageNumber
    citation: str
    url: str


class CiteAnswer(BaseModel):
    """What a citation names."""

    citation: str
    verdict: Verdict
    notice: NoticeSummary | None = Field(description="the one notice it names")
    clause: ClauseDocument | None = Field(description="the first clause it names, null for a whole notice")
    clauses: list[ClauseDocument] = Field(description="all of an enumeration or a range")
    candidates: list[Candidate]
    note: str = Field(description="how it was read, or what is amiss, in Chinese")


class CheckRequest(BaseModel):
    """A draft to check."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=MAX_DRAFT_SIGNS, description="the draft, plain text")


class Finding(BaseModel):
    """A citation or a quotation of a draft, with its verdict."""

    text: str
    span: Offsets = Field(description="its place in the draft")
    kind: Literal["citation", "quotation"]
    verdict: Verdict
    citation: str = Field(description="the citation that a quotation goes with, empty where it has none")
    notice: NoticeSummary | None
    clause: ClauseDocument | None = Field(description="the clause it names, stands in or was compared with")
    source: Candidate | None = Field(description="the words it was compared with, of exact and differs")
    candidates: list[Candidate]
    difference: list[tuple[Literal["same", "draft", "source"], str]]
    note: str = Field(description="how it was read, or what is amiss, in Chinese")


class CheckAnswer(BaseModel):
    """Everything found in a draft, in printed order."""

    findings: list[Finding]


class Failure(BaseModel):
    """What went wrong, where, and how to fix it."""

    code: str = Field(examples=["unknown_notice"])
    what: str
    where: str
    fix: str


class FailureDocument(BaseModel):
    """The one shape of every error."""

    error: Failure


class Alive(BaseModel):
    """The process answers."""

    alive: Literal[True]


class Ready(BaseModel):
    """The model is warm and the library is open."""

    ready: Literal[True]
    notices: int


SearchParameters = Annotated[SearchQuery, Query()]
CiteParameters = Annotated[CiteQuery, Query()]
PageParameters = Annotated[PageQuery, Query()]
NoticeParameters = Annotated[NoticeQuery, Query()]
