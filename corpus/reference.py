"""What a notice refers to: other documents, 《…》 with or without a number, and clauses of its own or of others."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import NamedTuple

from corpus.address import Addresses, scope_of
from corpus.instrument import folded
from corpus.notice import Clause, Path, Reference
from corpus.number import Number, numbers_in
from corpus.pointer import Pointer, pointers_in
from corpus.span import Span
from corpus.title import title_words

_TITLE = re.compile(r"《((?:[^《》]|《[^《》]*》){2,120})》")
_BETWEEN = re.compile(r"\s*[（(〔\[]?\s*")
_BEHIND = re.compile(r"\s*[)）]")
_SHORT = re.compile(
    r"[^（()）。；\n《》]{0,40}?[（(，,、；;]?[^（()）。；\n《》]{0,60}?(?:以下|下文|下|(?<=[（(，,]))(?:统称|简称|称)(?:为)?"
    r"\s*[:：]?\s*[“\"《〈]{1,2}(?P<marked>[^“”\"《》〈〉）)]{1,30})[”\"》〉]{1,2}"
    r"|\s*[（(，,]\s*以下(?:统称|简称|称)(?:为)?(?P<bare>[^”\"》〉）)，,。]{1,30})[)）]"
)
# The same right behind the document: what is named further on, 企业（以下简称“公司”）, is something else.
_NAME = re.compile(
    r"\s*(?:[（(][^（()）。；\n《》]{0,60}?|[，,、]?\s*)(?:以下|下文|下|(?<=[（(，,]))(?:简称|称)(?:为)?"
    r"\s*[:：]?\s*[“\"《〈]{0,2}(?P<name>[^“”\"《》〈〉）)，,。]{2,30})[”\"》〉）)]"
)
# A law named without 《》: 依照刑法第二百条.
_LAW = re.compile(
    r".*(?:依照|依据|根据|按照|遵守|违反|适用|符合|触犯|构成|执行|和|与|、|，|及)(?P<name>[\u4e00-\u9fff]{1,20}?(?:法|条例))$"
)
_LAW_ENDS = ("法", "条例")
_NAMES_ANOTHER = re.compile(
    r"(?:法|条例|规定|办法|细则|规则|规程|决定|解释|准则|公约|协定|章程|通知|意见|方案|合同|协议)(?:中|的)?$"
)
_RIGHT_BEFORE = re.compile(r"\s*(?:[（(][^（()）]{0,60}[)）])?\s*(?:中|的)?\s*")
_SENTENCE_ENDS = "。；;\n"
_PLACE = attrgetter("span.start", "span.end")  # of a reference: a pair sorts many times faster than a span
_CITES = re.compile(
    r"\s*(?:的|所|中|规定|之|至|和|以|及|情形|要求|执行|办理|追究|给予|处|项|等|[、，,；;。）)》”：:]|$)"
)


def references_in(text: str, own_number: str | None, own_titles: set[str], root: Clause) -> tuple[Reference, ...]:
    """Return what the text refers to in printed order; its own number and titles alone are no references.

    own_titles: of the notice and of what it issues, folded as `instrument.folded` does
    root:       the notice's clause tree, in which its own clauses are looked up
    """
    documents = [replace(d, own=True) if _is_own(d, own_number, own_titles) else d for d in documents_in(text)]
    documents = with_full_titles(text, documents)
    clauses = _Clauses(text, documents, Addresses(root))
    found = clauses.references()
    others = (d for d in documents if not d.own and d.span.start not in clauses.continued)
    return tuple(sorted([*others, *found], key=_PLACE))


def documents_in(text: str) -> list[Reference]:
    """Return the documents that the text names, its own among them, in printed order."""
    numbers = numbers_in(text)
    by_start = {number.span.start: number for number in numbers}
    titled = [_titled(text, found, by_start) for found in _TITLE.finditer(text)]
    starts = [reference.span.start for reference in titled]
    bare = [Reference(None, n.usual, n.span) for n in numbers if not _is_inside(n.span, titled, starts)]
    return sorted([*titled, *bare], key=_PLACE)


def _is_inside(span: Span, titled: Sequence[Reference], starts: Sequence[int]) -> bool:
    at = bisect_right(starts, span.end - 1) - 1
    return at >= 0 and titled[at].span.end > span.start


def _is_own(reference: Reference, own_number: str | None, own_titles: set[str]) -> bool:
    if reference.number is not None:
        return reference.number == own_number
    return reference.title is not None and folded(reference.title) in own_titles


def _titled(text: str, found: re.Match[str], by_start: dict[int, Number]) -> Reference:
    """Take the number that follows the title in brackets or directly, if there is one."""
    title = title_words(found[1])
    gap = _BETWEEN.match(text, found.end())
    following = by_start.get(gap.end() if gap else found.end())
    if following is None:
        return Reference(title, None, Span(found.start(), found.end()))
    close = _BEHIND.match(text, following.span.end)
    return Reference(title, following.usual, Span(found.start(), close.end() if close else following.span.end))


def with_full_titles(text: str, documents: Sequence[Reference]) -> list[Reference]:
    """Give each short name the title that the notice defined it for before: （以下简称《海关法》）."""
    known: dict[str, Reference | None] = {}
    full: list[Reference] = []
    defining = 0
    for document in documents:
        if document.span.start < defining:
            continue  # （以下简称《海关法》）only gives the name
        meant = known.get(folded(document.title)) if document.title and document.number is None else None
        full.append(replace(document, full=meant.title, number=meant.number, own=meant.own) if meant else document)
        defined = _SHORT.match(text, document.span.end)
        if defined and document.title:
            given = meant or document
            held = known.setdefault(folded(defined["marked"] or defined["bare"]), given)
            if held and (held.title, held.number) != (given.title, given.number):
                known[folded(defined["marked"] or defined["bare"])] = None  # one name for two: nobody's
            defining = defined.end()
    return full


class Named(NamedTuple):
    """A short name that a text gives a document, without title marks, and the offset where it is given."""

    name: str
    document: Reference
    at: int


def names_given(text: str, documents: Sequence[Reference]) -> list[Named]:
    """Return the short names that a text defines for documents: （以下简称“职教法”）."""
    defined = ((document, _NAME.match(text, document.span.end)) for document in documents if document.title)
    return [Named(found["name"], document, found.end()) for document, found in defined if found]


class _Clauses:
    """One pass over the words that point to clauses.

    continued: where the documents begin whose reference goes on with clauses
    """

    def __init__(self, text: str, documents: Sequence[Reference], addresses: Addresses) -> None:
        self.text, self.documents, self.addresses = text, documents, addresses
        self.ends = [document.span.end for document in documents]
        self.continued: set[int] = set()

    def references(self) -> list[Reference]:
        pointers = pointers_in(self.text, self.addresses.opened)
        return [reference for pointer in pointers for reference in self._read(pointer)]

    def _read(self, pointer: Pointer) -> Iterator[Reference]:
        document = self._document_before(pointer)
        if document is not None and not document.own:
            self.continued.add(document.span.start)
            yield replace(document, span=Span(document.span.start, pointer.span.end), paths=pointer.targets)
        elif pointer.kind == "same":
            meant = self._last_document(pointer.span.start)
            if meant is not None:
                yield replace(meant, span=pointer.span, paths=pointer.targets)
        elif pointer.kind != "bare" or document is not None:
            yield from self._own(pointer)
        elif _CITES.match(self.text, pointer.span.end) and pointer.targets[0][0].endswith("条"):
            yield from self._bare(pointer)

    def _document_before(self, pointer: Pointer) -> Reference | None:
        """Return the document that stands right before: 《职业教育法》第三十三条."""
        at = bisect_right(self.ends, pointer.span.start) - 1
        if pointer.kind != "bare" or at < 0:
            return None
        is_right_before = _RIGHT_BEFORE.fullmatch(self.text, self.ends[at], pointer.span.start)
        return self.documents[at] if is_right_before else None

    def _last_document(self, offset: int) -> Reference | None:
        """Return what 同法 speaks of: the document named last, in the same paragraph."""
        at = bisect_right(self.ends, offset) - 1
        near = at >= 0 and self.text.find("\n", self.ends[at], offset) < 0
        return self.documents[at] if near and not self.documents[at].own else None

    def _bare(self, pointer: Pointer) -> Iterator[Reference]:
        """第八条 alone is of this notice, unless a law without 《》 stands before it or another is spoken of."""
        start, end = pointer.span.start, pointer.span.end
        before = self._sentence_before(start)
        law = _LAW.match(before) if before.endswith(_LAW_ENDS) else None
        if law:
            yield Reference(law["name"], None, Span(start - len(law["name"]), end), pointer.targets)
        elif _NAMES_ANOTHER.search(before) or self._names_others(start - len(before), start):
            yield Reference(None, None, pointer.span, pointer.targets)
        else:
            yield from self._own(pointer)

    def _sentence_before(self, offset: int) -> str:
        """Return the words of the sentence that stand before an offset, 200 signs at most."""
        least = max(0, offset - 200)
        ends = (self.text.rfind(sign, least, offset) + 1 for sign in _SENTENCE_ENDS)
        return self.text[max(least, *ends) : offset]

    def _names_others(self, start: int, end: int) -> bool:
        first = bisect_right(self.ends, start)
        return any(not d.own for d in self.documents[first : bisect_right(self.ends, end)])

    def _own(self, pointer: Pointer) -> Iterator[Reference]:
        paths = self._own_paths(pointer)
        if paths:
            yield Reference(None, None, pointer.span, tuple(dict.fromkeys(paths)), own=True)

    def _own_paths(self, pointer: Pointer) -> list[Path]:
        around = self.addresses.around(pointer.span.start)
        scope = scope_of(around.path) if around else ""
        if pointer.kind == "relative":
            return self._relative(pointer, around, scope)
        paths: list[Path] = []
        for target in pointer.targets:
            path = self.addresses.find(target, scope)
            paths += [path] if path else []
            for first, last in pointer.ranges:
                paths += self.addresses.between(first, last, scope) if first == target[0] else []
        return paths

    def _relative(self, pointer: Pointer, around: Clause | None, scope: str) -> list[Path]:
        """前款 and 本条 are the article they stand in; 前条 the one before it; 前项 the item before."""
        unit = {"款": "条"}.get(pointer.what, pointer.what)
        held = self.addresses.above(around, unit)
        if held is None:
            return []
        steps = pointer.count if pointer.what in ("条", "项") else 0
        meant = self.addresses.before(held, steps) if steps else [held]
        if not pointer.targets:
            return [clause.path for clause in meant]
        found = [self.addresses.find(target, scope, clause) for clause in meant[-1:] for target in pointer.targets]
        return [path for path in found if path]
