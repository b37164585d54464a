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

LATIN_END = re.compile(r"[0-9A-Za-z.,;:)%]$")
LATIN_START = re.compile(r"^[0-9A-Za-z(]")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as drawn.

    text:    its words on one line
    columns: how many columns it covers, at least 1
    rows:    how many rows it covers, at least 1
    """

    text: str
    columns: int = 1
    rows: int = 1


def table_lines(rows: Sequence[Sequence[Cell]], *, where: str) -> list[str]:
    """Return a table as lines.

    Rows at the top that are one cell wide are its caption and stand as plain lines; the next row is the head, followed
    by `|---|---|`.  A table that is one cell wide everywhere is layout: plain lines only.  Empty rows are left out.
    """
    grid = [row for row in _grid(rows, where=where) if any(row)]
    width = max(map(len, grid), default=0)
    captions = _captions(grid)
    lines = ["".join(row) for row in grid[:captions]]
    body = [[*row, *[""] * (width - len(row))] for row in grid[captions:]]
    if len(body) > 1:
        body.insert(1, [SEPARATOR] * width)
    return lines + [pipe_row(row) for row in body]


def is_layout(cells: Sequence[Sequence[str]]) -> bool:
    """Say whether a table, given the lines of each of its cells, only places a text on the page."""
    lengths = [len("".join(lines)) for lines in cells]
    longest = max(lengths, default=0)
    if len(lengths) < 2:
        return True
    return longest >= LAYOUT_SHARE * sum(lengths) and len(cells[lengths.index(longest)]) >= LAYOUT_LINES


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


def _captions(grid: list[list[str]]) -> int:
    """Count the rows at the top that hold one cell, at the first place; all of them where there are no columns."""
    if all(len(row) == 1 for row in grid):
        return len(grid)
    for index, row in enumerate(grid):
        if sum(map(bool, row)) > 1 or not row[0]:
            return index
    return 0  # a column of labels with nothing beside them: an empty form


def _grid(rows: Sequence[Sequence[Cell]], *, where: str) -> list[list[str]]:
    """Lay cells out in columns; the places that a merged cell covers hold ""."""
    grid: list[list[str]] = []
    covered: dict[int, int] = {}  # column -> rows below that a cell still covers
    places = 0
    for row in rows:
        line = _laid_out(row, covered)
        places += len(line)
        if places > PLACES_LIMIT:
            raise UnreadableFile(
                f"a table has more than {PLACES_LIMIT:,} places", where=where, fix="give the table as a spreadsheet"
            )
        grid.append(line)
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
