"""The JSON routes that change the library: a file added, a notice removed; both want the admin token."""

import secrets
from pathlib import PurePath
from typing import Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from corpus.errors import BadRequest, ChangesOff, NotAllowed, TiaowenError
from corpus.record import notice_record
from index.search import SearchEngine
from service import admin_schema, schema
from service.added import AddReport
from service.api import WITH_BODY, WITH_UNKNOWN, Engine, NoticeId
from service.failure import error_record

_MOST_FILES = 100
_WITH_TOKEN: dict[int | str, dict[str, Any]] = {
    401: {"model": schema.FailureDocument, "description": "the admin token is missing or wrong"},
    403: {
        "model": schema.FailureDocument,
        "description": "no admin token is set: nothing is changed over HTTP",
    },
}
_FORM = {
    "type": "object",
    "required": ["file"],
    "properties": {
        "file": {"type": "array", "items": {"type": "string", "format": "binary"}, "description": "one file or several"}
    },
}
router = APIRouter()


async def admin(request: Request) -> None:
    """Let only those pass who send `Authorization: Bearer TOKEN`; raises NotAllowed, ChangesOff."""
    token: str = request.app.state.admin_token
    if not token:
        fix = "set TIAOWEN_ADMIN_TOKEN for the service, or use tiaowen add and tiaowen remove where it runs"
        raise ChangesOff("the library is not changed over HTTP here", where=request.url.path, fix=fix)
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    sent = given.strip().encode("latin-1", "replace")  # as its bytes came
    if scheme.lower() != "bearer" or not secrets.compare_digest(sent, token.encode()):
        fix = "send the header Authorization: Bearer TOKEN, with the service's TIAOWEN_ADMIN_TOKEN"
        raise NotAllowed("this wants the admin token", where="header Authorization", fix=fix)


Admin = Depends(admin)


@router.post(
    "/api/notices",
    dependencies=[Admin],
    response_model=admin_schema.AddAnswer,
    responses={201: {"model": admin_schema.AddAnswer, "description": "stored"}, **WITH_BODY, **_WITH_TOKEN},
    openapi_extra={"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": _FORM}}}},
    tags=["notices"],
)
async def add(request: Request, response: Response, engine: Engine) -> dict[str, Any]:
    """Add files, as the field `file` of a form: the same content again changes nothing, a new version replaces."""
    report = AddReport()
    async with request.form(max_files=_MOST_FILES, max_fields=_MOST_FILES) as form:
        files = [part for part in form.getlist("file") if isinstance(part, UploadFile)]
        if not files:
            fix = "send multipart/form-data, such as curl -F file=@PATH"
            raise BadRequest("there is no file", where="form field file", fix=fix)
        for file in files:
            await _add_file(engine, file, report, alone=len(files) == 1)
    if report.added or report.replaced:
        response.status_code = 201
    return report.record()


async def _add_file(engine: SearchEngine, file: UploadFile, report: AddReport, *, alone: bool) -> None:
    name = PurePath((file.filename or "").replace("\\", "/")).name or "upload"
    try:
        await run_in_threadpool(_stored, engine, name, await file.read(), report)
    except TiaowenError as error:
        if alone:
            raise
        report.failed.append({"file": name, **error_record(error)})


def _stored(engine: SearchEngine, name: str, content: bytes, report: AddReport) -> None:
    from corpus.reading import notices_of  # the readers of all formats: no other route waits for them

    report.store(engine, notices_of(content, name=name, where=name), name=name, origin="")


@router.delete(
    "/api/notices/{notice_id}",
    dependencies=[Admin],
    response_model=admin_schema.RemoveAnswer,
    responses=WITH_UNKNOWN | _WITH_TOKEN,
    tags=["notices"],
)
def remove(notice_id: NoticeId, engine: Engine) -> dict[str, Any]:
    """Take a notice out of the library."""
    notice = engine.library.notice(notice_id)
    engine.remove(notice_id)
    return {"removed": notice_record(notice)}
