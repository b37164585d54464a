"""落款: who signed, and the day."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.attachment import attachment_form
from corpus.genre import genre_of
from corpus.label import label_at
from corpus.layout import Paragraph, is_date, is_page_mark, unspaced
from corpus.note import is_note
from corpus.organ import is_organ, names_organs, organs_in
from corpus.span import Span

# A body and its date on one line: 某厅办公室　　2024年5月6日印发
_ON_ONE_LINE = re.compile(
    r"(?P<body>\S.*?)\s*(?P<date>(?:\d{4}|[〇○◯零一二三四五六七八九]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日"
    r"\s*(?:印发|印)?)",
)
_SEAL = re.compile(r"[（(]\s*(?:盖\s*章|公\s*章|印\s*章|代\s*章|签\s*章|章)\s*[)）]")
_PERSON = re.compile(r"(?:\S{1,6}\s+)?[\u4e00-\u9fff·]{1,5}\s?[\u4e00-\u9fff·]{0,8}")
_MOST_SIGNERS = 14
_LONGEST_LINE = 400  # thirty bodies of twelve signs


@dataclass(frozen=True, slots=True)
class Signed:
    """A body and a date on one line.

    bodies: as printed, blanks left out
    date:   with 印发 behind where it stands there
    """

    bodies: tuple[str, ...]
    date: str


def signed_line(words: str) -> Signed | None:
    """Read a line that names a body and a date, and nothing else."""
    may_be_signed = len(words) <= _LONGEST_LINE and "日" in words[-6:]
    found = _ON_ONE_LINE.fullmatch(words) if may_be_signed else None
    body = _SEAL.sub("", found["body"]) if found else ""
    return Signed(organs_in(body), found["date"]) if found and names_organs(body) else None


def signers(words: str) -> tuple[str, ...]:
    """Return the bodies that a signature's line names, or the person."""
    plain = _unsealed(words)
    return organs_in(plain) if names_organs(plain) else (unspaced(plain),)


def signature_at(words: Sequence[str], place: int) -> bool:
    """Say whether a line is a body's or a person's name, with a date some such lines below."""
    first = words[place]
    if not _may_sign(first) or is_date(first) or signed_line(first):
        return False
    for line in words[place + 1 : place + _MOST_SIGNERS]:
        if is_date(line) or signed_line(line):
            return True
        if not _may_sign(line):
            return False
    return False


def signed_below(words: Sequence[str], place: int) -> int:
    """Return how many lines from `place` on, under a date, name bodies, if the notice ends with them; else 0."""
    end = next((at for at in range(place, len(words)) if not names_organs(words[at])), len(words))
    behind = words[end] if end < len(words) else "附件"
    return end - place if attachment_form(behind) or is_note(behind) or is_page_mark(behind) else 0


def with_signatures_apart(text: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Cut the lines that name bodies off the paragraph above a date: short lines look like broken ones."""
    cut: list[Paragraph] = []
    for place, paragraph in enumerate(paragraphs):
        kept = lines = len(paragraph.lines)
        if lines == 1:  # as most
            cut.append(paragraph)
            continue
        before_date = place + 1 < len(paragraphs) and is_date(paragraphs[place + 1].span.of(text))
        while before_date and kept and _names(text, paragraph, kept - 1):
            kept -= 1
        if kept == lines:
            cut.append(paragraph)
            continue
        first = paragraph.lines[:kept]
        cut += [Paragraph(Span(first[0].span.start, first[-1].span.end), first)] if first else []
        cut += [Paragraph(line.span, (line,)) for line in paragraph.lines[kept:]]
    return cut


def _names(text: str, paragraph: Paragraph, line: int) -> bool:
    return names_organs(_unsealed(paragraph.lines[line].span.of(text)))


def _unsealed(words: str) -> str:
    return _SEAL.sub("", words) if "章" in words else words


def _may_sign(words: str) -> bool:
    """Say whether a line may be one of those above a date: a body, a person, or a page mark between them."""
    return is_organ(_unsealed(words)) or _is_signatory(words) or is_page_mark(words)


def _is_signatory(words: str) -> bool:
    if len(words) > 20:
        return False
    named = _PERSON.fullmatch(words)
    return bool(named) and not label_at(words, 0) and not genre_of(words)
