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

STRAIGHT, SHORTEST, THIN = 1.0, 5.0, 3.0  # points: what may be a ruling of a table, as in ruling.py
FEWEST_FLAT, FEWEST_UPRIGHT, MOST_STROKES = 2, 1, 4_000  # a table has so many rulings; a drawing has more
STROKES_LIMIT = 400_000  # of all pages; what follows is read without its tables
NARROWEST = 0.1  # points; PDFium passes over what is not wider than 0.01
FORMS_DEPTH, OBJECTS_LIMIT = 6, 200_000  # drawings in drawings; objects on a page

# A line: its text, its left and right edge, how far its foot is below the top of the page, its letter size; in points.
Line = tuple[str, float, float, float, float]
Point = tuple[float, float]
Stroke = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]


def main() -> None:
    """Read one PDF: `{"pages": [{"lines": …, "letters": …, "strokes": …}, …]}` or `{"error": …}`."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES_LIMIT, MEMORY_BYTES_LIMIT))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS_LIMIT, CPU_SECONDS_LIMIT))
    try:
        answer: dict[str, object] = {"pages": list(_pages(sys.stdin.buffer.read()))}
    except (PDFIUM.PdfiumError, ValueError, MemoryError) as broken:
        answer = {"error": str(broken) or type(broken).__name__}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


def _pages(content: bytes) -> Iterator[dict[str, object]]:
    document = PDFIUM.PdfDocument(content)
    if len(document) > PAGES_LIMIT:
        raise ValueError(f"it has {len(document):,} pages, more than {PAGES_LIMIT:,}")
    chars = kept = 0
    for number in range(len(document)):
        page = document[number]
        _give_size(page)
        text_page = page.get_textpage()
        lines = list(_lines(text_page, page.get_height()))
        strokes = _strokes_of_tables(page) if kept < STROKES_LIMIT else []
        kept += len(strokes)
        letters = _letters(text_page, page) if strokes else []
        text_page.close()
        page.close()
        chars += sum(len(line[0]) for line in lines)
        if chars > CHARS_LIMIT:
            raise ValueError(f"it has more than {CHARS_LIMIT:,} characters")
        yield {"lines": lines, "letters": letters, "strokes": strokes}


def _give_size(page: Any) -> None:
    """Let no letter be lost: PDFium passes over text whose ink it takes for nothing, alone or below its equal.

    That is text in a font without outlines, as those under a scan, or a letter of a font that is neither in the file
    nor on this computer.  A thin stroke around it gives it a size; where it stands stays.
    """
    raw = PDFIUM.raw
    left, foot, right, top = (ctypes.c_float() for _ in range(4))
    for one, kind, _ in _objects(page):
        if kind != raw.FPDF_PAGEOBJ_TEXT or not raw.FPDFPageObj_GetBounds(one, left, foot, right, top):
            continue
        if min(right.value - left.value, top.value - foot.value) < NARROWEST:
            raw.FPDFTextObj_SetTextRenderMode(one, raw.FPDF_TEXTRENDERMODE_STROKE)
            raw.FPDFPageObj_SetStrokeWidth(one, NARROWEST)
            raw.FPDFPageObj_TransformF(one, raw.FS_MATRIX(1, 0, 0, 1, 0, 0))  # so that it is measured again


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


def _letters(text_page: Any, page: Any) -> list[list[Point]]:
    """Return where the middle of each character stands, by line as in `_lines`; a blank has no place of its own."""
    text = str(text_page.get_text_range(errors="replace"))
    letters: list[list[Point]] = []
    unit = 0
    for line in text.split("\n"):
        words = line.rstrip("\r")
        points: list[Point] = []
        for sign in words:
            points.append(_middle(text_page, page, unit) if not sign.isspace() else (-1.0, -1.0))
            unit += 1 + (sign > "\uffff")
        if words.strip():
            letters.append(points)
        unit += len(line) - len(words) + 1
    return letters


def _middle(text_page: Any, page: Any, unit: int) -> Point:
    left, right, foot, top = (ctypes.c_double() for _ in range(4))
    known = PDFIUM.raw.FPDFText_GetCharBox(text_page, unit, left, right, foot, top)
    middle = ((left.value + right.value) / 2, (foot.value + top.value) / 2)
    return _seen(page, *middle) if known else (-1.0, -1.0)


def _seen(page: Any, x: float, y: float) -> Point:
    """Return a point as the page is looked at: turned, from its top left corner."""
    left, foot, right, top = page.get_mediabox()
    turned = {0: (x - left, top - y), 90: (y - foot, x - left), 180: (right - x, y - foot), 270: (top - y, right - x)}
    seen = turned.get(page.get_rotation(), turned[0])
    return round(seen[0], 1), round(seen[1], 1)


def _strokes_of_tables(page: Any) -> list[Stroke]:
    """Return the straight lines drawn on a page; none where they cannot make a table."""
    strokes: list[Stroke] = []
    for (x0, y0), (x1, y1) in _drawn(page):
        stroke = (*_seen(page, x0, y0), *_seen(page, x1, y1))
        if _is_flat(stroke) or _is_upright(stroke):
            strokes.append(stroke)
        if len(strokes) > MOST_STROKES:
            return []
    flat = sum(map(_is_flat, strokes))
    return strokes if flat >= FEWEST_FLAT and len(strokes) - flat >= FEWEST_UPRIGHT else []


def _is_flat(stroke: Stroke) -> bool:
    return abs(stroke[3] - stroke[1]) <= STRAIGHT and abs(stroke[2] - stroke[0]) >= SHORTEST


def _is_upright(stroke: Stroke) -> bool:
    return abs(stroke[2] - stroke[0]) <= STRAIGHT and abs(stroke[3] - stroke[1]) >= SHORTEST


def _drawn(page: Any) -> Iterator[tuple[Point, Point]]:
    """Yield the straight edges of all paths that are drawn, from point to point on the page."""
    for one, kind, around in _objects(page):
        if kind == PDFIUM.raw.FPDF_PAGEOBJ_PATH:
            yield from _edges(one, _matrix(one, around))


def _objects(page: Any) -> Iterator[tuple[Any, int, Matrix]]:
    """Yield what is put on the page and in the forms on it: each with its kind and the matrix of its form."""
    raw = PDFIUM.raw
    found = [raw.FPDFPage_GetObject(page, n) for n in range(min(raw.FPDFPage_CountObjects(page), OBJECTS_LIMIT))]
    waiting: list[tuple[Any, Matrix, int]] = [(one, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0) for one in found]
    seen = 0
    while waiting and seen < OBJECTS_LIMIT:
        one, around, depth = waiting.pop()
        seen += 1
        kind = raw.FPDFPageObj_GetType(one)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < FORMS_DEPTH:
            inner = range(min(raw.FPDFFormObj_CountObjects(one), OBJECTS_LIMIT))
            waiting += [(raw.FPDFFormObj_GetObject(one, n), _matrix(one, around), depth + 1) for n in inner]
        else:
            yield one, kind, around


def _matrix(one: Any, around: Matrix) -> Matrix:
    own = PDFIUM.raw.FS_MATRIX()
    if not PDFIUM.raw.FPDFPageObj_GetMatrix(one, own):
        return around
    (a, b), (c, d) = _turned(own.a, own.b, around), _turned(own.c, own.d, around)
    return (a, b, c, d, *_placed(own.e, own.f, around))


def _turned(x: float, y: float, matrix: Matrix) -> Point:
    return matrix[0] * x + matrix[2] * y, matrix[1] * x + matrix[3] * y


def _placed(x: float, y: float, matrix: Matrix) -> Point:
    turned = _turned(x, y, matrix)
    return turned[0] + matrix[4], turned[1] + matrix[5]


def _edges(path: Any, matrix: Matrix) -> Iterator[tuple[Point, Point]]:
    """Yield the edges of what is stroked, and of what is filled if it is so thin that it looks like a stroke."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    PDFIUM.raw.FPDFPath_GetDrawMode(path, fill, stroke)
    if not (fill.value or stroke.value):
        return
    for corners in _figures(path, matrix):
        wide = max(x for x, _ in corners) - min(x for x, _ in corners)
        high = max(y for _, y in corners) - min(y for _, y in corners)
        if stroke.value or min(wide, high) <= THIN:
            yield from zip(corners, corners[1:], strict=False)


def _figures(path: Any, matrix: Matrix) -> Iterator[list[Point]]:
    """Yield the corners of each figure in a path; a curve is taken for the line between its ends."""
    raw = PDFIUM.raw
    corners: list[Point] = []
    for number in range(min(raw.FPDFPath_CountSegments(path), OBJECTS_LIMIT)):
        segment = raw.FPDFPath_GetPathSegment(path, number)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and corners:
            yield corners
            corners = []
        corners.append(_placed(x.value, y.value, matrix))
        if raw.FPDFPathSegment_GetClose(segment):
            corners.append(corners[0])
    if corners:
        yield corners


if __name__ == "__main__":
    main()
