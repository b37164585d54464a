"""Other documents that a notice names: 《…》 with or without a number, and bare numbers."""

import re
from collections.abc import Mapping

from corpus.instrument import folded
from corpus.notice import Reference
from corpus.number import Number, numbers_in
from corpus.span import Span, meets
from corpus.title import title_words

_TITLE = re.compile(r"《((?:[^《》]|《[^《》]*》){2,120})》")
_BETWEEN = re.compile(r"\s*[（(〔\[]?\s*")
_BEHIND = re.compile(r"\s*[)）]")


def references_in(text: str, own_number: str | None, own_titles: set[str]) -> tuple[Reference, ...]:
    """Return what the text names in printed order; its own number and titles are no references.

    own_titles: of the notice and of what it issues, folded as `part.folded` does
    """
    numbers = numbers_in(text)
    by_start = {number.span.start: number for number in numbers}
    titled = [_titled(text, found, by_start) for found in _TITLE.finditer(text)]
    taken = [reference.span for reference in titled]
    bare = [
        Reference(None, number.usual, number.span)
        for number in numbers
        if not meets(taken, number.span.start, number.span.end)
    ]
    found = (r for r in (*titled, *bare) if not _is_own(r, own_number, own_titles))
    return tuple(sorted(found, key=lambda reference: reference.span))


def _is_own(reference: Reference, own_number: str | None, own_titles: set[str]) -> bool:
    if reference.number is not None:
        return reference.number == own_number
    return reference.title is not None and folded(reference.title) in own_titles


def _titled(text: str, found: re.Match[str], numbers: Mapping[int, Number]) -> Reference:
    """Take the number that follows the title in brackets or directly, if there is one."""
    title = title_words(found[1])
    gap = _BETWEEN.match(text, found.end())
    at = gap.end() if gap else found.end()
    following = numbers.get(at)
    if following is None:
        return Reference(title, None, Span(found.start(), found.end()))
    close = _BEHIND.match(text, following.span.end)
    return Reference(title, following.usual, Span(found.start(), close.end() if close else following.span.end))
