"""Tables as lines of text: `| cell | cell |`, a merged cell's words once, at its first place."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.errors import UnreadableFile

SEPARATOR = "---"
# The largest table in our notices has 3,000 cells; `colspan=1000` in every cell would fill the memory.
PLACES_LIMIT = 500_000
SPAN_LIMIT = 100

# A table whose words sit in one cell, in several paragraphs, places a text on a page; it holds no rows.
LAYOUT_SHARE, LAYOUT_LINES = 0.8, 5
# Words in one column only, beside empty cells that keep a distance, are rows as long as no cell has several paragraphs.
COLUMN_LINES = 3
HEAD_ROWS_LIMIT = 3

LATIN_END = re.compile(r"[0-9A-Za-z.,;:)%]$")
LATIN_START = re.compile(r"^[0-9A-Za-z(]")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as drawn.

    lines:   its words, a line each; a table that stands in it as the rows that `table_lines` gives
    columns: how many columns it covers, at least 1
    rows:    how many rows it covers, at least 1
    """

    lines: tuple[str, ...] = ()
    columns: int = 1
    rows: int = 1

    @property
    def text(self) -> str:
        """Its words on one line."""
        return cell_text(map(_unpiped, self.lines))


def table_lines(rows: Sequence[Sequence[Cell]], *, where: str, goes_on: bool = False) -> list[str]:
    """Return a table as lines.

    Rows at the top that are one cell wide are its caption and stand as plain lines; the next row, or two where cells of
    it are set over others, is the head, followed by `|---|---|`.  A table that only places words on the page is plain
    lines.  Empty rows are left out.

    goes_on: the table began on the page before, so it has neither caption nor head
    """
    grid = [line for line in _grid(rows, where=where) if any(line.words)]
    if is_layout([cell.lines for row in rows for cell in row]) or _is_one_column(grid):
        return [words for row in rows for cell in row for words in cell.lines]
    width = max((len(line.words) for line in grid), default=0)
    captions = 0 if goes_on else _captions([line.words for line in grid])
    lines = ["".join(line.words) for line in grid[:captions]]
    body = [[*line.words, *[""] * (width - len(line.words))] for line in grid[captions:]]
    heads = _head_rows(grid[captions:])
    if len(body) > heads and not goes_on:
        body.insert(heads, [SEPARATOR] * width)
    return lines + [pipe_row(row) for row in body]


def is_layout(cells: Sequence[Sequence[str]]) -> bool:
    """Say whether a table, given the lines of each of its cells, only places a text on the page."""
    lengths = [len("".join(lines)) for lines in cells]
    longest = max(lengths, default=0)
    fills_it = longest >= LAYOUT_SHARE * sum(lengths)
    return len(lengths) < 2 or (fills_it and len(cells[lengths.index(longest)]) >= LAYOUT_LINES)


def pipe_row(cells: Iterable[str]) -> str:
    """Return one row: `| 甲 | 乙 |`, and `|---|---|` for a separator."""
    cells = list(cells)
    if all(cell == SEPARATOR for cell in cells):
        return f"|{'|'.join(cells)}|"
    return f"| {' | '.join(cells)} |"


def cell_text(lines: Iterable[str]) -> str:
    """Put the lines of a cell on one: a blank only between Latin words, `|` as its full-width form."""
    text = ""
    for line in filter(None, (line.strip() for line in lines)):
        blank = " " if LATIN_END.search(text) and LATIN_START.search(line) else ""
        text += blank + line
    return text.replace("|", "｜")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row laid out in columns.

    words: the text of each place, "" where a merged cell covers it
    cells: the cells that begin in it
    """

    words: list[str]
    cells: Sequence[Cell]


def _unpiped(line: str) -> str:
    """Flatten a row of a table that stands inside a cell."""
    if line.startswith(f"|{SEPARATOR}"):
        return ""
    return line[2:-2].replace(" | ", " ") if line.startswith("| ") and line.endswith(" |") else line


def _is_one_column(grid: Sequence[_Row]) -> bool:
    """Say whether all words stand below one another: one cell a row, or beside empty ones in several lines."""
    if all(len(row.words) == 1 for row in grid):
        return True
    used = {place for row in grid for place, words in enumerate(row.words) if words}
    return len(used) == 1 and any(len(cell.lines) >= COLUMN_LINES for row in grid for cell in row.cells)


def _captions(grid: Sequence[Sequence[str]]) -> int:
    """Count the rows at the top that hold one cell, at the first place."""
    for index, row in enumerate(grid):
        if sum(map(bool, row)) > 1 or not row[0]:
            return index
    return 0  # a column of labels with nothing beside them: an empty form


def _head_rows(grid: Sequence[_Row]) -> int:
    """Count the rows of the head: two where each cell of the first is set over several columns or reaches down."""
    cells = grid[0].cells if grid else ()
    deep = max((cell.rows for cell in cells), default=1)
    wide = any(cell.columns > 1 and cell.rows < deep for cell in cells)
    is_set_over = wide and all(cell.rows == deep or cell.columns > 1 or not cell.text for cell in cells)
    return deep if is_set_over and deep <= HEAD_ROWS_LIMIT else 1


def _grid(rows: Sequence[Sequence[Cell]], *, where: str) -> list[_Row]:
    """Lay cells out in columns; the places that a merged cell covers hold ""."""
    grid: list[_Row] = []
    covered: dict[int, int] = {}  # column -> rows below that a cell still covers
    places = 0
    for row in rows:
        line = _laid_out(row, covered)
        places += len(line)
        if places > PLACES_LIMIT:
            raise UnreadableFile(
                f"a table has more than {PLACES_LIMIT:,} places", where=where, fix="give the table as a spreadsheet"
            )
        grid.append(_Row(line, row))
    return grid


def _laid_out(row: Sequence[Cell], covered: dict[int, int]) -> list[str]:
    line: list[str] = []
    for cell in row:
        _skip_covered(line, covered)
        columns = max(1, min(cell.columns, SPAN_LIMIT))
        for column in range(len(line), len(line) + columns):
            if cell.rows > 1:
                covered[column] = cell.rows - 1
        line += [cell.text, *[""] * (columns - 1)]
    _skip_covered(line, covered)
    return line


def _skip_covered(line: list[str], covered: dict[int, int]) -> None:
    while (column := len(line)) in covered:
        line.append("")
        covered[column] -= 1
        if not covered[column]:
            del covered[column]
