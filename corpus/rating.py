"""What a reading of a part's labels gains or pays at one label: as mere text, as the next of a list, as a first one."""

from collections.abc import Sequence

from corpus.label import STATUTE, Kind, Label

Ordinal = tuple[int, ...]
# What a way to take a label as a first one adds to the score, and its depth.
Gain = tuple[float, int]
# What a reading gains or pays at each label.  The order of size is what matters: a whole sequence outweighs everything,
# a gap costs more than to leave a weak label alone, and less than to leave a strong one.
NEXT = 2.0
FIRST = 1.5
_FIRST_INLINE = -0.3  # alone it is mere text
RUNNING_ON = 1.0  # （二十）behind （十九） under another parent
_GAP = -2.0
_STARTS_LATE = -3.0
_ARTICLE_LATE = -3.6  # an article alone, not the first, is quoted from elsewhere
_REPEATED = -4.0
_UPSIDE_DOWN = -1.5  # 1. above （一）
# 第一条 below 一、, or （一） in it: so the courts number the sections of their interpretations.  Below 十、 it begins
# another text.
_SECTION, _SECTIONS = 0.2, (Kind.COMMA, Kind.BRACKET)
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


def left_alone(label: Label, *, inline: bool) -> float:
    """Rate a label that is taken for mere text."""
    return _LEFT_ALONE_INLINE if inline else _LEFT_ALONE.get(label.kind, _LEFT_ALONE_WEAK)


def as_next(before: Ordinal, label: Label) -> float:
    """Rate a label as the next in the list whose last ordinal is `before`."""
    if follows(before, label.ordinal):
        return NEXT
    return _GAP if label.ordinal > before else _REPEATED


def doubt_of_next(before: Label, label: Label) -> str:
    """Return what is wrong with a label as the next behind `before`, "" where nothing is."""
    gain = as_next(before.ordinal, label)
    if gain == NEXT:
        return ""
    if gain == _GAP:
        return f"{before.text} is followed by {label.text}"
    return f"{label.text} comes again or late, behind {before.text}"


def as_first(before: Ordinal | None, label: Label, *, inline: bool) -> float:
    """Rate a label as the first of a list.

    before: the last ordinal of its family, whatever its parent, None where there is none
    """
    if label.ordinal[-1] == 1 and (label.kind is Kind.DECIMAL or len(label.ordinal) == 1):
        return _FIRST_INLINE if inline else FIRST
    if before and follows(before, label.ordinal):
        return NEXT if label.kind in STATUTE else RUNNING_ON
    if before and label.kind in STATUTE and label.ordinal > before:
        return _GAP
    return _ARTICLE_LATE if label.kind is Kind.ARTICLE else _STARTS_LATE


def doubt_of_first(before: Ordinal | None, label: Label) -> str:
    """Return what is wrong with a label as the first of a list, "" where nothing is; `before` as in `as_first`."""
    gain = as_first(before, label, inline=False)
    if gain == _GAP and before:
        return f"{label.text} follows number {before[0]}"
    return f"{label.text} begins a list" if gain < 0.0 else ""


def as_firsts(stack: Sequence[Label], label: Label, gain: float) -> list[Gain]:
    """Return what a label gains as a first one under each open clause that it may stand under, and its depth there.

    stack: the labels of the open clauses
    gain:  of a first one, wherever it stands
    """
    family, own_depth, depth = label.family, label.depth, len(stack)
    gains: list[Gain] = []
    gain += _UPSIDE_DOWN if any(above.family == family for above in stack) else 0.0
    closes_higher = closed = 0.0
    for count, above in enumerate(reversed(stack), 1):
        if above.family != family:
            gains.append((gain + closes_higher + fits_under(above, label) - closed, depth))
        if above.depth < own_depth:
            closes_higher = _UPSIDE_DOWN
        depth, closed = depth - 1, 0.1 * count
    gains.append((gain + closes_higher - closed, 0))
    return gains


def fits_under(above: Label | None, label: Label) -> float:
    """Rate a label as a first one right under `above`, None for the top of the part."""
    if label.kind is Kind.DECIMAL and len(label.ordinal) > 1:
        if above and above.kind in (Kind.DECIMAL, Kind.DOT) and label.ordinal[:-1] == above.ordinal:
            return 0.5
        return -2.0 if above and above.kind in (Kind.DECIMAL, Kind.DOT) else 0.0
    if above is None:
        return 0.0
    if above.kind in _SECTIONS and label.kind is Kind.ARTICLE and above.ordinal <= label.ordinal:
        return _SECTION
    return _UPSIDE_DOWN if above.depth > label.depth else 0.0


def follows(before: Ordinal, ordinal: Ordinal) -> bool:
    """Say whether `ordinal` is next: 3 after 2, 7-1 (第七条之一) after 7, 8 after 7-1, 1.3 after 1.2."""
    if ordinal[-1] == before[-1] + 1 and ordinal[:-1] == before[:-1]:
        return True
    if len(ordinal) == len(before) + 1:
        return ordinal[:-1] == before and ordinal[-1] in (1, 2)
    return len(ordinal) == 1 and ordinal[0] == before[0] + 1 and len(before) > 1
