"""A clause while its tree grows, and the clause it becomes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.heading import heading_of
from corpus.label import Kind, Label
from corpus.notice import Clause, Path
from corpus.paragraph import paragraph_at, paragraph_starts
from corpus.quick import quick
from corpus.span import Span

_clause = quick(Clause)


@dataclass(slots=True)
class Node:
    """A clause while it grows."""

    path: Path
    label: Label | None
    pieces: list[Span] = field(default_factory=list[Span])
    children: list["Node"] = field(default_factory=list["Node"])
    row: bool = False
    inline: bool = False
    depth: int = -1  # as the outline counts, 0 for a top clause; of what has no label in it, one below its parent


def finished(text: str, node: Node, starts: Sequence[int] = ()) -> Clause:
    """Return the clause that `node` is; `starts` are those of the 款 of the article it stands in."""
    pieces, label, below = node.pieces, node.label, starts
    if label and label.kind is Kind.ARTICLE and node.children:
        below = paragraph_starts(text, pieces, [child.pieces[0].start for child in node.children])
    children = tuple([finished(text, child, below) for child in node.children]) if node.children else ()
    has_more = len(pieces) > 1 or bool(children)
    heading, alone = heading_of(text, label, pieces[0], has_more=has_more) if label else ("", False)
    end = max(pieces[-1].end, children[-1].span.end) if children else pieces[-1].end
    return _clause(
        node.path,
        node.path[-1],
        heading,
        Span(pieces[0].start, end) if has_more else pieces[0],
        tuple(pieces),
        alone,
        children,
        node.row,
        paragraph_at(starts, pieces[0].start) if starts else None,
    )
