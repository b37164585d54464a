"""The printed head and foot of a notice, in the pieces that a page sets apart: red head, number, title, signature.

The parser gives them line by line; here the lines that belong together are put together again.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from corpus.layout import is_date, joined
from corpus.notice import Notice
from corpus.span import Span


class Look(Enum):
    """How a piece is set; the value is its class in the style sheet."""

    TITLE = "title"  # of the notice
    SUBTITLE = "subtitle"  # of an instrument that it issues
    REDHEAD = "redhead"  # the issuing body above the number
    NUMBER = "number"
    ADDRESSED = "addressed"  # 主送机关
    SIGNED = "signed"  # issuing body and date below the text
    FRONT = "front"  # anything else printed there


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines set alike; `span` reaches from the first line to the last, `words` have its broken lines joined."""

    span: Span
    words: str
    look: Look


def pieces(notice: Notice) -> list[Piece]:
    """Return what the header holds, in printed order."""
    lines = sorted(notice.header)
    found: list[Piece] = []
    while lines:
        piece, used = _next_piece(notice, lines)
        found.append(piece)
        lines = lines[used:]
    return found


def _next_piece(notice: Notice, lines: Sequence[Span]) -> tuple[Piece, int]:
    for count in range(len(lines), 0, -1):
        span = Span(lines[0].start, lines[count - 1].end)
        look = _whole_look(notice, ink(span.of(notice.text)))
        if look is not None:
            return Piece(span, joined(notice.text, span), look), count
    count = _addressed_lines(notice, lines)
    span = Span(lines[0].start, lines[max(count, 1) - 1].end)
    look = Look.ADDRESSED if count else _line_look(notice, span)
    return Piece(span, joined(notice.text, span), look), max(count, 1)


def _whole_look(notice: Notice, printed: str) -> Look | None:
    if printed == ink(notice.title):
        return Look.TITLE
    if any(printed == ink(instrument.title) for instrument in notice.instruments):
        return Look.SUBTITLE
    return Look.NUMBER if notice.number and printed == ink(notice.number) else None


def _addressed_lines(notice: Notice, lines: Sequence[Span]) -> int:
    """Return over how many lines the addressees go on, 0 where none begin here."""
    first = notice.addressees[:1]
    if not first or not ink(lines[0].of(notice.text)).startswith(ink(first[0])[:4]):
        return 0
    ends = (n for n, line in enumerate(lines, 1) if line.of(notice.text).rstrip().endswith(("：", ":")))
    return next(ends, 0)


def _line_look(notice: Notice, span: Span) -> Look:
    words = span.of(notice.text)
    below = span.start > notice.root.span.start
    if below and (words.strip() in notice.issuers or (is_date(words) and not words.rstrip().endswith("印发"))):
        return Look.SIGNED
    if not below and any(issuer in words for issuer in notice.issuers):
        return Look.REDHEAD
    return Look.FRONT


def ink(words: str) -> str:
    """Return `words` without white space: what a printer's line breaks cannot change."""
    return re.sub(r"\s", "", words)
