"""Which of the labels in a part open clauses, and under which: the reading that makes the number sequence whole wins.

Every label is taken as the next in a list, the first of a new list, or mere text; a beam search keeps the readings with
the fewest gaps.  A cross-reference at the start of a wrapped line breaks the sequence, so it loses to text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Opening:
    """A label that opens a clause.

    depth: 0 for a top clause of its part
    doubt: what is wrong with its number, "" where nothing is
    """

    label: Label
    depth: int
    doubt: str


class _Chain(NamedTuple):
    """What a reading has opened so far, last first; readings share their beginnings."""

    opening: Opening
    before: "_Chain | None"


_Numbers = tuple[tuple[int, tuple[int, ...]], ...]  # families and ordinals


class _Reading(NamedTuple):
    """What the labels so far were taken for.

    place:  family and ordinal of each open clause
    latest: the last ordinal of each family, whatever its parent, in the order in which they first came
    """

    score: float
    stack: tuple[Label, ...]
    place: _Numbers
    latest: _Numbers
    openings: _Chain | None


class _Way(NamedTuple):
    """A way to take one label, before it is worth making a reading of.

    depth:  at which it opens a clause, _LEFT for mere text
    latest: of the reading it leads to
    """

    score: float
    depth: int
    doubt: str
    reading: _Reading
    latest: _Numbers


_LEFT = -1
_Gain = tuple[float, int, str]  # what a way adds to the score, its depth, its doubt


def read_outline(candidates: Sequence[Candidate]) -> list[Opening]:
    """Return the labels that open clauses, in printed order."""
    trail = [_Reading(0.0, (), (), (), None)]  # before each label, while one reading is enough
    for candidate in candidates:
        plain = _plainly(trail[-1], candidate)
        if plain is None:
            break
        trail.append(plain)
    if len(trail) <= len(candidates):
        begin = max(0, len(trail) - 1 - _LOOK_BACK)
        return _openings(_searched(trail[begin], candidates[begin:]))
    return _openings(trail[-1])


def _openings(reading: _Reading) -> list[Opening]:
    openings: list[Opening] = []
    chain = reading.openings
    while chain:
        openings.append(chain.opening)
        chain = chain.before
    return openings[::-1]


def _searched(reading: _Reading, candidates: Sequence[Candidate]) -> _Reading:
    """Return the best reading of `candidates` that goes on from `reading`."""
    readings = [reading]
    for candidate in candidates:
        readings = [_taken(way, candidate.label) for way in _best_ways(readings, candidate)]
    return readings[0]


def _plainly(reading: _Reading, candidate: Candidate) -> _Reading | None:
    """Take a label that gains all it could gain anywhere: the next of the open list, or a first one in its place."""
    label = candidate.label
    depths = [depth for depth, number in enumerate(reading.place) if number[0] == label.family]
    gain, depth = _NEXT, len(reading.stack)
    if depths:
        depth = depths[0]
        is_plain = len(depths) == 1 and follows(reading.place[depth][1], label.ordinal)
    else:
        gain, doubt = _as_first(reading.latest, candidate)
        is_plain = not doubt and gain >= _FIRST and _fits_under(reading.stack[-1] if depth else None, label) == 0.0
    if candidate.inline or not is_plain:
        return None
    latest = _with(reading.latest, (label.family, label.ordinal))
    return _taken(_Way(reading.score + gain, depth, "", reading, latest), label)


def _best_ways(readings: Sequence[_Reading], candidate: Candidate) -> list[_Way]:
    """Return the best ways to take one label; of those that lead to the same place only one."""
    label = candidate.label
    here = (label.family, label.ordinal)
    best: dict[tuple[_Numbers, _Numbers], _Way] = {}
    for reading in readings:
        latest = _with(reading.latest, here)
        for gain, depth, doubt in _gains(reading, candidate):
            after = reading.latest if depth == _LEFT else latest
            place = reading.place if depth == _LEFT else (*reading.place[:depth], here)
            score = reading.score + gain
            held = best.get((place, after))
            if held is None or score > held.score:
                best[place, after] = _Way(score, depth, doubt, reading, after)
    return sorted(best.values(), key=_score_of, reverse=True)[:_BEAM]


def _score_of(way: _Way) -> float:
    return way.score


def _with(latest: _Numbers, here: tuple[int, tuple[int, ...]]) -> _Numbers:
    """Return `latest` with one family's ordinal replaced or added."""
    for at, (family, _) in enumerate(latest):
        if family == here[0]:
            return (*latest[:at], here, *latest[at + 1 :])
    return (*latest, here)


def _taken(way: _Way, label: Label) -> _Reading:
    score, depth, doubt, reading, latest = way
    if depth == _LEFT:
        return _Reading(score, reading.stack, reading.place, latest, reading.openings)
    place = (*reading.place[:depth], (label.family, label.ordinal))
    chain = _Chain(Opening(label, depth, doubt), reading.openings)
    return _Reading(score, (*reading.stack[:depth], label), place, latest, chain)


def _gains(reading: _Reading, candidate: Candidate) -> Iterator[_Gain]:
    """Yield every way to take a label: as mere text, as the next of an open list, as the first of a new one."""
    yield _left_alone(candidate), _LEFT, ""
    family = candidate.label.family
    is_open = False
    for depth, number in enumerate(reading.place):
        if number[0] == family:
            is_open = True
            yield _as_sibling(reading.stack[depth], candidate.label, depth)
    yield from _as_child(reading, candidate, is_open=is_open)


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


def _as_child(reading: _Reading, candidate: Candidate, *, is_open: bool) -> Iterator[_Gain]:
    """Rate a label as the first of a list under the open clause, or under one that holds it.

    is_open: a list of its family is open
    """
    stack, label = reading.stack, candidate.label
    gain, doubt = _as_first(reading.latest, candidate)
    gain += _UPSIDE_DOWN if is_open else 0.0
    closes_higher = 0.0
    for depth in range(len(stack), -1, -1):
        if depth < len(stack) and stack[depth].depth < label.depth:
            closes_higher = _UPSIDE_DOWN
        above = stack[depth - 1] if depth else None
        if above is None or above.family != label.family:
            yield gain + closes_higher + _fits_under(above, label) - 0.1 * (len(stack) - depth), depth, doubt


def _as_first(latest: _Numbers, candidate: Candidate) -> tuple[float, str]:
    label = candidate.label
    if label.ordinal[-1] == 1 and (label.kind is Kind.DECIMAL or len(label.ordinal) == 1):
        return (_FIRST_INLINE if candidate.inline else _FIRST), ""
    before = next((ordinal for family, ordinal in latest if family == label.family), None)
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
