"""What an assistant gives a tool, as models: their JSON schema and descriptions are what it reads."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from service.ask_schema import AskQuery
from service.checked import MAX_DRAFT_SIGNS
from service.hits import DEFAULT_LIMIT, MAX_LIMIT
from service.reference_schema import MAX_PATH_SIGNS, ReferenceQuery
from service.schema import MAX_FILTER_SIGNS, MAX_QUESTION_SIGNS, NoticeSummary, SearchFilters
from service.target_schema import CompareQuery, TargetPageQuery

DEFAULT_LISTED, MAX_LISTED = 50, 500

Question = Annotated[str, Field(max_length=MAX_QUESTION_SIGNS, description="the question, in Chinese or English")]
NoticeName = Annotated[
    str,
    Field(
        max_length=MAX_FILTER_SIGNS,
        description="a notice: its id, as other tools return it, or its 发文字号",
        examples=["jjzc-2024-4", "吉教职成〔2024〕4号"],
    ),
]


class SearchInput(SearchFilters):
    """What `search` takes."""

    model_config = ConfigDict(extra="forbid")

    question: Question
    limit: int = Field(DEFAULT_LIMIT, ge=1, le=MAX_LIMIT, description="how many passages at most")


class AskInput(SearchFilters):
    """What `ask` takes."""

    model_config = ConfigDict(extra="forbid")

    question: Question
    before: list[Question] = Field(
        [], max_length=20, description="earlier questions of the conversation that this one goes on from, oldest first"
    )
    breadth: str = Field("normal", max_length=20, description=AskQuery.model_fields["breadth"].description)


class CiteInput(BaseModel):
    """What `cite` takes."""

    model_config = ConfigDict(extra="forbid")

    citation: str = Field(
        max_length=MAX_QUESTION_SIGNS,
        description="one citation as people write it",
        examples=["吉教职成〔2024〕4号第七条", "《职业教育法》第三十三条第二款", "《十项措施》第四项"],
    )


class CheckInput(BaseModel):
    """What `check` takes."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(
        max_length=MAX_DRAFT_SIGNS,
        description="the draft, plain text, with its quotations in quotation marks and its citations",
        examples=["《十项措施》第四项规定，“……”。"],
    )


class ClauseInput(BaseModel):
    """What `read_clause` takes."""

    model_config = ConfigDict(extra="forbid")

    notice: NoticeName
    path: str = Field(
        max_length=MAX_PATH_SIGNS,
        description="the clause's labels from the root down, joined by /; statutes also as they are cited",
        examples=["三/（二）", "附件/3", "第二十条第三款"],
    )


class ReferencesInput(ReferenceQuery):
    """What `references` takes."""

    notice: NoticeName


class ListInput(SearchFilters):
    """What `list_notices` takes."""

    model_config = ConfigDict(extra="forbid")

    title: Annotated[str, Field(max_length=MAX_FILTER_SIGNS)] | None = Field(None, description="part of the title")
    limit: int = Field(DEFAULT_LISTED, ge=1, le=MAX_LISTED, description="how many notices at most")
    offset: int = Field(0, ge=0, description="how many to leave out before the first")


class TargetsInput(SearchFilters):
    """What `targets` takes."""

    model_config = ConfigDict(extra="forbid")

    words: str = Field(
        "",
        max_length=MAX_QUESTION_SIGNS,
        description=TargetPageQuery.model_fields["q"].description,
        examples=["实训中心"],
    )
    limit: int = Field(DEFAULT_LISTED, ge=1, le=MAX_LISTED, description="how many quantities at most")
    offset: int = Field(0, ge=0, description="how many to leave out before the first")


class CompareInput(SearchFilters):
    """What `compare` takes."""

    model_config = ConfigDict(extra="forbid")

    question: Annotated[str, Field(max_length=MAX_QUESTION_SIGNS, description="the subject, in Chinese or English")]
    breadth: str = Field("normal", max_length=20, description=CompareQuery.model_fields["breadth"].description)


class NoticeListing(BaseModel):
    """Some notices of the library, in the order in which they came."""

    notices: list[NoticeSummary] = Field(description="at most `limit`, from `offset` on")
    total: int = Field(description="how many fit, before `limit` and `offset`")
