"""主送机关: the lines behind a title that name who is addressed and end with a colon."""

import re
from collections.abc import Callable, Sequence

from corpus.layout import is_row, unspaced

_MOST_LINES = 8
# 现将有关事项通知如下： ends with a colon too.
_SENTENCE = re.compile(r"如下|下列|以下|[。！？]|现将|根据|为了?[\u4e00-\u9fff]{4,}，|^附")
_WRAPPED = re.compile(r"^各.{3,}|.*[、，,；;（(].{1,}|.*[、，,；;及和与]$")
_SHORTEST_WRAPPED = 16
_NO_NAME = re.compile(r"^[-—–（(【]|[：:】）]$|\d{4}年|[<>]")


def addressee_lines(words: Sequence[str], start: int, is_other: Callable[[str], bool]) -> list[int]:
    """Return the places of the lines from `start` on that name who is addressed, or none.

    is_other: says of a line that it is a number, title or catalogue data
    """
    for last in range(start, min(start + _MOST_LINES, len(words))):
        line = words[last]
        if line[-1] in "：:" and not is_other(line) and not _SENTENCE.search(line):
            return list(range(_first(words, start, last, is_other), last + 1))
    return []


def addressees_in(words: str) -> tuple[str, ...]:
    """Split at the commas between groups of addressees; at 、 only where there are none: 各省、自治区 is one group."""
    plain = unspaced(words).rstrip("：:")
    comma = r"[，,；;]" if re.search(r"[，,；;]", plain) else r"、(?![^（(]*[)）])"
    return tuple(group for group in re.split(comma, plain) if group)


def _first(words: Sequence[str], start: int, last: int, is_other: Callable[[str], bool]) -> int:
    """Go back over lines that a printer broke inside the list."""
    first = last
    while first > start:
        before = words[first - 1]
        broken = before[-1] in "、，,；;" or (len(before) >= _SHORTEST_WRAPPED and bool(_WRAPPED.match(before)))
        if not broken or is_row(before) or _NO_NAME.search(before) or is_other(before):
            break
        first -= 1
    return first
