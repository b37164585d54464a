"""The ids by which the parts of a notice's page are linked to: a clause's is its path as one string.

A notice may print a number twice.  The first clause keeps the plain path, so that links from outside stay what
CONTRACT.md says; a later one has its place in the text behind an @.
"""

from corpus.citation import path_text
from corpus.notice import Clause, Notice, Path
from corpus.span import Span

Anchors = dict[Span, str]


def anchors(notice: Notice) -> Anchors:
    """Return the id of every clause by its span."""
    given: Anchors = {}
    taken: set[str] = set()
    for clause in notice.root.walk():
        plain = path_text(clause.path)
        given[clause.span] = f"{plain}@{clause.span.start}" if plain in taken else plain
        taken.add(plain)
    return given


def anchor_at(notice: Notice, path: Path, span: Span) -> str:
    """Return the id for a passage: its clause's, or its own where it stands under no label."""
    if not path:
        return loose_anchor(span)
    return next((anchor for place, anchor in _with_path(notice, path) if place.holds(span)), path_text(path))


def loose_anchor(span: Span) -> str:
    """Return the id of a paragraph under no label."""
    return f"p{span.start}"


def _with_path(notice: Notice, path: Path) -> list[tuple[Span, str]]:
    given = anchors(notice)
    same: list[Clause] = [clause for clause in notice.root.walk() if clause.path == path]
    return [(clause.span, given[clause.span]) for clause in same]
