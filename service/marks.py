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
    href:   where it leads, "" where it leads nowhere
    """

    words: str
    marked: bool = False
    lead: bool = False
    href: str = ""


def stretches(
    text: str, marked: Iterable[Range], *, lead_end: int = 0, links: Iterable[tuple[int, int, str]] = ()
) -> list[Stretch]:
    """Cut `text` where its look changes; the words joined give `text` again, what is marked outside it is not shown."""
    linked = list(links)
    ranges = [(max(start, 0), min(end, len(text))) for start, end in marked if start < len(text) and end > 0]
    cuts = sorted(
        {0, len(text), min(lead_end, len(text)), *(cut for pair in ranges for cut in pair)}
        | {cut for a, b, _ in linked for cut in (a, b)}
    )
    return [
        Stretch(
            text[start:end],
            any(a <= start < b for a, b in ranges),
            start < lead_end,
            next((href for a, b, href in linked if a <= start < b), ""),
        )
        for start, end in pairwise(cuts)
    ]
