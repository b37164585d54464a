"""款: the unnumbered paragraphs of an article (条), counted from 1, by which lawyers cite: 第二十条第三款.

They are no clauses and have no path of their own; what is listed below one belongs to it.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from corpus.label import Kind, label_at
from corpus.layout import is_row
from corpus.notice import Clause
from corpus.numeral import integer
from corpus.span import Span

_ENDED = re.compile(r"[。！？!?.][”’」』）)]*")
_PARAGRAPH = re.compile(r"第([^款]+)款")


def is_article(clause: Clause) -> bool:
    """Say whether a clause is a 条."""
    label = label_at(clause.label, 0) if "条" in clause.label else None
    return label is not None and label.kind is Kind.ARTICLE


def paragraph_starts(text: str, own: Sequence[Span], below: Sequence[int]) -> tuple[int, ...]:
    """Return where each 款 of an article begins.

    own:   the article's own paragraphs, the first with its label
    below: where the clauses below it begin, in printed order
    A new one begins behind a list, and behind a paragraph that ends a sentence; rows of tables begin none.
    """
    if len(own) == 1:
        return (own[0].start,)
    starts = [own[0].start]
    before = own[0]
    for span in own[1:]:
        behind_list = bisect_right(below, span.start) > bisect_right(below, before.start)
        if not is_row(span.of(text)) and (behind_list or _is_ended(text, before)):
            starts.append(span.start)
        before = span
    return tuple(starts)


def _is_ended(text: str, span: Span) -> bool:
    """Say whether a paragraph ends a sentence, or is a row; an article's label or heading alone does not."""
    words = span.of(text)
    ended = _ENDED.search(words, max(len(words) - 3, 0))
    return (ended is not None and ended.end() == len(words)) or is_row(words)


def paragraph_at(starts: Sequence[int], place: int) -> int | None:
    """Return the number of the 款 that holds the offset `place`; None where the article has only one."""
    return bisect_right(starts, place) if len(starts) > 1 else None


def paragraph_named(label: str) -> int | None:
    """Return 3 for 第三款 or 第3款, None for any other words."""
    found = _PARAGRAPH.fullmatch(label)
    try:
        return integer(found[1]) if found else None
    except ValueError:
        return None


def paragraph_of(text: str, article: Clause, number: int) -> Clause | None:
    """Return the `number`-th 款 of an article as a clause: its words and what is listed below, or None.

    The only 款 of an article is the article.
    """
    starts = starts_in(text, article)
    if number == 1 and len(starts) == 1:
        return article
    if not 0 < number <= len(starts):
        return None
    begin = starts[number - 1]
    end = starts[number] if number < len(starts) else article.span.end
    own = tuple(span for span in article.paragraphs if begin <= span.start < end)
    children = tuple(child for child in article.children if begin <= child.span.start < end)
    last = max([span.end for span in own] + [child.span.end for child in children])
    heading = article.heading if number == 1 else ""
    return replace(
        article, heading=heading, span=Span(begin, last), paragraphs=own, children=children, paragraph=number
    )


def starts_in(text: str, article: Clause) -> tuple[int, ...]:
    """Return where each 款 of a finished clause begins; of one that is no article only the first."""
    below = [child.span.start for child in article.children]
    if not is_article(article):
        return (article.span.start,)
    return paragraph_starts(text, article.paragraphs, below)
