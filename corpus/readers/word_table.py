"""Tables of Word documents: which cell covers which columns and rows (ECMA-376 part 1, 17.4)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.readers.markup import Element, attribute, name_of
from corpus.readers.numbering import child, child_value, whole

# Deleted words, what a field is computed from, a second form of the same drawing, pronunciation above characters.
UNSHOWN = frozenset(
    {"del", "moveFrom", "instrText", "delText", "delInstrText", "Fallback", "rt", "pPr", "rPr", "comment"}
)

LINE_HEIGHT = 240  # twentieths of a point; a table this far below its anchor leaves room for a line above it


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """A cell as Word draws it.

    element: what it holds; None for the distance by which a row is set in
    columns: how many columns it covers
    rows:    how many rows it covers
    """

    element: Element | None
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class _Written:
    """A cell as written: each row has one for every place, also below a merged one."""

    element: Element | None
    column: int
    columns: int
    merge: str  # "restart", "continue", "" for a cell of one row

    def goes_on_in(self, row: Mapping[int, "_Written"]) -> bool:
        """Say whether a row, by column, has a cell that this one covers."""
        below = row.get(self.column)
        return below is not None and below.merge == "continue" and below.columns == self.columns


def drawn_rows(table: Element) -> list[list[DrawnCell]]:
    """Return the cells of a table by row, deleted rows and those of tables inside left out.

    A cell that another one covers is left out with what is in it: Word does not show it.
    """
    rows = [{cell.column: cell for cell in _written(row)} for row in _inside(table, "tr") if not _is_deleted(row)]
    drawn: list[list[DrawnCell]] = []
    covered: set[tuple[int, int]] = set()
    for place, row in enumerate(rows):
        drawn.append([])
        for cell in (cell for column, cell in row.items() if (place, column) not in covered):
            below = _rows_below(cell, rows, place) if cell.merge else 0
            covered |= {(place + step, cell.column) for step in range(1, below + 1)}
            drawn[-1].append(DrawnCell(cell.element, cell.columns, 1 + below))
    return drawn


def _rows_below(cell: _Written, rows: Sequence[Mapping[int, _Written]], place: int) -> int:
    last = place
    while last + 1 < len(rows) and cell.goes_on_in(rows[last + 1]):
        last += 1
    return last - place


def _written(row: Element) -> Iterator[_Written]:
    properties = child(row, "trPr")
    column = 0 if properties is None else whole(child_value(properties, "gridBefore"), 0)
    if column > 0:
        yield _Written(None, 0, column, "")
    for cell in _inside(row, "tc"):
        properties = child(cell, "tcPr")
        columns = 1 if properties is None else max(1, whole(child_value(properties, "gridSpan"), 1))
        yield _Written(cell, column, columns, _merge(properties))
        column += columns


def _merge(properties: Element | None) -> str:
    merge = None if properties is None else child(properties, "vMerge")
    return "" if merge is None else attribute(merge, "val") or "continue"


def _inside(parent: Element, name: str) -> Iterator[Element]:
    """Yield rows of a table or cells of a row, whatever wraps them; not those of tables inside."""
    for element in parent:
        if name_of(element) == name:
            yield element
        elif name_of(element) not in {"tbl", "tc", "p"} | UNSHOWN:
            yield from _inside(element, name)


def follows_its_anchor(table: Element) -> bool:
    """Say whether a floating table stands below the paragraph that is written behind it."""
    properties = child(table, "tblPr")
    place = None if properties is None else child(properties, "tblpPr")
    if place is None or attribute(place, "vertAnchor") not in {"text", ""}:
        return False
    return whole(attribute(place, "tblpY"), 0) >= LINE_HEIGHT


def _is_deleted(row: Element) -> bool:
    properties = child(row, "trPr")
    return properties is not None and child(properties, "del") is not None
