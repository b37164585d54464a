"""Which of the labels in a part open clauses, and under which: the reading that makes the number sequence whole wins.

Every label is taken as the next in a list, the first of a new list, or mere text; a beam search keeps the readings with
the fewest gaps.  A cross-reference at the start of a wrapped line breaks the sequence, so it loses to text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from corpus.label import STATUTE, Kind, Label

# How many readings are kept from label to label.  Of 3,475 laws one is read differently with 5.
_BEAM = 8
# As long as every label is plainly the next or the first of its list, one reading is enough (three labels of four);
# the first that is not opens the search, this many labels back.
_LOOK_BACK = 64
# What a reading gains or pays at each label.  The order of size is what matters: a whole sequence outweighs everything,
# a gap costs more than to leave a weak label alone, and less than to leave a strong one.
_NEXT = 2.0
_FIRST = 1.5
_FIRST_INLINE = -0.3  # alone it is mere text
_RUNNING_ON = 1.0  # （二十）behind （十九） under another parent
_GAP = -2.0
_STARTS_LATE = -3.0
_ARTICLE_LATE = -3.6  # an article alone, not the first, is quoted from elsewhere
_REPEATED = -4.0
_UPSIDE_DOWN = -1.5  # 1. above （一）
_LEFT_ALONE = {
    **dict.fromkeys(STATUTE, -3.5),
    Kind.COMMA: -2.6,
    Kind.BRACKET: -2.4,
    Kind.DOT: -1.4,
    Kind.DECIMAL: -1.4,
    Kind.DIGIT_BRACKET: -1.2,
}
_LEFT_ALONE_WEAK = -0.8
_LEFT_ALONE_INLINE = -0.2


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


@dataclass(slots=True)
class _Chain:
    """What a reading has opened so far, last first; readings share their beginnings."""

    label: Label
    depth: int
    doubt: str
    before: "_Chain | None"


# Families with their ordinals, each as the number that a search gives the pair: short tuples that are quick to compare.
_Numbers = tuple[int, ...]


@dataclass(slots=True)
class _Reading:
    """What the labels so far were taken for.

    stack:  the label of each open clause
    place:  family and ordinal of each
    latest: the last ordinal of each family, whatever its parent, in the order in which they first came
    """

    score: float
    stack: tuple[Label, ...]
    place: _Numbers
    latest: _Numbers
    openings: _Chain | None


_LEFT = -1
_Gain = tuple[float, int, str]  # what a way to take a label adds to the score, its depth (_LEFT: mere text), its doubt
_Key = tuple[_Numbers, _Numbers]  # place and latest of a reading: of two with the same, one is enough
# A way to take a label, before it is worth making a reading of: its score, depth, doubt, the reading it goes on from,
# and the key of the one it leads to.
_Way = tuple[float, int, str, _Reading, _Key]


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
        self.latest: dict[int, tuple[int, ...]] = {}
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
            gain, depth = _NEXT, depths[0]
            is_plain = len(depths) == 1 and follows(stack[depth].ordinal, label.ordinal)
        else:
            gain, doubt = _as_first(self.latest.get(family), label, inline=False)
            depth = len(stack)
            is_plain = not doubt and gain >= _FIRST and _fits_under(stack[-1] if stack else None, label) == 0.0
        if is_plain:
            stack[depth:] = [label]
            self.latest[family] = label.ordinal
            self.openings.append(Opening(label, depth, ""))
            self.score += gain
        return is_plain


class _Search:
    """A beam search that goes on from one reading."""

    def __init__(self, plain: _Plain) -> None:
        self._number: dict[tuple[int, tuple[int, ...]], int] = {}
        self._named: list[tuple[int, tuple[int, ...]]] = []
        place = tuple(self._number_of(label.family, label.ordinal) for label in plain.stack)
        latest = tuple(self._number_of(family, ordinal) for family, ordinal in plain.latest.items())
        self._begin = _Reading(plain.score, tuple(plain.stack), place, latest, None)

    def openings(self, candidates: Sequence[Candidate]) -> list[Opening]:
        """Return the openings of the best reading of `candidates`, in printed order."""
        readings = [self._begin]
        for candidate in candidates:
            readings = [_taken(way, candidate.label) for way in self._best_ways(readings, candidate)]
        openings: list[Opening] = []
        chain = readings[0].openings
        while chain:
            openings.append(Opening(chain.label, chain.depth, chain.doubt))
            chain = chain.before
        return openings[::-1]

    def _number_of(self, family: int, ordinal: tuple[int, ...]) -> int:
        number = self._number.setdefault((family, ordinal), len(self._named))
        if number == len(self._named):
            self._named.append((family, ordinal))
        return number

    def _best_ways(self, readings: Sequence[_Reading], candidate: Candidate) -> list[_Way]:
        """Return the best ways to take one label; of those that lead to the same place only one."""
        label, left = candidate.label, _left_alone(candidate)
        here = self._number_of(label.family, label.ordinal)
        placed = (here,)
        firsts: dict[_Numbers, tuple[_Numbers, float, str]] = {}  # readings share what came before
        best: dict[_Key, _Way] = {}
        for reading in readings:
            score, place, latest = reading.score, reading.place, reading.latest
            if latest not in firsts:
                firsts[latest] = self._as_first(latest, here, candidate)
            after, first, wrong = firsts[latest]
            for gain, depth, doubt in _gains(reading.stack, label, first, wrong, left):
                key = (place, latest) if depth == _LEFT else (place[:depth] + placed, after)
                held = best.get(key)
                if held is None or score + gain > held[0]:
                    best[key] = (score + gain, depth, doubt, reading, key)
        return sorted(best.values(), key=_score_of, reverse=True)[:_BEAM]

    def _as_first(self, latest: _Numbers, here: int, candidate: Candidate) -> tuple[_Numbers, float, str]:
        """Return what `latest` becomes where a label opens a clause, and how it rates as the first of a list."""
        label = candidate.label
        families = [self._named[number][0] for number in latest]
        if label.family not in families:
            return (*latest, here), *_as_first(None, label, inline=candidate.inline)
        at = families.index(label.family)
        before = self._named[latest[at]][1]
        return (*latest[:at], here, *latest[at + 1 :]), *_as_first(before, label, inline=candidate.inline)


_score_of = itemgetter(0)


def _taken(way: _Way, label: Label) -> _Reading:
    score, depth, doubt, reading, (place, latest) = way
    if depth == _LEFT:
        return _Reading(score, reading.stack, place, latest, reading.openings)
    chain = _Chain(label, depth, doubt, reading.openings)
    return _Reading(score, (*reading.stack[:depth], label), place, latest, chain)


def _gains(stack: Sequence[Label], label: Label, gain: float, doubt: str, left: float) -> list[_Gain]:
    """Return every way to take a label: as mere text, as the next of an open list, as the first of a new one.

    gain, doubt: of a first one, wherever it stands
    left:        what mere text adds
    """
    family, own_depth, depth = label.family, label.depth, len(stack)
    gains: list[_Gain] = [(left, _LEFT, "")]
    gains += [_as_sibling(above, label, at) for at, above in enumerate(stack) if above.family == family]
    gain += _UPSIDE_DOWN if len(gains) > 1 else 0.0
    closes_higher = closed = 0.0
    for count, above in enumerate(reversed(stack), 1):
        if above.family != family:
            gains.append((gain + closes_higher + _fits_under(above, label) - closed, depth, doubt))
        if above.depth < own_depth:
            closes_higher = _UPSIDE_DOWN
        depth, closed = depth - 1, 0.1 * count
    gains.append((gain + closes_higher - closed, 0, doubt))
    return gains


def _left_alone(candidate: Candidate) -> float:
    if candidate.inline:
        return _LEFT_ALONE_INLINE
    return _LEFT_ALONE.get(candidate.label.kind, _LEFT_ALONE_WEAK)


def _as_sibling(before: Label, label: Label, depth: int) -> _Gain:
    """Rate `label` as the next in the list that `before` belongs to."""
    if follows(before.ordinal, label.ordinal):
        return _NEXT, depth, ""
    if label.ordinal > before.ordinal:
        return _GAP, depth, f"{before.text} is followed by {label.text}"
    return _REPEATED, depth, f"{label.text} comes again or late, behind {before.text}"


def _as_first(before: tuple[int, ...] | None, label: Label, *, inline: bool) -> tuple[float, str]:
    """Rate `label` as the first of a list.

    before: the last ordinal of its family, whatever its parent, None where there is none
    """
    if label.ordinal[-1] == 1 and (label.kind is Kind.DECIMAL or len(label.ordinal) == 1):
        return (_FIRST_INLINE if inline else _FIRST), ""
    if before and follows(before, label.ordinal):
        return (_NEXT if label.kind in STATUTE else _RUNNING_ON), ""
    if before and label.kind in STATUTE and label.ordinal > before:
        return _GAP, f"{label.text} follows number {before[0]}"
    return _ARTICLE_LATE if label.kind is Kind.ARTICLE else _STARTS_LATE, f"{label.text} begins a list"


def _fits_under(above: Label | None, label: Label) -> float:
    if label.kind is Kind.DECIMAL and len(label.ordinal) > 1:
        if above and above.kind in (Kind.DECIMAL, Kind.DOT) and label.ordinal[:-1] == above.ordinal:
            return 0.5
        return -2.0 if above and above.kind in (Kind.DECIMAL, Kind.DOT) else 0.0
    if above is None:
        return 0.0
    return _UPSIDE_DOWN if above.depth > label.depth else 0.0


def follows(before: tuple[int, ...], ordinal: tuple[int, ...]) -> bool:
    """Say whether `ordinal` is next: 3 after 2, 7-1 (第七条之一) after 7, 8 after 7-1, 1.3 after 1.2."""
    if len(ordinal) == len(before):
        return ordinal[:-1] == before[:-1] and ordinal[-1] == before[-1] + 1
    if len(ordinal) == len(before) + 1:
        return ordinal[:-1] == before and ordinal[-1] in (1, 2)
    return len(ordinal) == 1 and ordinal[0] == before[0] + 1
