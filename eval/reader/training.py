"""Training a reader: texts that answer are told from texts that do not, and where the answering words stand."""

import itertools
import math
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, cast

import torch

from eval.adapter.bert import Tensor
from eval.reader.example import Example
from eval.reader.joint import LONGEST, JointBert, Row, Seen

functional = cast(Any, torch.nn.functional)
EVERY_STEPS = 50
# Batches are cut from so many batches' examples, sorted by length: little is filled up.
SORTED_OVER = 8
JITTER = 12

Stream = Iterator[Example]


@dataclass(frozen=True, slots=True)
class Sitting:
    """One run of training, from the highest rate down to 3 % of it.

    steps:   of AdamW
    batch:   examples a step
    rate:    highest, reached after `warm_up` steps
    mix:     how often an example is of each stream, in parts
    """

    steps: int
    batch: int
    rate: float
    mix: Mapping[str, float]
    warm_up: int = 60

    def rate_at(self, step: int) -> float:
        """Return the rate of a step, from 0."""
        risen = min(1.0, (step + 1) / self.warm_up)
        return self.rate * risen * (0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * step / self.steps)))

    def told(self) -> dict[str, Any]:
        """Return it as JSON, to be written beside what it made."""
        return {**asdict(self), "mix": dict(self.mix), "tokens": LONGEST}


def train(
    model: JointBert, streams: Mapping[str, Stream], sitting: Sitting, chance: random.Random, say: Callable[[str], None]
) -> None:
    """Train `model` in place."""
    began = time.process_time()
    optimizer = torch.optim.AdamW(model.trained, lr=sitting.rate, weight_decay=0.01, betas=(0.9, 0.98))
    losses: list[float] = []
    for step, batch in zip(range(sitting.steps), _batches(model, streams, sitting, chance), strict=False):
        for group in optimizer.param_groups:
            group["lr"] = sitting.rate_at(step)
        loss = _loss(model.see([row for rows in batch for row in rows]), batch)
        optimizer.zero_grad()
        cast(Any, loss).backward()
        torch.nn.utils.clip_grad_norm_(model.trained, 1.0)
        cast(Any, optimizer).step()
        losses.append(loss.item())
        if step % EVERY_STEPS == EVERY_STEPS - 1:
            lately = sum(losses[-EVERY_STEPS:]) / EVERY_STEPS
            say(f"step {step + 1} of {sitting.steps}: loss {lately:.3f}, {time.process_time() - began:.0f} s")


def _batches(
    model: JointBert, streams: Mapping[str, Stream], sitting: Sitting, chance: random.Random
) -> Iterator[list[list[Row]]]:
    names, parts = list(sitting.mix), list(sitting.mix.values())
    while True:
        drawn = chance.choices(names, parts, k=sitting.batch * SORTED_OVER)
        cut = [model.rows(next(streams[name])) for name in drawn]
        cut.sort(key=lambda rows: max(len(row.ids) for row in rows) + chance.random() * JITTER)
        batches = [cut[at : at + sitting.batch] for at in range(0, len(cut), sitting.batch)]
        chance.shuffle(batches)
        yield from batches


def _loss(seen: Seen, batch: Sequence[Sequence[Row]]) -> Tensor:
    """Return the sum of three: does each answer, which of an example's does, where are the words.

    Their weights 1, .7 and .3 bring them to about one size where training ends.
    """
    rows = list(itertools.chain.from_iterable(batch))
    right = torch.tensor([float(row.answers) for row in rows])
    answering: Tensor = functional.binary_cross_entropy_with_logits(seen.answers, right)
    return answering + 0.7 * _choosing(seen, batch) + 0.3 * _finding(seen, rows)


def _choosing(seen: Seen, batch: Sequence[Sequence[Row]]) -> Tensor:
    """Cross-entropy of the first text among an example's, where it alone answers."""
    losses: list[Tensor] = []
    at = 0
    for rows in batch:
        if len(rows) > 1 and [row.answers for row in rows] == [True, *[False] * (len(rows) - 1)]:
            losses.append(functional.cross_entropy(seen.answers[at : at + len(rows)][None], torch.tensor([0])))
        at += len(rows)
    return torch.stack(losses).mean() if losses else torch.zeros(())


def _finding(seen: Seen, rows: Sequence[Row]) -> Tensor:
    """Cross-entropy of the first and of the last token of the answering words among the text's."""
    losses: list[Tensor] = []
    for at, row in enumerate(rows):
        for side, word in enumerate(row.words or ()):
            among = seen.edges[at, row.text, side][None]
            losses.append(functional.cross_entropy(among, torch.tensor([word - row.text.start])))
    return 2 * torch.stack(losses).mean() if losses else torch.zeros(())
