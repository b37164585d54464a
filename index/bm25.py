"""BM25 of all passages of a library at once, with how much of a question they hold.

What the passages that hold a token get for it, before it is weighed, is kept: people ask with the same signs and words.
For a token that a great part of all passages hold it is a row for every passage, which is only added.
"""

from collections.abc import Iterable, Sequence
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.postings import Ids, Postings
from index.recent import Recent

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]

# Of Robertson & Zaragoza (2009), as in Lucene.
K1, B = 1.2, 0.75
# A token that one in so many passages holds is common: its row of floats takes the room of its list of postings.
COMMON = 3
# One sum in so many is looked at to tell how high the highest are: the rest is sorted out in a quarter of the time.
SAMPLED = 16
# Of lists kept, and what one takes beside its numbers.
LIST_BYTES, OVERHEAD_BYTES = 64_000_000, 500


def _kept_lengths() -> Iterable[int]:
    """Yield the lengths that Lucene and tantivy tell apart: to 40 each, then eight of every doubled step."""
    yield from range(41)
    for doubling in range(1, 27):
        yield from (40 + 8 * (2**doubling - 2) + place * 2**doubling for place in range(1, 9))


# The constants of ranking were chosen with lengths rounded down to these.
KEPT_LENGTHS = np.fromiter(_kept_lengths(), np.int64)


class Weight(NamedTuple):
    """What a token of a question adds: to a BM25, times asked by rarity, and to a coverage; 0.0 for nothing."""

    words: float
    share: float


def rarity(passages: int, held_by: int) -> float:
    """Return the inverse document frequency of BM25 of a word that `held_by` of so many passages hold."""
    return log(1 + (passages - held_by + 0.5) / (held_by + 0.5))


class Listed(NamedTuple):
    """Where a token is held.

    held_by: how many passages
    rows:    their rows, ascending; None for a common token, which has a part for every row
    parts:   what holding it gives each of `rows`, before it is weighed: 0 to K1 + 1
    """

    held_by: int
    rows: NDArray[np.int32] | None
    parts: Singles


class Sums(NamedTuple):
    """What all passages of a library get, in its order, (n,): 0.0 for one that holds nothing of what is asked."""

    words: Singles
    shares: Singles


class Bm25:
    """Scores by the postings of a library.  Threads may share one."""

    def __init__(self, postings: Postings) -> None:
        self.postings = postings
        kept = KEPT_LENGTHS[np.searchsorted(KEPT_LENGTHS, postings.lengths, side="right") - 1]
        norms = K1 * (1 - B + B * kept / (postings.lengths.mean() if len(postings) else 1.0))
        self._norms = norms.astype(np.float32)
        self._lists: Recent[str, Listed] = Recent(LIST_BYTES)

    def lists(self, tokens: Sequence[str]) -> list[Listed]:
        """Return where each of `tokens` is held; those asked for lately are known."""
        known = [self._lists.get(token) for token in tokens]
        new = [token for token, one in zip(tokens, known, strict=True) if one is None]
        found = map(self._listed, new, self.postings.places(new).tolist() if new else ())
        return [one or next(found) for one in known]

    def _listed(self, token: str, place: int) -> Listed:
        where = self.postings.stretch(place)
        rows = self.postings.rows[where]
        one = Listed(len(rows), rows, self._parts(rows, self.postings.counts[where]))
        if len(rows) * COMMON > len(self.postings):
            of_all = np.zeros(len(self.postings), np.float32)
            of_all[rows] = one.parts
            one = Listed(len(rows), None, of_all)
        self._lists.put(token, one, one.parts.nbytes + OVERHEAD_BYTES)
        return one

    def _parts(self, rows: NDArray[np.int32], counts: NDArray[np.uint16]) -> Singles:
        times = counts.astype(np.float32)
        norms = self._norms[rows]
        norms += times
        times *= np.float32(K1 + 1)
        times /= norms
        return times

    def sums(self, lists: Sequence[Listed], weights: Sequence[Weight]) -> Sums:
        """Return BM25 and coverage of every passage, for tokens held so and weighed so."""
        words, shares = np.zeros((2, len(self.postings)), np.float32)
        for one, weight in zip(lists, weights, strict=True):
            each = np.float32(weight.words) * one.parts
            if one.rows is None:
                words += each
                if weight.share:
                    shares += np.float32(weight.share) * (one.parts > 0)
                continue
            rows = one.rows.astype(np.int64)
            np.add.at(words, rows, each)
            if weight.share:
                np.add.at(shares, rows, np.float32(weight.share))
        return Sums(words, shares)


def highest(sums: Singles, limit: int) -> Ids:
    """Return the places of the `limit` highest sums above 0; of those that are the same, the first."""
    high = _high(sums, limit)
    those = sums[high]
    least = np.partition(those, -limit)[-limit] if limit < len(those) else np.float32(0)
    over = high[those > least]
    return np.concatenate([over, high[those == least][: limit - len(over)]])


def _high(sums: Singles, limit: int) -> Ids:
    """Return the places of sums above 0 that hold the `limit` highest, ascending: not many more, where one can tell."""
    few = sums[::SAMPLED]
    nth = 2 * limit // SAMPLED + 1
    if nth < len(few):
        high = np.flatnonzero(sums > max(np.partition(few, -nth)[-nth], np.float32(0)))
        if len(high) >= limit:
            return high
    return np.flatnonzero(sums > 0)
