"""The JSON of changes of the library, as models: what /openapi.json promises of adding and removing."""

from pydantic import BaseModel, Field

from service.schema import Failure, Notice


class StoredFile(BaseModel):
    """A notice of a file that was sent."""

    file: str = Field(description="name of the file")
    id: str | None = Field(description="under which it is held, null where it is only a copy of another")
    title: str = Field(description="as printed")
    number: str | None = Field(description="发文字号, null where it has none")


class FailedFile(BaseModel):
    """A file that could not be read."""

    file: str = Field(description="name of the file")
    error: Failure = Field(description="why")


class AddAnswer(BaseModel):
    """What became of every file, in the order they were sent."""

    added: list[StoredFile] = Field(description="new in the library")
    replaced: list[StoredFile] = Field(description="a new version of a notice that was held")
    unchanged: list[StoredFile] = Field(description="held already")
    failed: list[FailedFile] = Field(description="files that could not be read; the others are stored all the same")


class RemoveAnswer(BaseModel):
    """What was removed."""

    removed: Notice = Field(description="the notice as it was")
