"""主送机关: the lines behind a title that name who is addressed and end with a colon."""

import re
from collections.abc import Callable, Sequence

from corpus.genre import CARRIERS, genre_of
from corpus.layout import is_row, unspaced
from corpus.number import numbers_in

_MOST_LINES = 8
# 现将有关事项通知如下： ends with a colon too.
_SENTENCE = re.compile(r"如下|下列|以下|[。！？]|现将|增加|修改为|作为|根据|为了?[\u4e00-\u9fff]{4,}，|^附")
_WRAPPED = re.compile(r"^各.{3,}|.*[、，,；;（(].{1,}|.*[、，,；;及和与]$")
# Where the colon is forgotten, in the one line between title and text: 各乡镇中心校、县直中小学
_UNMARKED = re.compile(
    r"各[^。；：！？，]{2,60}(?:局|厅|委|办|校|院|学|园|府|位|门|企业|处|所|站|构|区|县|市|街道|乡|镇)"
)
_PART = re.compile(r"\S+")
_SHORTEST_TITLE = 4
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
    return [start] if start < len(words) and _UNMARKED.fullmatch(words[start]) else []


def addressees_in(words: str) -> tuple[str, ...]:
    """Split at the commas between groups of addressees; at 、 only where there are none: 各省、自治区 is one group."""
    plain = unspaced(_behind_title(words)).rstrip("：:")
    comma = r"[，,；;]" if re.search(r"[，,；;]", plain) else r"、(?!自治区|直辖市|计划单列市|[^（(]*[)）])"
    return tuple(group for group in re.split(comma, plain) if group)


def _behind_title(words: str) -> str:
    """Leave out title and number where a text set without breaks has them in one line with who is addressed."""
    heads = [part.end() for part in _PART.finditer(words) if numbers_in(part[0]) or _is_title(part[0])]
    return words[heads[-1] :] if heads and heads[-1] < len(words) else words


def _is_title(part: str) -> bool:
    return len(part) >= _SHORTEST_TITLE and genre_of(part) in CARRIERS


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
