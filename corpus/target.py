"""Targets: the quantities of a notice with what they count and by when, each with the sentence it stands in."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from corpus.counted import counted
from corpus.deadline import Deadline, Due, deadlines_in
from corpus.label import label_at
from corpus.layout import joined
from corpus.notice import Clause, Notice, Passage, Path
from corpus.quantity import Quantity, quantities_in
from corpus.sentence import sentences
from corpus.span import Span
from corpus.unit import Kind

_FULL_STOP = re.compile(r"[。！？!?\n]")
_PART = re.compile(r"[，,；;。：:|\n]")
# Signs over which 未来五年 reaches.
_FAR = 80
_GOES_ON = re.compile(
    r"[，,、；（(和与]{0,2}(?:不?含)?(?:(?:其中)?(?:同比|比上年末?|较上年末?|较去年|比去年|环比|名义|实际|分别|年均|每年))*"
    r"(?:增长|下降|上涨|回落|提高|增加|减少|占比?|高|低|升|降|净增|增|减|上升|提升|回升|增产|减产|增收|减收|涨|跌)*(?:了|为|达到?+|到|至|不低于|不少于|超过)*"
)
# 到2025年 said in a heading or before a list holds for what stands below.
_LEADS = (Due.BY, Due.DURING)


@dataclass(frozen=True, slots=True)
class Target:
    """One quantity of a clause; every span is its place in Notice.text.

    path, heading: of the clause
    paragraph:     the 款 of its article, None where the article has only one
    quantity:      see corpus.quantity
    counted:       what is counted: 特色高水平专业群; None where no words for it were found
    deadline:      None where none is printed; it may stand before the sentence: in a lead-in, or before a semicolon
    sentence:      the sentence or table row that the quantity stands in
    """

    path: Path
    heading: str
    paragraph: int | None
    quantity: Quantity
    counted: Span | None
    deadline: Deadline | None
    sentence: Span


def targets_of(notice: Notice) -> list[Target]:
    """Return the targets of a notice in printed order; its head, signature and the titles of instruments have none."""
    passages = sorted(notice.passages, key=lambda passage: passage.span)
    starts = [passage.span.start for passage in passages]
    found: list[Target] = []
    for clause, lead in _with_lead(notice.text, notice.root):
        for number, span in enumerate(clause.paragraphs):
            printed = _Printed(notice.text, span)
            label = label_at(printed.text, 0) if clause.label and not number and not clause.row else None
            for target in _in_paragraph(printed, label.end if label else 0):
                whole = replace(target, path=clause.path, heading=clause.heading)
                number_of = _paragraph(passages, starts, whole.quantity.span) or clause.paragraph
                found.append(replace(whole, paragraph=number_of, deadline=whole.deadline or lead))
    return sorted(found, key=lambda target: target.quantity.span)


def _paragraph(passages: Sequence[Passage], starts: Sequence[int], span: Span) -> int | None:
    at = bisect_right(starts, span.start) - 1
    return passages[at].paragraph if at >= 0 and passages[at].span.holds(span) else None


def _with_lead(text: str, root: Clause) -> Iterator[tuple[Clause, Deadline | None]]:
    """Yield each clause with the deadline that the words above it set for what stands below."""
    waiting: list[tuple[Clause, Deadline | None]] = [(root, None)]
    while waiting:
        clause, lead = waiting.pop()
        yield clause, lead
        below = (_leading(text, clause) or lead) if clause.children else lead
        waiting += [(child, below) for child in reversed(clause.children)]


def _leading(text: str, clause: Clause) -> Deadline | None:
    """Return the deadline in a heading or in the sentence that leads into a list: 到2025年，实现以下目标：."""
    spans = [*clause.paragraphs[:1]] if clause.heading_only else []
    spans += [span for span in clause.paragraphs[-1:] if text[span.end - 1] in "：:"]
    for span in spans:
        printed = _Printed(text, span)
        begin = max((found.end() for found in _FULL_STOP.finditer(printed.text)), default=0)
        due = [one for one in deadlines_in(printed.text) if one.due in _LEADS and one.span.start >= begin]
        due = [one for one in due if printed.text[one.span.start - 1 : one.span.start] not in tuple("（(")]
        if due:
            return replace(due[-1], span=printed.place(due[-1].span))
    return None


def _in_paragraph(printed: "_Printed", start: int) -> Iterator[Target]:
    """Yield the targets of one paragraph; path and the like are still to be filled in."""
    quantities = quantities_in(printed.text, start)
    if not quantities:
        return
    reading = _Reading(printed.text, quantities, start)
    for at, (quantity, what) in enumerate(zip(quantities, reading.counted(), strict=True)):
        deadline = reading.deadline(at)
        yield Target(
            (),
            "",
            None,
            replace(
                quantity,
                span=printed.place(quantity.span),
                binding=printed.place(quantity.binding) if quantity.binding else None,
            ),
            printed.place(what) if what else None,
            replace(deadline, span=printed.place(deadline.span)) if deadline else None,
            printed.place(reading.sentence(at)),
        )


class _Reading:
    """One paragraph, whose label ends at `start`, with its quantities, deadlines and sentences in printed order."""

    def __init__(self, text: str, quantities: Sequence[Quantity], start: int) -> None:
        self.text, self.quantities, self.start = text, quantities, start
        self.deadlines = deadlines_in(text)
        self._due_ends = [one.span.end for one in self.deadlines]
        self._sentences = [Span(*stretch) for stretch in sentences(text)]
        self._sentence_starts = [span.start for span in self._sentences]
        self._stops = [found.end() for found in _FULL_STOP.finditer(text)]

    def sentence(self, at: int) -> Span:
        """Return the sentence around quantity `at`."""
        span = self.quantities[at].span
        place = bisect_right(self._sentence_starts, span.start) - 1
        own = self._sentences[place] if place >= 0 else span
        return own if own.holds(span) else Span(min(own.start, span.start), max(own.end, span.end))

    def counted(self) -> list[Span | None]:
        """Return what each quantity counts."""
        found: list[Span | None] = []
        for at in range(len(self.quantities)):
            own = self._own_words(at)
            found.append(own or (found[-1] if at and self._goes_on(at) else None))
        for at in range(len(found) - 2, -1, -1):
            if self.quantities[at].span.end == self.quantities[at + 1].span.start:
                found[at] = found[at + 1]  # 17大类百余种专业
        return found

    def _own_words(self, at: int) -> Span | None:
        quantity, sentence = self.quantities[at], self.sentence(at)
        floor, ceiling = max(sentence.start, self.start), sentence.end
        if at:
            floor = max(floor, self.quantities[at - 1].span.end)
        if at + 1 < len(self.quantities):
            after = self.quantities[at + 1]
            ceiling = min(ceiling, after.binding.start if after.binding else after.span.start)
        ceiling = max(ceiling, quantity.span.end)
        place = bisect_right(self._due_ends, quantity.span.start)
        due_end = self._due_ends[place - 1] if place else 0
        # 覆盖率每年提升1个百分点: what is counted may stand before the time.
        behind_due = counted(self.text, quantity, due_end, ceiling) if floor < due_end else None
        return behind_due or counted(self.text, quantity, min(floor, quantity.span.start), ceiling)

    def _goes_on(self, at: int) -> bool:
        """Say whether nothing but 比上年增长 or the like parts a quantity from the one before: 100亿元，增长5%."""
        begin, end = self.quantities[at - 1].span.end, self.quantities[at].span.start
        return self.quantities[at].unit.kind is not Kind.TIME and _GOES_ON.fullmatch(self.text, begin, end) is not None

    def deadline(self, at: int) -> Deadline | None:
        """Return the time of quantity `at`: the last one before it in its full sentence, else one behind it there."""
        span = self.quantities[at].span
        begin, end = self._full_sentence(span)
        place = bisect_right(self._due_ends, span.start)
        for one in reversed(self.deadlines[max(0, place - 4) : place]):
            if one.span.start >= begin and self._reaches(one, span):
                return one
        behind = self.deadlines[place : place + 2]
        due = (one for one in behind if one.due is Due.BY and span.end <= one.span.start and one.span.end <= end)
        return next((one for one in due if not self._quantity_between(at, one)), None)

    def _reaches(self, one: Deadline, span: Span) -> bool:
        """每年 holds for its own part of the sentence, 未来五年 a little farther, a day for all that follows."""
        if one.due is Due.WITHIN:
            near = one.span.end + _FAR > span.start
            return near and self.text.find("；", one.span.end, span.start) < 0
        if one.due is not Due.EVERY:
            return True
        return _PART.search(self.text, one.span.end + 1, span.start) is None

    def _quantity_between(self, at: int, one: Deadline) -> bool:
        """A date behind the next quantity belongs to that."""
        following = self.quantities[at + 1 : at + 2]
        parted = any(q.span.end <= one.span.start for q in following)
        return parted and self.text[one.span.start - 1] not in "，,"

    def _full_sentence(self, span: Span) -> tuple[int, int]:
        place = bisect_right(self._stops, span.start)
        begin = self._stops[place - 1] if place else 0
        return begin, self._stops[place] if place < len(self._stops) else len(self.text)


class _Printed:
    """A paragraph with its broken lines joined, and where its signs stand in Notice.text."""

    def __init__(self, text: str, span: Span) -> None:
        self.text = joined(text, span)
        self._start = span.start
        self._moved = self.text != span.of(text)
        if self._moved:
            self._inked = list(accumulate((not sign.isspace() for sign in self.text), initial=0))
            self._places = [at for at, sign in enumerate(span.of(text)) if not sign.isspace()]

    def place(self, span: Span) -> Span:
        """Return where `span` of `self.text`, which begins and ends with ink, stands in Notice.text."""
        if not self._moved:
            return Span(self._start + span.start, self._start + span.end)
        first, last = self._places[self._inked[span.start]], self._places[self._inked[span.end] - 1]
        return Span(self._start + first, self._start + last + 1)
