"""Text as it is compared: width, case and traditional script make no difference; a sign knows its printed place."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Folded:
    """The folded form of a printed text.

    text:    NFKC, lower case and simplified form of each printed character: （２）ＡＢ學 becomes (2)ab学
    origins: for each character of `text`, the index of the printed character it came from
    """

    text: str
    origins: Sequence[int]

    def printed(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the printed text behind `text[start:end]`, half-open; start < end."""
        return self.origins[start], self.origins[end - 1] + 1


@lru_cache(maxsize=65_536)
def _fold_character(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character).lower()
    return folded.translate(_simplified())


@cache
def _simplified() -> dict[int, str]:
    """Return the simplified form of each traditional character.

    What two traditional ones share (后 for 後 and 后) is one sign in every text that is compared, so nothing is lost.
    """
    remark, *lines = files("index").joinpath("traditional.txt").read_text(encoding="utf-8").splitlines()
    assert remark.startswith("#")
    return {ord(pair[0]): pair[1] for line in lines for pair in line.split()}


def fold(printed: str) -> str:
    """Return `printed` with width, case and script folded, character by character."""
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
