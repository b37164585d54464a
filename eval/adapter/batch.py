"""Pairs put together so that each is the others' hardest wrong answer, and which of those are not wrong."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence

import torch

from eval.adapter.pair import Pair

# A batch on two cores; of one law or notice so many pairs lie side by side.
BATCH, SIDE_BY_SIDE = 64, 8
# Two passages that share more of the shorter one's pairs of letters say the same.
SAME_SHARE = 0.5
# A passage so much nearer (cosine) than the right one is more likely an unmarked answer than a mistake.
UNMARKED_MARGIN = 0.05


def batches_of(pairs: Sequence[Pair], chance: random.Random) -> Iterator[list[Pair]]:
    """Yield all pairs once, but for a rest, in batches of some groups each: neighbours are the hard negatives."""
    groups: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        groups[pair.group].append(pair)
    chunks: list[list[Pair]] = []
    for group in groups.values():
        chance.shuffle(group)
        chunks += [group[at : at + SIDE_BY_SIDE] for at in range(0, len(group), SIDE_BY_SIDE)]
    chance.shuffle(chunks)
    laid = [pair for chunk in chunks for pair in chunk]
    made = [laid[at : at + BATCH] for at in range(0, len(laid) - BATCH + 1, BATCH)]
    chance.shuffle(made)
    yield from made


def not_wrong(batch: Sequence[Pair], passages: Sequence[str], cosines: torch.Tensor) -> torch.Tensor:
    """Return (n, n) True where passage j must not count as a wrong answer to question i.

    passages: the answer taken for each pair of the batch
    cosines:  of questions (rows) and passages
    """
    bigrams = [_bigrams(passage.rsplit("\n", 1)[0]) for passage in passages]
    places = range(len(batch))
    same = torch.tensor([[_same(batch[i], passages[j], bigrams[i], bigrams[j]) for j in places] for i in places])
    unmarked = cosines > cosines.diagonal()[:, None] + UNMARKED_MARGIN
    return (same | unmarked) & ~torch.eye(len(batch), dtype=torch.bool)


def _same(pair: Pair, passage: str, ours: set[str], theirs: set[str]) -> bool:
    return passage in pair.passages or len(ours & theirs) > SAME_SHARE * min(len(ours), len(theirs))


def _bigrams(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}
