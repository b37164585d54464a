"""Targets and comparisons as the JSON of CONTRACT.md's style: each with its notice, path, citation and address."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from corpus.citation import cite
from corpus.deadline import Deadline
from corpus.notice import Notice
from corpus.record import summary_record, url
from corpus.span import Span
from corpus.target import Target
from service.answers import claim_record
from service.hits import hit_record

if TYPE_CHECKING:
    from index.comparison import Comparison, Said
    from index.filters import Filters
    from index.gathering import Gathered
    from index.search import SearchEngine

Record = dict[str, Any]
DEFAULT_TARGETS, MAX_TARGETS = 1_000, 10_000


def targets_record(found: Sequence[Gathered], offset: int = 0, limit: int | None = None) -> Record:
    """Return the targets from `offset` on, at most `limit` of them, and how many there are."""
    shown = found[offset:] if limit is None else found[offset : offset + limit]
    return {"targets": [target_record(one.target, one.notice) for one in shown], "total": len(found)}


def target_record(target: Target, notice: Notice) -> Record:
    """Return one target; `text` is the quantity's words, every `text` verbatim what stands at its `span`."""
    quantity = target.quantity
    return {
        "notice": summary_record(notice),
        "path": list(target.path),
        "heading": target.heading,
        **_words(quantity.span, notice),
        "kind": quantity.unit.kind.value,
        "value": _number(quantity.value),
        "value_to": None if quantity.value_to is None else _number(quantity.value_to),
        "unit": quantity.unit.name,
        "bound": quantity.bound.value,
        "binding": _words(quantity.binding, notice) if quantity.binding else None,
        "object": _words(target.counted, notice) if target.counted else None,
        "deadline": _deadline(target.deadline, notice) if target.deadline else None,
        "sentence": _words(target.sentence, notice),
        "page": notice.page_at(quantity.span),
        "paragraph": target.paragraph,
        "citation": cite(notice, target.path, quantity.span, target.paragraph),
        "url": url(notice, target.path),
    }


def timed_comparison(engine: SearchEngine, question: str, filters: Filters, least: float) -> tuple[Comparison, float]:
    """Return the comparison and the milliseconds it took."""
    from index.comparison import compared

    began = time.perf_counter()
    comparison = compared(engine, question, filters, least)
    return comparison, (time.perf_counter() - began) * 1000


def comparison_record(asked: str, comparison: Comparison, took_ms: float) -> Record:
    """Return what each level says; `near` is given where none says anything."""
    answer = comparison.answer
    return {
        "question": asked,
        "levels": [
            {"level": level.value, "notices": [_said_record(one) for one in said]}
            for level, said in comparison.levels.items()
        ],
        "scanned_clauses": answer.scanned,
        "matched_clauses": answer.matched,
        "terms": list(answer.terms),
        "near": [hit_record(hit) for hit in answer.near],
        "took_ms": round(took_ms, 1),
    }


def _said_record(said: Said) -> Record:
    from index.answer import QUOTATION

    return {
        "notice": summary_record(said.notice),
        **claim_record(said.claim, QUOTATION),
        "targets": [target_record(target, said.notice) for target in said.targets],
    }


def _words(span: Span, notice: Notice) -> Record:
    return {"text": span.of(notice.text), "span": [span.start, span.end]}


def _deadline(deadline: Deadline, notice: Notice) -> Record:
    day = {"year": deadline.year, "month": deadline.month, "day": deadline.day}
    return {**_words(deadline.span, notice), "kind": deadline.due.value, **day}


def _number(value: float) -> int | float:
    """A whole number is written as one: 100, not 100.0."""
    return int(value) if value.is_integer() else value
