"""The ink of a text: what is left when blanks and the strokes of tables and Markdown are taken away.

A golden outline finds its clauses by it, so that a reader that sets blanks or table strokes otherwise changes nothing.
"""

import unicodedata
from bisect import bisect_left
from collections import defaultdict
from functools import cached_property
from zlib import crc32

STROKES = frozenset("#*_>|")
MARKED = 20  # signs that a mark covers: enough to tell clauses apart, few enough to survive a change further down

_DASHES = str.maketrans(dict.fromkeys("–—−~～", "-"))


class Ink:
    """The ink of one text.

    signs:  the inked characters, in printed order
    places: the offset of each in the text
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.places = [place for place, sign in enumerate(text) if is_ink(sign)]
        self.signs = "".join(text[place] for place in self.places)

    def nth(self, offset: int) -> int:
        """Return which sign stands first at or behind `offset`, counted from 0."""
        return bisect_left(self.places, offset)

    def mark(self, nth: int) -> str:
        """Return the mark of the signs that begin with the `nth`."""
        return mark_of(self.signs[nth : nth + MARKED])

    def find(self, words: str, nth: int = 0) -> int | None:
        """Return where `words` begin, blanks aside, from the `nth` sign on."""
        found = self.signs.find(inked(words), nth)
        return None if found < 0 else found

    def nearest(self, mark: str, nth: int) -> int | None:
        """Return the sign nearest to the `nth` from which on the signs have this mark."""
        return min(self._marked.get(mark, ()), key=lambda place: abs(place - nth), default=None)

    @cached_property
    def _marked(self) -> dict[str, list[int]]:
        marked: dict[str, list[int]] = defaultdict(list)
        for nth in range(len(self.signs)):
            marked[self.mark(nth)].append(nth)
        return dict(marked)


def is_ink(sign: str) -> bool:
    """Say whether a character is neither blank nor a stroke."""
    return not sign.isspace() and sign not in STROKES


def inked(words: str) -> str:
    """Return `words` without blanks and strokes."""
    return "".join(filter(is_ink, words))


def phrase_mark(words: str) -> str:
    """Return the mark of a phrase: blanks, width and the kind of dash make no difference."""
    return mark_of(unicodedata.normalize("NFKC", inked(words)).translate(_DASHES))


def mark_of(signs: str) -> str:
    """Return eight hex digits that stand for inked signs."""
    return f"{crc32(signs.encode()):08x}"
