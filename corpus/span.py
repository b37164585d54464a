"""Offsets, defined once for the whole project.

Every offset is a code-point index into `Notice.text`, from 0, half-open: `text[start:end]`.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """A stretch of one notice's text.

    start: index of the first code point
    end:   index one past the last; always > start
    """

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        if not 0 <= start < end:
            raise ValueError(f"Span({start}, {end}) is empty or backwards")
        _set_start(self, start)
        _set_end(self, end)

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the words of `text` that the span covers, as printed."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Say whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


# Every line of a text makes several spans: the slots themselves are set in a third less time than through
# object.__setattr__, as the initialiser of a frozen dataclass sets them.
_set_start, _set_end = Span.__dict__["start"].__set__, Span.__dict__["end"].__set__


def meets(spans: Sequence[Span], start: int, end: int) -> bool:
    """Say whether one of `spans`, in printed order and apart from each other, shares a sign with `text[start:end]`."""
    before_end = bisect_left(spans, end, key=lambda span: span.start)
    return before_end > 0 and spans[before_end - 1].end > start


def stripped(text: str, start: int, end: int) -> Span | None:
    """Return `text[start:end]` without the blanks at both ends, or None where it is all blank."""
    if start < end and not (text[start].isspace() or text[end - 1].isspace()):
        return Span(start, end)
    words = text[start:end].lstrip()
    start = end - len(words)
    ink = len(words.rstrip())
    return Span(start, start + ink) if ink else None
