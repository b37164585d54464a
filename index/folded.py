"""Text as it is compared: width and case make no difference, and every folded character knows where it was printed."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Folded:
    """The folded form of a printed text.

    text:    NFKC and lower case of each printed character: （２）ＡＢ becomes (2)ab
    origins: for each character of `text`, the index of the printed character it came from
    """

    text: str
    origins: Sequence[int]

    def printed(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the printed text behind `text[start:end]`, half-open; start < end."""
        return self.origins[start], self.origins[end - 1] + 1


@lru_cache(maxsize=65_536)
def _fold_character(character: str) -> str:
    return unicodedata.normalize("NFKC", character).lower()


def fold(printed: str) -> str:
    """Return `printed` with width and case folded, character by character."""
    return "".join(map(_fold_character, printed))


@lru_cache(maxsize=4_096)  # the same passages are shown again and again
def fold_with_origins(printed: str) -> Folded:
    """Fold `printed` and remember where each character came from."""
    text = fold(printed)
    if len(text) == len(printed):  # NFKC makes no character disappear: each stands where it stood
        return Folded(text, range(len(text)))
    parts = [_fold_character(character) for character in printed]
    origins = tuple(at for at, part in enumerate(parts) for _ in part)
    return Folded("".join(parts), origins)
