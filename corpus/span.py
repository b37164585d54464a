"""Offsets, defined once for the whole project.

Every offset is a code-point index into `Notice.text`, from 0, half-open: `text[start:end]`.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one notice's text.

    start: index of the first code point
    end:   index one past the last; always > start
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"Span({self.start}, {self.end}) is empty or backwards")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the words of `text` that the span covers, as printed."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Say whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


def meets(spans: Sequence[Span], start: int, end: int) -> bool:
    """Say whether one of `spans`, in printed order and apart from each other, shares a sign with `text[start:end]`."""
    before_end = bisect_left(spans, end, key=lambda span: span.start)
    return before_end > 0 and spans[before_end - 1].end > start


def stripped(text: str, start: int, end: int) -> Span | None:
    """Return `text[start:end]` without the blanks at both ends, or None where it is all blank."""
    words = text[start:end].lstrip()
    start = end - len(words)
    ink = len(words.rstrip())
    return Span(start, start + ink) if ink else None
