"""What a question's tokens give the passages of a library, and which passages they give the most."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.postings import Ids

Singles = NDArray[np.float32]

# Of Robertson & Zaragoza (2009), as in Lucene.
K1, B = 1.2, 0.75
# One sum in so many is looked at to tell how high the highest are: the rest is sorted out in a quarter of the time.
SAMPLED = 16


class Weight(NamedTuple):
    """What a token of a question adds: to a BM25, times asked by rarity, and to a coverage; 0.0 for nothing."""

    words: float
    share: float


class Sums(NamedTuple):
    """BM25 and coverage of some passages, in their order: 0.0 for one that holds nothing of what is asked."""

    words: Singles
    shares: Singles


class Common(NamedTuple):
    """A common token: what it gives each of all passages, 0.0 where they do not hold it, and the share it adds."""

    parts: Singles
    share: float


class Tally:
    """What is given to each of n passages, known by their rows, 0 to n - 1.

    words:  (n,), the BM25 of all tokens
    shares: (n,), the coverage of all but `common`, which is only told of the passages asked about
    """

    def __init__(self, words: Singles, shares: Singles, common: Sequence[Common]) -> None:
        self._words, self._shares, self._common = words, shares, common

    def of(self, rows: Ids) -> Sums:
        """Return what each of `rows` gets."""
        shares = self._shares[rows]
        for one in self._common:
            shares += np.float32(one.share) * (one.parts[rows] > 0)
        return Sums(self._words[rows], shares)

    def best(self, limit: int, among: NDArray[np.bool_] | None = None) -> Ids:
        """Return the `limit` rows that get the most BM25, if any, in no order; of those that get the same, the first.

        among: (n,), the rows to look at; None: all
        """
        return highest(self._words if among is None else self._words * among, limit)


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
