"""Training an adapter: questions are drawn to their passages and away from the others of a batch."""

import itertools
import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, cast

import torch

from eval.adapter.batch import BATCH, batches_of, near_batches, not_wrong
from eval.adapter.bert import AdaptedBert, Tensor
from eval.adapter.pair import Pair

functional = cast(Any, torch.nn.functional)
LONGEST_QUESTION, LONGEST_PASSAGE = 40, 112  # tokens; longer texts are cut, which halves the time of a step
NO_ANSWER = -1e4
EVERY_STEPS = 10


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train.

    rate:        highest step of AdamW, reached after `warm_up` steps; then it falls by a cosine to 5 %
    by_law:      epochs in batches of pairs of one law; after them, batches of pairs that the model confuses.  As
                 below, share 0.4, with such an epoch and without: our own of laws not trained on .861 .867, statutes'
                 part kept back .561 .556, notices-2020 .695 .674
    temperature: that cosines are divided by; the model was trained with 0.01
    backwards:   weight of finding the question of a passage, beside finding the passage of a question
    share:       of what was learned that is kept, the rest stays as the model was.  nDCG@10 of meaning alone, tuning
                 halves, for 0, 0.4 and 1: statutes .528 .581 .584, its part
                 kept back from training .523 .560 .545, notices-2020 .695 .694 .640 (of some 3,000 passages)
    """

    seed: int = 3
    epochs: float = 2.0
    by_law: int = 1
    rate: float = 1e-3
    warm_up: int = 12
    temperature: float = 0.02
    backwards: float = 0.3
    share: float = 0.4

    def told(self) -> dict[str, Any]:
        """Return it as JSON, to be written beside what it made."""
        return {**asdict(self), "batch": BATCH, "question_tokens": LONGEST_QUESTION, "passage_tokens": LONGEST_PASSAGE}

    def rate_at(self, step: int, steps: int) -> float:
        """Return the rate of a step, from 0."""
        risen = min(1.0, (step + 1) / self.warm_up)
        return self.rate * risen * (0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * step / steps)))


def train(model: AdaptedBert, pairs: Sequence[Pair], plan: Plan, say: Callable[[str], None]) -> None:
    """Train the matrices of `model` in place."""
    began = time.process_time()
    chance = random.Random(plan.seed)
    kept = Lowered.of(model, pairs)
    say(f"{len(kept.passages)} passages, {len(pairs)} pairs: {time.process_time() - began:.0f} s")
    matrices = list(model.matrices.values())
    optimizer = torch.optim.AdamW(matrices, lr=plan.rate, weight_decay=0.01, betas=(0.9, 0.98))
    steps = int(len(pairs) // BATCH * plan.epochs)
    losses: list[float] = []
    for step, batch in zip(range(steps), _batches(model, kept, pairs, plan, chance), strict=False):
        for group in optimizer.param_groups:
            group["lr"] = plan.rate_at(step, steps)
        loss = _loss(model, kept, batch, plan, chance)
        optimizer.zero_grad()
        cast(Any, loss).backward()
        torch.nn.utils.clip_grad_norm_(matrices, 1.0)
        cast(Any, optimizer).step()
        losses.append(loss.item())
        if step % EVERY_STEPS == EVERY_STEPS - 1:
            lately = sum(losses[-EVERY_STEPS:]) / EVERY_STEPS
            say(f"step {step + 1} of {steps}: loss {lately:.3f}, {time.process_time() - began:.0f} s of processor time")


@dataclass(frozen=True, slots=True)
class Lowered:
    """All texts as the frozen layers leave them."""

    questions: dict[str, Tensor]
    passages: dict[str, Tensor]

    @classmethod
    def of(cls, model: AdaptedBert, pairs: Sequence[Pair]) -> "Lowered":
        """Run the frozen layers once for every text of `pairs`."""
        questions = sorted({pair.question for pair in pairs})
        passages = sorted({passage for pair in pairs for passage in pair.passages})
        asked = model.tokens([f"query: {text}" for text in questions], LONGEST_QUESTION)
        read = model.tokens([f"passage: {text}" for text in passages], LONGEST_PASSAGE)
        return cls(
            dict(zip(questions, model.lower(asked), strict=True)), dict(zip(passages, model.lower(read), strict=True))
        )


def _batches(
    model: AdaptedBert, kept: Lowered, pairs: Sequence[Pair], plan: Plan, chance: random.Random
) -> Iterator[list[Pair]]:
    """Yield batches without end, at first of pairs of a law or notice, then of pairs that the model confuses."""
    for epoch in itertools.count():
        if epoch < plan.by_law:
            yield from batches_of(pairs, chance)
        else:
            yield from near_batches(pairs, *_vectors(model, kept, pairs), chance)


def _vectors(model: AdaptedBert, kept: Lowered, pairs: Sequence[Pair]) -> tuple[Tensor, Tensor]:
    """Return (n, hidden) vectors of the pairs' questions, and of the first passage of each, as the model is now."""
    rows = {passage: row for row, passage in enumerate(dict.fromkeys(pair.passages[0] for pair in pairs))}
    with torch.no_grad():
        asked = model.upper([kept.questions[pair.question] for pair in pairs])
        read = model.upper([kept.passages[passage] for passage in rows])
    return asked, read[torch.tensor([rows[pair.passages[0]] for pair in pairs])]


def _loss(model: AdaptedBert, kept: Lowered, batch: Sequence[Pair], plan: Plan, chance: random.Random) -> Tensor:
    """Cross-entropy of the right passage among the batch's (InfoNCE), and less of the right question."""
    passages = [chance.choice(pair.passages) for pair in batch]
    vectors = model.upper(
        [*(kept.questions[pair.question] for pair in batch), *(kept.passages[one] for one in passages)]
    )
    cosines = vectors[: len(batch)] @ vectors[len(batch) :].T
    unjudged = not_wrong(batch, passages, cosines.detach())
    right = torch.arange(len(batch))
    forwards = (cosines / plan.temperature).masked_fill(unjudged, NO_ANSWER)
    backwards = (cosines.T / plan.temperature).masked_fill(unjudged | unjudged.T, NO_ANSWER)
    found: Tensor = functional.cross_entropy(forwards, right)
    return found + plan.backwards * functional.cross_entropy(backwards, right)
