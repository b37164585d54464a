"""The clause tree of one part: its paragraphs cut at the labels that open clauses."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.candidate import candidates_in
from corpus.heading import heading_of
from corpus.label import MARKDOWN, STATUTE, Kind, Label
from corpus.layout import Paragraph, is_row
from corpus.notice import Clause, Path
from corpus.outline import Opening, read_outline
from corpus.span import Span, stripped
from corpus.spoken import cut_spoken
from corpus.table import Serials

# A paragraph that closes the whole notice, whatever clause it follows.
_CLOSING = re.compile(r"特此|专此|此[复函]|以上(?:答复|意见|报告|请示)|感谢您|衷心感谢|妥否|当否|请予?审议")
_OUTLOOK = re.compile(r"下一步|下步|今后|接下来")


@dataclass(slots=True)
class _Node:
    path: Path
    label: Label | None
    pieces: list[Span] = field(default_factory=list[Span])
    children: list["_Node"] = field(default_factory=list["_Node"])
    row: bool = False

    def label_text(self) -> str:
        return self.path[-1] if self.path else ""


@dataclass(frozen=True, slots=True)
class Tree:
    """The clauses of one part.

    paragraphs: what stands under no label
    clauses:    top clauses in printed order
    warnings:   one sentence for each number that does not fit
    """

    paragraphs: tuple[Span, ...]
    clauses: tuple[Clause, ...]
    warnings: tuple[str, ...]


def grow_tree(text: str, paragraphs: Sequence[Paragraph], prefix: Path = (), *, is_reply: bool = False) -> Tree:
    """Cut `paragraphs` at the labels that open clauses; every path begins with `prefix`.

    is_reply: the notice is a 答复, whose outlook (下一步…) behind the last clause belongs to none.
    """
    growth = _Growth(text, paragraphs, prefix, is_reply)
    growth.run()
    clauses = tuple(_finished(text, node) for node in growth.root.children)
    return Tree(tuple(growth.root.pieces), clauses, tuple(growth.warnings))


class _Growth:
    """One pass over the paragraphs of one part."""

    def __init__(self, text: str, paragraphs: Sequence[Paragraph], prefix: Path, is_reply: bool) -> None:
        self.text, self.paragraphs, self.is_reply = text, paragraphs, is_reply
        self.root = _Node(prefix, None)
        self.open: list[_Node] = [self.root]
        openings = read_outline(list(candidates_in(text, paragraphs)))
        self.openings = {opening.label.start: opening for opening in openings}
        self.last_label = max(self.openings, default=-1)
        self.warnings = [f"{opening.doubt} (offset {opening.label.start})" for opening in openings if opening.doubt]
        self.repeated: set[Path] = set()
        self.serials = Serials()

    def run(self) -> None:
        for paragraph in self.paragraphs:
            words = paragraph.span.of(self.text)
            if is_row(words):
                self._row(paragraph.span, words)
                continue
            self.serials.leave()
            for piece in self._cut(paragraph.span):
                self._piece(piece)
        self._speak(self.root)

    def _cut(self, span: Span) -> Iterator[Span]:
        """Yield the stretches of a paragraph between the labels that open clauses."""
        starts = sorted(start for start in self.openings if span.start < start < span.end)
        signs = [span.start, *(self._line_start(start, span.start) for start in starts), span.end]
        for start, end in zip(signs, signs[1:], strict=False):
            piece = stripped(self.text, start, end) if start < end else None
            if piece:
                yield piece

    def _line_start(self, start: int, least: int) -> int:
        while start > least and self.text[start - 1] in "#*> \t":
            start -= 1
        return start

    def _piece(self, piece: Span) -> None:
        opening = self.openings.get(self._sign_start(piece))
        if opening:
            self._open_clause(opening, piece)
            return
        self._close_for(piece)
        self.open[-1].pieces.append(piece)

    def _sign_start(self, piece: Span) -> int:
        """Return where the piece's words begin behind Markdown signs."""
        signs = MARKDOWN.match(self.text, piece.start)
        return signs.end() if signs else piece.start

    def _open_clause(self, opening: Opening, piece: Span) -> None:
        del self.open[opening.depth + 1 :]
        parent = self.open[-1]
        node = _Node((*parent.path, opening.label.text), opening.label, [piece])
        self._hang(node, parent)
        self.open.append(node)

    def _close_for(self, piece: Span) -> None:
        """Leave clauses that an unlabelled paragraph does not belong to."""
        words = piece.of(self.text)
        if piece.start > self.last_label and self._closes_all(words):
            del self.open[1:]
        while len(self.open) > 2 and self._is_item(self.open[-1], self.open[-2]):
            self.open.pop()

    def _closes_all(self, words: str) -> bool:
        if _CLOSING.match(words):
            return True
        return (
            self.is_reply
            and bool(_OUTLOOK.match(words))
            and not any(_OUTLOOK.match(piece.of(self.text)) for child in self.root.children for piece in child.pieces)
        )

    def _is_item(self, node: _Node, parent: _Node) -> bool:
        """An item of an article, or of a list set in semicolons: a paragraph behind it belongs to the clause above."""
        if node.label is None or parent.label is None or node.label.kind in STATUTE:
            return False
        if parent.label.kind is Kind.ARTICLE or self._under_article():
            return True
        siblings = [child for child in parent.children if child is not node]
        return bool(siblings) and siblings[-1].pieces[-1].of(self.text)[-1] in "；;"

    def _under_article(self) -> bool:
        return any(node.label and node.label.kind is Kind.ARTICLE for node in self.open)

    def _row(self, span: Span, words: str) -> None:
        """A row of a numbered table is a clause of its own; another row is a paragraph of the clause it stands in."""
        parent, before = self.open[-1], self.serials.last
        serial = self.serials.label(words)
        if serial:
            if self.serials.last > before + 1:
                self.warnings.append(f"row {before} is followed by {serial} (offset {span.start})")
            self._hang(_Node((*parent.path, serial), None, [span], row=True), parent)
        elif serial is not None and parent.children and parent.children[-1].row:
            parent.children[-1].pieces.append(span)
        else:
            parent.pieces.append(span)

    def _speak(self, node: _Node) -> None:
        """Make clauses of 一是…二是… in a clause's own paragraphs."""
        for child in node.children:
            self._speak(child)
        pieces, spoken = ([], []) if node.row else cut_spoken(self.text, node.pieces)
        if spoken:
            node.pieces = pieces
            for label, cut in spoken:
                self._hang(_Node((*node.path, label.text), label, [cut]), node)
            node.children.sort(key=lambda child: child.pieces[0])

    def _hang(self, node: _Node, parent: _Node) -> None:
        """Make `node` a child; a path that comes twice is warned of where the second run of numbers begins."""
        twins = [child for child in parent.children if child.path == node.path]
        if twins and parent.children[-1].path not in self.repeated:
            self.warnings.append(f"{'/'.join(node.path)} comes twice (offset {node.pieces[0].start})")
        if twins:
            self.repeated.add(node.path)
        parent.children.append(node)


def _finished(text: str, node: _Node) -> Clause:
    children = tuple(_finished(text, child) for child in node.children)
    pieces = node.pieces
    ends = [span.end for span in pieces] + [child.span.end for child in children]
    has_more = len(pieces) > 1 or bool(children)
    heading, alone = heading_of(text, node.label, pieces[0], has_more=has_more) if node.label else ("", False)
    return Clause(
        path=node.path,
        label=node.label_text(),
        heading=heading,
        span=Span(pieces[0].start, max(ends)),
        paragraphs=tuple(pieces),
        heading_only=alone,
        children=children,
        row=node.row,
    )
