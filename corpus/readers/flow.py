"""A web page's elements as lines: what a browser would set on a line of its own is a line."""

import re
from dataclasses import dataclass, field

from lxml import etree

from corpus.readers.marker import Markers
from corpus.readers.markup import Element, name_of
from corpus.readers.table import Cell, table_lines

BLOCK_NAMES = """
    address article aside blockquote body caption center dd div dl dt fieldset figcaption figure footer form h1 h2
    h3 h4 h5 h6 header hr html legend li main nav ol p pre section table tbody td tfoot th thead title tr ul
    """
BLOCKS = frozenset(BLOCK_NAMES.split())

BLANKS = re.compile(r"[ \t\r\n\f]+")
WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2018-\u201d\u2026]")

NESTING_LIMIT = 12


def lines_of(root: Element, ignored: set[Element], *, where: str) -> list[str]:
    """Return the lines of `root`, without empty ones and without what is in `ignored`."""
    return _Flow(ignored, where, Markers(root.getroottree().getroot())).lines(root)


@dataclass(slots=True)
class _Flow:
    """One walk over a tree; `depth` counts the tables around it."""

    ignored: set[Element]
    where: str
    markers: Markers
    depth: int = 0
    _marker: str = ""  # of the item whose words are still to come
    _done: list[str] = field(default_factory=list[str])
    _open: list[str] = field(default_factory=list[str])

    def lines(self, root: Element) -> list[str]:
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                self._leave(element, root)
            elif self._enters(element, root):
                self._take(element.text, element)
            else:
                walk.skip_subtree()
        self._break()
        return self._done

    def _enters(self, element: Element, root: Element) -> bool:
        """Open an element; say whether its children are to be walked."""
        if element in self.ignored or not name_of(element):
            return False
        if name_of(element) in BLOCKS or name_of(element) == "br":
            self._break()
        if name_of(element) == "li":
            self._marker = self.markers.of(element)
        if name_of(element) == "table" and element is not root and self.depth < NESTING_LIMIT:
            self._done += self._table(element)
            return False
        return True

    def _leave(self, element: Element, root: Element) -> None:
        if name_of(element) in BLOCKS and element not in self.ignored:
            self._break()
        if name_of(element) == "li":
            self._marker = ""
        if element is not root:
            self._take(element.tail, element.getparent())

    def _take(self, words: str | None, within: Element | None) -> None:
        if not words:
            return
        if self._marker and words.strip():
            self._open.append(self._marker)
            self._marker, words = "", words.lstrip()
        if within is None or name_of(within) != "pre":
            self._open.append(words)
            return
        for line in words.splitlines(keepends=True):
            self._open.append(line)
            if line.endswith("\n"):
                self._break()

    def _break(self) -> None:
        if not self._open:
            return
        line = BLANKS.sub(_blank, "".join(self._open)).strip(" ")
        self._open.clear()
        if line.strip():
            self._done.append(line)

    def _table(self, table: Element) -> list[str]:
        """Return a table's words: rows, or plain lines where it only lays out the page."""
        rows = rows_of(table, self.ignored)
        beside = self._beside(table, {cell for row in rows for cell in row})
        return beside + table_lines([[self._cell(cell) for cell in row] for row in rows], where=self.where)

    def _cell(self, cell: Element) -> Cell:
        lines = _Flow(self.ignored, self.where, self.markers, self.depth + 1).lines(cell)
        return Cell(tuple(lines), _span(cell.get("colspan")), _span(cell.get("rowspan")))

    def _beside(self, table: Element, cells: set[Element]) -> list[str]:
        """Return what a table holds outside of its cells: its caption, and what broken markup left there."""
        self.ignored |= cells
        lines = _Flow(self.ignored, self.where, self.markers, self.depth + 1).lines(table)
        self.ignored -= cells
        return lines


def rows_of(table: Element, ignored: set[Element]) -> list[list[Element]]:
    """Return the cells of a table by row, those of tables inside it left out."""
    rows: list[list[Element]] = [[]]
    walk = etree.iterwalk(table, events=("start",))
    for _, element in walk:
        name = name_of(element)
        if element in ignored or (name == "table" and element is not table):
            walk.skip_subtree()
        elif name == "tr":
            rows.append([])
        elif name in {"td", "th"}:
            rows[-1].append(element)
            walk.skip_subtree()
    return rows


def _span(value: str | None) -> int:
    return max(1, int(value)) if value and value.strip().isdecimal() and len(value) < 6 else 1


def _blank(run: re.Match[str]) -> str:
    """Return what a browser makes of white space: nothing between two wide characters on two lines, else a blank."""
    before, after = run.string[run.start() - 1 : run.start()], run.string[run.end() : run.end() + 1]
    if ("\n" in run[0] or "\r" in run[0]) and WIDE.match(before) and WIDE.match(after):
        return ""
    return " "
