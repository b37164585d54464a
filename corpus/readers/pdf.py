"""PDF: its text layer, through PDFium in a process of its own, and recognition for the pages that have none."""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict, cast

from corpus.errors import UnreadableFile
from corpus.readers.document import Document, joined_pages
from corpus.readers.layout import PrintedLine, is_garbled, page_texts
from corpus.readers.program import answer_of
from corpus.readers.ruled import Point, PrintedPage, with_tables
from corpus.readers.ruling import Stroke
from corpus.readers.scan import EXTRA, NOT_INSTALLED, Scan, can_recognise, recognised, scan_warnings

PROGRAM = Path(__file__).with_name("pdfium.py")
SECONDS_LIMIT = 60  # by the clock; the program limits its own computing time
TEXT_FIX = "give a PDF with a text layer, or its text"
SPARSE_LETTERS = 20  # a page with fewer may be a picture with a stamp or a page number over it


def read_pdf(content: bytes, *, where: str) -> Document:
    """Read the text layer of a PDF; a page without one, or with letters that mean nothing, is recognised as a picture.

    Where that cannot be done, such pages are named in a warning and left blank.
    """
    pages = with_tables(_pages(content, where=where), where=where)
    texts = page_texts(pages)
    unread = [number for number, text in enumerate(texts) if not text.strip() or is_garbled(text)]
    sparse = [number for number, text in enumerate(texts) if number not in unread and _is_sparse(text)]
    if not (unread or sparse):
        return joined_pages(texts, [])
    try:
        scans = _scans(content, unread, sparse, where=where)
    except UnreadableFile as refused:
        if len(unread) == len(pages):
            raise UnreadableFile(f"{_why_unread(texts)}, and {refused.what}", where=where, fix=refused.fix) from refused
        return joined_pages(_without(texts, unread), _lost(texts, unread, refused) if unread else [])
    better = {number: scan for number, scan in scans.items() if number in unread or _is_richer(scan, texts[number])}
    read = page_texts([better[number].lines if number in better else page for number, page in enumerate(pages)])
    if not any(read):
        raise UnreadableFile(f"{_why_unread(texts)}, and none is recognised on them", where=where, fix=TEXT_FIX)
    return joined_pages(read, scan_warnings({number + 1: scan for number, scan in better.items()}))


def _why_unread(texts: Sequence[str]) -> str:
    if any(text.strip() for text in texts):
        return "the PDF has no page whose letters can be read as words"
    return f"the PDF has no text on any of its {len(texts)} pages"


def _scans(content: bytes, unread: Sequence[int], sparse: Sequence[int], *, where: str) -> dict[int, Scan]:
    """Recognise the pages without text, and those with little where a picture covers them."""
    if not can_recognise():
        raise UnreadableFile(NOT_INSTALLED, where=where, fix=f"{EXTRA}, or {TEXT_FIX}")
    numbers = [*unread, *sparse]
    names = [f"{number}?" if number in sparse else str(number) for number in numbers]
    return dict(zip(numbers, recognised(content, "pdf", names, where=where), strict=True))


def _is_sparse(text: str) -> bool:
    return len("".join(text.split())) < SPARSE_LETTERS


def _is_richer(scan: Scan, text: str) -> bool:
    """Say whether a picture of the page says more than the stamp or page number in its text layer."""
    return sum(len(line.text) for line in scan.lines) > SPARSE_LETTERS + len("".join(text.split()))


def _without(texts: Sequence[str], unread: Sequence[int]) -> list[str]:
    return ["" if number in unread else text for number, text in enumerate(texts)]


def _lost(texts: Sequence[str], unread: Sequence[int], refused: UnreadableFile) -> list[str]:
    silent = [number for number in unread if not texts[number].strip()]
    why = ("has no text: it is blank or a picture", "has letters of its own coding: its words cannot be read")
    named = [f"page {number + 1} {why[number not in silent]}" for number in unread]
    return [*named, refused.what if can_recognise() else f"{NOT_INSTALLED}: {EXTRA}"]


def _pages(content: bytes, *, where: str) -> list[PrintedPage]:
    answer = _answer(content, where=where)
    if "error" in answer:
        raise _refused(str(answer["error"]), where=where)
    return [_page(page) for page in cast("list[_Page]", answer["pages"])]


class _Page(TypedDict):
    """A page as `pdfium.py` gives it."""

    lines: list[tuple[str, float, float, float, float]]
    letters: list[list[Point]]
    strokes: list[Stroke]


def _page(page: _Page) -> PrintedPage:
    if page["letters"]:
        lines = [PrintedLine(*line) for line in page["lines"]]
        return PrintedPage(lines, page["letters"], page["strokes"])
    return PrintedPage([PrintedLine(words.strip(" \r\t"), *place) for words, *place in page["lines"]])


def _answer(content: bytes, *, where: str) -> dict[str, object]:
    try:
        return answer_of(PROGRAM, (), content, seconds=SECONDS_LIMIT)
    except subprocess.TimeoutExpired as slow:
        raise _refused(f"it was not read after {SECONDS_LIMIT} s", where=where) from slow
    except (subprocess.CalledProcessError, ValueError) as broken:
        raise _refused("its reader gave up on it", where=where) from broken


def _refused(why: str, *, where: str) -> UnreadableFile:
    if "assword" in why:
        return UnreadableFile(
            "the PDF is encrypted", where=where, fix="open it with its password and save it without one"
        )
    return UnreadableFile(
        f"the PDF cannot be read: {why}", where=where, fix="it is damaged or too large: get it again, or give its text"
    )
