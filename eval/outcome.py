"""What came of trying systems on a set, ready to be printed or written as JSON."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from eval.failure import Failure
from eval.measure import Grades, Scores, measured
from eval.question import Kind, Question, Wording
from eval.ranking import counted
from eval.system import Trial

# The parts of the four-notice set that are reported apart, each with the rule that puts a question in it.
GROUPS: Mapping[str, Callable[[Question], bool]] = {
    "shared": lambda question: question.wording is Wording.SHARED,
    "paraphrased": lambda question: question.wording is Wording.PARAPHRASED,
    "paraphrased, not English": lambda question: question.wording is Wording.PARAPHRASED and not question.english,
    "list": lambda question: question.kind is Kind.LIST,
    "fact": lambda question: question.kind is Kind.FACT,
    "English": lambda question: question.english,
    "not English": lambda question: not question.english,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of one system on one set.

    scores: over all questions
    groups: the same over a part of them, by the part's name
    ms:     median milliseconds a question
    """

    system: str
    scores: Scores
    ms: float
    groups: Mapping[str, Scores] = field(default_factory=dict[str, Scores])


@dataclass(frozen=True, slots=True)
class Skipped:
    """A distractor that could not be read."""

    file: str
    why: str


@dataclass(frozen=True, slots=True)
class SetReport:
    """Of all systems on one set.

    sizes:    question counts: "all" and each group
    failures: of the product's default ranking
    """

    name: str
    passages: int
    outcomes: Sequence[Outcome]
    sizes: Mapping[str, int]
    failures: Sequence[Failure] = ()
    skipped: Sequence[Skipped] = ()


def outcome_of(
    trial: Trial,
    grades: Grades,
    groups: Mapping[str, Sequence[str]] | None = None,
    also: Mapping[str, Collection[str]] | None = None,
) -> Outcome:
    """Measure a trial over all questions of `grades` and over each group of their ids.

    also: by question, the units that answer it as well and are passed over
    """
    passed_over = also or {}
    rankings = {
        id_: counted(trial.rankings[id_], _wanted(units), passed_over.get(id_, ())) for id_, units in grades.items()
    }
    parts = {name: measured({id_: grades[id_] for id_ in ids}, rankings) for name, ids in (groups or {}).items() if ids}
    return Outcome(trial.system, measured(grades, rankings), trial.ms, parts)


def _wanted(units: Mapping[str, int]) -> set[str]:
    return {unit for unit, grade in units.items() if grade > 0}


def set_record(report: SetReport) -> dict[str, Any]:
    """Return CONTRACT.md's record of a set: system -> measure -> value."""
    return {outcome.system: _outcome_record(outcome) for outcome in report.outcomes}


def _outcome_record(outcome: Outcome) -> dict[str, Any]:
    record: dict[str, Any] = {**_rounded(outcome.scores), "ms": round(outcome.ms, 2)}
    if outcome.groups:
        record["groups"] = {name: _rounded(scores) for name, scores in outcome.groups.items()}
    return record


def _rounded(scores: Scores) -> Scores:
    return {name: round(score, 4) for name, score in scores.items()}


def failure_record(failure: Failure) -> dict[str, Any]:
    """Return a failure with everything that is known of it."""
    return {
        "id": failure.question.id,
        "question": failure.question.text,
        "kind": failure.question.kind.value,
        "wording": failure.question.wording.value,
        "first": failure.first,
        "first_is_wrong": failure.first_is_wrong,
        "first_words": failure.words,
        "missed": [
            {"clause": missed.unit, "rank": missed.rank, "reasons": [reason.value for reason in missed.reasons]}
            for missed in failure.missed
        ],
    }
