"""The JSON route that answers: /api/ask, whole or as a stream of events."""

import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

from index.answer import Answer, Claim
from index.prose.gate import Dropped
from index.prose.writer import Part, Prose
from index.search import SearchEngine
from service import ask_schema
from service.answers import answer_events, answer_record, claim_record, dropped_record, event, timed_answer
from service.api import WITH_BODY, WITH_ERRORS, Engine, Writers, filters_of
from service.writer_pool import WriterPool

EVENTS = "text/event-stream"
STREAMED: dict[int | str, dict[str, Any]] = {
    **WITH_ERRORS,
    200: {
        "content": {EVENTS: {}},
        "description": "the answer; where they are accepted as events claim, near, answer; and behind them, where a "
        "language model is set, sentence (a claim), dropped, and written with `written_by` and `notes`",
    },
}

router = APIRouter()


@router.get("/api/ask", response_model=ask_schema.AskAnswer, responses=STREAMED, tags=["ask"])
async def ask(request: Request, query: ask_schema.AskParameters, engine: Engine, writers: Writers) -> Any:
    """Answer a question by quotation: every clause for a list, the words for a fact, else a refusal."""
    return await _answer(request, query, engine, writers)


@router.post("/api/ask", response_model=ask_schema.AskAnswer, responses=WITH_BODY | STREAMED, tags=["ask"])
async def ask_on(request: Request, query: ask_schema.AskQuery, engine: Engine, writers: Writers) -> Any:
    """Answer a question that may go on from earlier ones, sent along as JSON."""
    return await _answer(request, query, engine, writers)


async def _answer(
    request: Request, query: ask_schema.AskQuery, engine: SearchEngine, writers: WriterPool
) -> dict[str, Any] | Response:
    answer, took_ms = await run_in_threadpool(_answered, query, engine)
    writes = writers.writes and query.model and bool(answer.claims)
    if EVENTS in request.headers.get("accept", ""):
        events = _events(query.q, answer, took_ms, writers if writes else None)
        return StreamingResponse(events, media_type=EVENTS, headers={"Cache-Control": "no-store"})
    began = time.perf_counter()
    prose = await writers.prose(answer) if writes else None
    took_ms += (time.perf_counter() - began) * 1000 if writes else 0
    return answer_record(query.q, answer, took_ms, prose)


def _answered(query: ask_schema.AskQuery, engine: SearchEngine) -> tuple[Answer, float]:
    return timed_answer(engine, query.q, before=query.before, filters=filters_of(query), breadth=query.breadth)


async def _events(asked: str, answer: Answer, took_ms: float, writers: WriterPool | None) -> AsyncGenerator[str]:
    """Yield the quotations at once, then each sentence as it passes."""
    for one in answer_events(answer_record(asked, answer, took_ms)):
        yield one
    if writers is None:
        return
    parts: list[Part] = []
    async with aclosing(writers.parts(answer)) as coming:
        async for part in coming:
            parts.append(part)
            if isinstance(part, Claim):
                yield event("sentence", claim_record(part, writers.name))
            elif isinstance(part, Dropped):
                yield event("dropped", dropped_record(part))
    whole = answer_record(asked, answer, took_ms, Prose.of(writers.name, parts))
    yield event("written", {name: whole[name] for name in ("written_by", "notes")})
