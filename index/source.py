"""Every notice's words as quotations are compared, to find where a quotation stands."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.address import key_of
from corpus.notice import Clause, Notice
from corpus.paragraph import is_article, paragraph_at, starts_in
from corpus.span import Span
from corpus.wording import Wording, folded_words
from index.library import Library

# Texts read from the file at once, so that a large library is not in memory twice.
_ROWS_AT_ONCE = 200
# Of one notice: who quotes three signs means no place.
MOST_HITS = 20
_DIVISIONS = ("编", "分编", "章", "节")


@dataclass(frozen=True, slots=True)
class Hit:
    """Words of a quotation in a notice.

    span:    in Notice.text, from the first quoted sign to the last
    clause:  the innermost that holds them, the root where none does
    skipped: folded signs left out at marked omissions
    """

    notice: Notice
    clause: Clause
    span: Span
    skipped: int = 0


class Sources:
    """The words of the library as they are now.  Threads may share one."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._folded: dict[int, str] = {}
        self._stamp: object = None
        self._size_of: object = None
        self._size = 0

    def folded(self) -> dict[int, str]:
        """Return the folded text of every notice by its row; what was read before is not read again."""
        with self._lock:
            stamp = self._library.journal.stamp()
            if stamp != self._stamp:
                rows = [row for row, *_ in self._library.names()]
                kept = {row: self._folded[row] for row in rows if row in self._folded}
                missing = [row for row in rows if row not in kept]
                for start in range(0, len(missing), _ROWS_AT_ONCE):
                    texts = self._library.texts(missing[start : start + _ROWS_AT_ONCE])
                    kept.update((row, folded_words(text)) for row, text in texts)
                self._folded, self._stamp = dict(sorted(kept.items())), stamp
            return self._folded

    def everywhere(self, parts: Sequence[str]) -> list[Hit]:
        """Return where the parts of a quotation stand verbatim, in order and in one clause."""
        hits: list[Hit] = []
        for row, folded in self.folded().items():
            if parts[0] in folded and all(part in folded for part in parts[1:]):
                notice = self._library.notice_at(row)
                hits += hits_in(notice, parts) if notice else []
            if len(hits) >= MOST_HITS:
                break
        return hits

    def holding(self, pieces: Sequence[str], most: int) -> list[Notice]:
        """Return the notices that hold most of `pieces`, at most so many, best first."""
        counts = [(sum(piece in folded for piece in pieces), -row) for row, folded in self.folded().items()]
        best = sorted((count for count in counts if count[0]), reverse=True)[:most]
        found = (self._library.notice_at(-row) for _, row in best)
        return [notice for notice in found if notice]

    def size(self) -> int:
        """Return how many folded signs the library has."""
        folded = self.folded()
        with self._lock:
            if self._size_of is not folded:
                self._size_of, self._size = folded, sum(map(len, folded.values()))
            return self._size


@lru_cache(maxsize=256)
def wording_of(text: str) -> Wording:
    """Return a notice's text with its folded form, kept for the notices asked for last."""
    return Wording(text)


def hits_in(notice: Notice, parts: Sequence[str]) -> list[Hit]:
    """Return where parts stand in a notice, each time they do; with omissions they must be in one labelled clause."""
    wording = wording_of(notice.text)
    return [
        hit
        for start, end in _matches(wording, parts, 0, len(wording.folded))
        if (hit := _hit(notice, wording, parts, start, end))
    ]


def hit_within(notice: Notice, parts: Sequence[str], clause: Clause, span: Span) -> Hit | None:
    """Return the first place inside `span` where parts stand in order and in one clause, None where there is none."""
    wording = wording_of(notice.text)
    low, high = wording.place_of(span)
    for start, end in _matches(wording, parts, low, high):
        place = wording.printed(start, end)
        if len(parts) == 1 or _is_one(clause) or _is_in_one(notice, place):
            return Hit(notice, clause, place, end - start - sum(map(len, parts)))
    return None


def _matches(wording: Wording, parts: Sequence[str], low: int, high: int) -> Iterator[tuple[int, int]]:
    at = low
    for _ in range(MOST_HITS):
        match = _follow(wording, parts, at, high)
        if match is None:
            return
        yield match
        at = match[0] + 1


def _follow(wording: Wording, parts: Sequence[str], low: int, high: int) -> tuple[int, int] | None:
    """Return where the parts stand one behind the other, from the first place of the first part."""
    start = end = -1
    for part in parts:
        at = wording.find(part, low, high)
        if at < 0:
            return None
        start = at if start < 0 else start
        low = end = at + len(part)
    return start, end


def _hit(notice: Notice, wording: Wording, parts: Sequence[str], start: int, end: int) -> Hit | None:
    span = wording.printed(start, end)
    clause = innermost(notice, span)
    if len(parts) > 1 and not _is_in_one(notice, span):
        return None
    return Hit(notice, clause, span, end - start - sum(map(len, parts)))


def _is_in_one(notice: Notice, span: Span) -> bool:
    """Say whether a span is in one clause, no chapter, attachment or notice; under no label in one passage."""
    return _is_one(innermost(notice, span)) or any(one.span.holds(span) for one in notice.passages)


def _is_one(clause: Clause) -> bool:
    unit = (key_of(clause.label) or ("",))[0]
    return bool(clause.label) and not clause.label.startswith(("附", "《")) and unit not in _DIVISIONS


def innermost(notice: Notice, span: Span) -> Clause:
    """Return the innermost clause that holds a span, of an article with the number of its 款; else the root."""
    clause = notice.root
    while True:
        below = next((child for child in clause.children if child.span.holds(span)), None)
        if below is None:
            break
        clause = below
    if not is_article(clause):
        return clause
    return replace(clause, paragraph=paragraph_at(starts_in(notice.text, clause), span.start))
