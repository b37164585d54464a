"""Pages that are pictures: the words on them, recognised in a process of its own (the extra `ocr`)."""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

from corpus.errors import UnreadableFile
from corpus.readers.document import Document, joined_pages
from corpus.readers.layout import PrintedLine, page_texts
from corpus.readers.program import answer_of
from corpus.readers.sight import Sighting, is_read, lines_seen

PROGRAM = Path(__file__).with_name("recogniser.py")
PAGES_LIMIT = 300  # a page takes 2 to 10 s; what is longer should be recognised where it was scanned
PAGE_SECONDS, PICTURE_SECONDS, SECONDS_LIMIT = 60, 300, 3_600
TIFF_MAGIC = (b"II*\x00", b"MM\x00*")
LEAST_LETTERS = 2  # of a line that is missed; single ones are stains
NOT_INSTALLED = "the reader of pictures (OCR) is not installed"
EXTRA = "pip install 'tiaowen[ocr]'"


@dataclass(frozen=True, slots=True)
class Scan:
    """What recognition found on one page.

    lines:  in reading order
    unread: how many more lines there are that it could not read
    """

    lines: tuple[PrintedLine, ...]
    unread: int = 0


def can_recognise() -> bool:
    """Say whether the extra is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def read_picture(content: bytes, *, where: str) -> Document:
    """Read a PNG, JPEG, BMP or WebP picture, or each page of a TIFF."""
    if not can_recognise():
        raise UnreadableFile(
            f"the file is a picture, and {NOT_INSTALLED}",
            where=where,
            fix=EXTRA,
        )
    scans = recognised(content, "picture", [], where=where)
    warnings = scan_warnings(dict(enumerate(scans, start=1)))
    if not any(scan.lines for scan in scans):
        raise UnreadableFile(
            "no words are recognised in the picture", where=where, fix="check that it is the right file"
        )
    return joined_pages(page_texts([scan.lines for scan in scans]), warnings)


def recognised(content: bytes, kind: str, pages: Sequence[str], *, where: str) -> list[Scan]:
    """Recognise pages of a `pdf`, or all of a `picture`.

    pages: their numbers from 0; with `?` behind it only where a picture covers much of the page
    """
    return [scan_of(page) for page in answered(content, kind, pages, where=where)]


def answered(content: bytes, kind: str, pages: Sequence[str], *, where: str) -> list[dict[str, Any]]:
    """Return what the program says of each page, for `scan_of`."""
    answer = _answer(content, [kind, str(PAGES_LIMIT)], pages, where=where)
    if "error" in answer:
        raise _refused(str(answer["error"]), where=where)
    return cast("list[dict[str, Any]]", answer["pages"])


def scan_of(page: dict[str, Any]) -> Scan:
    """Return what one page of the program's answer says."""
    seen = [
        Sighting(text, score, tuple((x, y) for x, y in box), tuple(middles))
        for text, score, box, middles in page["pieces"]
    ]
    return Scan(tuple(lines_seen(seen)), sum(not is_read(one) and len(one.text) >= LEAST_LETTERS for one in seen))


def scan_warnings(scans: dict[int, Scan]) -> list[str]:
    """Say which pages (by their number from 1) were recognised, and where words are missing."""
    found = [number for number, scan in sorted(scans.items()) if scan.lines]
    said = f"{named(found)} recognised from {'an image' if len(found) == 1 else 'images'}: check figures and numbers"
    warnings = [said] if found else []
    for number, scan in sorted(scans.items()):
        if not scan.lines:
            warnings.append(f"page {number} has no text: it is blank or a picture")
        elif scan.unread:
            warnings.append(f"page {number} has {scan.unread} marks or lines that could not be recognised")
    return warnings


def named(numbers: Sequence[int]) -> str:
    """Name pages in order: `page 4 was`, `pages 1-3, 7 were`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    spans = ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f"pages {spans} were" if len(numbers) > 1 else f"page {spans} was"


def _answer(content: bytes, kind: Sequence[str], pages: Sequence[str], *, where: str) -> dict[str, object]:
    seconds = _seconds(content, len(pages))
    try:
        return answer_of(PROGRAM, [*kind, str(seconds), *pages], content, seconds=seconds)
    except subprocess.TimeoutExpired as slow:
        raise _refused(f"they were not recognised after {seconds:,} s", where=where) from slow
    except (subprocess.CalledProcessError, ValueError) as broken:
        raise _refused("their reader gave up on them", where=where) from broken


def _seconds(content: bytes, pages: int) -> int:
    """Return how long recognition may take by the clock; how many pages a TIFF has is not known before."""
    if pages:
        return min(SECONDS_LIMIT, PAGE_SECONDS * (pages + 1))
    return SECONDS_LIMIT if content.startswith(TIFF_MAGIC) else PICTURE_SECONDS


def _refused(why: str, *, where: str) -> UnreadableFile:
    return UnreadableFile(
        f"the pages that are pictures cannot be read: {why}",
        where=where,
        fix="the file is damaged or too large: get it again, cut it into parts, or give its text",
    )
