"""Tables found in the lines drawn on a page: where rulings cross, there are cells.

Lengths are in points (1/72 inch); y grows downwards from the top of the page.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

STRAIGHT = 1.0  # a ruling strays no more than this from its direction
SHORTEST = 5.0  # shorter strokes are parts of signs
SAME = 3.0  # rulings this close are one: the two edges of a thin box, the two lines of a double one
TOUCH = 4.0  # how far a ruling may end before the one it meets
# A page has no more than some hundred rulings; a drawing has thousands.
RULINGS_LIMIT, SQUARES_LIMIT = 400, 20_000

Stroke = tuple[float, float, float, float]  # from x, y to x, y
Place = tuple[int, int]  # row and column, from 0


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line on the page, made of strokes that join.

    at:    its x if it is upright, else its y
    start: where it begins along its direction
    end:   where it ends
    """

    at: float
    start: float
    end: float

    def passes(self, place: float) -> bool:
        """Say whether the ruling is drawn at `place` along its direction."""
        return self.start - TOUCH <= place <= self.end + TOUCH


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table on a page.

    xs:    the rulings between and around columns, from left to right
    ys:    the rulings between and around rows, from top to bottom
    cells: each square -> the first square of the cell it belongs to
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: dict[Place, Place]

    def cell_at(self, x: float, y: float) -> Place | None:
        """Return the first square of the cell that holds a point, None where it lies outside of the table."""
        return self.cells.get((bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1))

    def columns_of(self, cell: Place) -> int:
        """Count the columns that a cell covers in its first row."""
        return sum(self.cells.get((cell[0], column)) == cell for column in range(len(self.xs) - 1))

    def rows_of(self, cell: Place) -> int:
        """Count the rows that a cell covers in its first column."""
        return sum(self.cells.get((row, cell[1])) == cell for row in range(len(self.ys) - 1))


def tables_of(strokes: Iterable[Stroke]) -> list[RuledTable]:
    """Return the tables on a page from top to bottom; boxes and tables of one column are none."""
    flat, upright = _rulings(strokes)
    if len(flat) + len(upright) > RULINGS_LIMIT:
        return []
    tables = [_table(*group) for group in _groups(flat, upright)]
    return sorted((table for table in tables if table is not None), key=lambda table: table.ys[0])


def _rulings(strokes: Iterable[Stroke]) -> tuple[list[Ruling], list[Ruling]]:
    flat: list[Ruling] = []
    upright: list[Ruling] = []
    for x0, y0, x1, y1 in strokes:
        if abs(y1 - y0) <= STRAIGHT and abs(x1 - x0) >= SHORTEST:
            flat.append(Ruling((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= STRAIGHT and abs(y1 - y0) >= SHORTEST:
            upright.append(Ruling((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return _joined(flat), _joined(upright)


def _joined(rulings: list[Ruling]) -> list[Ruling]:
    """Put rulings on one line together, and give those that stand at nearly the same place the same place."""
    joined: list[Ruling] = []
    for same in _same_place(sorted(rulings, key=lambda ruling: ruling.at)):
        at = sum(ruling.at for ruling in same) / len(same)
        parts = sorted((ruling.start, ruling.end) for ruling in same)
        start, end = parts[0]
        for following, its_end in parts[1:]:
            if following > end + TOUCH:
                joined.append(Ruling(at, start, end))
                start = following
            end = max(end, its_end)
        joined.append(Ruling(at, start, end))
    return joined


def _same_place(ordered: Sequence[Ruling]) -> Iterator[list[Ruling]]:
    same: list[Ruling] = []
    for ruling in ordered:
        if same and ruling.at - same[0].at > SAME:
            yield same
            same = []
        same.append(ruling)
    if same:
        yield same


def _groups(flat: Sequence[Ruling], upright: Sequence[Ruling]) -> Iterator[tuple[list[Ruling], list[Ruling]]]:
    """Yield the rulings that hang together."""
    rulings = [*flat, *upright]
    group = _Groups(len(rulings))
    for index, line in enumerate(flat):
        for other, post in enumerate(upright, start=len(flat)):
            if line.passes(post.at) and post.passes(line.at):
                group.join(index, other)
    members: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for index, ruling in enumerate(rulings):
        members.setdefault(group.first(index), ([], []))[index >= len(flat)].append(ruling)
    yield from members.values()


class _Groups:
    """Things that belong together, each group known by its first member."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def first(self, member: int) -> int:
        while self._above[member] != member:
            self._above[member] = self._above[self._above[member]]
            member = self._above[member]
        return member

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.first(one), self.first(other)))
        self._above[high] = low


def _table(flat: Sequence[Ruling], upright: Sequence[Ruling]) -> RuledTable | None:
    """Cut the area of rulings that hang together into cells; None where there are no two cells side by side."""
    xs = _with_ends([ruling.at for ruling in upright], flat)
    ys = _with_ends([ruling.at for ruling in flat], upright)
    rows, columns = len(ys) - 1, len(xs) - 1
    if not flat or rows < 1 or columns < 2 or rows * columns > SQUARES_LIMIT:
        return None
    posts, lines = _by_place(upright), _by_place(flat)
    group = _Groups(rows * columns)
    for row, (top, foot) in enumerate(pairwise(ys)):
        for column, (left, right) in enumerate(pairwise(xs)):
            square = row * columns + column
            if column + 1 < columns and not _is_drawn(posts.get(right, ()), (top + foot) / 2):
                group.join(square, square + 1)
            if row + 1 < rows and not _is_drawn(lines.get(foot, ()), (left + right) / 2):
                group.join(square, square + columns)
    cells = {divmod(square, columns): divmod(group.first(square), columns) for square in range(rows * columns)}
    table = RuledTable(tuple(xs), tuple(ys), cells)
    side_by_side = any(cells[row, 0] != cells[row, columns - 1] for row in range(rows))
    return table if side_by_side else None


def _with_ends(places: list[float], across: Sequence[Ruling]) -> list[float]:
    """Add the sides of a table that has no rulings there: the ends of those across."""
    found = sorted(set(places))
    start, end = min((one.start for one in across), default=0.0), max((one.end for one in across), default=0.0)
    before = [start] if across and (not found or start < found[0] - 2 * TOUCH) else []
    after = [end] if across and (not found or end > found[-1] + 2 * TOUCH) else []
    return [*before, *found, *after]


def _by_place(rulings: Sequence[Ruling]) -> dict[float, list[Ruling]]:
    places: dict[float, list[Ruling]] = {}
    for ruling in rulings:
        places.setdefault(ruling.at, []).append(ruling)
    return places


def _is_drawn(rulings: Sequence[Ruling], place: float) -> bool:
    return any(ruling.start <= place <= ruling.end for ruling in rulings)
