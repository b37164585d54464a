"""Sentences, and the parts of them that commas set off: what an answer is quoted from."""

import re
from collections.abc import Iterator
from functools import lru_cache

Stretch = tuple[int, int]  # offsets, half-open

_ROW = re.compile(r"\s*\|.*\|\s*")
_END = re.compile(r"[。！？!?；;](?:[”’」』）)\]]*)|(?<=[^\x00-\x7f])\.(?=\s|$)|[.](?=\s+[A-Z])|\n+")
_STOPS = "。！？!?；; "
# Not in 1,000, 8:30 and https://.
_COMMA = re.compile(r"[，：|]|(?<!\d)[,:](?!//)|[,:](?!\d|//)|——|(?<=[^\d])、(?=[^\d])")


@lru_cache(maxsize=4_096)
def sentences(text: str) -> tuple[Stretch, ...]:
    """Return where each sentence of `text` stands: offsets from 0, half-open, without blanks around.

    The row of a table is one: its cells mean nothing alone.  A semicolon ends one, since in notices what it parts are
    provisions of their own.
    """
    if _ROW.fullmatch(text):
        return tuple(_inked(text, 0, len(text)))
    return tuple(_stretches(text, 0, len(text), _END, keep=True))


def parts(text: str, sentence: Stretch) -> list[Stretch]:
    """Return the parts of a sentence that commas and colons set off, without those signs and its full stop."""
    start, end = sentence
    return list(_stretches(text, start, start + len(text[start:end].rstrip(_STOPS)), _COMMA, keep=False))


def _stretches(text: str, start: int, end: int, border: re.Pattern[str], *, keep: bool) -> Iterator[Stretch]:
    begin = start
    for found in border.finditer(text, start, end):
        yield from _inked(text, begin, found.end() if keep and found[0].strip() else found.start())
        begin = found.end()
    yield from _inked(text, begin, end)


def _inked(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Yield the stretch without blanks around it, if it holds a letter, a figure or a Chinese sign."""
    words = text[start:end]
    inner = words.strip()
    if any(sign.isalnum() for sign in inner):
        begin = start + len(words) - len(words.lstrip())
        yield begin, begin + len(inner)
