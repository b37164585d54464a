"""Printed pages whose tables are drawn with rulings: what stands in a cell becomes a cell of a row.

The rows stand among the other lines where the table's first words are written.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from corpus.layout import is_page_mark
from corpus.readers.layout import PrintedLine
from corpus.readers.ruling import Place, RuledTable, Stroke, tables_of
from corpus.readers.table import LAYOUT_SHARE, Cell, cell_text, table_lines

# A cell that holds nearly all words of its table in this many printed lines is a frame around a text.
FRAMED_LINES = 15
SAME_COLUMNS = 6.0  # points; columns of a table that goes on over a page break stand no further apart

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """What is printed on a page.

    lines:   in the order in which they were written
    letters: for each line where the middle of each of its characters stands; () where nobody asked
    strokes: straight lines drawn on the page
    """

    lines: Sequence[PrintedLine]
    letters: Sequence[Sequence[Point]] = ()
    strokes: Sequence[Stroke] = ()


@dataclass(slots=True)
class _Filled:
    """A table and the printed lines in each of its cells."""

    table: RuledTable
    words: dict[Place, list[str]] = field(default_factory=dict[Place, list[str]])

    def is_table(self) -> bool:
        """Say whether words stand in several cells, and not nearly all of them in one as in a frame."""
        lengths = {cell: len("".join(lines)) for cell, lines in self.words.items()}
        longest = max(lengths, key=lambda cell: lengths[cell], default=(0, 0))
        framed = lengths.get(longest, 0) >= LAYOUT_SHARE * sum(lengths.values())
        return len(self.words) > 1 and not (framed and len(self.words[longest]) >= FRAMED_LINES)

    def rows(self) -> list[list[Cell]]:
        """Return the cells by row, each where it begins."""
        firsts = sorted(set(self.table.cells.values()))
        by_row = {row: list(cells) for row, cells in groupby(firsts, key=lambda cell: cell[0])}
        return [[self._cell(cell) for cell in by_row.get(row, [])] for row in range(len(self.table.ys) - 1)]

    def _cell(self, cell: Place) -> Cell:
        text = cell_text(self.words.get(cell, []))
        return Cell((text,) if text else (), self.table.columns_of(cell), self.table.rows_of(cell))

    def goes_on_from(self, above: "_Filled | None") -> bool:
        """Say whether this table has the columns of the one above the page break."""
        if above is None or len(above.table.xs) != len(self.table.xs):
            return False
        return all(abs(x - other) <= SAME_COLUMNS for x, other in zip(above.table.xs, self.table.xs, strict=True))


Printed = PrintedLine | _Filled


def with_tables(pages: Sequence[PrintedPage], *, where: str) -> list[list[PrintedLine]]:
    """Return the lines of each page, tables as rows; a row has no place on the paper."""
    done: list[list[PrintedLine]] = []
    above: _Filled | None = None
    for page in pages:
        printed = _printed(page)
        first, last = _at_the_edge(printed), _at_the_edge(printed[::-1])
        lines: list[PrintedLine] = []
        for one in printed:
            if isinstance(one, PrintedLine):
                lines.append(one)
            else:
                goes_on = one is first and one.goes_on_from(above)
                rows = table_lines(one.rows(), where=where, goes_on=goes_on)
                lines += [PrintedLine(row, 0, 0, 0, 0) for row in rows]
        done.append(lines)
        above = last
    return done


def _at_the_edge(printed: Sequence[Printed]) -> _Filled | None:
    """Return the table that a page begins with, page marks aside."""
    for one in printed:
        if isinstance(one, _Filled):
            return one
        if not (is_page_mark(one.text) or one.text.strip().isdecimal()):
            return None
    return None


def _printed(page: PrintedPage) -> list[Printed]:
    """Return the lines outside of tables and, each where its first words stand, the tables."""
    tables = tables_of(page.strokes) if page.letters else []
    printed, filled = _sorted(page, tables)
    wrong = [one.table for one in filled if not one.is_table()]
    if wrong:
        printed, _ = _sorted(page, [table for table in tables if table not in wrong])
    return printed


def _sorted(page: PrintedPage, tables: Sequence[RuledTable]) -> tuple[list[Printed], list[_Filled]]:
    if not tables:
        return list(page.lines), []
    filled = [_Filled(table) for table in tables]
    printed: list[Printed] = []
    met: set[int] = set()
    for line, points in zip(page.lines, page.letters, strict=True):
        for found, cell, run in _runs(line, points, tables):
            if found is None:
                printed.append(run)
                continue
            filled[found].words.setdefault(cell, []).append(run.text)
            if found not in met:
                met.add(found)
                printed.append(filled[found])
    return printed, filled


def _runs(
    line: PrintedLine, points: Sequence[Point], tables: Sequence[RuledTable]
) -> Iterator[tuple[int | None, Place, PrintedLine]]:
    """Cut a line where its letters pass from one cell into another; blanks go with the letters before them."""
    places: list[tuple[int | None, Place]] = []
    for sign, (x, y) in zip(line.text, points, strict=False):
        blank = sign.isspace() and places
        places.append(places[-1] if blank else _place(x, y, tables))
    start = 0
    for place, group in groupby(places):
        end = start + len(list(group))
        if words := line.text[start:end].strip():
            whole = end - start == len(places)
            yield *place, line if whole and place[0] is None else _run(line, words, points[start:end])
        start = end


def _run(line: PrintedLine, words: str, points: Sequence[Point]) -> PrintedLine:
    return PrintedLine(words, points[0][0] - line.size / 2, points[-1][0] + line.size / 2, line.foot, line.size)


def _place(x: float, y: float, tables: Sequence[RuledTable]) -> tuple[int | None, Place]:
    for number, table in enumerate(tables):
        if (cell := table.cell_at(x, y)) is not None:
            return number, cell
    return None, (0, 0)
