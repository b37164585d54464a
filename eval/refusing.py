"""Questions that a library answers and questions that it does not: how often is each refused?"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from eval.held import Asking
from eval.question import Question
from eval.testset import TestSet
from eval.workplace import Workplace
from index.answering import Finding
from index.asks import Asks
from index.ranking import Scope
from index.refusal import certainty, signs

THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Case:
    """One question asked of one library.

    signs:      what the decision is reckoned from
    certainty:  what the weights in use make of it
    answerable: the library answers it
    tuning:     it may be used to fit (see `in_tuning`)
    """

    signs: tuple[float, ...]
    certainty: float
    answerable: bool
    tuning: bool

    @classmethod
    def of(cls, finding: Finding, *, answerable: bool, tuning: bool) -> Self:
        """Return the case of what was found."""
        return cls(signs(finding.seen), certainty(finding.seen), answerable, tuning)


def in_tuning(question: str) -> bool:
    """Say whether a question is in the tuning half (first byte of its id's sha256 is even) or is for reporting."""
    return hashlib.sha256(question.encode()).digest()[0] % 2 == 0


def four_cases(questions: Sequence[Question], seen: Mapping[str, Finding]) -> Iterator[Case]:
    """Yield the questions of our four notices that are no lists: those with clauses are answered there."""
    for question in questions:
        finding = seen[question.id]
        if finding.asks is not Asks.LIST:
            yield Case.of(finding, answerable=bool(question.clauses), tuning=in_tuning(question.id))


def public_cases(
    held: TestSet, asking: Asking, elsewhere: Mapping[str, Sequence[str]], work: Workplace
) -> Iterator[Case]:
    """Yield the set's own questions, the same asked without the notice that answers, and questions of other sets."""
    work.say(f"{held.name}: questions that it does not answer")
    for id_, text in held.questions.items():
        finding = asking.find(text)
        if finding.asks is Asks.LIST:
            continue
        yield Case.of(finding, answerable=True, tuning=in_tuning(id_))
        without = asking.find(text, _without(held, asking, id_))
        yield Case.of(without, answerable=False, tuning=in_tuning(id_))
    for name, texts in elsewhere.items():
        found = ((text, asking.find(text)) for text in texts)
        yield from (
            Case.of(one, answerable=False, tuning=in_tuning(name + text))
            for text, one in found
            if one.asks is not Asks.LIST
        )


def _without(held: TestSet, asking: Asking, question: str) -> Scope:
    """Return all passages but those of the notices that hold an answer."""
    answering = {passage.rpartition("#")[0] for passage, grade in held.grades[question].items() if grade > 0}
    rows = [row for row, passage in enumerate(held.passages) if passage.id.rpartition("#")[0] not in answering]
    return Scope(sorted({asking.entries[row].notice for row in rows}), np.array(rows, np.int64))


def curve(cases: Iterable[Case]) -> Iterator[tuple[float, float, float]]:
    """Yield threshold, share of the answerable that is refused, share of the unanswerable that is answered."""
    reported = [case for case in cases if not case.tuning]
    right = [case.certainty for case in reported if case.answerable]
    wrong = [case.certainty for case in reported if not case.answerable]
    for least in THRESHOLDS:
        refused = sum(chance < least for chance in right) / max(len(right), 1)
        answered = sum(chance >= least for chance in wrong) / max(len(wrong), 1)
        yield least, refused, answered
