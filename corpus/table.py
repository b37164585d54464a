"""Pipe tables: cells, heads, the numbers of rows, and what a row says only together with the rows above it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from corpus.label import label_at
from corpus.layout import is_row
from corpus.numeral import integer
from corpus.span import Span

_SERIAL_HEAD = re.compile(r"序\s*号|编\s*号|排\s*序|№|No\.?")
_SERIAL = re.compile(r"(?P<label>[（(]?(?P<n>[0-9０-９]{1,4}|[〇零一二三四五六七八九十百]{1,5})[)）]?)[.．、]?")
_HALF_WIDTH = {ord("０") + digit: ord("0") + digit for digit in range(10)}
_TOTAL = re.compile(r"(?:总|合|小|共)\s*计|备\s*注|说\s*明|注[：:].*", re.DOTALL)
_LONGEST_HEAD = 3


def cells_of(row: str) -> list[str]:
    """Return the cells of a pipe row, blanks around them left out."""
    return [cell.strip() for cell in row.strip().removeprefix("|").removesuffix("|").split("|")]


def is_scaffold(words: str) -> bool:
    """Say whether a pipe row holds no words of its own: the line under the head, or only empty cells."""
    return is_row(words) and not re.search(r"[^|\s:\-—]", words)


def is_separator(words: str) -> bool:
    """Say whether a line is the one under a head: |---|---|."""
    return is_scaffold(words) and "--" in words


@dataclass(frozen=True, slots=True)
class Setting:
    """What a row of a table says only together with the rows above it.

    is_head: the row is part of the head itself, or holds no words
    above:   heads of its table, the row across it that it stands under, and the merged cells that reach down to it
    """

    is_head: bool
    above: tuple[str, ...] = ()


def settings_of(text: str, paragraphs: Sequence[Span]) -> dict[Span, Setting]:
    """Return the setting of each row among `paragraphs`, which are in printed order."""
    settings: dict[Span, Setting] = {}
    table = _Table()
    for place, span in enumerate(paragraphs):
        words = span.of(text)
        if not is_row(words):
            table = _Table()
        else:
            settings[span] = table.take(words, _rows_to_separator(text, paragraphs, place))
    return settings


def _rows_to_separator(text: str, paragraphs: Sequence[Span], place: int) -> int:
    """Count the rows from this one down to |---|---|, 0 where none is near."""
    near = (span.of(text) for span in paragraphs[place : place + _LONGEST_HEAD + 1])
    rows = list(takewhile(lambda words: is_row(words) and not is_separator(words), near))
    end = place + len(rows)
    return len(rows) if end < len(paragraphs) and is_separator(paragraphs[end].of(text)) else 0


@dataclass(slots=True)
class _Table:
    """The rows of one table so far: its heads, the row across it, and the latest words of each column."""

    heads: tuple[str, ...] = ()
    across: str = ""
    latest: list[str] = field(default_factory=list[str])
    is_begun: bool = False

    def take(self, words: str, to_separator: int) -> Setting:
        if is_scaffold(words):
            self.is_begun = True
            return Setting(is_head=True)
        row = words.strip("| ")
        if to_separator and (not self.is_begun or to_separator == 1):
            self.heads = (row,) if self.is_begun else (*self.heads, row)
            self.across, self.latest, self.is_begun = "", [], to_separator == 1
            return Setting(is_head=True)
        self.is_begun = True
        if row in self.heads:  # repeated on the next page
            return Setting(is_head=True)
        return Setting(False, self._above(cells_of(words)))

    def _above(self, cells: list[str]) -> tuple[str, ...]:
        if len(cells) > 1 and not any(cells[1:]) and label_at(cells[0], 0):
            self.across, self.latest = cells[0], []
            return self.heads
        empty = len(list(takewhile(lambda cell: not cell, cells)))
        carried = [words for words in self.latest[:empty] if words]
        self.latest = [*self.latest[:empty], *[""] * (empty - len(self.latest)), *cells[empty:]]
        return (*self.heads, *([self.across] if self.across else ()), *carried)


@dataclass(slots=True)
class Serials:
    """Follows the 序号 column of tables: which row a number opens, and which rows go on under a merged one.

    last: the number of the latest numbered row, 0 where there is none yet
    """

    last: int = 0
    _column: int | None = None
    _head: str = ""
    _is_headed: bool = False  # the rows since its head have no number
    _is_joined: bool = False  # the row before is of the same run
    _is_worded: bool = False  # and holds words

    def leave(self) -> None:
        """Take note of a paragraph that is no row; the numbers may still go on behind it, on the next page."""
        self._is_joined = self._is_worded = self._is_headed = False

    def label(self, row: str) -> str | None:
        """Return the number of a row as printed, "" where it goes on under the one above, None where it has none."""
        joined, self._is_joined = self._is_joined, True
        worded, self._is_worded = self._is_worded, not is_scaffold(row)
        cells = cells_of(row)
        if is_scaffold(row):
            # A separator under another head begins a table that counts no rows; under an empty one it goes on.
            self._column = None if is_separator(row) and worded and not self._is_headed else self._column
        elif (column := _serial_column(cells)) is not None:
            self._begin(row, column)
        elif self._column is not None and self._column < len(cells):
            return self._in_column(cells, cells[self._column], joined=joined)
        return None

    def _begin(self, row: str, column: int) -> None:
        self.last = self.last if row == self._head else 0
        self._head, self._column, self._is_headed = row, column, True

    def _in_column(self, cells: Sequence[str], cell: str, *, joined: bool) -> str | None:
        found = _SERIAL.fullmatch(cell)
        if found:
            number = integer(found["n"].translate(_HALF_WIDTH))
            if number not in (1, self.last + 1) and not (joined and number > self.last):
                return None
            self.last, self._is_headed = number, False
            return found["label"].translate(_HALF_WIDTH)
        goes_on = not cell and joined and self.last and not any(_TOTAL.fullmatch(other) for other in cells)
        return "" if goes_on else None


def _serial_column(cells: Sequence[str]) -> int | None:
    """Return the column of a head that counts the rows: 序号."""
    return next((column for column, cell in enumerate(cells) if _SERIAL_HEAD.fullmatch(cell)), None)
