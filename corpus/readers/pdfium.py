"""A program of its own: a PDF on stdin, its lines as JSON on stdout.

PDFium is C++ and reads what strangers send; here it can crash, hang or fill its memory without taking the service
with it.  Run by `corpus.readers.pdf` as a file, so it imports nothing of ours.
"""

import ctypes
import json
import sys
from collections.abc import Iterator
from typing import Any, cast

import pypdfium2  # pyright: ignore[reportMissingTypeStubs]  # there are none

try:
    import resource
except ImportError:  # Windows has no such limits; the time-out of the caller holds there
    resource = None

# The untyped edge: PDFium's handles and functions are Any from here to the end of this file.
PDFIUM = cast(Any, pypdfium2)

PAGES_LIMIT = 2_000  # as in document.py
CHARS_LIMIT = 20_000_000
MEMORY_BYTES_LIMIT = 1024**3  # of addresses; 300 pages take 0.2 GB
CPU_SECONDS_LIMIT = 30  # 300 pages take 2 s

# A line: its text, its left and right edge, how far its foot is below the top of the page, its letter size; in points.
Line = tuple[str, float, float, float, float]


def main() -> None:
    """Read one PDF: `{"pages": [[[text, left, right, foot, size], …], …]}` or `{"error": …}`."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES_LIMIT, MEMORY_BYTES_LIMIT))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS_LIMIT, CPU_SECONDS_LIMIT))
    try:
        answer: dict[str, object] = {"pages": list(_pages(sys.stdin.buffer.read()))}
    except (PDFIUM.PdfiumError, ValueError, MemoryError) as broken:
        answer = {"error": str(broken) or type(broken).__name__}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


def _pages(content: bytes) -> Iterator[list[Line]]:
    document = PDFIUM.PdfDocument(content)
    if len(document) > PAGES_LIMIT:
        raise ValueError(f"it has {len(document):,} pages, more than {PAGES_LIMIT:,}")
    chars = 0
    for number in range(len(document)):
        page = document[number]
        text_page = page.get_textpage()
        lines = list(_lines(text_page, page.get_height()))
        text_page.close()
        page.close()
        chars += sum(len(line[0]) for line in lines)
        if chars > CHARS_LIMIT:
            raise ValueError(f"it has more than {CHARS_LIMIT:,} characters")
        yield lines


def _lines(text_page: Any, height: float) -> Iterator[Line]:
    """Yield the lines of a page in the order in which they were written into it."""
    text = str(text_page.get_text_range(errors="replace"))
    start = 0
    for line in text.split("\n"):
        words = line.rstrip("\r")
        if words.strip():
            yield _line(text_page, words, start, height)
        start += len(line.encode("utf-16-le", "replace")) // 2 + 1


def _line(text_page: Any, words: str, start: int, height: float) -> Line:
    """Find a line's place from its first and last letter; `start` counts UTF-16 units, as PDFium does."""
    first = start + len(words) - len(words.lstrip())
    last = start + len(words.rstrip()) - 1
    left, foot, right, unused = (ctypes.c_double() for _ in range(4))
    known = PDFIUM.raw.FPDFText_GetCharOrigin(text_page, first, left, foot)
    known = known and PDFIUM.raw.FPDFText_GetCharBox(text_page, last, unused, right, unused, unused)
    size = float(PDFIUM.raw.FPDFText_GetFontSize(text_page, first)) if known else 0.0
    return words, left.value, right.value, height - foot.value, size


if __name__ == "__main__":
    main()
