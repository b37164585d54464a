"""A system under test, and what came of trying it."""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from eval.ranking import Ranking
from index.ranking import CANDIDATES

# What a person is shown: speed is measured with it.
SHOWN = 10
# As many as the product compares: asked for more, it would scale its scores over other candidates.  Deep enough for
# R@50 over clauses of several passages; MRR sees nothing below it.
DEPTH = CANDIDATES
# Questions that are asked once more for the clock: a median needs no more, and a peer takes half a second for one.
TIMED = 100


@dataclass(frozen=True, slots=True)
class System:
    """A way to rank.

    rank:        (question, number of places) -> places, best first
    encodes:     it needs the question's vector, and is charged the time of making it
    index_bytes: what its index takes on disk; None where nobody looked
    """

    name: str
    rank: Callable[[str, int], Ranking]
    encodes: bool
    index_bytes: int | None = None


def folder_bytes(folder: Path) -> int:
    """Return the bytes of all files in `folder`."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


class QuestionClock(Protocol):
    """Knows what encoding a question costs."""

    def question_ms(self, question: str) -> float:
        """Return the milliseconds that encoding `question` alone took."""
        ...


@dataclass(frozen=True, slots=True)
class Trial:
    """What a system made of some questions.

    rankings:    question id -> places, best first, DEPTH of them where there are so many
    ms:          median milliseconds for a question's first SHOWN places, encoding included, over the first TIMED
    index_bytes: see System
    """

    system: str
    rankings: Mapping[str, Ranking]
    ms: float
    index_bytes: int | None = None


def try_system(system: System, questions: Sequence[tuple[str, str]], clock: QuestionClock) -> Trial:
    """Ask `system` every question, given as (id, text)."""
    rankings: dict[str, Ranking] = {}
    took: list[float] = []
    for id_, text in questions:
        if len(took) < TIMED:
            encoding_ms = clock.question_ms(text) if system.encodes else 0.0
            began = time.perf_counter()
            system.rank(text, SHOWN)
            took.append((time.perf_counter() - began) * 1000 + encoding_ms)
        rankings[id_] = system.rank(text, DEPTH)
    return Trial(system.name, rankings, statistics.median(took) if took else 0.0, system.index_bytes)
