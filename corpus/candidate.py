"""Labels that may open clauses: at the start of paragraphs, and inside those that run on."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

from corpus.label import BLANK, CAPTION, SPOKEN, STATUTE, Kind, Label, label_after, label_at, label_of
from corpus.layout import Paragraph, is_row
from corpus.numeral import BRACKETED_DIGITS, CHINESE_BRACKETED_DIGITS, CHINESE_DIGITS, CIRCLED_DIGITS, DOTTED_DIGITS
from corpus.outline import Candidate
from corpus.span import Span

_ENCLOSED = CIRCLED_DIGITS + BRACKETED_DIGITS + CHINESE_BRACKETED_DIGITS + DOTTED_DIGITS
_SIGNS = rf"[第{CHINESE_DIGITS}（({_ENCLOSED}\d]"  # with which labels inside paragraphs begin
# Several on a line, and a heading that runs into its first clause where line breaks were lost: 一、原则 （一）坚持….
_BEHIND_A_BLANK = re.compile(rf"{BLANK}(?<=\S{BLANK}){BLANK}*(?={_SIGNS})")
_AFTER_A_SENTENCE = re.compile(rf"[。；：;:！？][”’」』）)]?{BLANK}*(?={_SIGNS})")
# In a text without line breaks a heading runs into the next: 第一章　总　则第一条 为了…; the blank behind tells it
# from a reference.
_RUN_INTO = re.compile(
    rf"第[{CHINESE_DIGITS}]{{1,9}}(?:分编|[编章节条])(?={BLANK})|(?<=[总附罚]则)第[{CHINESE_DIGITS}]{{1,9}}条"
)
# Where one of the above can match: a search of the whole part for these few signs spares most paragraphs all of them.
_PERHAPS_INSIDE = re.compile(rf"[。；：;:！？”’」』）)则 \t\u3000\u00a0\u2000-\u200b\u202f\ufeff](?={_SIGNS})")
_PERHAPS_A_UNIT = re.compile(rf"第[{CHINESE_DIGITS}]{{1,9}}(?:分编|[编章节条])(?={BLANK})")
_NOTE = re.compile(rf"(?:备?注|注释|说明){BLANK}*[:：]{BLANK}*(?=\d|[（({CIRCLED_DIGITS}])")
_ONE = re.compile(r"[（(]一[）)]")
_RAN_INTO = re.compile(r"[\u4e00-\u9fff”]")
_CIRCLE = re.compile(f"[{CIRCLED_DIGITS}]")
# Text without line breaks: in paragraphs longer than this, labels may run into what stands before.
_RUN_ON = 400
# Lists that may stand inside paragraphs, in short ones only such as begin with 1 and have a second member.
_OPENS_NONE = SPOKEN | CAPTION
_RUN_ON_KINDS = STATUTE | {Kind.COMMA, Kind.BRACKET}
_LISTED = frozenset({Kind.COMMA, Kind.BRACKET, Kind.DOT, Kind.DIGIT_BRACKET, Kind.HALF_BRACKET, Kind.CIRCLE})
# `1　总则` is a label only in a text that also counts 1.1, 1.2 …
# What an amendment inserts stands in quotation marks, often over several lines: its labels are not the amendment's own.
_QUOTATION = re.compile(r"“[^“”]{0,3000}”")
_BARE = re.compile(rf"(?P<n>\d{{1,2}}){BLANK}+(?=[\u4e00-\u9fff])")
_FEWEST_DECIMALS = 3
# `01综合` on a line of its own is a label in a text that counts 01, 02, 03 …
_PADDED = re.compile(rf"(?P<n>0[1-9]|[1-9]\d){BLANK}*(?=[\u4e00-\u9fff])(?![^\n]*[。；，])")
_FIGURES = frozenset("0123456789")  # with which those begin
_LONGEST_PADDED = 30
_FEWEST_LISTED = 3
# 第五十二条 宪法第三章增加一节，作为第七节；增加五条：
_AMENDING = frozenset({Kind.ARTICLE, Kind.COMMA})
_INSERTS = re.compile(r"(?:增加|增设|修改为|改为|作为).*[：:]$")
_INSERTED_NEAR = 80
_FIGURED = re.compile(r"(?P<n>\d{1,2})[.．](?=\d)")
_PADDED_RUN = {"01", "02", "03"}


def candidates_in(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Candidate]:
    """Yield every label that may open a clause, in printed order; rows of tables have none."""
    starts = _without_lone(text, [label_at(text, paragraph.span.start) for paragraph in paragraphs])
    unmarked = _unmarked(text, paragraphs, starts)
    figured = _before_figures(text, paragraphs, starts)
    quoted = _quotations(text, paragraphs)
    marked = _marked(text, paragraphs)
    amended = _Amended()
    for place, paragraph in enumerate(paragraphs):
        span, first = paragraph.span, starts[place]
        if text[span.start] == "|" and is_row(span.of(text)):
            continue
        if first and amended.holds(first, text, span):
            continue
        first = first or figured.get(place) or (unmarked(text, span) if unmarked else None)
        if not first and place not in marked:
            continue  # as most paragraphs without a label
        for candidate in _in_paragraph(text, span, first, is_marked=place in marked):
            if not quoted or not _holds(quoted, candidate.label.start):
                yield candidate


def _in_paragraph(text: str, span: Span, first: Label | None, *, is_marked: bool) -> Sequence[Candidate]:
    """Return the candidates of a paragraph that begins with `first`; inside it only where labels may stand."""
    inside = _inside(text, span, first) if is_marked or (first and first.kind is Kind.CIRCLE) else []
    if not inside:
        return [Candidate(first, False)] if first and first.kind not in _OPENS_NONE else []
    if _is_contents([first, *inside]):
        return []
    found: dict[int, Candidate] = {}
    for label in [first, *inside] if first else inside:
        if label.kind not in _OPENS_NONE:
            found.setdefault(label.start, Candidate(label, label is not first))
    return list(found.values())


def _marked(text: str, paragraphs: Sequence[Paragraph]) -> set[int]:
    """Return the places of the paragraphs inside which labels may stand."""
    if not paragraphs:
        return set()
    starts, end = [paragraph.span.start for paragraph in paragraphs], paragraphs[-1].span.end
    marks = [found.end() for found in _PERHAPS_INSIDE.finditer(text, starts[0], end)]
    marks += [found.start() for found in _PERHAPS_A_UNIT.finditer(text, starts[0], end)]
    begins = set(starts)
    return {bisect_left(starts, mark) - 1 for mark in marks if mark not in begins}


def _without_lone(text: str, starts: list[Label | None]) -> list[Label | None]:
    """Leave out what has only a blank for a mark, 一　甲, where it stands alone in the part."""
    bare = [place for place, label in enumerate(starts) if label and text[label.end - 1].isspace()]
    return [*starts[: bare[0]], None, *starts[bare[0] + 1 :]] if len(bare) == 1 else starts


class _Amended:
    """What an article that amends another law inserts without quotation marks: its labels open nothing."""

    def __init__(self) -> None:
        self.own: Label | None = None
        self.inserting = False

    def holds(self, label: Label, text: str, span: Span) -> bool:
        """Say whether the next paragraph with a label, at its start, is inserted text and opens no clause."""
        own = self.own
        if self.inserting and own and label.kind in STATUTE:
            self.inserting = label.kind is not own.kind or label.ordinal[0] != own.ordinal[0] + 1
            if self.inserting:
                return True
        if label.kind in _AMENDING:
            self.own = label
            self.inserting = text[span.end - 1] in "：:" and self._inserts(text, span)
        return False

    def _inserts(self, text: str, span: Span) -> bool:
        near = max(span.start, span.end - _INSERTED_NEAR)
        return _INSERTS.search(text, near, span.end) is not None


def _unmarked(
    text: str, paragraphs: Sequence[Paragraph], starts: Sequence[Label | None]
) -> Callable[[str, Span], Label | None] | None:
    """Return what reads a number without a mark behind it, None where the text does not count with such numbers."""
    figures = [paragraph.span for paragraph in paragraphs if text[paragraph.span.start] in _FIGURES]
    if {label.text for span in figures if (label := _padded(text, span))} >= _PADDED_RUN:
        return _padded
    decimals = [label for label in starts if label and label.kind is Kind.DECIMAL]
    return _bare if len(decimals) >= _FEWEST_DECIMALS else None


def _before_figures(text: str, paragraphs: Sequence[Paragraph], starts: Sequence[Label | None]) -> dict[int, Label]:
    """Return the labels of lists whose items begin with figures, 1.3人户…⏎2.2人户…, by the paragraph's place."""
    labels: dict[int, Label] = {}
    run: dict[int, Label] = {}
    if not any(text[paragraph.span.start].isdecimal() for paragraph in paragraphs):
        return labels
    for place, paragraph in enumerate(paragraphs):
        start = paragraph.span.start
        is_figure = text[start].isdecimal() and not starts[place]
        found = _FIGURED.match(text, start, paragraph.span.end) if is_figure else None
        if not found or int(found["n"]) != len(run) + 1:
            run = {}
        if found and int(found["n"]) == len(run) + 1:
            run[place] = label_of(Kind.DOT, (len(run) + 1,), found, found["n"])
            labels |= run if len(run) == _FEWEST_LISTED else {}
            labels |= {place: run[place]} if len(run) > _FEWEST_LISTED else {}
    return labels


def _quotations(text: str, paragraphs: Sequence[Paragraph]) -> list[tuple[int, int]]:
    """Return where quotations begin and end, in printed order."""
    if not paragraphs:
        return []
    found = _QUOTATION.finditer(text, paragraphs[0].span.start, paragraphs[-1].span.end)
    return [quotation.span() for quotation in found]


def _holds(quotations: Sequence[tuple[int, int]], place: int) -> bool:
    before = bisect_right(quotations, (place, 0)) - 1
    return before >= 0 and place < quotations[before][1]


def _is_contents(labels: Sequence[Label | None]) -> bool:
    """Say whether a paragraph only lists chapters: 第一章 总则 第二章 范围 第三章 附则."""
    kinds = [label.kind for label in labels if label]
    return len(kinds) >= _FEWEST_LISTED and len(set(kinds)) == 1 and kinds[0] in STATUTE - {Kind.ARTICLE}


def _inside(text: str, span: Span, first: Label | None) -> list[Label]:
    """Return labels inside a paragraph: 第一章　总则　　第一条 on one line, 甲：（1）…；（2）…, or run together."""
    blanks = {found.end() for found in _BEHIND_A_BLANK.finditer(text, span.start, span.end)}
    note = _NOTE.match(text, span.start, span.end)
    blanks |= {note.end()} if note else set()
    places = blanks | {found.end() for found in _AFTER_A_SENTENCE.finditer(text, span.start, span.end)}
    if len(span) > _RUN_ON or (first and first.kind in STATUTE):
        places |= {found.start() for found in _RUN_INTO.finditer(text, span.start, span.end)}
    if first and first.kind is Kind.CIRCLE:
        places |= {found.start() for found in _CIRCLE.finditer(text, span.start, span.end)}
    if not places:
        return []
    found = [label_after(text, place, span.end) for place in sorted(places) if place > span.start]
    labels = [label for label in found if label and label.start > span.start]
    labels = sorted([*_first_of(text, span, labels), *labels], key=lambda label: label.start)
    listed = _members([first, *labels] if first else labels)
    usual = _RUN_ON_KINDS if len(span) > _RUN_ON else STATUTE
    return [
        label
        for label in labels
        if label.kind in usual or label.start in listed or (label.start in blanks and label.kind in _LISTED)
    ]


def _first_of(text: str, span: Span, labels: Sequence[Label]) -> list[Label]:
    """Return the （一） that runs into the heading before it, 三、时间（一）甲。（二）乙。, if it stands there once."""
    second = next((label for label in labels if label.kind is Kind.BRACKET), None)
    if second is None or second.ordinal != (2,):
        return []
    places = [found.start() for found in _ONE.finditer(text, span.start, second.start)]
    is_plain = len(places) == 1 and places[0] > span.start and _RAN_INTO.match(text, places[0] - 1)
    first = label_at(text, places[0]) if is_plain else None
    return [first] if first else []


def _members(labels: Sequence[Label]) -> set[int]:
    """Return where the members of lists stand that begin with 1 and have a second member, in one paragraph."""
    runs: dict[int, list[Label]] = {}
    listed: set[int] = set()
    for label in labels:
        run = runs.get(label.family, [])
        if label.kind in _LISTED and label.ordinal == (1,):
            runs[label.family] = [label]
        elif run and label.ordinal[0] == run[-1].ordinal[0] + 1:
            run.append(label)
            listed |= {run[0].start, label.start}
    return listed


def _bare(text: str, span: Span) -> Label | None:
    found = _BARE.match(text, span.start, span.end)
    return _plain(found) if found else None


def _padded(text: str, span: Span) -> Label | None:
    found = _PADDED.match(text, span.start, span.end) if len(span) <= _LONGEST_PADDED else None
    return _plain(found) if found else None


def _plain(found: re.Match[str]) -> Label:
    return label_of(Kind.DECIMAL, (int(found["n"]),), found, found["n"])
