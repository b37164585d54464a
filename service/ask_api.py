"""The JSON route that answers: /api/ask, whole or as a stream of events."""

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

from index.search import SearchEngine
from service import ask_schema
from service.answers import answer_events, answer_record, timed_answer
from service.api import WITH_ERRORS, Engine, filters_of

EVENTS = "text/event-stream"
STREAMED: dict[int | str, dict[str, Any]] = {
    **WITH_ERRORS,
    200: {"content": {EVENTS: {}}, "description": "the answer; as events claim, near, answer where they are accepted"},
}

router = APIRouter()


@router.get("/api/ask", response_model=ask_schema.AskAnswer, responses=STREAMED, tags=["ask"])
async def ask(request: Request, query: ask_schema.AskParameters, engine: Engine) -> Any:
    """Answer a question by quotation: every clause for a list, the words for a fact, else a refusal."""
    return await _answer(request, query, engine)


@router.post("/api/ask", response_model=ask_schema.AskAnswer, responses=STREAMED, tags=["ask"])
async def ask_on(request: Request, query: ask_schema.AskQuery, engine: Engine) -> Any:
    """Answer a question that may go on from earlier ones, sent along as JSON."""
    return await _answer(request, query, engine)


async def _answer(request: Request, query: ask_schema.AskQuery, engine: SearchEngine) -> dict[str, Any] | Response:
    record = await run_in_threadpool(_answered, query, engine)
    if EVENTS in request.headers.get("accept", ""):
        return StreamingResponse(answer_events(record), media_type=EVENTS, headers={"Cache-Control": "no-store"})
    return record


def _answered(query: ask_schema.AskQuery, engine: SearchEngine) -> dict[str, Any]:
    answer, took_ms = timed_answer(
        engine, query.q, before=query.before, filters=filters_of(query), breadth=query.breadth
    )
    return answer_record(query.q, answer, took_ms)
