"""The JSON routes: search, notices, clauses, and whether the service lives."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, PlainTextResponse

from corpus.citation import parse_path
from index.referral import Referrals
from index.search import Filters, SearchEngine
from service import schema
from service.catalogue import Catalogue
from service.document import clause_at, clause_document, notice_document
from service.hits import search_record, timed_search
from service.metrics import CONTENT_TYPE
from service.readiness import Readiness
from service.writer_pool import WriterPool


async def engine_of(request: Request) -> SearchEngine:
    """Return the engine that `create_app` was given; no thread of the pool is needed for that."""
    return request.app.state.engine


async def readiness_of(request: Request) -> Readiness:
    """Return what the warming thread reports to."""
    return request.app.state.readiness


def catalogue_of(request: Request) -> Catalogue:
    """Return the list of notices as it is now."""
    return request.app.state.catalogue_case.catalogue()


async def referrals_of(request: Request) -> Referrals:
    """Return the references of the library that the app was given."""
    return request.app.state.referrals


async def writers_of(request: Request) -> WriterPool:
    """Return where a language model is waited for."""
    return request.app.state.writers


Engine = Annotated[SearchEngine, Depends(engine_of)]
Writers = Annotated[WriterPool, Depends(writers_of)]
Referring = Annotated[Referrals, Depends(referrals_of)]
Listed = Annotated[Catalogue, Depends(catalogue_of)]
NoticeId = Annotated[str, Path(description="id of a notice", examples=["jjzc-2024-4"])]
ClausePath = Annotated[str, Path(description="labels from the root down", examples=["三/（二）"])]
WITH_ERRORS: dict[int | str, dict[str, Any]] = {
    422: {"model": schema.FailureDocument, "description": "a parameter is wrong"},
    503: {"model": schema.FailureDocument, "description": "the library, an index or the model cannot be used"},
}
WITH_BODY: dict[int | str, dict[str, Any]] = {
    **WITH_ERRORS,
    413: {"model": schema.FailureDocument, "description": "the body is too long"},
}
WITH_UNKNOWN: dict[int | str, dict[str, Any]] = {
    **WITH_ERRORS,
    404: {"model": schema.FailureDocument, "description": "no such notice or clause"},
}
WITH_UNCLEAR: dict[int | str, dict[str, Any]] = {
    **WITH_UNKNOWN,
    409: {"model": schema.FailureDocument, "description": "several clauses have this path: `fix` lists them"},
}

router = APIRouter()


def filters_of(query: schema.SearchFilters) -> Filters:
    """Return the filters of a request as the engine takes them."""
    return Filters(**query.model_dump(include=set(schema.SearchFilters.model_fields)))


@router.get("/api/search", response_model=schema.SearchAnswer, responses=WITH_ERRORS, tags=["search"])
async def search(query: schema.SearchParameters, engine: Engine) -> dict[str, Any]:
    """Return the passages that answer a question, best first."""
    # Of an endpoint that is no coroutine FastAPI checks and writes the answer in threads too: three hops more, 4 ms.
    return await run_in_threadpool(_searched, query, engine)


def _searched(query: schema.SearchParameters, engine: SearchEngine) -> dict[str, Any]:
    hits, took_ms = timed_search(engine, query.q, query.limit, filters_of(query))
    return search_record(query.q, hits, took_ms)


@router.get("/api/notices", response_model=schema.NoticeList, responses=WITH_ERRORS, tags=["notices"])
def notices(catalogue: Listed) -> dict[str, Any]:
    """Return every notice of the library, without clauses and text."""
    return {"notices": catalogue.records}


@router.get("/api/notices/{notice_id}", response_model=schema.NoticeDocument, responses=WITH_UNKNOWN, tags=["notices"])
def notice(notice_id: NoticeId, engine: Engine, referrals: Referring) -> dict[str, Any]:
    """Return one notice with its clause tree and its text."""
    return notice_document(referrals.resolved(engine.library.notice(notice_id)))


@router.get(
    "/api/notices/{notice_id}/clauses/{path:path}",
    response_model=schema.ClauseDocument,
    responses=WITH_UNCLEAR,
    tags=["notices"],
)
def clause(notice_id: NoticeId, path: ClausePath, engine: Engine) -> dict[str, Any]:
    """Return one clause; half-width brackets in the path are as good as full-width ones."""
    held = engine.library.notice(notice_id)
    return clause_document(held, clause_at(held, parse_path(path)))


@router.get("/healthz", response_model=schema.Alive, tags=["operation"])
async def healthz() -> dict[str, bool]:
    """Say that the process answers."""
    return {"alive": True}


@router.get("/metrics", response_class=PlainTextResponse, tags=["operation"])
def metrics(request: Request, readiness: Annotated[Readiness, Depends(readiness_of)], catalogue: Listed) -> Response:
    """Return the counts of this process as Prometheus reads them."""
    gauges = {
        "tiaowen_notices": ("Notices of the library.", len(catalogue.records)),
        "tiaowen_ready": ("1 where the model is warm and the library open.", float(readiness.failure() is None)),
    }
    return Response(request.app.state.metrics.text(gauges), media_type=CONTENT_TYPE)


@router.get(
    "/readyz", response_model=schema.Ready, responses={503: {"model": schema.FailureDocument}}, tags=["operation"]
)
def readyz(readiness: Annotated[Readiness, Depends(readiness_of)], catalogue: Listed) -> Any:
    """Say whether the model is warm and the library open; if not, why."""
    failure = readiness.failure()
    if failure is not None:
        return JSONResponse(failure, status_code=503)
    return {"ready": True, "notices": len(catalogue.records)}
