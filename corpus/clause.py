"""The clause tree of one part: its paragraphs cut at the labels that open clauses."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.heading import LONGEST_HEADING
from corpus.label import CAPTION, MARKDOWN, STATUTE, Kind, Label, label_at
from corpus.layout import Paragraph, is_row
from corpus.node import Node, finished
from corpus.notice import Clause, Path
from corpus.opened import Opened
from corpus.outline import Opening
from corpus.span import Span, stripped
from corpus.spoken import cut_spoken, has_spoken
from corpus.table import Serials, numbered_cells

# A paragraph that closes the whole notice, whatever clause it follows.
_CLOSING = re.compile(r"特此|专此|此[复函]|以上(?:答复|意见|报告|请示)|感谢您|衷心感谢|妥否|当否|请予?审议")
_IN_FORCE = re.compile(r"本(?:通知|意见|通告|公告|方案|办法|规定|细则|措施|决定)自[^。]{1,30}起(?:施行|执行|实施|生效)")
# A speech turns to its hearers: what was listed before is over.
_ADDRESS = re.compile(r"(?:各位(?:代表|委员|同志|领导)|同志们)[！!，,]")
_SENTENCE_SIGNS = frozenset("。；：，！？、|;:,")
_SENTENCE_END = re.compile(r"。[”’」』）)]*")
# What may stand between the caption of a table and its end.
_TABLE_NOTE = re.compile(r"注|备注|说明|资料来源|数据来源|单位")
_LONGEST_TABLE_NOTE = 30
# As far as a list is looked back on: 九十九 items.
_MOST_ITEMS = 99
_OUTLOOK = re.compile(r"下一步|下步|今后|接下来")


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
    clauses = tuple(finished(text, node) for node in growth.root.children)
    return Tree(tuple(growth.root.pieces), clauses, tuple(growth.warnings))


class _Growth:
    """One pass over the paragraphs of one part."""

    def __init__(self, text: str, paragraphs: Sequence[Paragraph], prefix: Path, is_reply: bool) -> None:
        self.text, self.paragraphs, self.is_reply = text, paragraphs, is_reply
        self.root = Node(prefix, None)
        self.open: list[Node] = [self.root]
        self.opened = Opened(text, paragraphs)
        self.warnings = [
            f"{opening.doubt} (offset {opening.label.start})" for opening in self.opened.openings if opening.doubt
        ]
        self.repeated: set[Path] = set()
        self.hung: set[tuple[int, str]] = set()  # the parent's id, and the label
        # Most parts have no row: what tables need is not asked there.
        self.rows = {one.span.start for one in paragraphs if text[one.span.start] == "|" and is_row(one.span.of(text))}
        self.serials = Serials(numbered_cells(one.span.of(text) for one in paragraphs) if self.rows else {})
        self.has_root_heading = False
        self.box_parent: Kind | None = None

    def run(self) -> None:
        rows = self.rows
        for paragraph in self.paragraphs:
            span = paragraph.span
            if rows and span.start in rows:
                self._row(span, span.of(self.text))
                continue
            if rows:
                self.serials.leave()
            starts = self.opened.inside(span) if self.opened.has_inside else ()
            if not starts:
                self._piece(span, inline=False)
            else:
                for piece in self._cut(span, starts):
                    self._piece(piece, inline=piece.start > span.start)
        if has_spoken(self.text, self.paragraphs):
            self._speak(self.root)

    def _cut(self, span: Span, inside: Sequence[int]) -> Iterator[Span]:
        """Yield the stretches of a paragraph between the labels that open clauses inside it."""
        starts = [self._line_start(start, span.start) for start in inside]
        signs = [span.start, *starts, span.end]
        for start, end in zip(signs, signs[1:], strict=False):
            piece = stripped(self.text, start, end) if start < end else None
            if piece:
                yield piece

    def _line_start(self, start: int, least: int) -> int:
        while start > least and self.text[start - 1] in "#*> \t":
            start -= 1
        return start

    def _piece(self, piece: Span, *, inline: bool) -> None:
        sign = self.text[piece.start]
        opening = self.opened.by_start.get(piece.start if sign not in "#>*_" else self._behind_signs(piece))
        if opening:
            self._open_clause(opening, piece, inline=inline)
            return
        caption = label_at(self.text, piece.start) if sign in "表专" else None
        if caption and caption.kind in CAPTION and "。" not in piece.of(self.text):
            self._open_caption(caption, piece)
            return
        self._close_for(piece)
        self.open[-1].pieces.append(piece)

    def _open_caption(self, label: Label, piece: Span) -> None:
        """A box or a table stands under the nearest article or headed clause, of a kind as the one before, and holds
        what follows.
        """
        kinds = [node.label.kind for node in self.open if node.label]
        while len(self.open) > 1 and not self._may_hold(self.open[-1], self.box_parent in kinds):
            self.open.pop()
        self.box_parent = self.open[-1].label.kind if self.open[-1].label else None
        node = Node((*self.open[-1].path, label.text), label, [piece], depth=self.open[-1].depth + 1)
        self._hang(node, self.open[-1])
        self.open.append(node)

    def _may_hold(self, node: Node, as_before: bool) -> bool:
        if node.label is None or node.label.kind in CAPTION:
            return False
        if as_before:
            return node.label.kind is self.box_parent
        words = node.pieces[0].of(self.text).rstrip("。：:")
        return node.label.kind in STATUTE or (
            len(words) <= LONGEST_HEADING and not any(sign in words for sign in "。；，")
        )

    def _behind_signs(self, piece: Span) -> int:
        """Return where the piece's words begin behind Markdown signs."""
        signs = MARKDOWN.match(self.text, piece.start)
        return signs.end() if signs else piece.start

    def _open_clause(self, opening: Opening, piece: Span, *, inline: bool) -> None:
        depth, label = opening.depth, opening.label
        while self.open[-1].depth >= depth:
            self.open.pop()
        parent = self.open[-1]
        end = self._item_end(parent, opening, piece) if inline else piece.end
        words = piece if end == piece.end else Span(piece.start, end)
        node = Node((*parent.path, label.text), label, [words], [], False, inline, depth)
        self._hang(node, parent)
        self.open.append(node)
        tail = stripped(self.text, end, piece.end) if end < piece.end else None
        if tail:
            self.open.pop()
            parent.pieces.append(tail)

    def _item_end(self, parent: Node, opening: Opening, piece: Span) -> int:
        """Return where the last item of a list inside a paragraph ends: （一）甲；（二）乙。Then more."""
        items = parent.children[-_MOST_ITEMS:]
        before = [child for child in items if child.label and child.label.family == opening.label.family]
        is_listed = bool(before) and all(child.pieces[-1].of(self.text)[-1] in "；;" for child in before)
        if not is_listed or opening.label.kind in STATUTE or self.opened.list_goes_on(opening):
            return piece.end
        found = _SENTENCE_END.search(self.text, piece.start, piece.end)
        return found.end() if found else piece.end

    def _close_for(self, piece: Span) -> None:
        """Leave clauses that an unlabelled paragraph does not belong to."""
        words = piece.of(self.text)
        if piece.start == self.opened.notes or (piece.start > self.opened.last and self._closes_all(words)):
            del self.open[1:]
        if words[0] in "各同" and _ADDRESS.match(words):
            del self.open[2:]
        if self._is_root_heading(piece, words):
            del self.open[1:]
        top = self.open[-1].label
        if top and top.kind is Kind.TABLE and not _TABLE_NOTE.match(words) and len(words) > _LONGEST_TABLE_NOTE:
            self.open.pop()
        while len(self.open) > 1 and self._is_left(self.open[-1], self.open[-2], words):
            self.open.pop()

    def _is_root_heading(self, piece: Span, words: str) -> bool:
        """Say whether a heading without a number stands at the root, as one stood before the first number.

        It ends the clauses above where no number goes on behind it.
        """
        if not _is_heading(words) or piece.end >= self.paragraphs[-1].span.end:
            return False
        if len(self.open) == 1:
            self.has_root_heading |= not self.root.children
            return False
        return self.has_root_heading and self.opened.starts_anew(piece.start)

    def _closes_all(self, words: str) -> bool:
        if _CLOSING.match(words) or (_IN_FORCE.match(words) and self._is_said()):
            return True
        return (
            self.is_reply
            and bool(_OUTLOOK.match(words))
            and not any(_OUTLOOK.match(piece.of(self.text)) for child in self.root.children for piece in child.pieces)
        )

    def _is_said(self) -> bool:
        """The clause above is no article, whose 款 would follow, and no heading that waits for its words."""
        above = self.open[-1].pieces
        return bool(above) and above[-1].of(self.text)[-1] in "。；;" and not self._under_article()

    def _is_left(self, node: Node, parent: Node, words: str) -> bool:
        """Say whether an unlabelled paragraph stands behind the list of `node`, not inside one of its items."""
        opening = self.opened.by_start.get(node.label.start) if node.label else None
        if opening and (self.opened.holds_next(opening, words) or self._leads_on(node, parent)):
            return False
        is_inside = node.inline and node.label is not None and node.label.kind not in STATUTE | {Kind.COMMA}
        return is_inside or (len(self.open) > 2 and self._is_item(node, parent))

    def _leads_on(self, node: Node, parent: Node) -> bool:
        """The last item has paragraphs of its own as the items before it have, or leads into them: 应满足下列条件：."""
        last = node.pieces[-1].of(self.text)
        if last[-1] in "：:":
            return True
        if len(node.pieces) > 1:
            return last[-1] in "；;，,"
        siblings = (child for child in parent.children[: -_MOST_ITEMS - 1 : -1] if child is not node and not child.row)
        before = next(siblings, None)
        return before is not None and len(before.pieces) > 1

    def _is_item(self, node: Node, parent: Node) -> bool:
        """An item of an article, or of a list set in semicolons: a paragraph behind it belongs to the clause above."""
        if node.label is None or parent.label is None or node.label.kind in STATUTE:
            return False
        if parent.label.kind is Kind.ARTICLE or self._under_article():
            return True
        before = next((child for child in parent.children[:-3:-1] if child is not node), None)
        return before is not None and before.pieces[-1].of(self.text)[-1] in "；;"

    def _under_article(self) -> bool:
        return any(node.label and node.label.kind is Kind.ARTICLE for node in self.open)

    def _row(self, span: Span, words: str) -> None:
        """A row of a numbered table is a clause of its own; another row is a paragraph of the clause it stands in."""
        parent, before = self.open[-1], self.serials.last
        serial = self.serials.label(words)
        if serial:
            if self.serials.last > before + 1:
                self.warnings.append(f"row {before} is followed by {serial} (offset {span.start})")
            self._hang(Node((*parent.path, serial), None, [span], row=True), parent)
        elif serial is not None and parent.children and parent.children[-1].row:
            parent.children[-1].pieces.append(span)
        else:
            parent.pieces.append(span)

    def _speak(self, node: Node) -> None:
        """Make clauses of 一是…二是… in a clause's own paragraphs."""
        for child in node.children:
            self._speak(child)
        pieces, spoken = ([], []) if node.row else cut_spoken(self.text, node.pieces)
        if spoken:
            node.pieces = pieces
            parent = node
            for depth, label, cut in spoken:
                above = parent if depth else node
                self._hang(Node((*above.path, label.text), label, [cut]), above)
                parent = parent if depth else above.children[-1]
            node.children.sort(key=lambda child: child.pieces[0])

    def _hang(self, node: Node, parent: Node) -> None:
        """Make `node` a child; a path that comes twice is warned of where the second run of numbers begins."""
        place = (id(parent), node.path[-1])
        if place in self.hung:
            if parent.children[-1].path not in self.repeated:
                self.warnings.append(f"{'/'.join(node.path)} comes twice (offset {node.pieces[0].start})")
            self.repeated.add(node.path)
        else:
            self.hung.add(place)
        parent.children.append(node)


def _is_heading(words: str) -> bool:
    """Say whether a line is only a heading: short, and without any mark of a sentence."""
    return 4 <= len(words) <= LONGEST_HEADING and _SENTENCE_SIGNS.isdisjoint(words)
