"""OFD (GB/T 33190-2016): a zip archive of XML pages, whose letters stand in TextCode elements with their places."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from math import hypot
from posixpath import dirname, join, normpath

from corpus.errors import UnreadableFile
from corpus.readers.archive import Archive
from corpus.readers.document import PAGES_LIMIT, Document, joined_pages
from corpus.readers.layout import PrintedLine, is_garbled, page_texts
from corpus.readers.markup import Element, attribute, name_of, parse_xml
from corpus.readers.ofd_place import POINTS, is_seen, matrix, number, numbers, strokes_in
from corpus.readers.ruled import Point, PrintedPage, with_tables
from corpus.readers.ruling import Stroke

SAME_LINE = 0.5  # letters: how far apart the feet of one line's pieces may stand
SIGNS_LIMIT = 1_000_000  # a report of 300 pages has 300,000
BLANK_GAP = 0.6  # letters: a gap this wide between two pieces is a blank
MIDDLE = 0.35  # letters: how far the middle of one stands above its foot
NOWHERE = (-1.0, -1.0)
SCANNED = 25_000.0  # square millimetres, 0.4 of A4: a picture this large may be the page itself
SPARSE_LETTERS = 20  # as in pdf.py
FIX = "the file is damaged: get it again, or ask for a PDF with a text layer"


@dataclass(frozen=True, slots=True)
class Piece:
    """What one TextCode prints, in millimetres from the top left corner of the page.

    text:  its letters
    left:  where the first begins
    right: where the last ends
    foot:  the line they stand on
    size:  height of a letter
    down:  how far each letter stands below the one before, 0 in what is written across
    """

    text: str
    left: float
    right: float
    foot: float
    size: float
    down: float = 0.0


@dataclass(slots=True)
class Sheet:
    """What is printed and drawn on a page: pieces of text in millimetres, straight lines in points.

    pictured: square millimetres of its largest picture
    """

    pieces: list[Piece] = field(default_factory=list[Piece])
    strokes: list[Stroke] = field(default_factory=list[Stroke])
    pictured: float = 0.0

    def add(self, other: "Sheet") -> None:
        """Print another sheet on this one."""
        self.pieces += other.pieces
        self.strokes += other.strokes
        self.pictured = max(self.pictured, other.pictured)


def read_ofd(content: bytes, *, where: str) -> Document:
    """Read the pages of an OFD document in reading order: lines from top to bottom, pieces from left to right.

    Slanted words are watermarks and left out; a page without words, or with few on a picture, is named in a warning.
    """
    found = list(_pages(Archive(content, where=where), where=where))
    sheets = [PrintedPage(*_lines(sheet.pieces), sheet.strokes) for sheet in found]
    pages = page_texts(with_tables(sheets, where=where))
    bare = [number for number, page in enumerate(pages, start=1) if not page.strip()]
    garbled = [number for number, page in enumerate(pages, start=1) if is_garbled(page)]
    if len(bare) + len(garbled) == len(pages):
        raise UnreadableFile(
            "the OFD has no page whose words can be read: it is a scan, or its letters are codes of its own fonts",
            where=where,
            fix="print it to PDF: the pages of a PDF that are pictures are recognised",
        )
    pictures = [number for number, sheet in enumerate(found, start=1) if sheet.pictured > SCANNED]
    warnings = [f"page {number} has no text: it is {_what(number, pictures)}" for number in bare]
    warnings += [
        f"page {number} has little text over a picture: what the picture says is not read, print the OFD to PDF"
        for number in pictures
        if 0 < len("".join(pages[number - 1].split())) < SPARSE_LETTERS
    ]
    warnings += [f"page {number} has letters of its own coding: its words cannot be read" for number in garbled]
    return joined_pages(["" if number in garbled else page for number, page in enumerate(pages, start=1)], warnings)


def _what(number: int, pictures: list[int]) -> str:
    return "a picture, print the OFD to PDF to have it recognised" if number in pictures else "blank or a drawing"


def _pages(archive: Archive, *, where: str) -> Iterator[Sheet]:
    roots = _texts(parse_xml(archive.read("OFD.xml"), where=where, part="OFD.xml"), "DocRoot")
    count = 0
    for name in dict.fromkeys(_resolved("", root, where=where) for root in roots):
        document = parse_xml(archive.read(name), where=where, part=name)
        templates = {attribute(one, "ID"): one for one in _all(document, "TemplatePage")}
        pages = [page for parent in _all(document, "Pages") for page in _all(parent, "Page")]
        count += len(pages)
        if count > PAGES_LIMIT:
            raise UnreadableFile(
                f"the OFD has {count:,} pages, more than {PAGES_LIMIT:,}", where=where, fix="cut it into its parts"
            )
        reading = _Reading(archive, dirname(name), templates, {}, where)
        yield from _few_enough((reading.sheet(page) for page in pages), where=where)


def _few_enough(sheets: Iterable[Sheet], *, where: str) -> Iterator[Sheet]:
    """Yield sheets up to a limit of signs in all: a template is read once and may be shown on each of 2,000 pages."""
    signs = 0
    for sheet in sheets:
        signs += sum(len(piece.text) for piece in sheet.pieces)
        if signs > SIGNS_LIMIT:
            raise UnreadableFile(
                f"the OFD prints more than {SIGNS_LIMIT:,} signs", where=where, fix="cut it into its parts"
            )
        yield sheet


@dataclass(frozen=True, slots=True)
class _Reading:
    """One document inside an archive; `parsed` keeps templates, which many pages share."""

    archive: Archive
    folder: str
    templates: dict[str, Element]
    parsed: dict[str, Sheet]
    where: str

    def sheet(self, page: Element) -> Sheet:
        """Return what is printed on a page, its templates' words first."""
        content = self._content(page)
        sheet = Sheet()
        for template in dict.fromkeys(attribute(one, "TemplateID") for one in _all(content, "Template")):
            if template in self.templates:
                if template not in self.parsed:
                    self.parsed[template] = _printed(self._content(self.templates[template]))
                sheet.add(self.parsed[template])
        sheet.add(_printed(content))
        return sheet

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


def _printed(content: Element) -> Sheet:
    codes = (
        (text_object, code)
        for text_object in _all(content, "TextObject")
        if is_seen(text_object)
        for code in text_object
        if name_of(code) == "TextCode" and (code.text or "").strip()
    )
    pieces = (_piece(text_object, code) for text_object, code in codes)
    boxes = [numbers(attribute(one, "Boundary")) for one in _all(content, "ImageObject") if is_seen(one)]
    pictured = max((box[2] * box[3] for box in boxes if len(box) == 4), default=0.0)
    return Sheet([piece for piece in pieces if piece is not None], strokes_in(content), pictured)


def _piece(text_object: Element, code: Element) -> Piece | None:
    """Place one TextCode on the page; None where it is slanted."""
    a, b, c, d, e, f = matrix(attribute(text_object, "CTM"))
    if abs(b) > abs(a) / 20 and abs(a) > abs(b) / 20:
        return None
    box = numbers(attribute(text_object, "Boundary"))
    x, y = number(attribute(code, "X")), number(attribute(code, "Y"))
    size = number(attribute(text_object, "Size")) or 1.0
    text = (code.text or "").strip("\r\n")
    across, down = attribute(code, "DeltaX"), attribute(code, "DeltaY")
    is_upright = bool(down) and not across and len(text) > 1
    width = size if is_upright else _width(across, len(text), size)
    step = (_width(down, len(text), 0.0) / (len(text) - 1)) * d if is_upright else 0.0
    left = (box[0] if box else 0.0) + a * x + c * y + e
    foot = (box[1] if len(box) > 1 else 0.0) + b * x + d * y + f
    return Piece(text, left, left + hypot(a, b) * width, foot, hypot(c, d) * size, step)


def _width(deltas: str, letters: int, size: float) -> float:
    """Return the width of a run: the steps between its letters, `g 3 5.57` being three of 5.57, and the last letter."""
    steps: list[float] = []
    parts = iter(deltas.split())
    for part in parts:
        if part == "g":
            count, step = int(number(next(parts, ""))), number(next(parts, ""))
            steps += [step] * min(max(count, 0), letters)
        else:
            steps.append(number(part))
        if len(steps) >= letters:
            break
    known = steps[: max(letters - 1, 0)]
    return sum(known) + size * (letters - len(known) if not known else 1)


def _lines(pieces: list[Piece]) -> tuple[list[PrintedLine], list[list[Point]]]:
    """Put pieces that stand on one line together, lines from top to bottom; and say where each letter stands."""
    ordered = sorted(pieces, key=lambda piece: piece.foot)
    rows: list[int] = []
    for index, piece in enumerate(ordered):
        above = ordered[index - 1]
        is_new = index > 0 and piece.foot - above.foot > SAME_LINE * min(piece.size, above.size)
        rows.append((rows[-1] if rows else 0) + is_new)
    groups = groupby(zip(rows, ordered, strict=True), key=lambda pair: pair[0])
    found = [_line([piece for _, piece in group]) for _, group in groups]
    return [line for line, _ in found if line.text.strip()], [points for line, points in found if line.text.strip()]


def _line(pieces: list[Piece]) -> tuple[PrintedLine, list[Point]]:
    ordered = sorted(pieces, key=lambda piece: piece.left)
    text, end = "", ordered[0].left
    points: list[Point] = []
    for piece in ordered:
        if text and piece.left - end > BLANK_GAP * piece.size:
            text += " "
            points.append(NOWHERE)
        text += piece.text
        points += _middles(piece)
        end = max(end, piece.right)
    lead = len(text) - len(text.lstrip(" \t"))
    text = text.strip(" \t")
    first = ordered[0]
    left, right, foot, size = (length * POINTS for length in (first.left, end, first.foot, first.size))
    return PrintedLine(text, left, right, foot, size), points[lead : lead + len(text)]


def _middles(piece: Piece) -> Iterator[Point]:
    """Yield where the middle of each letter stands, in points, as if all were of the same width."""
    step = 0.0 if piece.down else (piece.right - piece.left) / len(piece.text)
    first = piece.left + (step or piece.right - piece.left) / 2
    for index in range(len(piece.text)):
        yield (first + step * index) * POINTS, (piece.foot - MIDDLE * piece.size + piece.down * index) * POINTS


def _all(element: Element, name: str) -> Iterator[Element]:
    return (one for one in element.iter() if name_of(one) == name)


def _texts(element: Element, name: str) -> Iterator[str]:
    return ((one.text or "") for one in _all(element, name))
