"""What came of trying systems on a set, ready to be printed or written as JSON."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from eval.failure import Failure
from eval.interval import Interval, Values, bootstrap_interval
from eval.measure import Grades, Scores, measured_each
from eval.question import Kind, Question, Wording
from eval.ranking import counted
from eval.significance import paired_p
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
# What systems are compared by.
DECIDING = "nDCG@10"


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one system over some questions.

    scores:    mean of each measure
    intervals: of each mean
    p:         by rival, the best first, see `paired_p`, of nDCG@10; a system is no rival of its own
    """

    scores: Scores
    intervals: Mapping[str, Interval]
    p: Mapping[str, float] = field(default_factory=dict[str, float])


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of one system on one set.

    whole:       over all questions
    groups:      over a part of them, by the part's name
    ms:          median milliseconds a question
    index_bytes: see System
    """

    system: str
    whole: Figures
    ms: float
    groups: Mapping[str, Figures] = field(default_factory=dict[str, Figures])
    index_bytes: int | None = None

    @property
    def scores(self) -> Scores:
        """The means over all questions."""
        return self.whole.scores

    def part(self, name: str) -> Figures:
        """Return the figures of a group, or of all questions for "all"."""
        return self.whole if name == "all" else self.groups[name]


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
    title:    what it is called in tables
    """

    name: str
    passages: int
    outcomes: Sequence[Outcome]
    sizes: Mapping[str, int]
    failures: Sequence[Failure] = ()
    skipped: Sequence[Skipped] = ()
    title: str = ""

    @property
    def rivals(self) -> Sequence[str]:
        """The baselines that the others are compared with, the best first."""
        return list(max((outcome.whole.p for outcome in self.outcomes), key=len, default=()))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a set wants to be found.

    grades: see Grades
    groups: ids of questions that are reported apart, by name; empty ones are not reported
    also:   by question, the units that answer it as well and are passed over
    """

    grades: Grades
    groups: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])
    also: Mapping[str, Collection[str]] = field(default_factory=dict[str, Collection[str]])

    @property
    def sizes(self) -> dict[str, int]:
        """Counts of questions, as in SetReport."""
        return {"all": len(self.grades), **{name: len(ids) for name, ids in self.groups.items()}}


@dataclass(frozen=True, slots=True)
class Baselines:
    """Systems to be better than.

    names: all of them; the best by nDCG@10 over all questions of a set is a rival there
    usual: the one that is a rival everywhere
    """

    names: Collection[str]
    usual: str


# Of one system: measure -> a value a question, in the order of Wanted.grades.
Each = Mapping[str, Values]


def outcomes_of(trials: Sequence[Trial], wanted: Wanted, baselines: Baselines | None = None) -> list[Outcome]:
    """Measure each trial over all questions and over each group, and against the rivals among `baselines`."""
    each = {trial.system: _each(trial, wanted) for trial in trials}
    rivals = _rivals(each, baselines) if baselines else []
    place = {id_: row for row, id_ in enumerate(wanted.grades)}
    groups = {name: [place[id_] for id_ in ids] for name, ids in wanted.groups.items() if ids}

    def figures(system: str, rows: Sequence[int]) -> Figures:
        against = {
            rival: paired_p(each[system][DECIDING][rows], each[rival][DECIDING][rows])
            for rival in rivals
            if rival != system
        }
        return _figures({measure: values[rows] for measure, values in each[system].items()}, against)

    return [
        Outcome(
            trial.system,
            figures(trial.system, range(len(place))),
            trial.ms,
            {name: figures(trial.system, rows) for name, rows in groups.items()},
            trial.index_bytes,
        )
        for trial in trials
    ]


def _rivals(each: Mapping[str, Each], baselines: Baselines) -> list[str]:
    """Return the best of the baselines, then the usual one unless that is the best."""
    best = max((name for name in each if name in baselines.names), key=lambda name: float(each[name][DECIDING].mean()))
    return list(dict.fromkeys((best, baselines.usual)))


def _each(trial: Trial, wanted: Wanted) -> Each:
    rankings = {
        id_: counted(trial.rankings[id_], _right(units), wanted.also.get(id_, ()))
        for id_, units in wanted.grades.items()
    }
    return measured_each(wanted.grades, rankings)


def _right(units: Mapping[str, int]) -> set[str]:
    return {unit for unit, grade in units.items() if grade > 0}


def _figures(values: Each, p: Mapping[str, float]) -> Figures:
    return Figures(
        {measure: float(found.mean()) for measure, found in values.items()},
        {measure: bootstrap_interval(found) for measure, found in values.items()},
        p,
    )


def set_record(report: SetReport) -> dict[str, Any]:
    """Return CONTRACT.md's record of a set: system -> measure -> value, and more under names of their own."""
    return {outcome.system: _outcome_record(outcome, report) for outcome in report.outcomes}


def _outcome_record(outcome: Outcome, report: SetReport) -> dict[str, Any]:
    record = _figures_record(outcome.whole) | {"ms": round(outcome.ms, 2)}
    if outcome.index_bytes is not None:
        record["MB"] = round(outcome.index_bytes / 1e6, 3)
    if outcome.groups:
        record["groups"] = {
            name: {"questions": report.sizes[name], **_figures_record(figures)}
            for name, figures in outcome.groups.items()
        }
    return record


def _figures_record(figures: Figures) -> dict[str, Any]:
    record: dict[str, Any] = {name: round(score, 4) for name, score in figures.scores.items()}
    record["intervals"] = {name: [round(end, 4) for end in ends] for name, ends in figures.intervals.items()}
    if figures.p:
        record["p"] = {rival: round(p, 5) for rival, p in figures.p.items()}
    return record


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
