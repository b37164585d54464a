"""What a question also looks for: other words for what it asks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from index.folded import fold, fold_with_origins
from index.thesaurus import Thesaurus
from index.tokens import borders

# Each form costs a look into the index.
MOST_FORMS, MOST_WIDENED = 6, 8
# Forms are looked up by their first two signs: nearly every sign begins one, few pairs do.
_BEGINNING = 2
# 其中专业 does not ask for 中专: short forms must begin and end where words do.
_SHORT = 3
_LATIN = re.compile(r"[a-z0-9]")
_LATIN_END = re.compile(r"(?:e?s)?(?![a-z0-9])")


@dataclass(frozen=True, slots=True)
class Widening:
    """A form that a question holds, and the forms that mean the same.

    asked: as folded in the question
    also:  as the thesaurus or a notice writes them, at most MOST_FORMS
    """

    asked: str
    also: tuple[str, ...]


class Terms:
    """The concepts of a library: those of its thesaurus and those that its notices define themselves."""

    def __init__(self, thesaurus: Thesaurus, learned: Mapping[str, Sequence[str]] | None = None) -> None:
        self._also = {**thesaurus.also}
        for form, others in (learned or {}).items():
            self._also[form] = tuple(dict.fromkeys((*others, *self._also.get(form, ()))))
        self._lengths: dict[str, set[int]] = {}
        for form in self._also:
            self._lengths.setdefault(form[:_BEGINNING], set()).add(len(form))
        self._beginnings = {len(beginning) for beginning in self._lengths}
        self.widenings = lru_cache(maxsize=64)(self._widenings)

    def _widenings(self, question: str) -> tuple[Widening, ...]:
        """Return what `question` also looks for, in the order asked; a longer form hides those inside it."""
        text = fold(question)
        found = islice(_apart(self._forms_in(text)), MOST_WIDENED)
        widenings = (Widening(form, self._unasked(form, text)) for _, form in sorted(found))
        return tuple(dict.fromkeys(widening for widening in widenings if widening.also))

    def _forms_in(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield (start, form) of every form in `text`, the longest first."""
        keys = ((start, text[start : start + signs]) for signs in self._beginnings for start in range(len(text)))
        begun = ((start, length) for start, key in keys if key in self._lengths for length in self._lengths[key])
        found = ((start, text[start : start + length]) for start, length in begun if start + length <= len(text))
        known = [(-len(form), start, form) for start, form in found if form in self._also]
        for _, start, form in sorted(known):
            if stands_alone(text, start, form):
                yield start, form

    def _unasked(self, form: str, text: str) -> tuple[str, ...]:
        return tuple(other for other in self._also[form] if _folded(other) not in text)[:MOST_FORMS]


def used(widenings: Sequence[Widening], passage: Sequence[str]) -> tuple[str, ...]:
    """Return which of `widenings` a passage with its headings, text by text, meets: 职教本科=职业本科."""
    if not widenings:
        return ()
    text = "\n".join(fold_with_origins(one).text for one in passage)
    pairs = ((widening.asked, other) for widening in widenings for other in widening.also)
    return tuple(f"{asked}={other}" for asked, other in pairs if holds(text, _folded(other)))


@lru_cache(maxsize=4_096)  # the same forms for every passage that is shown
def _folded(form: str) -> str:
    return fold(form)


def holds(text: str, form: str) -> bool:
    """Say whether `form` stands in `text` as words of its own, both folded."""
    return form in text and any(stands_alone(text, found.start(), form) for found in re.finditer(re.escape(form), text))


def stands_alone(text: str, start: int, form: str) -> bool:
    """Say whether the form at `start` is no piece of other words."""
    end = start + len(form)
    if _LATIN.match(form[0]) or _LATIN.match(form[-1]):
        return not _LATIN.match(text[max(0, start - 1) : start]) and _LATIN_END.match(text, end) is not None
    return len(form) > _SHORT or _at_borders(text, start, end)


def _at_borders(text: str, start: int, end: int) -> bool:
    """Look at the words around only: a passage may be long."""
    begin = max(0, start - 8)
    begins, ends = borders(text[begin : end + 8])
    return start - begin in begins and end - begin in ends


def _apart(found: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Leave out what overlaps an earlier one."""
    taken: set[int] = set()
    for start, form in found:
        places = range(start, start + len(form))
        if taken.isdisjoint(places):
            taken.update(places)
            yield start, form
