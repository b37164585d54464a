"""BM25 of all passages of a library at once, with how much of a question they hold.

What the passages that hold a token get for it, before it is weighed, is kept: people ask with the same signs and words.
"""

from collections.abc import Iterable, Sequence
from math import log
from typing import Any, NamedTuple

import faiss as _faiss
import numpy as np
from numpy.typing import NDArray

from index.postings import Postings
from index.recent import Recent
from index.tally import K1, B, Common, Singles, Tally, Weight

Floats = NDArray[np.float64]

# A token is common that one in so many passages holds: what it gives is kept for all of them, to be added in one go.
# Words of a question in 100,000 made passages, processor time on a busy machine, 2026-11-22: 5.4 ms with 3 (and its
# coverage added for all passages too), 4.5 with 5, 4.4 with 8, which takes a third more memory.
COMMON = 5
# Of lists kept, and what one takes beside its numbers: room for the common tokens of 100,000 passages, 230 rows of
# 400 kB.  With 64 MB they were made again for every question: 1.9 ms instead of 0.8.
LIST_BYTES, OVERHEAD_BYTES = 160_000_000, 500


def _kept_lengths() -> Iterable[int]:
    """Yield the lengths that Lucene and tantivy tell apart: to 40 each, then eight of every doubled step."""
    yield from range(41)
    for doubling in range(1, 27):
        yield from (40 + 8 * (2**doubling - 2) + place * 2**doubling for place in range(1, 9))


# The constants of ranking were chosen with lengths rounded down to these.
KEPT_LENGTHS = np.fromiter(_kept_lengths(), np.int64)


def rarity(passages: int, held_by: int) -> float:
    """Return the inverse document frequency of BM25 of a word that `held_by` of so many passages hold."""
    return log(1 + (passages - held_by + 0.5) / (held_by + 0.5))


class Listed(NamedTuple):
    """Where a token is held.

    held_by: how many passages
    rows:    their rows, ascending; None for a common token, which has a part for every row
    parts:   what holding it gives each of `rows`, before it is weighed
    """

    held_by: int
    rows: NDArray[np.int32] | None
    parts: Singles


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

    def tally(self, lists: Sequence[Listed], weights: Sequence[Weight]) -> Tally:
        """Return what tokens held so and weighed so give all passages."""
        words, shares = np.zeros((2, len(self.postings)), np.float32)
        common = list[Common]()
        for one, weight in zip(lists, weights, strict=True):
            if one.rows is None:
                _add(words, weight.words, one.parts)
                if weight.share:
                    common.append(Common(one.parts, weight.share))
                continue
            rows = one.rows.astype(np.int64)
            np.add.at(words, rows, np.float32(weight.words) * one.parts)
            if weight.share:
                np.add.at(shares, rows, np.float32(weight.share))
        return Tally(words, shares, common)


def _add(sums: Singles, times: float, parts: Singles) -> None:
    """Add `parts`, so many times, in place; numpy would write the products first."""
    faiss: Any = _faiss
    at = faiss.swig_ptr(sums)
    faiss.fvec_madd(len(sums), at, times, faiss.swig_ptr(parts), at)
