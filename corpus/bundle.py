"""Several notices in one file: where the next one begins."""

from collections.abc import Sequence

from corpus.attachment import attachment_form
from corpus.genre import CARRIERS, genre_of
from corpus.head import Head, read_head
from corpus.layout import Line, is_date, is_page_mark
from corpus.note import is_note
from corpus.signature import signed_line
from corpus.span import Span

_LONGEST_HEAD = 20
# As a date ends, or with a figure; 印发 or 发布 may stand behind it, or brackets around it: most lines end otherwise.
_DATE_ENDS = "日印发布)）"


def notices_in(text: str, lines: Sequence[Line]) -> list[Span]:
    """Return where each notice of a file stands: one, unless another begins with a whole head of its own.

    lines: of `text`, none where it is blank
    A whole head is number, title and addressees, behind the date of the notice before it.  An attachment is none, and
    neither is what a notice forwards (转发).
    """
    places = [place for place in _behind_dates(text, lines) if _may_be_head(text, lines[place : place + _LONGEST_HEAD])]
    if not places:
        return [Span(0, len(text))] if lines else []
    starts = [0]
    head: Head | None = None
    for place in places:
        following = read_head(text, lines[place:])
        if _is_whole(text, lines[place:], following):
            head = head or read_head(text, lines)
            if not _carries(head, following):
                starts.append(lines[place].span.start)
                head = following
    return [Span(start, end) for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def _may_be_head(text: str, lines: Sequence[Line]) -> bool:
    """Say whether number and addressees may stand among the lines: behind most dates they do not."""
    words = [line.span.of(text) for line in lines]
    return any("号" in line for line in words) and any(line[-1] in "：:" or line[0] == "各" for line in words)


def _behind_dates(text: str, lines: Sequence[Line]) -> list[int]:
    """Return the places of the first lines behind signature, date and notes."""
    ends = [
        place
        for place, line in enumerate(lines)
        if ((sign := text[line.span.end - 1]) in _DATE_ENDS or sign.isdecimal()) and _is_dated(line.span.of(text))
    ]
    dated = frozenset(ends)
    found: list[int] = []
    for place in ends:
        behind = place + 1
        while behind < len(lines) and _is_below_date(lines[behind].span.of(text)):
            behind += 1
        if behind < len(lines) and behind not in dated:
            found.append(behind)
    return found


def _is_dated(words: str) -> bool:
    return is_date(words) or signed_line(words) is not None


def _is_below_date(words: str) -> bool:
    return is_note(words) or is_page_mark(words)


def _is_whole(text: str, lines: Sequence[Line], head: Head) -> bool:
    words = [line.span.of(text) for line in lines[: head.lines]]
    return bool(
        head.number
        and head.addressees
        and genre_of(head.title) in CARRIERS
        and head.lines <= _LONGEST_HEAD
        and not any(attachment_form(line) for line in words)
    )


def _carries(head: Head, following: Head) -> bool:
    """The notice before has no number to tell them apart by, the same one, or forwards the other."""
    same = head.number is None or head.number == following.number
    return same or any(word in head.title for word in ("转发", "批转"))
