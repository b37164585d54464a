"""Labels that may open clauses: at the start of paragraphs, and inside those that run on."""

import re
from collections.abc import Iterator, Sequence

from corpus.label import SPOKEN, STATUTE, Kind, Label, label_after, label_at
from corpus.layout import Paragraph, is_row
from corpus.outline import Candidate
from corpus.span import Span

_SEVERAL_ON_A_LINE = re.compile(r"[ \t\u3000\u00a0]{2,}(?=第|[一二三四五六七八九十（(])")
_AFTER_A_SENTENCE = re.compile(r"(?<=[。；：;])[ \t\u3000]*(?=[第一二三四五六七八九十百（(])")
# Text without line breaks: paragraphs longer than this are searched for labels behind every sentence.
_RUN_ON = 400
# `1　总则` is a label only in a text that also counts 1.1, 1.2 …
_BARE = re.compile(r"(?P<n>\d{1,2})[ \t\u3000\u00a0]+(?=[\u4e00-\u9fff])")
_FEWEST_DECIMALS = 3


def candidates_in(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Candidate]:
    """Yield every label that may open a clause, in printed order; rows of tables have none."""
    starts = [label_at(text, paragraph.span.start) for paragraph in paragraphs]
    counts_decimals = sum(label is not None and label.kind is Kind.DECIMAL for label in starts) >= _FEWEST_DECIMALS
    for paragraph in paragraphs:
        span = paragraph.span
        if is_row(span.of(text)):
            continue
        first = label_at(text, span.start) or (_bare(text, span) if counts_decimals else None)
        found = [Candidate(first, False)] if first else []
        found += [Candidate(label, True) for label in _inside(text, span)]
        seen: set[int] = set()
        for candidate in found:
            if candidate.label.kind not in SPOKEN and candidate.label.start not in seen:
                seen.add(candidate.label.start)
                yield candidate


def _inside(text: str, span: Span) -> list[Label]:
    """Return labels inside a paragraph: 第一章　总则　　第一条 on one line, or behind every sentence of a long one."""
    places = [found.end() for found in _SEVERAL_ON_A_LINE.finditer(text, span.start, span.end)]
    if len(span) > _RUN_ON:
        places += [found.end() for found in _AFTER_A_SENTENCE.finditer(text, span.start, span.end)]
    labels = [label_after(text, place, span.end) for place in sorted(set(places))]
    usual = STATUTE | {Kind.COMMA, Kind.BRACKET}
    return [label for label in labels if label and label.kind in usual and label.start > span.start]


def _bare(text: str, span: Span) -> Label | None:
    found = _BARE.match(text, span.start, span.end)
    return Label(Kind.DECIMAL, (int(found["n"]),), str(int(found["n"])), found.start(), found.end()) if found else None
