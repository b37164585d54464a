"""A system under test, and what came of trying it."""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from eval.ranking import Ranking
from index.ranking import CANDIDATES

# What a person is shown: speed is measured with it.
SHOWN = 10
# As many as the product compares: asked for more, it would scale its scores over other candidates.  Deep enough for
# R@50 over clauses of several passages; MRR sees nothing below it.
DEPTH = CANDIDATES


@dataclass(frozen=True, slots=True)
class System:
    """A way to rank.

    rank:    (question, number of places) -> places, best first
    encodes: it needs the question's vector, and is charged the time of making it
    """

    name: str
    rank: Callable[[str, int], Ranking]
    encodes: bool


class QuestionClock(Protocol):
    """Knows what encoding a question costs."""

    def question_ms(self, question: str) -> float:
        """Return the milliseconds that encoding `question` alone took."""
        ...


@dataclass(frozen=True, slots=True)
class Trial:
    """What a system made of some questions.

    rankings: question id -> places, best first, DEPTH of them where there are so many
    ms:       median milliseconds for a question's first SHOWN places, encoding included
    """

    system: str
    rankings: Mapping[str, Ranking]
    ms: float


def try_system(system: System, questions: Sequence[tuple[str, str]], clock: QuestionClock) -> Trial:
    """Ask `system` every question, given as (id, text)."""
    rankings: dict[str, Ranking] = {}
    took: list[float] = []
    for id_, text in questions:
        encoding_ms = clock.question_ms(text) if system.encodes else 0.0
        began = time.perf_counter()
        system.rank(text, SHOWN)
        took.append((time.perf_counter() - began) * 1000 + encoding_ms)
        rankings[id_] = system.rank(text, DEPTH)
    return Trial(system.name, rankings, statistics.median(took) if took else 0.0)
