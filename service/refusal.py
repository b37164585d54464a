"""Refusals over HTTP: every error, ours or the framework's, in one shape, as JSON or as a page.

A program gets the contract's JSON; a browser, which says that it takes text/html, gets a page in Chinese.
"""

import logging
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from corpus.errors import BadRequest, TiaowenError
from service.checked import MAX_DRAFT_SIGNS
from service.failure import error_record, failure_record, status_of
from service.pages import failure_page

_log = logging.getLogger("tiaowen")
_MACHINE_PATHS = ("/api/", "/healthz", "/readyz", "/metrics", "/openapi.json", "/static/")


def refuse_in_one_shape(app: FastAPI) -> None:
    """Hang the handlers on the app."""
    app.add_exception_handler(TiaowenError, _refuse_error)
    app.add_exception_handler(RequestValidationError, _refuse_parameter)
    app.add_exception_handler(HTTPException, _refuse_address)
    app.add_exception_handler(Exception, _refuse_bug)


def _refused(request: Request, status: int, record: dict[str, Any], headers: Any = None) -> Response:
    wants_page = "text/html" in request.headers.get("accept", "")
    if wants_page and not request.url.path.startswith(_MACHINE_PATHS):
        return failure_page(request, status, record["error"], headers)
    return JSONResponse(record, status_code=status, headers=headers)


def _refuse_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, TiaowenError)
    status = status_of(error)
    if status >= 500:
        _log.error("%s %s: %s", request.method, request.url.path, error)
    record = error_record(error)
    if status == 404:  # where the library lies is no business of whoever asks over HTTP
        record["error"]["where"] = request.url.path
    return _refused(request, status, record, {"www-authenticate": "Bearer"} if status == 401 else None)


def _refuse_parameter(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return _refuse_error(request, bad_request(error))


def bad_request(error: RequestValidationError) -> BadRequest:
    """Return the first thing that is wrong with a request's parameters, in our three fields."""
    first = error.errors()[0]
    place, name = str(first["loc"][0]), ".".join(map(str, first["loc"][1:] or first["loc"]))
    where = f"{place} parameter {name}"
    if first["type"] == "json_invalid" or first["loc"] == ("body",):
        fix = "send a JSON object with content-type application/json, as /openapi.json describes it"
        return BadRequest("the body is not the JSON that is wanted", where="body", fix=fix)
    match first["type"]:
        case "missing":
            return BadRequest(f"{name} is missing", where=where, fix=f"add {name}, as /openapi.json describes it")
        case "extra_forbidden":
            return BadRequest(f"there is no parameter {name}", where=where, fix="see /openapi.json for their names")
        case _:
            shown = str(first.get("input"))[:80]
            message = str(first["msg"])
            return BadRequest(f"{name}={shown} cannot be used", where=where, fix=message[:1].lower() + message[1:])


def _refuse_address(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    path = request.url.path
    if error.status_code == 404:
        record = failure_record(
            "not_found",
            "there is nothing at this address",
            where=path,
            fix="see / for pages, /openapi.json for the API",
        )
    elif error.status_code == 405:
        allowed = (error.headers or {}).get("allow", (error.headers or {}).get("Allow", "GET"))
        what = f"{request.method} is not possible here"
        record = failure_record("method_not_allowed", what, where=path, fix=f"use {allowed}")
    elif error.status_code == 413:
        fix = f"send at most that; a draft of more than {MAX_DRAFT_SIGNS:,} signs is checked in parts"
        record = failure_record("too_large", str(error.detail), where=path, fix=fix)
    else:
        record = failure_record("refused", str(error.detail), where=path, fix="see /openapi.json")
    return _refused(request, error.status_code, record, error.headers)


def _refuse_bug(request: Request, error: Exception) -> Response:
    what = f"a mistake in Tiaowen itself: {type(error).__name__}"
    fix = "report it with the lines that the service's log has about it"
    return _refused(request, 500, failure_record("bug", what, where=request.url.path, fix=fix))
