"""An answer as the contract's JSON, and as the events that a stream sends."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from corpus.citation import cite
from corpus.errors import BadRequest
from corpus.record import summary_record, url
from corpus.span import Span
from service.hits import hit_record

if TYPE_CHECKING:
    from index.answer import Answer, Claim, Quote
    from index.prose.gate import Dropped
    from index.prose.writer import Prose
    from index.search import Filters, SearchEngine

NORMAL = "normal"


def timed_answer(
    engine: SearchEngine, question: str, *, before: Sequence[str] = (), filters: Filters, breadth: str = NORMAL
) -> tuple[Answer, float]:
    """Return the answer and the milliseconds it took; `breadth` is a name or a number as `least_of` reads it."""
    began = time.perf_counter()
    answer = engine.ask(question, before=before, filters=filters, least=least_of(breadth))
    return answer, (time.perf_counter() - began) * 1000


def least_of(breadth: str) -> float:
    """Return how likely a listed clause must be for narrow, normal, wide or a number from 0 to 1; raise BadRequest."""
    from index.listing import BREADTHS

    try:
        least = BREADTHS[breadth] if breadth in BREADTHS else float(breadth)
    except ValueError:
        least = -1.0
    if not 0 <= least <= 1:
        fix = f"use {', '.join(BREADTHS)} or a number from 0 (every clause) to 1"
        raise BadRequest(f"{breadth} is no breadth", where="parameter breadth", fix=fix)
    return least


def answer_record(asked: str, answer: Answer, took_ms: float, prose: Prose | None = None) -> dict[str, Any]:
    """Return the contract's answer to the question `asked`: what a language model wrote, then every quotation."""
    from index.answer import QUOTATION

    written = [claim_record(claim, prose.model) for claim in prose.claims] if prose else []
    return {
        "question": asked,
        "understood": answer.question,
        "kind": answer.kind,
        "asks": answer.asks.value,
        "answered": bool(answer.claims),
        "claims": [*written, *(claim_record(claim, QUOTATION) for claim in answer.claims)],
        "scanned_clauses": answer.scanned,
        "matched_clauses": answer.matched,
        "terms": list(answer.terms),
        "near": [hit_record(hit) for hit in answer.near],
        "certainty": round(answer.certainty, 3),
        "written_by": prose.model if prose and written else QUOTATION,
        "dropped": [dropped_record(one) for one in prose.dropped] if prose else [],
        "notes": [str(note) for note in prose.notes] if prose else [],
        "took_ms": round(took_ms, 1),
    }


def claim_record(claim: Claim, writer: str) -> dict[str, Any]:
    """Return the contract's claim, and who wrote it: "quotation" or a language model."""
    return {"text": claim.text, "quotes": [quote_record(quote) for quote in claim.quotes], "written_by": writer}


def dropped_record(dropped: Dropped) -> dict[str, str]:
    """Return a sentence that is not shown as an answer, and why."""
    fault = dropped.fault
    reason = f"{fault.value}: {dropped.detail}" if dropped.detail else fault.value
    return {"sentence": dropped.sentence, "code": fault.name.lower(), "reason": reason}


def quote_record(quote: Quote) -> dict[str, Any]:
    """Return the contract's quotation; `sentence` is what the words stand in."""
    passage, notice = quote.passage, quote.notice
    return {
        "notice": summary_record(notice),
        "path": list(passage.path),
        "heading": passage.heading,
        "text": quote.text,
        "span": _pair(quote.span),
        "sentence": {"text": quote.sentence.of(notice.text), "span": _pair(quote.sentence)},
        "page": notice.page_at(quote.span),
        "paragraph": passage.paragraph,
        "citation": cite(notice, passage.path, quote.span, passage.paragraph),
        "url": url(notice, passage.path, passage.span),
        "why": list(quote.why),
    }


def answer_events(record: dict[str, Any]) -> Iterator[str]:
    """Yield the answer as server-sent events: one `claim` each, one `near` each, then `answer` with the rest."""
    for name in ("claims", "near"):
        for one in record[name]:
            yield event("claim" if name == "claims" else "near", one)
    yield event("answer", {name: value for name, value in record.items() if name not in ("claims", "near")})


def event(name: str, value: dict[str, Any]) -> str:
    """Return one server-sent event."""
    return f"event: {name}\ndata: {json.dumps(value, ensure_ascii=False)}\n\n"


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]
