"""Paths that a notice has twice: a number printed again, 序号 that restarts in the middle of a table.

Such a clause is told from its namesakes by its place in the text: 附件/2@170.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from corpus.citation import path_text
from corpus.notice import Clause, Notice, Path
from corpus.span import Span

_PLACED = re.compile(r"(?P<label>.+)@(?P<start>\d{1,9})")


class _Same:
    """A notice as a key: the very object, whose parts need not be compared."""

    __slots__ = ("notice",)

    def __init__(self, notice: Notice) -> None:
        self.notice = notice

    def __hash__(self) -> int:
        return id(self.notice)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.notice is self.notice


@lru_cache(maxsize=256)
def _repeated(same: _Same) -> Mapping[Path, tuple[Clause, ...]]:
    by_path: dict[Path, list[Clause]] = {}
    for clause in same.notice.root.walk():
        by_path.setdefault(clause.path, []).append(clause)
    return {path: tuple(clauses) for path, clauses in by_path.items() if len(clauses) > 1}


def mark(notice: Notice, path: Path, span: Span) -> str:
    """Return `@170` for words in a later clause of a path that comes twice, "" for the first and for all others."""
    later = _repeated(_Same(notice)).get(path, ())[1:]
    return next((f"@{clause.span.start}" for clause in later if clause.span.holds(span)), "")


def placed(path: Path) -> tuple[Path, int | None]:
    """Return a path without the mark of its place, and the offset that it gives, None where it gives none."""
    found = _PLACED.fullmatch(path[-1]) if path else None
    return ((*path[:-1], found["label"]), int(found["start"])) if found else (path, None)


def address(notice: Notice, clause: Clause) -> str:
    """Return a clause's path as one string, with its place where another clause has the same path."""
    twice = clause.path in _repeated(_Same(notice))
    return path_text(clause.path) + (f"@{clause.span.start}" if twice else "")
