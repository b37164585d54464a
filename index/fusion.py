"""Joining two ways of ranking the same passages."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def scaled(scores: Mapping[T, float]) -> dict[T, float]:
    """Scale scores so that the least becomes 0 and the greatest 1; where all are the same, all become 0."""
    least, most = min(scores.values(), default=0.0), max(scores.values(), default=0.0)
    if most <= least:
        return dict.fromkeys(scores, 0.0)
    return {one: (score - least) / (most - least) for one, score in scores.items()}


def weighted_sum(meaning: Mapping[T, float], words: Mapping[T, float], words_weight: float) -> dict[T, float]:
    """Return (1 - words_weight) x meaning + words_weight x words, each scaled; both score the same passages."""
    if meaning.keys() != words.keys():
        raise ValueError("the two scores are of different passages")
    by_meaning, by_words = scaled(meaning), scaled(words)
    return {one: (1 - words_weight) * by_meaning[one] + words_weight * by_words[one] for one in meaning}


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
