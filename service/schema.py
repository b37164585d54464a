"""The JSON that goes in and out over HTTP, as models: what /openapi.json promises."""

from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from service.hits import DEFAULT_LIMIT, MAX_LIMIT

MAX_QUESTION_SIGNS = 1000  # the model reads 512 tokens; more than this is not a question
MAX_FILTER_SIGNS = 200


def _blank_is_none(value: object) -> object:
    """A form sends every field, the empty ones as blanks."""
    return None if isinstance(value, str) and not value.strip() else value


Filter = Annotated[Annotated[str, Field(max_length=MAX_FILTER_SIGNS)] | None, BeforeValidator(_blank_is_none)]
Year = Annotated[Annotated[int, Field(ge=1900, le=2999)] | None, BeforeValidator(_blank_is_none)]
Offsets = Annotated[list[int], Field(min_length=2, max_length=2, description="[start, end): code points, from 0")]
ClausePath = Annotated[list[str], Field(description="labels from the root down, [] for words under no label")]
Heading = Annotated[str, Field(description="title words after the label, empty where there are none")]
Citation = Annotated[str, Field(description="what is written under a quotation: 《…》（…）三、（二）")]
Url = Annotated[str, Field(description="where this service shows it: /notices/…#三/（二）")]
Scanned = Annotated[int, Field(description="how many clauses were looked at")]
Quoted = Annotated[int, Field(description="how many of them are quoted")]
Terms = Annotated[list[str], Field(description="the words asked about, and those that were taken for the same")]
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

    province: str | None = Field(description="province, or what has its rank: 北京市")
    city: str | None = Field(description="prefecture-level division")
    county: str | None = Field(description="county-level division")


class NoticeSummary(BaseModel):
    """The fields that name a notice beside a passage."""

    id: str = Field(description="under which the library holds it")
    title: str = Field(description="as printed, broken lines joined")
    number: str | None = Field(description="发文字号, null where it has none")
    issuers: list[str] = Field(description="issuing bodies, in printed order")
    genre: str = Field(description="通知, 答复, 办法 …, empty where the title names none")
    region: Region = Field(description="where it applies, read from issuers and title")
    date: str | None = Field(description="day of signature, null where the text gives none")


class Instrument(BaseModel):
    """The measures, plan or rules that a notice issues."""

    title: str = Field(description="as printed, without 《》")
    label: str | None = Field(description="its printed label, 附件2, or null")
    span: Offsets


class Reference(BaseModel):
    """Another document named in the text, or clauses: of it or of the notice itself."""

    title: str | None = Field(description="words between 《 and 》, null where only a number is printed")
    number: str | None = Field(description="发文字号, null where none is printed")
    span: Offsets
    notice: str | None = Field(description="its id where the library holds it, and holds only one that fits")
    path: list[list[str]] = Field(description="paths of the clauses it names, labels as cited where it is not held")
    full_title: str | None = Field(description="what a short name stands for (以下简称《…》)")
    candidates: list[str] = Field(description="ids of several notices that fit")


class Notice(NoticeSummary):
    """One published document; every offset counts in its text."""

    year: int | None = Field(description="of the date, else of the number")
    addressees: list[str] = Field(description="主送机关, in printed order")
    attachments: list[str] = Field(description="titles under 附件：, in printed order")
    instruments: list[Instrument] = Field(description="what it issues or carries as an attachment")
    references: list[Reference] = Field(description="other documents and clauses named, in printed order")
    status: str = Field(description="whether it is in force: unknown")
    source: str = Field(description="name of the file it was read from")
    sha256: str = Field(description="of the file's bytes, hex")
    warnings: list[str] = Field(description="what the parser was not sure of")


class Clause(BaseModel):
    """A clause: `text` is its own words after the label; `span` covers label, words and children."""

    path: ClausePath
    label: str = Field(description="the last of the path, folded only in width")
    heading: Heading
    text: str = Field(description="its own words after the label, one paragraph a line, children excluded")
    span: Offsets
    page: PageNumber
    citation: Citation
    url: Url
    children: list["Clause"] = Field(description="the clauses right below it, in printed order")


class ClauseDocument(Clause):
    """One clause with the notice it belongs to."""

    notice: NoticeSummary = Field(description="the notice it belongs to")
    paragraph: int | None = Field(description="the 款 that it is or is listed in, null where its article has only one")


class NoticeDocument(Notice):
    """One notice with its clause tree and its text as published."""

    clauses: list[Clause] = Field(description="the clauses right below the title")
    text: str = Field(description="as published; offsets count in it")


class NoticeList(BaseModel):
    """The notices of the library."""

    notices: list[Notice] = Field(description="in the order in which they came")


class Sentence(BaseModel):
    """The sentence or table cell that words stand in."""

    text: str = Field(description="as printed, broken lines joined")
    span: Offsets


class Why(BaseModel):
    """Why a passage was found."""

    meaning: float = Field(description="cosine, -1 to 1, higher is nearer")
    words: float = Field(description="BM25, 0 where no word matches")
    terms: list[str] = Field(description="what was taken for a word of the question: 职教本科=职业本科")


class Passage(BaseModel):
    """One paragraph of one clause, or one table row, quoted verbatim."""

    notice: NoticeSummary = Field(description="the notice it stands in")
    path: ClausePath
    heading: Heading
    text: str = Field(description="as printed, broken lines joined")
    span: Offsets
    page: PageNumber
    paragraph: int | None = Field(description="the 款 of its article, from 1, null where there is one")
    highlights: list[Offsets] = Field(description="offsets in `text`")
    score: float = Field(description="0 to 1, higher is nearer")
    why: Why = Field(description="what it was found by")
    citation: Citation
    url: Url


class SearchAnswer(BaseModel):
    """Ranked passages, best first."""

    question: str = Field(description="as asked")
    passages: list[Passage] = Field(description="best first, `limit` at most")
    took_ms: float = Field(description="milliseconds the search took")


class Failure(BaseModel):
    """What went wrong, where, and how to fix it."""

    code: str = Field(description="a stable word for the kind of failure", examples=["unknown_notice"])
    what: str = Field(description="what went wrong")
    where: str = Field(description="the parameter, file, notice or address that it is about")
    fix: str = Field(description="what to do about it")


class FailureDocument(BaseModel):
    """The one shape of every error."""

    error: Failure = Field(description="the failure")


class Alive(BaseModel):
    """The process answers."""

    alive: Literal[True] = Field(description="always true")


class Ready(BaseModel):
    """The model is warm and the library is open."""

    ready: Literal[True] = Field(description="always true; else the answer is 503")
    notices: int = Field(description="how many the library holds")


SearchParameters = Annotated[SearchQuery, Query()]
PageParameters = Annotated[PageQuery, Query()]
NoticeParameters = Annotated[NoticeQuery, Query()]
