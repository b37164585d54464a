"""Pairs put together so that each is the others' hardest wrong answer, and which of those are not wrong."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, cast

import torch

from eval.adapter.pair import Pair, text_key

# A batch on two cores; of one law or notice, or by likeness, so many pairs lie side by side.
BATCH, SIDE_BY_SIDE = 64, 8
# Of so many that are nearest, those that lie side by side are drawn; below every likeness.
DRAWN_FROM, TAKEN = 20, -9.0
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
    yield from _laid(chunks, chance)


def near_batches(
    pairs: Sequence[Pair], asked: torch.Tensor, read: torch.Tensor, chance: random.Random
) -> Iterator[list[Pair]]:
    """Yield all pairs once, but for a rest, in batches of groups that the model takes for one another.

    asked, read: (n, dim) unit vectors of the pairs' questions and passages
    """
    keys = _numbered(pairs)
    order = list(range(len(pairs)))
    chance.shuffle(order)
    free, chunks = torch.ones(len(pairs), dtype=torch.bool), list[list[Pair]]()
    for first in order:
        if free[first]:
            chunk = [first, *_nearest(likeness(first, asked, read, keys), free, chance)]
            free[torch.tensor(chunk)] = False
            chunks.append([pairs[at] for at in chunk])
    yield from _laid(chunks, chance)


def likeness(first: int, asked: torch.Tensor, read: torch.Tensor, keys: torch.Tensor) -> torch.Tensor:
    """Return (n,) how near a pair's question and passage are to each other's passage and question, cosines added.

    A pair at a time: of 36,000 pairs all at once would be 5 GB.

    keys: (n,) one number for each passage; those of the same passage, itself too, get TAKEN
    """
    found = read @ asked[first] + asked @ read[first]
    return found.masked_fill(keys == keys[first], TAKEN)


def _nearest(likeness: torch.Tensor, free: torch.Tensor, chance: random.Random) -> list[int]:
    """Return some of the free pairs that are nearest: by chance, or the same would meet every time."""
    found = torch.where(free, likeness, torch.tensor(TAKEN)).topk(min(len(free), DRAWN_FROM))
    near = cast(list[int], cast(Any, found.indices[found.values > TAKEN]).tolist())
    return chance.sample(near, min(len(near), SIDE_BY_SIDE - 1))


def _numbered(pairs: Sequence[Pair]) -> torch.Tensor:
    """Return (n,) a number for each pair, the same for the same passage."""
    texts = {key: at for at, key in enumerate(dict.fromkeys(map(_key, pairs)))}
    return torch.tensor([texts[_key(pair)] for pair in pairs])


def _key(pair: Pair) -> str:
    return text_key(pair.passages[0])


def _laid(chunks: list[list[Pair]], chance: random.Random) -> list[list[Pair]]:
    chance.shuffle(chunks)
    laid = [pair for chunk in chunks for pair in chunk]
    made = [laid[at : at + BATCH] for at in range(0, len(laid) - BATCH + 1, BATCH)]
    chance.shuffle(made)
    return made


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
