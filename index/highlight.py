"""Where the words of a question stand in a passage."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from index.asking import ASKING
from index.folded import fold, fold_with_origins
from index.tokens import words_of

Stretch = tuple[int, int]


def highlights(question: str, text: str, also: Sequence[str] = ()) -> tuple[Stretch, ...]:
    """Return where words of `question` stand in `text`: offsets from 0, half-open, sorted, apart from each other.

    also: other forms of what is asked, marked as well

    Width and case make no difference; a Latin word or a number is found only as a whole (2024 not in 120245).
    """
    folded = fold_with_origins(text)
    found = (
        folded.printed(start, start + len(word))
        for word in (*_asked_for(question), *map(fold, also))
        for start in _occurrences(word, folded.text)
    )
    return tuple(merged(found))


def merged(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Join stretches that overlap or touch; yield them in order."""
    current: Stretch | None = None
    for start, end in sorted(stretches):
        if current and start <= current[1]:
            current = (current[0], max(current[1], end))
            continue
        if current:
            yield current
        current = (start, end)
    if current:
        yield current


@lru_cache(maxsize=256)  # asked for every passage that is shown
def _asked_for(question: str) -> frozenset[str]:
    return frozenset(word for word in words_of(question) if len(word) > 1 and word not in ASKING)


def _occurrences(word: str, text: str) -> Iterator[int]:
    """Yield where `word` stands in `text`, both folded."""
    start = text.find(word)
    while start >= 0:
        if _apart(text, start, start + len(word)):
            yield start
        start = text.find(word, start + 1)


def _apart(text: str, start: int, end: int) -> bool:
    """Say whether text[start:end] is no piece of a longer Latin word or number; Chinese words have no such border."""
    before, after = text[max(0, start - 1) : start + 1], text[end - 1 : end + 1]
    return not (_one_word(before) or _one_word(after))


def _one_word(two: str) -> bool:
    return len(two) == 2 and two.isascii() and two.isalnum()
