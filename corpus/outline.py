"""Which of the labels in a part open clauses, and under which: the reading that makes the number sequence whole wins.

Every label is taken as the next in a list, the first of a new list, or mere text; a beam search keeps the readings with
the fewest gaps.  A cross-reference at the start of a wrapped line breaks the sequence, so it loses to text.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.label import STATUTE, Kind, Label

# How many readings are kept from label to label.  With 32 one of 310 laws and notices (every twelfth law, every text
# notice) has another outline.
_BEAM = 8
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


class _Reading(NamedTuple):
    score: float
    stack: tuple[Label, ...]
    latest: dict[int, tuple[int, ...]]  # the last ordinal of each family, whatever its parent; never changed in place
    openings: _Chain | None


def read_outline(candidates: Sequence[Candidate]) -> list[Opening]:
    """Return the labels that open clauses, in printed order."""
    readings = [_Reading(0.0, (), {}, None)]
    for candidate in candidates:
        following = [taken for reading in readings for taken in _ways_to_read(reading, candidate)]
        readings = _best(following)
    openings: list[Opening] = []
    chain = max(readings, key=lambda reading: reading.score).openings
    while chain:
        openings.append(chain.opening)
        chain = chain.before
    return openings[::-1]


def _best(readings: Sequence[_Reading]) -> list[_Reading]:
    """Keep the best readings; of those that stand at the same place only one."""
    best: dict[tuple[object, ...], _Reading] = {}
    for reading in readings:
        place = (*((label.family, label.ordinal) for label in reading.stack), *reading.latest.items())
        if place not in best or reading.score > best[place].score:
            best[place] = reading
    return heapq.nlargest(_BEAM, best.values(), key=lambda reading: reading.score)


def _ways_to_read(reading: _Reading, candidate: Candidate) -> list[_Reading]:
    label = candidate.label
    ways = [reading._replace(score=reading.score + _left_alone(candidate))]
    for depth, above in enumerate(reading.stack):
        if above.family == label.family:
            gain, doubt = _as_sibling(above, label)
            ways.append(_opened(reading, label, depth, gain, doubt))
    ways += [_opened(reading, label, depth, *gain) for depth, gain in _as_child(reading, candidate)]
    return ways


def _left_alone(candidate: Candidate) -> float:
    if candidate.inline:
        return _LEFT_ALONE_INLINE
    return _LEFT_ALONE.get(candidate.label.kind, _LEFT_ALONE_WEAK)


def _opened(reading: _Reading, label: Label, depth: int, gain: float, doubt: str) -> _Reading:
    latest = {**reading.latest, label.family: label.ordinal}
    opening = Opening(label, depth, doubt)
    return _Reading(
        reading.score + gain,
        (*reading.stack[:depth], label),
        latest,
        _Chain(opening, reading.openings),
    )


def _as_sibling(before: Label, label: Label) -> tuple[float, str]:
    """Rate `label` as the next in the list that `before` belongs to."""
    if follows(before.ordinal, label.ordinal):
        return _NEXT, ""
    if label.ordinal > before.ordinal:
        return _GAP, f"{before.text} is followed by {label.text}"
    return _REPEATED, f"{label.text} comes again or late, behind {before.text}"


def _as_child(reading: _Reading, candidate: Candidate) -> list[tuple[int, tuple[float, str]]]:
    """Rate `label` as the first of a list under the open clause, or under one that holds it."""
    ways: list[tuple[int, tuple[float, str]]] = []
    stack, label = reading.stack, candidate.label
    first, doubt = _as_first(reading, candidate)
    for depth in range(len(stack), -1, -1):
        above = stack[depth - 1] if depth else None
        if above and above.family == label.family:
            continue
        gain = first + _fits_under(above, label) - 0.1 * (len(stack) - depth)
        gain += _UPSIDE_DOWN if any(held.depth < label.depth for held in stack[depth:]) else 0.0
        gain += _UPSIDE_DOWN if any(held.family == label.family for held in stack) else 0.0
        ways.append((depth, (gain, doubt)))
    return ways


def _as_first(reading: _Reading, candidate: Candidate) -> tuple[float, str]:
    label = candidate.label
    before = reading.latest.get(label.family)
    if label.ordinal[-1] == 1 and (label.kind is Kind.DECIMAL or len(label.ordinal) == 1):
        return (_FIRST_INLINE if candidate.inline else _FIRST), ""
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
