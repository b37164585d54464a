"""Where things stand on an OFD page (GB/T 33190-2016, 8.1.1 and 9.1): numbers, matrices, and the lines of drawings."""

from collections.abc import Iterator

from corpus.readers.markup import Element, attribute, name_of
from corpus.readers.ruling import Stroke

POINTS = 72 / 25.4  # in a millimetre, the unit of OFD
THIN = 1.0  # millimetres; what is filled and no wider looks like a line
STROKES_LIMIT = 4_000  # a drawing has more, a table fewer
STEPS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}  # how many numbers follow each sign of a path

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def matrix(value: str) -> Matrix:
    """Read a CTM; what is none moves nothing."""
    found = numbers(value)
    return (*found[:4], *found[4:6]) if len(found) == 6 else UNMOVED  # pyright: ignore[reportReturnType]


def numbers(value: str) -> list[float]:
    """Read numbers with blanks between."""
    return [number(part) for part in value.split()]


def number(value: str) -> float:
    """Read a number as the format writes it; what is none counts as 0, for the words matter more than their place."""
    try:
        found = float(value)
    except ValueError:
        return 0.0
    return found if abs(found) < 1e6 else 0.0


def is_seen(thing: Element) -> bool:
    """Say whether a text or a drawing is shown."""
    return attribute(thing, "Visible").lower() not in {"false", "0"} and attribute(thing, "Alpha") != "0"


def strokes_in(content: Element) -> list[Stroke]:
    """Return the straight lines drawn on a page or template, in points; none where there are too many for tables."""
    strokes: list[Stroke] = []
    for path in content.iter():
        if name_of(path) == "PathObject" and is_seen(path):
            strokes += _edges(path)
        if len(strokes) > STROKES_LIMIT:
            return []
    return strokes


def _edges(path: Element) -> Iterator[Stroke]:
    is_stroked = attribute(path, "Stroke").lower() not in {"false", "0"}
    is_filled = attribute(path, "Fill").lower() in {"true", "1"}
    for figure in _figures(path):
        wide = max(x for x, _ in figure) - min(x for x, _ in figure)
        high = max(y for _, y in figure) - min(y for _, y in figure)
        if is_stroked or (is_filled and min(wide, high) <= THIN):
            for (x0, y0), (x1, y1) in zip(figure, figure[1:], strict=False):
                yield x0 * POINTS, y0 * POINTS, x1 * POINTS, y1 * POINTS


def _figures(path: Element) -> Iterator[list[Point]]:
    """Yield the corners of each figure of a path; a curve is taken for the line between its ends."""
    data = next((one.text or "" for one in path if name_of(one) == "AbbreviatedData"), "")
    a, b, c, d, e, f = matrix(attribute(path, "CTM"))
    left, top, *_ = [*numbers(attribute(path, "Boundary")), 0.0, 0.0]
    figure: list[Point] = []
    parts = iter(data.split())
    for sign in parts:
        steps = [number(next(parts, "")) for _ in range(STEPS.get(sign, 0))]
        if sign in {"S", "M"} and figure:
            yield figure
            figure = []
        if len(steps) >= 2:
            x, y = steps[-2:]
            figure.append((left + a * x + c * y + e, top + b * x + d * y + f))
        elif sign == "C" and figure:
            figure.append(figure[0])
    if figure:
        yield figure
