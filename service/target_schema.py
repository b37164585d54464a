"""The JSON of targets and comparisons, as models: what /openapi.json promises of /api/targets and /api/compare."""

from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from service.ask_schema import Claim
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
from service.targets import DEFAULT_TARGETS, MAX_TARGETS

Bound = Literal["exactly", "at_least", "at_most", "more_than", "less_than", "about", "between"]


class TargetPageQuery(SearchFilters):
    """The parameters of the page /targets, whose form sends empty fields."""

    q: str = Field("", max_length=MAX_QUESTION_SIGNS, description="words of what is counted or of its sentence")


class TargetQuery(TargetPageQuery):
    """The parameters of /api/targets; one that is not here is refused."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(DEFAULT_TARGETS, ge=1, le=MAX_TARGETS, description="how many targets at most")
    offset: int = Field(0, ge=0, description="how many to leave out first")


class CompareQuery(SearchFilters):
    """The parameters of /api/compare."""

    model_config = ConfigDict(extra="forbid")

    q: str = Field(max_length=MAX_QUESTION_SIGNS, description="the subject, in Chinese or English")
    breadth: str = Field("normal", max_length=20, description="narrow, normal, wide or a number, 0 to 1, as of a list")


class Words(BaseModel):
    """Words of the notice: `text` is verbatim what stands at `span` of its text, line breaks included."""

    text: str = Field(description="the words as printed")
    span: Offsets


class Deadline(Words):
    """By when, or within what time; year, month and day as far as they are printed."""

    kind: Literal["by", "within", "during", "every", "as_of"] = Field(description="by a day, within a time, every year")
    year: int | None = Field(description="the last year of a stretch; 2025 of “十四五”")
    month: int | None = Field(description="null where none is printed")
    day: int | None = Field(description="null where none is printed")


class Target(Words):
    """A quantity of a clause; `text` and `span` are of the figure, its unit and the bound words behind it."""

    notice: NoticeSummary = Field(description="the notice it stands in")
    path: ClausePath
    heading: Heading
    kind: Literal["count", "share", "multiple", "money", "time", "measure"] = Field(description="what kind of quantity")
    value: float | int = Field(description="15万 is 150000, 三分之二 66.6667 (unit %), 翻一番 2 (unit 倍)")
    value_to: float | int | None = Field(description="the other end of a range, null where it is none")
    unit: str = Field(description="个, %, 元 …; a scale belongs to the value, 4600万元 is 46000000 元; may be empty")
    bound: Bound = Field(description="exactly where no bound is printed")
    binding: Words | None = Field(description="a bound that stands before the quantity, 不低于")
    object: Words | None = Field(description="what is counted; null where no words for it were found")
    deadline: Deadline | None = Field(description="null where none is printed")
    sentence: Sentence = Field(description="what stands around the quantity")
    page: PageNumber
    paragraph: int | None = Field(description="the 款 of its article, from 1, null where there is one")
    citation: Citation
    url: Url


class TargetAnswer(BaseModel):
    """Targets in the order of the library and as printed."""

    targets: list[Target] = Field(description="from `offset` on, `limit` at most")
    total: int = Field(description="of all that match, also those beyond `limit`")


class Said(Claim):
    """What one notice says of the subject: its sentences, and the targets that stand in them."""

    notice: NoticeSummary = Field(description="the notice that says it")
    targets: list[Target] = Field(description="quantities in those sentences")


class LevelAnswer(BaseModel):
    """The notices of one level, the likeliest first."""

    level: Literal["national", "province", "city", "county", "unknown"] = Field(description="of the issuing bodies")
    notices: list[Said] = Field(description="what each of its notices says")


class CompareAnswer(BaseModel):
    """What each level says of a subject; every quotation is verbatim."""

    question: str = Field(description="as asked")
    levels: list[LevelAnswer] = Field(description="widest first; unknown only where a notice's level cannot be told")
    scanned_clauses: Scanned
    matched_clauses: Quoted
    terms: Terms
    near: list[Passage] = Field(description="where no clause is on the subject, the closest passages")
    took_ms: float = Field(description="milliseconds it took")


TargetParameters = Annotated[TargetQuery, Query()]
TargetPageParameters = Annotated[TargetPageQuery, Query()]
CompareParameters = Annotated[CompareQuery, Query()]
