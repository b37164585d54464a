"""PDF with a text layer, through PDFium in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path
from typing import TypedDict, cast

from corpus.errors import UnreadableFile
from corpus.readers.document import Document, joined_pages
from corpus.readers.layout import PrintedLine, is_garbled, page_texts
from corpus.readers.ruled import Point, PrintedPage, with_tables
from corpus.readers.ruling import Stroke

PROGRAM = Path(__file__).with_name("pdfium.py")
SECONDS_LIMIT = 60  # by the clock; the program limits its own computing time
SCAN_FIX = "give a PDF with a text layer, or its text: reading pictures (OCR) is not in this version"


def read_pdf(content: bytes, *, where: str) -> Document:
    """Read the text layer of a PDF; a page without one, or with letters that mean nothing, is named in a warning."""
    pages = page_texts(with_tables(_pages(content, where=where), where=where))
    silent = [number for number, page in enumerate(pages, start=1) if not page.strip()]
    garbled = [number for number, page in enumerate(pages, start=1) if is_garbled(page)]
    if len(silent) + len(garbled) == len(pages):
        raise UnreadableFile(_why_unreadable(len(silent), len(pages)), where=where, fix=SCAN_FIX)
    warnings = [f"page {number} has no text: it is blank or a picture" for number in silent]
    warnings += [f"page {number} has letters of its own coding: its words cannot be read" for number in garbled]
    return joined_pages(["" if number in garbled else page for number, page in enumerate(pages, start=1)], warnings)


def _why_unreadable(silent: int, pages: int) -> str:
    if silent == pages:
        return f"the PDF has no text on any of its {pages} pages: it is a scan"
    return "the PDF has no page whose letters can be read as words"


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
        done = subprocess.run(
            [
                sys.executable,
                "-P",
                str(PROGRAM),
            ],  # -P: our folder, where html.py would hide Python's own, is not searched
            input=content,
            capture_output=True,
            timeout=SECONDS_LIMIT,
            check=True,
        )
        return cast("dict[str, object]", json.loads(done.stdout))
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
