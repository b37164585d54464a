"""Words as a quotation is compared: blanks, line breaks, width and quotation marks make no difference."""

import re
import unicodedata
from bisect import bisect_left
from functools import cached_property

from corpus.span import Span

QUOTATION_MARKS = "“”‘’「」『』﹁﹂﹃﹄\"'＂＇｢｣〝〞„‟"
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_FOLDED: dict[int, int | None] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **{ord(half): ord(full) for half, full in zip("｡､", "。、", strict=True)},
    **{code: None for code in range(0x3001) if chr(code).isspace()},
    **{ord(sign): None for sign in QUOTATION_MARKS + _UNSEEN},
}
_TO = frozenset("-－—–~～至")
# A marked omission: ……, ..., （略）, […].
ELLIPSIS = re.compile(r"(?:[\[(](?:…+|\.{3,}|略|中略|下略|后略)[\])])|…+|\.{3,}|。{3,}|⋯+")
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两")
_SHARE_SIGNS = frozenset("%‰℃十百千万亿")  # behind digits: 90%, 25万


def folded_words(text: str) -> str:
    """Return `text` as it is compared; each sign that is left is one sign of `text`."""
    return text.translate(_FOLDED)


class Wording:
    """A text, its folded form, and where each folded sign was printed.

    text:   as printed
    folded: what `folded_words` makes of it
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = folded_words(text)

    @cached_property
    def origins(self) -> list[int]:
        """Return for each folded sign its offset in `text`."""
        return [at for at, sign in enumerate(self.text) if _FOLDED.get(ord(sign), 0) is not None]

    def place_of(self, span: Span) -> tuple[int, int]:
        """Return the stretch of `folded` that a span of `text` covers, half-open."""
        return bisect_left(self.origins, span.start), bisect_left(self.origins, span.end)

    def printed(self, start: int, end: int) -> Span:
        """Return the span of `text` behind `folded[start:end]`; start < end."""
        return Span(self.origins[start], self.origins[end - 1] + 1)

    def words(self, start: int, end: int) -> str:
        """Return the printed words behind `folded[start:end]` without blanks and line breaks."""
        return "".join(self.printed(start, end).of(self.text).split()) if start < end else ""

    def find(self, words: str, start: int, end: int) -> int:
        """Return where folded `words` stand in `folded[start:end]` without cutting a number, -1 for nowhere."""
        at = self.folded.find(words, start, end)
        while at >= 0 and cuts_number(self.folded, at, at + len(words)):
            at = self.folded.find(words, at + 1, end)
        return at


def cuts_number(folded: str, start: int, end: int) -> bool:
    """Say whether `folded[start:end]` begins or ends inside a number: 00个 of 100个, 十 of 二十, 90 of 90%."""
    return in_number(folded, start) or in_number(folded, end)


def in_number(folded: str, at: int) -> bool:
    """Say whether the offset `at` stands inside a number or a range of two: 2-3, 三至五."""
    before, behind = folded[at - 1 : at] if at else "", folded[at : at + 1]
    if not before or not behind:
        return False
    if before.isdecimal() and (behind.isdecimal() or behind in _SHARE_SIGNS):
        return True
    if before in _NUMERALS and behind in _NUMERALS:
        return True
    first, last = folded[max(at - 2, 0) : at - 1], folded[at + 1 : at + 2]
    if before in _TO or behind in _TO:
        ends = (first, behind) if before in _TO else (before, last)
        return all(map(_is_numeral, ends))
    if before in ".," and behind.isdecimal():
        return first.isdecimal()
    return behind in ".," and before.isdecimal() and last.isdecimal()


def _is_numeral(sign: str) -> bool:
    return bool(sign) and (sign.isdecimal() or sign in _NUMERALS)


def parts_of(quotation: str) -> list[str]:
    """Return the folded parts of a quotation between its marked omissions."""
    return [part for part in ELLIPSIS.split(folded_words(quotation)) if part]


def has_words(text: str) -> bool:
    """Say whether there is more than punctuation."""
    return any(unicodedata.category(sign)[0] in "LN" for sign in text)
