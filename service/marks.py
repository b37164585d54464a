"""Words of a text that are marked, for a page or a terminal to show.

Offsets are code points into the text given, from 0, half-open, as in a passage's `highlights`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of characters that look alike.

    words:  the characters, never empty
    marked: the question's words stand here
    lead:   it belongs to the label and heading that the text begins with
    """

    words: str
    marked: bool = False
    lead: bool = False


def stretches(text: str, marked: Iterable[Range], *, lead_end: int = 0) -> list[Stretch]:
    """Cut `text` where its look changes; the words joined give `text` again, what is marked outside it is not shown."""
    ranges = [(max(start, 0), min(end, len(text))) for start, end in marked if start < len(text) and end > 0]
    cuts = sorted({0, len(text), min(lead_end, len(text)), *(cut for pair in ranges for cut in pair)})
    return [
        Stretch(text[start:end], any(a <= start < b for a, b in ranges), start < lead_end)
        for start, end in pairwise(cuts)
    ]
