"""Which of the labels in a part open clauses, and under which: the reading that makes the number sequence whole wins.

Every label is taken as the next in a list, the first of a new list, or mere text; a beam search keeps the readings with
the fewest gaps.  A cross-reference at the start of a wrapped line breaks the sequence, so it loses to text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from corpus.label import Kind, Label
from corpus.rating import (
    FIRST,
    NEXT,
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
# As long as every label is plainly the next or the first of its list, one reading is enough (three labels of four);
# the first that is not opens the search, this many labels back.
_LOOK_BACK = 64


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

    stack:  the label of each open clause
    shape:  the family of each
    place:  family and ordinal of each
    latest: the last ordinal of each family, whatever its parent, in the order in which they first came
    """

    score: float
    stack: tuple[Label, ...]
    shape: tuple[int, ...]
    place: _Numbers
    latest: _Numbers
    openings: "_Chain | None"


@dataclass(slots=True)
class _Chain:
    """What a reading has opened so far, last first; readings share their beginnings.

    behind:  the reading that the label was added to
    is_next: it goes on with an open list
    """

    label: Label
    depth: int
    is_next: bool
    behind: _Reading


_LEFT = -1
_Key = tuple[_Numbers, _Numbers]  # place and latest of a reading: of two with the same, one is enough
# A way to take a label, before it is worth making a reading of: its score, depth (_LEFT: mere text), whether it is next
# in an open list, the reading it goes on from, the key of the one it leads to.
_Way = tuple[float, int, bool, _Reading, _Key]


def read_outline(candidates: Sequence[Candidate]) -> list[Opening]:
    """Return the labels that open clauses, in printed order."""
    plain = _Plain()
    sure = plain.take_all(candidates)
    if sure == len(candidates):
        return plain.openings
    begin = max(0, sure - _LOOK_BACK)
    plain = _Plain()
    plain.take_all(candidates[:begin])
    return [*plain.openings, *_Search(plain).openings(candidates[begin:])]


class _Plain:
    """One reading, as long as every label is plainly the next or the first of its list.

    latest: the last ordinal of each family, whatever its parent, in the order in which they first came
    """

    def __init__(self) -> None:
        self.score = 0.0
        self.stack: list[Label] = []
        self.latest: dict[int, Ordinal] = {}
        self.openings: list[Opening] = []

    def take_all(self, candidates: Sequence[Candidate]) -> int:
        """Take labels up to the first that gains less than it could gain anywhere, and return how many."""
        for taken, candidate in enumerate(candidates):
            if candidate.inline or not self._take(candidate.label):
                return taken
        return len(candidates)

    def _take(self, label: Label) -> bool:
        """Take a label that gains all it could gain anywhere: the next of the open list, a first one in its place."""
        stack, family = self.stack, label.family
        depths = [depth for depth, above in enumerate(stack) if above.family == family]
        if depths:
            gain, depth = NEXT, depths[0]
            is_plain = len(depths) == 1 and follows(stack[depth].ordinal, label.ordinal)
        else:
            gain, depth = as_first(self.latest.get(family), label, inline=False), len(stack)
            is_plain = gain >= FIRST and fits_under(stack[-1] if stack else None, label) == 0.0
        if is_plain:
            stack[depth:] = [label]
            self.latest[family] = label.ordinal
            self.openings.append(Opening(label, depth, ""))
            self.score += gain
        return is_plain


class _Search:
    """A beam search that goes on from one reading."""

    def __init__(self, plain: _Plain) -> None:
        self._number: dict[tuple[int, Ordinal], int] = {}
        self._named: list[tuple[int, Ordinal]] = []
        self._firsts: dict[tuple[tuple[int, ...], int, float], list[Gain]] = {}
        place = tuple(self._number_of(label.family, label.ordinal) for label in plain.stack)
        latest = tuple(self._number_of(family, ordinal) for family, ordinal in plain.latest.items())
        shape = tuple(label.family for label in plain.stack)
        self._begin = _Reading(plain.score, tuple(plain.stack), shape, place, latest, None)

    def openings(self, candidates: Sequence[Candidate]) -> list[Opening]:
        """Return the openings of the best reading of `candidates`, in printed order."""
        readings = [self._begin]
        for candidate in candidates:
            readings = [_taken(way, candidate.label) for way in self._best_ways(readings, candidate)]
        openings: list[Opening] = []
        chain = readings[0].openings
        while chain:
            openings.append(Opening(chain.label, chain.depth, self._doubt(chain)))
            chain = chain.behind.openings
        return openings[::-1]

    def _number_of(self, family: int, ordinal: Ordinal) -> int:
        number = self._number.setdefault((family, ordinal), len(self._named))
        if number == len(self._named):
            self._named.append((family, ordinal))
        return number

    def _doubt(self, chain: _Chain) -> str:
        if chain.is_next:
            return doubt_of_next(chain.behind.stack[chain.depth], chain.label)
        return doubt_of_first(self._last_of(chain.label.family, chain.behind.latest), chain.label)

    def _last_of(self, family: int, latest: _Numbers) -> Ordinal | None:
        """Return the last ordinal of a family, None where there is none."""
        return next((self._named[number][1] for number in latest if self._named[number][0] == family), None)

    def _best_ways(self, readings: Sequence[_Reading], candidate: Candidate) -> list[_Way]:
        """Return the best ways to take one label; of those that lead to the same place only one."""
        label, left = candidate.label, left_alone(candidate.label, inline=candidate.inline)
        here = self._number_of(label.family, label.ordinal)
        placed = (here,)
        firsts: dict[_Numbers, tuple[float, _Numbers]] = {}  # readings share what came before
        best: dict[_Key, _Way] = {}
        for reading in readings:
            score, place, latest = reading.score, reading.place, reading.latest
            if latest not in firsts:
                firsts[latest] = self._as_first(latest, here, candidate)
            first, after = firsts[latest]
            key = place, latest
            if key not in best or score + left > best[key][0]:
                best[key] = (score + left, _LEFT, False, reading, key)
            for gain, depth, is_next in self._gains(reading, label, first):
                key = place[:depth] + placed, after
                held = best.get(key)
                if held is None or score + gain > held[0]:
                    best[key] = (score + gain, depth, is_next, reading, key)
        return sorted(best.values(), key=_score_of, reverse=True)[:_BEAM]

    def _gains(self, reading: _Reading, label: Label, first: float) -> list[Gain]:
        """Return what ways to take a label as an opening gain: as the next of an open list, as a first one."""
        if label.family not in reading.shape:
            return self._as_firsts(reading, label, first)
        nexts = [
            (as_next(reading.stack[depth].ordinal, label), depth, True)
            for depth, family in enumerate(reading.shape)
            if family == label.family
        ]
        return nexts + self._as_firsts(reading, label, first)

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


def _taken(way: _Way, label: Label) -> _Reading:
    score, depth, is_next, reading, (place, latest) = way
    if depth == _LEFT:
        return _Reading(score, reading.stack, reading.shape, place, latest, reading.openings)
    stack, shape = (*reading.stack[:depth], label), (*reading.shape[:depth], label.family)
    return _Reading(score, stack, shape, place, latest, _Chain(label, depth, is_next, reading))
