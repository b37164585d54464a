"""Enumerations inside paragraphs: 一是…二是…三是…, 首先…其次…"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from corpus.label import SPOKEN, Kind, Label, label_after
from corpus.span import Span, stripped

_PLACE = re.compile(
    r"(?:(?<=[。；：，,;:！？、])|(?<=\A))[ \t\u3000]*(?=[一二三四五六七八九十]+是|首先|其次|再次|最后)"
)

_FIRST = ("一是", "首先")  # every run begins with one of them


def cut_spoken(text: str, paragraphs: Sequence[Span]) -> tuple[list[Span], list[tuple[Label, Span]]]:
    """Cut a clause's own paragraphs at 一是, 二是 …: return what stands before them, and each with its label.

    Only runs count that begin with 一是 and have a second member.
    """
    if not any(first in span.of(text) for span in paragraphs for first in _FIRST):
        return list(paragraphs), []
    starts = _whole_runs([label for span in paragraphs for label in _labels_in(text, span)])
    places = [label.start for label in starts]
    rest: list[Span] = []
    cuts: list[tuple[Label, Span]] = []
    for span in paragraphs:
        inside = starts[bisect_left(places, span.start) : bisect_left(places, span.end)]
        before = stripped(text, span.start, inside[0].start if inside else span.end)
        rest += [before] if before else []
        for label, end in zip(inside, [*(label.start for label in inside[1:]), span.end], strict=bool(inside)):
            cut = stripped(text, label.start, end)
            cuts += [(label, cut)] if cut else []
    return rest, cuts


def _labels_in(text: str, span: Span) -> Iterator[Label]:
    for found in _PLACE.finditer(text, span.start, span.end):
        label = label_after(text, found.end(), span.end)
        if label and label.kind in SPOKEN:
            yield label
    label = label_after(text, span.start, span.end)
    if label and label.kind in SPOKEN:
        yield label


def _whole_runs(labels: Sequence[Label]) -> list[Label]:
    """Keep runs that begin with 一是 and have a second member; 首先 … 最后 likewise."""
    ordered = sorted({label.start: label for label in labels}.values(), key=lambda label: label.start)
    runs: list[list[Label]] = []
    for label in ordered:
        if label.ordinal == (1,):
            runs.append([label])
        elif runs and runs[-1][-1].kind is label.kind and runs[-1][-1].ordinal[0] < label.ordinal[0]:
            is_next = label.ordinal[0] == runs[-1][-1].ordinal[0] + 1 or label.kind is Kind.FIRSTLY
            runs[-1] += [label] if is_next else []
    return [label for run in runs if len(run) > 1 for label in run]
