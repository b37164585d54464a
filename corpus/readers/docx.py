"""Word documents (DOCX): the words as Word shows them when all changes are accepted.

Headers, footers and comments are left out, footnotes stand at the end, automatic labels are written out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from corpus.readers.archive import Archive
from corpus.readers.document import Document
from corpus.readers.flow import lines_of
from corpus.readers.markup import Element, attribute, name_of, parse_html, parse_xml
from corpus.readers.mht import page_of
from corpus.readers.numbering import Numbering, child, is_on, numbering_of
from corpus.readers.seen import unprinted
from corpus.readers.table import Cell, table_lines
from corpus.readers.text import decode_page
from corpus.readers.word_table import UNSHOWN, DrawnCell, drawn_rows, follows_its_anchor

MAIN_PART = re.compile(r"word/document\d*\.xml")
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "ptab": "\t"}
# Ticked and empty boxes of the fonts Wingdings and Wingdings 2; other signs of theirs are ornaments.
BOXES = {"F0A8": "□", "F06F": "□", "F0FE": "☑", "F052": "☑", "F053": "☒", "F0FD": "☒", "F0A3": "□", "F0FC": "✓"}


def read_docx(content: bytes, *, where: str) -> Document:
    """Read a Word document."""
    archive = Archive(content, where=where)
    main = next((name for name in archive.names if MAIN_PART.fullmatch(name)), "word/document.xml")
    document = parse_xml(archive.read(main), where=where, part=main)
    numbering = numbering_of(_part(archive, "word/numbering.xml", where), _part(archive, "word/styles.xml", where))
    reading = _Reading(numbering, where, chunks=_chunks(archive, where))
    lines = reading.lines(document)
    notes = [
        line
        for kind in ("footnote", "endnote")
        for line in _notes(_part(archive, f"word/{kind}s.xml", where), reading.notes[kind], where)
    ]
    return Document("\n".join(lines + notes))


def _part(archive: Archive, name: str, where: str) -> Element | None:
    return parse_xml(archive.read(name), where=where, part=name) if name in archive else None


def _chunks(archive: Archive, where: str) -> dict[str, str]:
    """Return the web pages that stand in the document instead of paragraphs, by the id they are included with."""
    relations = _part(archive, "word/_rels/document.xml.rels", where)
    found: dict[str, str] = {}
    for relation in () if relations is None else relations:
        target = attribute(relation, "Target")
        name = target.lstrip("/") if target.startswith("/") else f"word/{target}"
        if attribute(relation, "Type").lower().endswith("/afchunk") and name in archive:
            content = archive.read(name)
            is_archive = content.lstrip().startswith(b"MIME-Version:")
            found[attribute(relation, "Id")] = (page_of if is_archive else decode_page)(content, where=where)
    return found


def _notes(part: Element | None, marks: dict[str, str], where: str) -> list[str]:
    """Return the notes that the text refers to, each after its mark."""
    lines: list[str] = []
    for note in () if part is None else part:
        if (mark := marks.get(attribute(note, "id"))) is not None:
            words = _Reading(Numbering({}, {}), where).lines(note)
            lines.append(mark + " ".join(line.strip() for line in words))
    return lines


@dataclass(slots=True)
class _Reading:
    """One pass over a document.

    notes:  kind -> id -> mark in the text, in the order of reference
    chunks: id -> web page that is included in the place of paragraphs
    """

    numbering: Numbering
    where: str
    notes: dict[str, dict[str, str]] = field(default_factory=lambda: {"footnote": {}, "endnote": {}})
    chunks: dict[str, str] = field(default_factory=dict[str, str])

    def lines(self, parent: Element) -> list[str]:
        """Return paragraphs and tables in the order of the document, without empty lines."""
        lines: list[str] = []
        carried = ""
        for block in _as_placed(_blocks(parent)):
            if name_of(block) != "p":
                lines += _split(carried)
                lines += self._table(block) if name_of(block) == "tbl" else self._chunk(attribute(block, "id"))
                carried = ""
                continue
            boxes, words = self._paragraph(block, goes_on=bool(carried))
            lines += boxes
            carried += words
            if not _runs_on(block):
                lines += _split(carried)
                carried = ""
        return lines + _split(carried)

    def _chunk(self, chunk: str) -> list[str]:
        if chunk not in self.chunks:
            return []
        # Once only: named ten thousand times it would be ten thousand pages.
        page = parse_html(self.chunks.pop(chunk), where=self.where)
        return lines_of(page, unprinted(page), where=self.where)

    def _paragraph(self, paragraph: Element, *, goes_on: bool) -> tuple[list[str], str]:
        """Return the lines of the text boxes anchored in a paragraph, and its own words.

        goes_on: the mark that parted it from the paragraph before was deleted, and its number with it
        """
        boxes: list[str] = []
        words = "".join(self._words(paragraph, boxes))
        if not words.strip() and not self._is_labelled_row(paragraph):
            return boxes, ""
        return boxes, words if goes_on else self.numbering.label(child(paragraph, "pPr")) + words

    def _is_labelled_row(self, paragraph: Element) -> bool:
        """Say whether an empty paragraph still shows its number: only in a cell, as 序号 1, 2, 3 …"""
        parent = paragraph.getparent()
        return parent is not None and name_of(parent) == "tc"

    def _words(self, parent: Element, boxes: list[str]) -> Iterator[str]:
        for element in parent:
            name = name_of(element)
            if name in UNSHOWN or (name == "r" and _is_hidden(element)):
                continue
            if name == "t":
                yield element.text or ""
            elif name in SIGNS:
                yield "" if attribute(element, "type") in {"page", "column"} else SIGNS[name]
            elif name == "sym":
                yield BOXES.get(attribute(element, "char").upper(), "")
            elif name in {"footnoteReference", "endnoteReference"}:
                yield self._mark(name.removesuffix("Reference"), attribute(element, "id"))
            elif name == "txbxContent":
                boxes += self.lines(element)
            else:
                yield from self._words(element, boxes)

    def _mark(self, kind: str, note: str) -> str:
        marks = self.notes[kind]
        return marks.setdefault(note, f"[{sum(map(len, self.notes.values())) + 1}]")

    def _table(self, table: Element) -> list[str]:
        rows = [[self._cell(drawn) for drawn in row] for row in drawn_rows(table)]
        return table_lines(rows, where=self.where)

    def _cell(self, drawn: DrawnCell) -> Cell:
        lines = () if drawn.element is None else tuple(self.lines(drawn.element))
        return Cell(lines, drawn.columns, drawn.rows)


def _blocks(parent: Element) -> Iterator[Element]:
    """Yield the paragraphs and tables of a part, whatever wraps them."""
    for element in parent:
        if name_of(element) in {"p", "tbl", "altChunk"}:
            yield element
        elif name_of(element) not in UNSHOWN:
            yield from _blocks(element)


def _as_placed(blocks: Iterable[Element]) -> Iterator[Element]:
    """Yield floating tables behind the paragraph they hang on where they stand below it."""
    floating: list[Element] = []
    for block in blocks:
        if name_of(block) == "tbl" and follows_its_anchor(block):
            floating.append(block)
            continue
        yield block
        yield from floating
        floating = []
    yield from floating


def _is_hidden(run: Element) -> bool:
    properties = child(run, "rPr")
    return properties is not None and is_on(properties, "vanish")


def _runs_on(paragraph: Element) -> bool:
    """Say whether the mark at the end of a paragraph was deleted, so that the next one follows on the same line."""
    properties = child(paragraph, "pPr")
    mark = None if properties is None else child(properties, "rPr")
    return mark is not None and any(child(mark, name) is not None for name in ("del", "moveFrom"))


def _split(words: str) -> list[str]:
    return [line for line in words.split("\n") if line.strip()]
