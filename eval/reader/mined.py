"""Examples from what the adapter is trained on: the passage that answers beside those the model takes for it."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch

from eval.adapter.batch import SAME_SHARE
from eval.adapter.bert import AdaptedBert, Shape, Tensor
from eval.adapter.pair import HeldBack, Pair, own_pairs, statute_pairs, text_key
from eval.reader.example import Example, Shown
from eval.testset import TestSet
from index.engine import Vectors
from index.entry import embedded_text

functional = cast(Any, torch.nn.functional)
# Articles of laws that no question of ours is about: more to be taken for an answer.
BESIDE = 9000
# Of so many nearest passages those that may be wrong answers are kept, and most are drawn from the first.
NEAREST, KEPT, HARDEST, FROM_HARDEST = 60, 40, 12, 0.7
# What is nearer than the right passage by so much of a cosine is more likely an unmarked answer.
UNMARKED = 0.03
WRONG = 2
QUESTION, PASSAGE = 40, 160  # tokens
LAYERS, AT_ONCE = 12, 512


@dataclass(frozen=True, slots=True)
class Mined:
    """A question, the passages that answer it and those that look as if they did, as places in the pool."""

    question: str
    right: tuple[int, ...]
    wrong: tuple[int, ...]


def pool_of(pairs: Sequence[Pair], statutes: TestSet, held_back: HeldBack, chance: random.Random) -> list[str]:
    """Return every passage of `pairs` and other articles, each text once; none that statutes is validated with."""
    others = [one for one in statutes.passages if text_key(one.text) not in held_back.articles]
    chance.shuffle(others)
    texts = [text for pair in pairs for text in pair.passages]
    texts += [embedded_text(one.title, one.text) for one in others[:BESIDE]]
    return list({text_key(text): text for text in reversed(texts)}.values())[::-1]


def mine(folder: Path, pairs: Sequence[Pair], pool: Sequence[str]) -> Iterator[Mined]:
    """Yield the pairs for which the model in `folder` finds passages that may be wrong answers."""
    model = AdaptedBert(folder, Shape(first=LAYERS, rank=1), seed=0)
    passages = _vectors(model, [f"passage: {text}" for text in pool], PASSAGE)
    questions = _vectors(model, [f"query: {pair.question}" for pair in pairs], QUESTION)
    places = {text_key(text): at for at, text in enumerate(pool)}
    bigrams = [_bigrams(text) for text in pool]
    for pair, question in zip(pairs, questions, strict=True):
        cosines = passages @ question
        right = tuple(sorted({places[text_key(text)] for text in pair.passages}))
        most = max(cosines[at] for at in right) + UNMARKED
        near = [int(at) for at in np.argsort(-cosines)[:NEAREST] if at not in right and cosines[at] < most]
        wrong = [at for at in near if not any(_same(bigrams[at], bigrams[one]) for one in right)][:KEPT]
        if wrong:
            yield Mined(pair.question, right, tuple(wrong))


def mined_examples(mined: Sequence[Mined], pool: Sequence[str], chance: random.Random) -> Iterator[Example]:
    """Yield an example for each, a right passage first."""
    for one in mined:
        among = one.wrong[:HARDEST] if chance.random() < FROM_HARDEST else one.wrong
        wrong = chance.sample(among, min(len(among), WRONG))
        right = _shown(pool[chance.choice(one.right)], answers=True)
        yield Example(one.question, (right, *(_shown(pool[at], answers=False) for at in wrong)))


def training_pairs(statutes: TestSet, held_back: HeldBack, chance: random.Random) -> list[Pair]:
    """Return the questions to train on: statutes' tuning half, less a part of it, and our own."""
    return [*statute_pairs(statutes), *own_pairs(held_back, chance)]


def _shown(text: str, *, answers: bool) -> Shown:
    words, _, title = text.rpartition("\n")
    return Shown(title, words, None, answers) if words else Shown("", text, None, answers)


def _vectors(model: AdaptedBert, texts: Sequence[str], longest: int) -> Vectors:
    cut = model.tokens(texts, longest)
    made: list[Tensor] = []
    for at in range(0, len(cut), AT_ONCE):
        made += [functional.normalize(tokens.float().mean(0), dim=0) for tokens in model.lower(cut[at : at + AT_ONCE])]
    return torch.stack(made).numpy()


def _same(ours: set[str], theirs: set[str]) -> bool:
    return len(ours & theirs) > SAME_SHARE * min(len(ours), len(theirs))


def _bigrams(text: str) -> set[str]:
    words = text.rpartition("\n")[0] or text
    return {words[at : at + 2] for at in range(len(words) - 1)}
