"""Pipe tables: rows, cells, heads."""

import re
from collections.abc import Sequence

from corpus.layout import is_row
from corpus.span import Span

_SERIAL_HEAD = re.compile(r"序\s*号|编\s*号|排\s*序|№|No\.?")


def cells_of(row: str) -> list[str]:
    """Return the cells of a pipe row, blanks around them left out."""
    return [cell.strip() for cell in row.strip().removeprefix("|").removesuffix("|").split("|")]


def is_scaffold(words: str) -> bool:
    """Say whether a pipe row holds no words of its own: the line under the head, or only empty cells."""
    return is_row(words) and not re.search(r"[^|\s:\-—]", words)


def is_table_head(text: str, spans: Sequence[Span], place: int) -> bool:
    """Say whether a row of a pipe table is its head: the line below it is |---|---|."""
    following = spans[place + 1].of(text) if place + 1 < len(spans) else ""
    words = spans[place].of(text)
    return is_row(words) and not is_scaffold(words) and "--" in following and is_scaffold(following)


def numbers_rows(row: str) -> bool:
    """Say whether a row is a head whose first column counts the rows: 序号."""
    return bool(_SERIAL_HEAD.fullmatch(cells_of(row)[0]))
