"""What a search found, as the contract's JSON.

A hit is a passage with what only a search knows: the words that matched, the score and its reasons.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from corpus.record import passage_record

if TYPE_CHECKING:
    from index.search import Filters, Hit, SearchEngine

DEFAULT_LIMIT = 10
MAX_LIMIT = 100  # a page of more is not read, and the API promises a bounded answer


def timed_search(engine: SearchEngine, question: str, limit: int, filters: Filters) -> tuple[list[Hit], float]:
    """Return the hits, best first, and the milliseconds it took."""
    began = time.perf_counter()
    hits = engine.search(question, limit=limit, filters=filters)
    return hits, (time.perf_counter() - began) * 1000


def search_record(question: str, hits: Sequence[Hit], took_ms: float) -> dict[str, Any]:
    """Return the contract's answer to a search."""
    return {"question": question, "passages": [hit_record(hit) for hit in hits], "took_ms": round(took_ms, 1)}


def hit_record(hit: Hit) -> dict[str, Any]:
    """Return the contract's passage: where it stands, what matched, how near it is and why."""
    passage = passage_record(hit.passage, hit.notice)
    place = ("notice", "path", "heading", "text", "span", "paragraph")
    return {
        **{name: passage[name] for name in place},
        "highlights": [list(pair) for pair in hit.highlights],
        "score": round(hit.score, 4),
        "why": {
            "meaning": round(hit.why.meaning, 4),
            "words": round(hit.why.words, 2),
            "terms": list(hit.why.terms),
        },
        **{name: passage[name] for name in ("citation", "url")},
    }
