"""A notice laid out as a document: every printed word in printed order, each clause where it can be linked to.

Nothing is left out and nothing is reworded; lines that the printer broke are joined, as in a passage's text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise

from corpus.citation import cite
from corpus.label import label_at
from corpus.layout import is_row, joined
from corpus.notice import Clause, Notice, Passage
from corpus.span import Span, stripped
from service.anchor import anchors, loose_anchor
from service.front import Look, Piece, ink, pieces
from service.link import links, links_in
from service.marks import Range, Stretch, stretches

HEADING, PROSE = "heading", "prose"
Marked = Mapping[Span, tuple[Range, ...]]  # highlights by the span of the passage they are offsets in

_RULE = re.compile(r"[:：—–-]*")  # | --- | :--: | draws a line and says nothing


@dataclass(frozen=True, slots=True)
class Words:
    """One paragraph.

    cut:  its words, joined they are the paragraph
    look: its class in the style sheet: HEADING, PROSE or a value of Look
    anchor: id for a link to a paragraph that stands under no label, "" elsewhere
    """

    cut: tuple[Stretch, ...]
    look: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; `anchor` and `citation` are "" where the row is no clause."""

    cells: tuple[tuple[Stretch, ...], ...]
    anchor: str = ""
    citation: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows that follow each other; `heads` are the words above the columns, () where none are printed."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A clause.

    anchor:   the id that a link leads to: its path as one string, 三/（二）
    citation: what a person writes under a quotation of it
    depth:    1 for a clause right below the root
    parts:    its paragraphs, tables and children in printed order
    """

    anchor: str
    citation: str
    depth: int
    parts: tuple[Part, ...]


Part = Words | Grid | Section
_Loose = Words | Row | Section  # before rows are gathered into grids


def sheet(notice: Notice, marked: Marked) -> tuple[Part, ...]:
    """Return the whole notice as parts in printed order, with the words of `marked` passages marked."""
    return _Layout(notice, marked).parts_of(notice.root)


class _Layout:
    """What laying out one notice needs at every clause: its passages by place and its header by place."""

    def __init__(self, notice: Notice, marked: Marked) -> None:
        self.notice, self.marked = notice, marked
        self.passages = sorted(notice.passages, key=lambda passage: passage.span)
        self.pieces = pieces(notice)
        self.anchors = anchors(notice)
        self.links = links(notice)
        self.starts = [passage.span.start for passage in self.passages]

    def parts_of(self, clause: Clause) -> tuple[Part, ...]:
        """Return what stands in `clause` in printed order."""
        own = [(span, self._paragraph(clause, span)) for span in clause.paragraphs]
        below = [(child.span, self._child(child)) for child in clause.children]
        front = [(piece.span, _set(piece)) for piece in self._pieces_in(clause)]
        placed = sorted([*own, *below, *front], key=lambda pair: pair[0])
        return tuple(_gathered(part for _, part in placed))

    def _pieces_in(self, clause: Clause) -> list[Piece]:
        within = [piece for piece in self.pieces if not clause.label or clause.span.holds(piece.span)]
        return [piece for piece in within if not any(child.span.holds(piece.span) for child in clause.children)]

    def _child(self, clause: Clause) -> _Loose:
        anchor, citation = self.anchors[clause.span], cite(self.notice, clause.path, clause.span, clause.paragraph)
        if clause.row:
            words = self._words(clause.span, lead_end=0)
            return Row(cells(words), anchor, citation)
        return Section(anchor, citation, len(clause.path), self.parts_of(clause))

    def _paragraph(self, clause: Clause, span: Span) -> _Loose:
        first = bool(clause.label) and span == clause.paragraphs[0]
        printed = joined(self.notice.text, span)
        if is_row(printed):
            return Row(cells(self._words(span, lead_end=0)))
        cut = self._words(span, lead_end=lead_end(printed, clause.heading) if first else 0)
        look = HEADING if first and clause.heading_only else self._look_of(printed)
        return Words(cut, look, anchor="" if clause.label else loose_anchor(span))

    def _look_of(self, printed: str) -> str:
        titles = (instrument.title for instrument in self.notice.instruments)
        return Look.SUBTITLE.value if ink(printed) in map(ink, titles) else PROSE

    def _words(self, span: Span, lead_end: int) -> tuple[Stretch, ...]:
        cut: list[Stretch] = []
        for passage in self._passages_in(span):
            cut += stretches(
                passage.text,
                self.marked.get(passage.span, ()),
                lead_end=0 if cut else lead_end,
                links=links_in(passage, self.notice.text, self.links),
            )
        return tuple(cut) or tuple(stretches(joined(self.notice.text, span), (), lead_end=lead_end))

    def _passages_in(self, span: Span) -> Iterator[Passage]:
        for passage in self.passages[bisect_left(self.starts, span.start) :]:
            if not span.holds(passage.span):
                return
            yield passage


def _set(piece: Piece) -> _Loose:
    cut = (Stretch(piece.words),)
    return Row(cells(cut)) if is_row(piece.words) else Words(cut, piece.look.value)


def lead_end(printed: str, heading: str) -> int:
    """Return where the label and the heading that open a paragraph end, as an offset in it."""
    label = label_at(printed, 0)
    after_label = label.end if label else 0
    if not heading:
        return after_label
    at = printed.find(heading, after_label)
    if at < 0 or printed[after_label:at].strip():
        return after_label
    end = at + len(heading)
    return end + 1 if printed[end : end + 1] in tuple("。：:；") else end


def cells(words: tuple[Stretch, ...]) -> tuple[tuple[Stretch, ...], ...]:
    """Return the cells of a pipe row, blanks at their ends left out, marks kept."""
    printed = _plain(words)
    marked = list(_marked_in(words))
    return tuple(
        tuple(stretches(cell.of(printed), [(a - cell.start, b - cell.start) for a, b in marked])) if cell else ()
        for cell in _cell_spans(printed)
    )


def _cell_spans(printed: str) -> list[Span | None]:
    """Return where each cell's words stand, None for a cell without any."""
    bars = [found.start() for found in re.finditer(r"\|", printed)]
    return [stripped(printed, left + 1, right) for left, right in pairwise(bars)]


def _marked_in(words: tuple[Stretch, ...]) -> Iterator[Range]:
    at = 0
    for stretch in words:
        if stretch.marked:
            yield at, at + len(stretch.words)
        at += len(stretch.words)


def _gathered(parts: Iterator[_Loose]) -> Iterator[Part]:
    for is_grid, run in groupby(parts, key=lambda part: isinstance(part, Row)):
        if is_grid:
            yield _grid([row for row in run if isinstance(row, Row)])
        else:
            yield from (part for part in run if not isinstance(part, Row))


def _grid(rows: list[Row]) -> Grid:
    said = [row for row in rows if row.anchor or not all(_RULE.fullmatch(_plain(cell)) for cell in row.cells)]
    if said and not said[0].anchor:
        return Grid(tuple(_plain(cell) for cell in said[0].cells), tuple(said[1:]))
    return Grid((), tuple(said))


def _plain(cut: tuple[Stretch, ...]) -> str:
    return "".join(stretch.words for stretch in cut)
