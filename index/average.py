"""By what tantivy's BM25 weighs a word, asked of tantivy itself."""

import json
from collections.abc import Iterator
from math import log
from typing import Any, NamedTuple

import tantivy
from tantivy import Query, Schema


class Average(NamedTuple):
    """What all passages come to.

    passages: how many, with those that were removed and not yet merged away
    length:   of a passage on average, in tokens
    """

    passages: int
    length: float


def average_of(searcher: tantivy.Searcher, schema: Schema) -> Average:
    """Return what tantivy says when it explains a score; where nothing is held, nothing."""
    for token, _ in searcher.terms_with_prefix("words", "", limit=100):
        query = Query.term_query(schema, "words", token, "freq")
        for _, address in searcher.search(query, limit=1, count=False).hits:
            told = dict(_told(json.loads(query.explain(searcher, address).to_json())))
            return Average(int(told["N"]), told["avgdl"])
    return Average(0, 0.0)


def rarity(passages: int, held_by: int) -> float:
    """Return the inverse document frequency of BM25 of a word that `held_by` of so many passages hold."""
    return log(1 + (passages - held_by + 0.5) / (held_by + 0.5))


def _told(explained: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """Yield what each step of an explanation is called, up to its comma, and its value."""
    yield explained["description"].partition(",")[0], explained["value"]
    for detail in explained.get("details", ()):
        yield from _told(detail)
