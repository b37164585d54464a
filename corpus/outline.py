"""Which of the labels in a part open clauses, and under which: the reading that makes the number sequence whole wins.

Every label is taken as the next in a list, the first of a new list, or mere text; where that is in doubt, a beam search
keeps the readings with the fewest gaps.  A cross-reference at the start of a wrapped line breaks the sequence, so it
loses to text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from corpus.label import Kind, Label
from corpus.rating import (
    FIRST,
    RUNNING_ON,
    Gain,
    Ordinal,
    as_first,
    as_firsts,
    as_next,
    doubt_of_first,
    doubt_of_next,
    fits_under,
    follows,
    left_alone,
)

# How many readings are kept from label to label.  Of 3,475 laws one is read differently with 5.
_BEAM = 8
# As long as every label is plainly the next or the first of its list, or runs on, one reading is enough (nine labels of
# ten); the first that is not opens the search, this many labels back.
_LOOK_BACK = 64
# The search ends where the best reading has gone on plainly for as many labels, and those that may still win have read
# the doubtful one alike.  None of 3,475 laws and 7,934 notices is read differently than with a search of all labels.
_SURE = 32
# The reading that won was never further behind on the way (3.9 at most, in the same texts).
_MAY_WIN = 4.0


class Candidate(NamedTuple):
    """A label that may open a clause.

    inline: it stands inside a paragraph, not at its start
    """

    label: Label
    inline: bool


@dataclass(slots=True)
class Opening:
    """A label that opens a clause.  Nothing changes one, as nothing changes a label.

    depth: 0 for a top clause of its part
    doubt: what is wrong with its number, "" where nothing is
    """

    label: Label
    depth: int
    doubt: str


# Families with their ordinals, each as the number that a search gives the pair: short tuples that are quick to compare.
_Numbers = tuple[int, ...]


@dataclass(slots=True)
class _Reading:
    """What the labels so far were taken for.

    stack:   the label of each open clause
    shape:   the family of each
    place:   family and ordinal of each
    latest:  the last ordinal of each family, whatever its parent, in the order in which they first came
    opened:  the label that it opened a clause with last, at `depth`; None for the reading that the search began with
    is_next: it went on with an open list
    behind:  the reading that the label was added to; readings share their beginnings
    """

    score: float
    stack: tuple[Label, ...]
    shape: tuple[int, ...]
    place: _Numbers
    latest: _Numbers
    opened: Label | None = None
    depth: int = 0
    is_next: bool = False
    behind: "_Reading | None" = None


_LEFT = -1
_Key = tuple[_Numbers, _Numbers]  # place and latest of a reading: of two with the same, one is enough
# A way to take a label, before it is worth making a reading of: its score, depth (_LEFT: mere text), whether it is next
# in an open list, the reading it goes on from, and `latest` of the one it leads to.
_Way = tuple[float, int, bool, _Reading, _Numbers]


def read_outline(candidates: Sequence[Candidate]) -> list[Opening]:
    """Return the labels that open clauses, in printed order."""
    openings: list[Opening] = []
    at, begin = 0, _Plain((), {})
    while at < len(candidates):
        plain = begin.copy()
        doubtful = plain.take_all(candidates, at, len(candidates))
        if doubtful == len(candidates):
            return openings + plain.openings
        back = max(at, doubtful - _LOOK_BACK)
        begin.take_all(candidates, at, back)
        search = _Search(begin)
        best, at = search.best(candidates, back, doubtful)
        openings += begin.openings + search.openings(best)
        begin = _Plain(best.stack, search.latest_of(best))
    return openings


class _Plain:
    """One reading, as long as no other could gain more: every label is the next of its list, the first of one in its
    place, or runs on: （五） under 二 behind （四） under 一.

    stack:  the label of each open clause
    latest: the last ordinal of each family, whatever its parent, in the order in which they first came
    """

    def __init__(self, stack: Sequence[Label], latest: Mapping[int, Ordinal]) -> None:
        self.stack, self.latest = list(stack), dict(latest)
        self.openings: list[Opening] = []
        self._shape = [label.family for label in stack]

    def copy(self) -> "_Plain":
        """Return one that has taken the same labels, and has opened nothing yet."""
        return _Plain(self.stack, self.latest)

    def take_all(self, candidates: Sequence[Candidate], start: int, stop: int) -> int:
        """Take labels up to the first that is not plain, and return its place or `stop`."""
        for at in range(start, stop):
            if not self._take(candidates, at):
                return at
        return stop

    def _take(self, candidates: Sequence[Candidate], at: int) -> bool:
        """Take a label if it is plain, and say so."""
        label, inline = candidates[at]
        stack, family = self.stack, label.family
        depth = self._shape.index(family) if family in self._shape else len(stack)
        if depth < len(stack):
            is_plain = follows(stack[depth].ordinal, label.ordinal) and self._shape.count(family) == 1
        else:
            gain = as_first(self.latest.get(family), label, inline=False)
            is_plain = gain >= RUNNING_ON and fits_under(stack[-1] if stack else None, label) >= 0.0
            is_plain = is_plain and not (inline and gain == FIRST and not _goes_on(candidates, at))
        if is_plain:
            stack[depth:], self._shape[depth:] = [label], [family]
            self.latest[family] = label.ordinal
            self.openings.append(Opening(label, depth, ""))
        return is_plain


def _goes_on(candidates: Sequence[Candidate], at: int) -> bool:
    """Say whether a second label of its list stands near behind the first one at `at`."""
    first = candidates[at].label
    near = (one.label for one in candidates[at + 1 : at + 1 + _LOOK_BACK])
    second = next((label for label in near if label.family == first.family), None)
    return second is not None and follows(first.ordinal, second.ordinal)


class _Search:
    """A beam search that goes on from one reading."""

    def __init__(self, plain: _Plain) -> None:
        self._number: dict[tuple[int, Ordinal], int] = {}
        self._named: list[tuple[int, Ordinal]] = []
        self._firsts: dict[tuple[tuple[int, ...], int, float], list[Gain]] = {}
        place = tuple(self._number_of(label.family, label.ordinal) for label in plain.stack)
        latest = tuple(self._number_of(family, ordinal) for family, ordinal in plain.latest.items())
        shape = tuple(label.family for label in plain.stack)
        self._begin = _Reading(0.0, tuple(plain.stack), shape, place, latest)

    def best(self, candidates: Sequence[Candidate], start: int, doubtful: int) -> tuple[_Reading, int]:
        """Return the best reading of `candidates` from `start` on, and the place of the first that it does not hold.

        doubtful: the place of the label that is not plain; some way behind it all is plain again
        """
        readings = [self._begin]
        sure = at = 0
        for at in range(start, len(candidates)):
            before = readings[0]
            readings = self._best(self._ways(readings, candidates[at]), candidates[at].label)
            is_plain = readings[0].behind is before and readings[0].score >= before.score + RUNNING_ON
            sure = sure + 1 if is_plain and at > doubtful else 0
            if sure == _SURE:
                if _is_settled(readings, candidates[doubtful].label.start):
                    break
                sure = 0
        return readings[0], at + 1

    def openings(self, reading: _Reading) -> list[Opening]:
        """Return what a reading opens, in printed order."""
        openings: list[Opening] = []
        while reading.opened and reading.behind:
            doubt = self._doubt(reading, reading.opened, reading.behind)
            openings.append(Opening(reading.opened, reading.depth, doubt))
            reading = reading.behind
        return openings[::-1]

    def latest_of(self, reading: _Reading) -> dict[int, Ordinal]:
        """Return the last ordinal of each family."""
        return dict(self._named[number] for number in reading.latest)

    def _number_of(self, family: int, ordinal: Ordinal) -> int:
        number = self._number.setdefault((family, ordinal), len(self._named))
        if number == len(self._named):
            self._named.append((family, ordinal))
        return number

    def _doubt(self, reading: _Reading, label: Label, behind: _Reading) -> str:
        if reading.is_next:
            return doubt_of_next(behind.stack[reading.depth], label)
        return doubt_of_first(self._last_of(label.family, behind.latest), label)

    def _last_of(self, family: int, latest: _Numbers) -> Ordinal | None:
        """Return the last ordinal of a family, None where there is none."""
        return next((self._named[number][1] for number in latest if self._named[number][0] == family), None)

    def _ways(self, readings: Sequence[_Reading], candidate: Candidate) -> list[_Way]:
        """Return every way to take one label, the best first: as mere text, as the next of an open list, as a first."""
        label, left = candidate.label, left_alone(candidate.label, inline=candidate.inline)
        family, here = label.family, self._number_of(label.family, label.ordinal)
        firsts: dict[_Numbers, tuple[float, _Numbers]] = {}  # readings share what came before
        ways: list[_Way] = []
        for reading in readings:
            score, latest = reading.score, reading.latest
            if latest not in firsts:
                firsts[latest] = self._as_first(latest, here, candidate)
            first, after = firsts[latest]
            ways.append((score + left, _LEFT, False, reading, latest))
            if family in reading.shape:
                for depth, above in enumerate(reading.stack):
                    if above.family == family:
                        ways.append((score + as_next(above.ordinal, label), depth, True, reading, after))
            for gain, depth in self._as_firsts(reading, label, first):
                ways.append((score + gain, depth, False, reading, after))
        ways.sort(key=_score_of, reverse=True)
        return ways

    def _best(self, ways: Sequence[_Way], label: Label) -> list[_Reading]:
        """Return the readings that the first ways lead to, one for each place: few ways are looked at at all."""
        placed = (self._number_of(label.family, label.ordinal),)
        best: dict[_Key, _Reading] = {}
        for way in ways:
            _, depth, _, reading, latest = way
            place = reading.place if depth == _LEFT else reading.place[:depth] + placed
            if (place, latest) not in best:
                best[place, latest] = _taken(way, label, place)
                if len(best) == _BEAM:
                    break
        return list(best.values())

    def _as_firsts(self, reading: _Reading, label: Label, gain: float) -> list[Gain]:
        """Return what `as_firsts` does: the same under clauses of the same families, but of 1.1 and 1.1.1."""
        if label.kind is Kind.DECIMAL:
            return as_firsts(reading.stack, label, gain)
        key = (reading.shape, label.family, gain)
        if key not in self._firsts:
            self._firsts[key] = as_firsts(reading.stack, label, gain)
        return self._firsts[key]

    def _as_first(self, latest: _Numbers, here: int, candidate: Candidate) -> tuple[float, _Numbers]:
        """Return how a label rates as the first of a list, and what `latest` becomes where it opens a clause."""
        label = candidate.label
        families = [self._named[number][0] for number in latest]
        if label.family not in families:
            return as_first(None, label, inline=candidate.inline), (*latest, here)
        at = families.index(label.family)
        before = self._named[latest[at]][1]
        return as_first(before, label, inline=candidate.inline), (*latest[:at], here, *latest[at + 1 :])


_score_of = itemgetter(0)


def _is_settled(readings: Sequence[_Reading], place: int) -> bool:
    """Say whether the readings that may still win are one up to the label at the offset `place`."""
    least = readings[0].score - _MAY_WIN
    return len({_upto(reading, place) for reading in readings if reading.score >= least}) == 1


def _upto(reading: _Reading, place: int) -> _Key:
    while reading.opened and reading.behind and reading.opened.start > place:
        reading = reading.behind
    return reading.place, reading.latest


def _taken(way: _Way, label: Label, place: _Numbers) -> _Reading:
    score, depth, is_next, old, latest = way
    if depth == _LEFT:
        return _Reading(score, old.stack, old.shape, place, latest, old.opened, old.depth, old.is_next, old.behind)
    stack, shape = (*old.stack[:depth], label), (*old.shape[:depth], label.family)
    return _Reading(score, stack, shape, place, latest, label, depth, is_next, old)
