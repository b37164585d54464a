"""What recognition sees on the picture of a page, put into printed lines in reading order.

A page that lies askew is set straight, columns are read one after the other, pieces of one line are put together.
Recognition tells a letter, not whether a sign is set wide: `（` or `(`, `；` or `;`.  The place it takes on paper does.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from math import atan2, cos, hypot, sin
from statistics import median

from corpus.readers.layout import PrintedLine

LEAST_SCORE = 0.5  # of 1; what is read with less certainty is a stain, a seal or a signature
SAME_LINE = 0.5  # letters: how far apart the middles of one line's pieces may stand
BLANK_GAP = 0.6  # letters: a gap this wide between two pieces is a blank
LETTER_SHARE = 0.8  # of a box's height, where no letters tell their distance
STRAIGHT_SHARE = 8  # a box this many times as long as high tells how far the page is turned

GUTTER = (0.3, 0.7)  # of the width of what is printed: where a gutter between two columns may be
GUTTER_LETTERS = 1.0
COLUMN_LINES, COLUMN_SHARE = 6, 0.7  # a column has so many lines, half of them this share of its width
CROSSING_SHARE = 0.2  # of the lines: titles across both columns

CHINESE = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
NARROW, WIDE = "(),;:!?", "（），；：！？"
WIDENED, NARROWED = str.maketrans(NARROW, WIDE), str.maketrans(WIDE, NARROW)
WIDE_OPENERS, WIDE_CLOSERS = "（《〈【「『“‘", "）》〉】」』”’，。、；：！？"
KINDS = ("()（）", ",;:!?，；：！？")  # signs of one kind are set alike on a page
WIDE_SIGN = 0.7  # letters: a sign that takes more is a wide one
VOTES, AGREED = 3, 0.8  # so many signs of a page, and this share of them, speak for the others


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or a part of it, as seen on a page.

    text:    its words
    middles: where the middle of each letter is, from the left of the page, blanks left out; () where it is not known
    left:    where it begins
    right:   where it ends
    middle:  how far below the top of the page its middle is
    size:    height of a letter
    """

    text: str
    middles: tuple[float, ...]
    left: float
    right: float
    middle: float
    size: float


@dataclass(frozen=True, slots=True)
class Sighting:
    """One line as recognition tells it.

    text:    its words
    score:   how sure it is, 0 to 1
    box:     the corners of its box (x, y) from the top left one clockwise
    middles: x of the middle of each letter, blanks left out; () where it is not known
    """

    text: str
    score: float
    box: tuple[tuple[float, float], ...]
    middles: tuple[float, ...] = ()


def lines_seen(sightings: Sequence[Sighting]) -> list[PrintedLine]:
    """Return the lines of a page in reading order; lines that cannot be read are left out."""
    turned = _turned([one for one in sightings if is_read(one)])
    share = _letter_share(turned)
    pieces = with_widths([_piece(one, share) for one in turned])
    return [line for column in _columns(pieces) for line in _lines(column)]


def is_read(sighting: Sighting) -> bool:
    """Say whether recognition is sure enough of a line."""
    return sighting.score >= LEAST_SCORE and bool(sighting.text.strip())


def _turned(sightings: list[Sighting]) -> list[Sighting]:
    """Turn a page so that most of its long lines are level."""
    slopes = [atan2(b[1] - a[1], b[0] - a[0]) for a, b in map(_top, sightings) if _is_long(a, b, sightings)]
    angle = median(slopes) if slopes else 0.0

    def level(x: float, y: float) -> tuple[float, float]:
        return x * cos(angle) + y * sin(angle), y * cos(angle) - x * sin(angle)

    turned: list[Sighting] = []
    for one in sightings:
        y = sum(corner[1] for corner in one.box) / len(one.box)
        middles = tuple(level(x, y)[0] for x in one.middles)
        turned.append(replace(one, box=tuple(level(*corner) for corner in one.box), middles=middles))
    return turned


def _top(sighting: Sighting) -> tuple[tuple[float, float], tuple[float, float]]:
    return sighting.box[0], sighting.box[1]


def _is_long(a: tuple[float, float], b: tuple[float, float], sightings: Sequence[Sighting]) -> bool:
    height = median(_height(one) for one in sightings)
    return hypot(b[0] - a[0], b[1] - a[1]) >= STRAIGHT_SHARE * height


def _height(sighting: Sighting) -> float:
    a, _, _, d = sighting.box
    return hypot(d[0] - a[0], d[1] - a[1])


def _letter_share(sightings: Sequence[Sighting]) -> float:
    """Return how much of a box's height a letter of the page usually takes."""
    shares = [letter / _height(one) for one in sightings if (letter := _letter(one)) and _height(one)]
    return min(1.0, median(shares)) if shares else LETTER_SHARE


def _piece(sighting: Sighting, share: float) -> Piece:
    across, down = [x for x, _ in sighting.box], [y for _, y in sighting.box]
    size = min(_letter(sighting), _height(sighting)) or _height(sighting) * share
    return Piece(
        sighting.text.strip(), sighting.middles, min(across), max(across), (min(down) + max(down)) / 2, max(size, 1.0)
    )


def _letter(sighting: Sighting) -> float:
    """Return the usual distance of two Chinese letters, 0 where it cannot be told."""
    printed = "".join(sighting.text.split())
    if len(printed) != len(sighting.middles):
        return 0.0
    places = zip(pairwise(printed), pairwise(sighting.middles), strict=True)
    steps = [right - left for (a, b), (left, right) in places if CHINESE.match(a) and CHINESE.match(b)]
    return median(steps) if len(steps) >= VOTES else 0.0


def with_widths(pieces: Sequence[Piece]) -> list[Piece]:
    """Write the signs of a page wide or narrow as they are set on it; those beside Latin letters only stay."""
    wide = {kind: _is_wide([width for piece in pieces for width in _sign_widths(piece, kind)]) for kind in KINDS}
    return [_with_room(replace(piece, text=_rewritten(piece.text, wide))) for piece in pieces]


def _with_room(piece: Piece) -> Piece:
    """Give wide signs at both ends their whole place: their ink fills half of it, and margins are told from places."""
    before = piece.size / 2 if piece.text[0] in WIDE_OPENERS else 0.0
    after = piece.size / 2 if piece.text[-1] in WIDE_CLOSERS else 0.0
    return replace(piece, left=piece.left - before, right=piece.right + after)


def _sign_widths(piece: Piece, kind: str) -> Iterator[float]:
    """Yield, in letters, the room of each sign of a kind that stands between two Chinese letters."""
    printed = "".join(piece.text.split())
    if len(printed) == len(piece.middles):
        for index in range(1, len(printed) - 1):
            if printed[index] in kind and CHINESE.match(printed[index - 1]) and CHINESE.match(printed[index + 1]):
                yield (piece.middles[index + 1] - piece.middles[index - 1]) / piece.size - 1


def _is_wide(widths: Sequence[float]) -> bool | None:
    """Return None where the signs of a page do not agree, or are too few."""
    share = sum(width > WIDE_SIGN for width in widths) / len(widths) if len(widths) >= VOTES else 0.5
    return True if share >= AGREED else False if share <= 1 - AGREED else None


def _rewritten(text: str, wide: dict[str, bool | None]) -> str:
    signs = list(text)
    for index, sign in enumerate(text):
        kind = next((kind for kind in KINDS if sign in kind), None)
        if kind is not None and wide[kind] is not None and _is_among_chinese(text, index):
            signs[index] = sign.translate(WIDENED if wide[kind] else NARROWED)
    return "".join(signs)


def _is_among_chinese(text: str, index: int) -> bool:
    """Say whether a sign stands beside a wide letter; a bracket may do so by its partner."""
    places = [index]
    if text[index] in KINDS[0]:
        partner = _partner(text, index)
        if partner is None:
            return bool(CHINESE.search(text))
        places.append(partner)
    beside = [text[near] for place in places for near in (place - 1, place + 1) if 0 <= near < len(text)]
    return any(sign > "\u2e80" and sign not in WIDE for sign in beside)


def _partner(text: str, index: int) -> int | None:
    if text[index] in ")）":
        opened = max(text.rfind("(", 0, index), text.rfind("（", 0, index))
        return opened if opened >= 0 else None
    closed = [place for place in (text.find(")", index), text.find("）", index)) if place >= 0]
    return min(closed, default=None)


def _columns(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield what is read in one go: the page, or between two lines that cross the gutter the left and right column."""
    gutter = _gutter(pieces)
    if gutter is None:
        yield list(pieces)
        return
    begins = min(piece.left for piece in pieces)
    right_begins = min(piece.left for piece in pieces if piece.left >= gutter)
    ordered = sorted(pieces, key=lambda piece: piece.middle)
    for crosses, run in groupby(ordered, key=lambda piece: piece.left < gutter < piece.right):
        band = list(run)
        if crosses:
            yield band
            continue
        yield [piece for piece in band if piece.right <= gutter]
        yield [_moved(piece, begins - right_begins) for piece in band if piece.left >= gutter]


def _moved(piece: Piece, distance: float) -> Piece:
    """Set a piece of the right column where the left one stands, so that both have one margin."""
    return replace(piece, left=piece.left + distance, right=piece.right + distance)


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """Return where the middle of the page is clear between two columns of running text."""
    left, right = min((p.left for p in pieces), default=0.0), max((p.right for p in pieces), default=0.0)
    ends = {piece.right + piece.size * GUTTER_LETTERS / 2 for piece in pieces}
    within = [x for x in ends if left + GUTTER[0] * (right - left) <= x <= left + GUTTER[1] * (right - left)]
    clear = [x for x in within if _is_gutter(pieces, x, (left, right))]
    return min(clear, key=lambda x: sum(p.left < x < p.right for p in pieces), default=None)


def _is_gutter(pieces: Sequence[Piece], x: float, edges: tuple[float, float]) -> bool:
    crossing = sum(piece.left < x < piece.right for piece in pieces)
    if crossing > CROSSING_SHARE * len(pieces):
        return False
    columns = [p for p in pieces if p.right <= x], [p for p in pieces if p.left >= x]
    rooms = x - edges[0], edges[1] - x
    return all(
        len(column) >= COLUMN_LINES and median(p.right - p.left for p in column) >= COLUMN_SHARE * room
        for column, room in zip(columns, rooms, strict=True)
    )


def _lines(pieces: Iterable[Piece]) -> list[PrintedLine]:
    """Put pieces that stand on one line together, lines from top to bottom."""
    ordered = sorted(pieces, key=lambda piece: piece.middle)
    rows: list[list[Piece]] = []
    for piece in ordered:
        if rows and piece.middle - rows[-1][-1].middle <= SAME_LINE * min(piece.size, rows[-1][-1].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_line(sorted(row, key=lambda piece: piece.left)) for row in rows]


def _line(pieces: Sequence[Piece]) -> PrintedLine:
    text, end = "", pieces[0].left
    for piece in pieces:
        text += (" " if text and piece.left - end > BLANK_GAP * piece.size else "") + piece.text
        end = max(end, piece.right)
    first = pieces[0]
    return PrintedLine(text, first.left, end, first.middle + first.size / 2, first.size)
