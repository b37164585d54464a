"""The labels that open clauses in one part, by their place: which is next, and whether a list goes on."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import takewhile

from corpus.candidate import candidates_in
from corpus.label import Kind
from corpus.layout import Paragraph
from corpus.outline import Candidate, Opening, read_outline
from corpus.rating import follows
from corpus.span import Span

_NOTES = re.compile(r"(?:备?注|注释|说明)\s*[:：]")


class Opened:
    """The openings of one part in printed order.

    last:  where the last of them stands, -1 where there is none
    notes: where the notes below all clauses begin, the end of the text where there are none
    by_start: each by the place where its label begins
    has_inside: one of them stands inside a paragraph
    """

    def __init__(self, text: str, paragraphs: Sequence[Paragraph]) -> None:
        candidates = list(candidates_in(text, paragraphs))
        self.notes = _notes_start(text, paragraphs, candidates)
        upto = bisect_left(candidates, self.notes, key=lambda one: one.label.start)
        self.openings = read_outline(candidates[:upto]) + read_outline(candidates[upto:])
        self._starts = [opening.label.start for opening in self.openings]
        self.by_start = dict(zip(self._starts, self.openings, strict=True))
        self.has_inside = not self.by_start.keys() <= {paragraph.span.start for paragraph in paragraphs}
        self.last = self._starts[-1] if self._starts else -1

    def inside(self, span: Span) -> list[int]:
        """Return where labels stand inside `span`, not at its start."""
        first = bisect_right(self._starts, span.start)
        if first == len(self._starts) or self._starts[first] >= span.end:
            return []
        return self._starts[first : bisect_left(self._starts, span.end)]

    def after(self, place: int) -> Opening | None:
        """Return the first opening behind `place`."""
        found = bisect_right(self._starts, place)
        return self.openings[found] if found < len(self.openings) else None

    def list_goes_on(self, opening: Opening) -> bool:
        """Say whether the next label is the next of this one's list."""
        following = self.after(opening.label.start)
        return (
            following is not None
            and following.label.family == opening.label.family
            and following.depth == opening.depth
            and follows(opening.label.ordinal, following.label.ordinal)
        )

    def holds_next(self, opening: Opening, words: str) -> bool:
        """Say whether a paragraph behind the clause, words and all, is followed by more of it or of its list."""
        following = self.after(opening.label.start)
        if following is not None and following.depth > opening.depth:
            return True
        return self.list_goes_on(opening) and words[-1] not in "：:"

    def starts_anew(self, place: int) -> bool:
        """Say whether no number goes on behind `place`: there is none, or a first at the top."""
        following = self.after(place)
        return following is None or (following.depth == 0 and following.label.ordinal == (1,))


def _notes_start(text: str, paragraphs: Sequence[Paragraph], candidates: Sequence[Candidate]) -> int:
    """Return where 注： stands behind all clauses: the numbers below are not those of the last clause."""
    last = next((one.label.start for one in reversed(candidates) if one.label.depth < Kind.DOT.value), -1)
    behind = takewhile(lambda start: start > last, (paragraph.span.start for paragraph in reversed(paragraphs)))
    return min((start for start in behind if text[start] in "备注说" and _NOTES.match(text, start)), default=len(text))
