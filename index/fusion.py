"""Joining two ways of ranking the same passages."""

from collections.abc import Hashable, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
T = TypeVar("T", bound=Hashable)


def scaled(scores: Floats) -> Floats:
    """Scale scores so that the least becomes 0 and the greatest 1; where all are the same, all become 0."""
    if not len(scores) or scores.max() <= scores.min():
        return np.zeros(len(scores))
    return (scores - scores.min()) / (scores.max() - scores.min())


def weighted_sum(meaning: Floats, words: Floats, words_weight: float) -> Floats:
    """Return (1 - words_weight) x meaning + words_weight x words, each scaled; both score the same passages."""
    if meaning.shape != words.shape:
        raise ValueError("the two scores are of different passages")
    return (1 - words_weight) * scaled(meaning) + words_weight * scaled(words)


def reciprocal_rank_fusion(rankings: Sequence[Sequence[T]], k: int = 60) -> list[T]:
    """Merge rankings, best first, by the sum of 1 / (k + rank); rank counts from 1, ties keep the order of appearance.

    k = 60 is the constant of Cormack, Clarke & Büttcher (SIGIR 2009); it only says how little the very first places may
    outweigh the rest.  The usual hybrid does this; here it is the baseline that `weighted_sum` is measured against.
    """
    sums: dict[T, float] = {}
    for ranking in rankings:
        for rank, one in enumerate(ranking, start=1):
            sums[one] = sums.get(one, 0.0) + 1 / (k + rank)
    return sorted(sums, key=lambda one: -sums[one])
