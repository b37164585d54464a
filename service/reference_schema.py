"""The JSON of references, as models: what /openapi.json promises of /api/notices/{id}/references."""

from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from service.referred import DEFAULT_CITING, MAX_CITING
from service.schema import Citation, ClausePath, NoticeSummary, Offsets, PageNumber, Sentence, Url

MAX_PATH_SIGNS = 500


class ReferenceQuery(BaseModel):
    """The parameters of /api/notices/{id}/references."""

    model_config = ConfigDict(extra="forbid")

    path: str | None = Field(
        None, max_length=MAX_PATH_SIGNS, description="only of this clause: its path", examples=["三/（二）"]
    )
    limit: int = Field(DEFAULT_CITING, ge=1, le=MAX_CITING, description="how many entries of `cited_by` at most")


class ReferenceTarget(BaseModel):
    """A clause that is named."""

    path: ClausePath
    citation: Citation
    url: Url


class Referral(BaseModel):
    """Words of a clause that refer to something."""

    path: list[str] = Field(description="of the clause that cites, [] where the words stand under no label")
    text: str = Field(description="the words as printed, broken lines joined")
    span: Offsets = Field(description="of the words, in the text of the notice that cites")
    sentence: Sentence = Field(description="the sentence they stand in")
    page: PageNumber
    own: bool = Field(description="a clause of the same notice is meant: 本办法第八条")
    labels: list[list[str]] = Field(description="the clauses as cited, [] for a whole notice")
    targets: list[ReferenceTarget] = Field(description="those of them that the notice found has")
    candidates: list[str] = Field(description="ids of the notices that fit, where several do or something contradicts")


class Cites(Referral):
    """What a clause cites."""

    title: str | None = Field(description="words between 《 and 》, null where only a number is printed")
    full_title: str | None = Field(description="what a short name stands for (以下简称《…》)")
    number: str | None = Field(description="发文字号, null where none is printed")
    held: bool = Field(description="the library has it; `notice` is null all the same where several fit")
    notice: str | None = Field(description="id of the one notice that fits")
    citation: str = Field(description="of what is cited")
    url: str | None = Field(description="where the service shows it, null where `notice` is")


class CitedBy(Referral):
    """What cites this notice."""

    notice: NoticeSummary = Field(description="the notice that cites")
    citation: str = Field(description="of the clause that cites")
    url: Url


class ReferenceAnswer(BaseModel):
    """Which notices a notice cites and which cite it."""

    notice: NoticeSummary = Field(description="the notice asked about")
    path: list[str] = Field(description="of the clause that was asked about, [] for the whole notice")
    cites: list[Cites] = Field(description="in printed order")
    cited_by: list[CitedBy] = Field(description="in the order of the library, the notice's own clauses last")
    cited_by_total: int = Field(description="how many there are, more than `limit` included")


ReferenceParameters = Annotated[ReferenceQuery, Query()]
