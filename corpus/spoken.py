"""Enumerations inside paragraphs: 一是…二是…三是…, 首先…其次…"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.label import SPOKEN, Kind, Label, label_after
from corpus.layout import Paragraph
from corpus.span import Span, stripped

_PLACE = re.compile(
    r"(?:(?<=[。；：，,;:！？、])|(?<=\A))[ \t\u3000]*(?=[一二三四五六七八九十]+是|首先|其次|再次|最后)"
)

_MOST_OPEN = 3
_FIRST = ("一是", "首先")  # every run begins with one of them


@dataclass(slots=True)
class _Run:
    labels: list[Label]
    depth: int = 0

    def goes_on_with(self, label: Label, *, is_latest: bool) -> bool:
        """Say whether `label` is next; 最后 may follow 首先 where nothing stands between."""
        last = self.labels[-1]
        rises = last.kind is label.kind and last.ordinal[0] < label.ordinal[0]
        is_next = label.ordinal[0] == last.ordinal[0] + 1
        return rises and (is_next or (is_latest and label.kind is Kind.FIRSTLY))


class Spoken(NamedTuple):
    """A member of a run.

    depth: 0, or 1 inside a member of another run: 二是甲：一是乙；二是丙。三是丁
    """

    depth: int
    label: Label
    span: Span


def has_spoken(text: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Say whether a run may stand anywhere in a part; in most parts none does."""
    start, end = (paragraphs[0].span.start, paragraphs[-1].span.end) if paragraphs else (0, 0)
    return any(text.find(first, start, end) >= 0 for first in _FIRST)


def cut_spoken(text: str, paragraphs: Sequence[Span]) -> tuple[list[Span], list[Spoken]]:
    """Cut a clause's own paragraphs at 一是, 二是 …: return what stands before them, and each member.

    Only runs count that begin with 一是 and have a second member.
    """
    if not any(text.find(first, span.start, span.end) >= 0 for span in paragraphs for first in _FIRST):
        return list(paragraphs), []
    starts = _whole_runs([label for span in paragraphs for label in _labels_in(text, span)])
    places = [label.start for _, label in starts]
    rest: list[Span] = []
    cuts: list[Spoken] = []
    for span in paragraphs:
        inside = starts[bisect_left(places, span.start) : bisect_left(places, span.end)]
        before = stripped(text, span.start, inside[0][1].start if inside else span.end)
        rest += [before] if before else []
        ends = [*(label.start for _, label in inside[1:]), span.end]
        for (depth, label), end in zip(inside, ends, strict=bool(inside)):
            cut = stripped(text, label.start, end)
            cuts += [Spoken(depth, label, cut)] if cut else []
    return rest, cuts


def _labels_in(text: str, span: Span) -> Iterator[Label]:
    for found in _PLACE.finditer(text, span.start, span.end):
        label = label_after(text, found.end(), span.end)
        if label and label.kind in SPOKEN:
            yield label
    label = label_after(text, span.start, span.end)
    if label and label.kind in SPOKEN:
        yield label


def _whole_runs(labels: Sequence[Label]) -> list[tuple[int, Label]]:
    """Keep runs that begin with 一是 and have a second member, each with its depth; 首先 … 最后 likewise."""
    ordered = sorted({label.start: label for label in labels}.values(), key=lambda label: label.start)
    runs: list[_Run] = []
    open_runs: list[_Run] = []  # those that may still go on, the latest last
    for label in ordered:
        if label.ordinal == (1,):
            runs.append(_Run([label]))
            open_runs = [*open_runs, runs[-1]][-_MOST_OPEN:]
            continue
        latest = open_runs[-1:]
        taker = next((run for run in reversed(open_runs) if run.goes_on_with(label, is_latest=[run] == latest)), None)
        if taker is None:
            continue
        while open_runs[-1] is not taker:  # what stood between was inside its latest member
            open_runs.pop().depth = 1
        taker.labels.append(label)
    kept = [(run.depth, label) for run in runs if len(run.labels) > 1 for label in run.labels]
    return sorted(kept, key=lambda one: one[1].start)
