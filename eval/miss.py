"""Questions of a public set whose labelled passage is not first, to be read: labels are sparse, and ours may answer."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from eval.half import Half, half_of
from eval.ranking import counted
from eval.system import DEPTH, System
from eval.testset import TestPassage, TestSet

# Of the draw, so that two readers read the same.
_SEED = 1


@dataclass(frozen=True, slots=True)
class Labelled:
    """A passage that is labelled as answering.

    passage: None where the set's sample leaves it out: it cannot be found
    rank:    from 1, None where the ranking, cut at DEPTH, does not hold it
    """

    id: str
    passage: TestPassage | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class Miss:
    """A question, the passage that came first (None where nothing was found), and those that should have."""

    id: str
    question: str
    first: TestPassage | None
    labelled: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class Misses:
    """Of one half of a set.

    asked: how many questions the half has
    found: all misses, in the order of the set
    """

    title: str
    asked: int
    found: tuple[Miss, ...]

    def drawn(self, count: int) -> Sequence[Miss]:
        """Return `count` of them at random, the same ones each time; all where there are no more."""
        return random.Random(_SEED).sample(self.found, min(count, len(self.found)))


def misses_of(held: TestSet, system: System, half: Half) -> Misses:
    """Ask `system` every question of `half`."""
    passages = {passage.id: passage for passage in held.passages}
    asked = [id_ for id_ in held.grades if half_of(id_) is half]
    return Misses(held.title, len(asked), tuple(_misses(held, passages, system, asked)))


def _misses(held: TestSet, passages: dict[str, TestPassage], system: System, asked: Sequence[str]) -> Iterator[Miss]:
    for id_ in asked:
        right = {unit for unit, grade in held.grades[id_].items() if grade > 0}
        units = counted(system.rank(held.questions[id_], DEPTH), right)
        if not units or units[0] not in right:
            ranks = {unit: rank for rank, unit in enumerate(units, start=1)}
            labelled = tuple(Labelled(unit, passages.get(unit), ranks.get(unit)) for unit in sorted(right))
            yield Miss(id_, held.questions[id_], passages[units[0]] if units else None, labelled)


def print_misses(console: Console, misses: Misses, count: int) -> None:
    """Print some of them: the question, our first passage, the labelled ones with their ranks."""
    shown = misses.drawn(count)
    head = f"{misses.title}: {len(misses.found)} of {misses.asked} questions have another passage first; {len(shown)}:"
    console.print(Text(head, style="bold"))
    for miss in shown:
        lines = [Text(f"\n{miss.question}  [{miss.id}]", style="bold"), _told("first", miss.first)]
        lines += [_told(f"labelled, rank {one.rank or f'below {DEPTH}'}", one.passage) for one in miss.labelled]
        for line in lines:
            console.print(line, soft_wrap=True)


def _told(what: str, passage: TestPassage | None) -> Text:
    words = f"{passage.title}｜{passage.text.strip()}" if passage else "not among the passages"
    return Text.assemble((f"  {what}: ", "cyan"), words)


def misses_record(misses: Misses, count: int) -> dict[str, object]:
    """Return what `print_misses` prints, as JSON."""
    return {
        "questions": misses.asked,
        "misses": len(misses.found),
        "drawn": [
            {
                "id": miss.id,
                "question": miss.question,
                "first": _passage_record(miss.first),
                "labelled": [
                    {"id": one.id, "rank": one.rank, "passage": _passage_record(one.passage)} for one in miss.labelled
                ],
            }
            for miss in misses.drawn(count)
        ],
    }


def _passage_record(passage: TestPassage | None) -> dict[str, str] | None:
    return {"id": passage.id, "title": passage.title, "text": passage.text} if passage else None
