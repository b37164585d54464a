"""Printed pages: lines with their place on the paper become text that keeps what the place says.

A paragraph begins with an indent of two letters or below a wider gap; without its place a line would not tell whether
it goes on.  The indent is written as two full-width blanks, as offices type it, the gap as an empty line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

INDENT = "\u3000\u3000"
INDENT_LETTERS = (1.4, 2.7)  # how far, in letters, a first line may stand from the margin; a centred one stands further
WIDE_SHARE = 0.6  # of the widest line; narrower ones (titles, dates) say nothing about the margin
GAP = 1.25  # times the distance between the lines of a paragraph
CLOSEST_SHARE = 0.1  # of the distances: this many may be closer than the lines of a paragraph, as notes are

LATIN_SIGNS = "§°±·×÷àáèéêìíòóùúüāēīōūǎěǐǒǔǖǘǚǜ"  # in notices and in pinyin
LEADERS = ".…·-—_"  # between the titles and the pages of a 目录
NOISE_SHARE = 0.02  # letters to other signs: less is a font whose letters are called #, $ and %
GARBLED_SHARE = 0.2  # of a page's letters; a few private-use signs are bullets and ticks


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line of a page, all lengths in the page's own unit.

    text:  its words, blanks at both ends left out
    left:  where its first letter begins
    right: where its last letter ends
    foot:  how far below the top of the page it stands
    size:  height of a letter; 0 where the place is not known
    """

    text: str
    left: float
    right: float
    foot: float
    size: float


def page_texts(pages: Sequence[Sequence[PrintedLine]]) -> list[str]:
    """Return each page's lines in the order given, paragraphs set in or set off as they are printed."""
    usual = _usual_distance(pages)
    return [_page_text(page, usual) for page in pages]


def _page_text(page: Sequence[PrintedLine], usual: float) -> str:
    wide = _wide(page)
    left = min((line.left for line in wide), default=0.0)
    breaks = ["\n\n" if usual and _distance(above, line) > GAP * usual else "\n" for above, line in pairwise(page)]
    indents = [INDENT if wide and _is_set_in(line, left) else "" for line in page]
    return "".join(f"{end}{indent}{line.text}" for end, indent, line in zip(["", *breaks], indents, page, strict=False))


def _usual_distance(pages: Sequence[Sequence[PrintedLine]]) -> float:
    """Return the distance between two lines of a paragraph, in letters; 0 where it cannot be told."""
    distances = sorted(_distance(above, line) for page in pages for above, line in pairwise(page))
    distances = [distance for distance in distances if distance >= 1]
    return distances[int(len(distances) * CLOSEST_SHARE)] if distances else 0.0


def _distance(above: PrintedLine, line: PrintedLine) -> float:
    """Return how far two lines stand apart, in letters of the larger one; 0 where they stand side by side."""
    size = max(above.size, line.size)
    return (line.foot - above.foot) / size if min(above.size, line.size) > 0 else 0.0


def _wide(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    widest = max((line.right - line.left for line in lines if line.size > 0), default=0.0)
    return [line for line in lines if line.size > 0 and line.right - line.left >= WIDE_SHARE * widest]


def _is_set_in(line: PrintedLine, left: float) -> bool:
    """Say whether a line begins as far from the margin as a paragraph does, wherever it ends.

    A line with the same room at its right may be a long centred one or a first line whose last letters did not fit: a
    blank before a title changes nothing, a missing one may join two paragraphs.
    """
    if line.size <= 0 or line.text[:1].isspace():
        return False
    return INDENT_LETTERS[0] <= (line.left - left) / line.size <= INDENT_LETTERS[1]


def is_garbled(text: str) -> bool:
    """Say whether a page's letters are codes of its own fonts: what no notice is written in, or hardly a letter."""
    strange = sum(map(_is_strange, text))
    letters = sum(map(str.isalnum, text))
    signs = sum(1 for c in text if c.isprintable() and not c.isspace() and not c.isalnum() and c not in LEADERS)
    return strange > GARBLED_SHARE * (strange + letters) or (signs > 1 / NOISE_SHARE and letters < NOISE_SHARE * signs)


def _is_strange(sign: str) -> bool:
    """Private use, replacement, control, and the letters that Chinese bytes look like when they are taken for Latin."""
    return (
        "\ue000" <= sign <= "\uf8ff"
        or ord(sign) >= 0xF0000
        or sign == "\ufffd"
        or sign < "\t"
        or "\x0e" <= sign < " "
        or "\x7f" <= sign <= "\x9f"
        or ("\xa1" <= sign <= "\u024f" and sign not in LATIN_SIGNS)
    )
