"""OFD (GB/T 33190-2016): a zip archive of XML pages, whose letters stand in TextCode elements with their places."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from math import hypot
from posixpath import dirname, join, normpath

from corpus.errors import UnreadableFile
from corpus.readers.archive import Archive
from corpus.readers.document import PAGES_LIMIT, Document, joined_pages
from corpus.readers.layout import PrintedLine, is_garbled, page_texts
from corpus.readers.markup import Element, attribute, name_of, parse_xml

SAME_LINE = 0.5  # letters: how far apart the feet of one line's pieces may stand
BLANK_GAP = 0.6  # letters: a gap this wide between two pieces is a blank
Matrix = tuple[float, float, float, float, float, float]
UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
FIX = "the file is damaged: get it again, or ask for a PDF with a text layer"


@dataclass(frozen=True, slots=True)
class Piece:
    """What one TextCode prints, in millimetres from the top left corner of the page.

    text:  its letters
    left:  where the first begins
    right: where the last ends
    foot:  the line they stand on
    size:  height of a letter
    """

    text: str
    left: float
    right: float
    foot: float
    size: float


def read_ofd(content: bytes, *, where: str) -> Document:
    """Read the pages of an OFD document in reading order: lines from top to bottom, pieces from left to right.

    Slanted words are watermarks and left out; a page without words is named in a warning.
    """
    archive = Archive(content, where=where)
    pages = page_texts([_lines(list(pieces)) for pieces in _pages(archive, where=where)])
    bare = [number for number, page in enumerate(pages, start=1) if not page.strip()]
    garbled = [number for number, page in enumerate(pages, start=1) if is_garbled(page)]
    if len(bare) + len(garbled) == len(pages):
        raise UnreadableFile(
            "the OFD has no page whose words can be read: it is a scan, or its letters are codes of its own fonts",
            where=where,
            fix="print it to PDF: the pages of a PDF that are pictures are recognised",
        )
    warnings = [f"page {number} has no text: it is blank or a picture" for number in bare]
    warnings += [f"page {number} has letters of its own coding: its words cannot be read" for number in garbled]
    return joined_pages(["" if number in garbled else page for number, page in enumerate(pages, start=1)], warnings)


def _pages(archive: Archive, *, where: str) -> Iterator[Iterator[Piece]]:
    for root in _texts(parse_xml(archive.read("OFD.xml"), where=where, part="OFD.xml"), "DocRoot"):
        name = _resolved("", root, where=where)
        document = parse_xml(archive.read(name), where=where, part=name)
        templates = {attribute(one, "ID"): one for one in _all(document, "TemplatePage")}
        pages = [page for parent in _all(document, "Pages") for page in _all(parent, "Page")]
        if len(pages) > PAGES_LIMIT:
            raise UnreadableFile(
                f"the OFD has {len(pages):,} pages, more than {PAGES_LIMIT:,}", where=where, fix="cut it into its parts"
            )
        reading = _Reading(archive, dirname(name), templates, {}, where)
        yield from (reading.pieces(page) for page in pages)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One document inside an archive; `parsed` keeps templates, which many pages share."""

    archive: Archive
    folder: str
    templates: dict[str, Element]
    parsed: dict[str, list[Piece]]
    where: str

    def pieces(self, page: Element) -> Iterator[Piece]:
        """Yield what is printed on a page, its templates' words first."""
        content = self._content(page)
        for template in _all(content, "Template"):
            number = attribute(template, "TemplateID")
            if number in self.templates:
                if number not in self.parsed:
                    self.parsed[number] = list(_printed(self._content(self.templates[number])))
                yield from self.parsed[number]
        yield from _printed(content)

    def _content(self, page: Element) -> Element:
        name = _resolved(self.folder, attribute(page, "BaseLoc"), where=self.where)
        return parse_xml(self.archive.read(name), where=self.where, part=name)


def _resolved(folder: str, location: str, *, where: str) -> str:
    """Return the name in the archive of a location (ST_Loc), which is absolute or relative to `folder`."""
    location = location.strip().replace("\\", "/")
    name = normpath(location.lstrip("/") if location.startswith("/") else join(folder, location))
    if name.startswith("..") or name in {"", "."}:
        raise UnreadableFile(f"the OFD points outside of itself with {location!r}", where=where, fix=FIX)
    return name


def _printed(content: Element) -> Iterator[Piece]:
    for text_object in _all(content, "TextObject"):
        if attribute(text_object, "Visible").lower() in {"false", "0"} or attribute(text_object, "Alpha") == "0":
            continue
        for code in text_object:
            if name_of(code) == "TextCode" and (code.text or "").strip():
                piece = _piece(text_object, code)
                if piece is not None:
                    yield piece


def _piece(text_object: Element, code: Element) -> Piece | None:
    """Place one TextCode on the page; None where it is slanted."""
    a, b, c, d, e, f = _matrix(attribute(text_object, "CTM"))
    if abs(b) > abs(a) / 20 and abs(a) > abs(b) / 20:
        return None
    box = _numbers(attribute(text_object, "Boundary"))
    x, y = _number(attribute(code, "X")), _number(attribute(code, "Y"))
    size = _number(attribute(text_object, "Size")) or 1.0
    text = (code.text or "").strip("\r\n")
    width = _width(attribute(code, "DeltaX"), len(text), size)
    left = (box[0] if box else 0.0) + a * x + c * y + e
    foot = (box[1] if len(box) > 1 else 0.0) + b * x + d * y + f
    return Piece(text, left, left + hypot(a, b) * width, foot, hypot(c, d) * size)


def _matrix(value: str) -> Matrix:
    numbers = _numbers(value)
    return (*numbers[:4], *numbers[4:6]) if len(numbers) == 6 else UNMOVED  # pyright: ignore[reportReturnType]


def _width(deltas: str, letters: int, size: float) -> float:
    """Return the width of a run: the steps between its letters, `g 3 5.57` being three of 5.57, and the last letter."""
    steps: list[float] = []
    parts = iter(deltas.split())
    for part in parts:
        if part == "g":
            count, step = int(_number(next(parts, ""))), _number(next(parts, ""))
            steps += [step] * min(max(count, 0), letters)
        else:
            steps.append(_number(part))
        if len(steps) >= letters:
            break
    known = steps[: max(letters - 1, 0)]
    return sum(known) + size * (letters - len(known) if not known else 1)


def _lines(pieces: list[Piece]) -> list[PrintedLine]:
    """Put pieces that stand on one line together, lines from top to bottom."""
    ordered = sorted(pieces, key=lambda piece: piece.foot)
    numbers: list[int] = []
    for index, piece in enumerate(ordered):
        above = ordered[index - 1]
        is_new = index > 0 and piece.foot - above.foot > SAME_LINE * min(piece.size, above.size)
        numbers.append((numbers[-1] if numbers else 0) + is_new)
    rows = groupby(zip(numbers, ordered, strict=True), key=lambda pair: pair[0])
    return [line for _, row in rows if (line := _line([piece for _, piece in row])).text]


def _line(pieces: list[Piece]) -> PrintedLine:
    ordered = sorted(pieces, key=lambda piece: piece.left)
    text, end = "", ordered[0].left
    for piece in ordered:
        text += (" " if text and piece.left - end > BLANK_GAP * piece.size else "") + piece.text
        end = max(end, piece.right)
    first = ordered[0]
    return PrintedLine(text.strip(" \t"), first.left, end, first.foot, first.size)


def _all(element: Element, name: str) -> Iterator[Element]:
    return (one for one in element.iter() if name_of(one) == name)


def _texts(element: Element, name: str) -> Iterator[str]:
    return ((one.text or "") for one in _all(element, name))


def _numbers(value: str) -> list[float]:
    return [_number(part) for part in value.split()]


def _number(value: str) -> float:
    """Read a number as the format writes it; what is none counts as 0, for the words matter more than their place."""
    try:
        number = float(value)
    except ValueError:
        return 0.0
    return number if abs(number) < 1e6 else 0.0
