"""A target as the pages show it: the quantity, what it says, and its sentence with the way to the clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from corpus.citation import cite, page_text
from corpus.layout import joined
from corpus.notice import Notice
from corpus.span import Span
from corpus.target import Target
from service.anchor import anchor_at
from service.card import clause_link
from service.marks import Stretch
from service.workbook import BOUND_WORDS

if TYPE_CHECKING:
    from index.gathering import Gathered

_DASHES = str.maketrans("—–~～至％", "-----%")


@dataclass(frozen=True, slots=True)
class Fact:
    """What one quantity says; "" where nothing is printed.

    words: the quantity as printed, 100个左右
    told:  约 100 个; "" where that says no more than the words
    """

    words: str
    told: str
    counted: str
    due: str


@dataclass(frozen=True, slots=True)
class TargetCard:
    """One sentence with its quantities marked, and what each of them says."""

    cut: tuple[Stretch, ...]
    facts: tuple[Fact, ...]
    citation: str
    page: str
    link: str


def target_cards(found: Iterable[Gathered]) -> list[TargetCard]:
    """Return a card for each sentence, in the order given."""
    groups = groupby(found, key=lambda one: (one.notice.id, one.target.sentence))
    return [_card(group[0].notice, [one.target for one in group]) for group in (list(same) for _, same in groups)]


def fact(notice: Notice, target: Target) -> Fact:
    """Return what a target says, in Chinese."""
    words, told = joined(notice.text, target.quantity.span), _told(target)
    return Fact(
        words,
        "" if _plain(told) == _plain(words) else told,
        joined(notice.text, target.counted) if target.counted else "",
        joined(notice.text, target.deadline.span) if target.deadline else "",
    )


def _card(notice: Notice, targets: Sequence[Target]) -> TargetCard:
    first = targets[0]
    span = first.quantity.span
    place = next((passage.span for passage in notice.passages if passage.span.holds(span)), first.sentence)
    return TargetCard(
        cut=tuple(_cut(notice, targets)),
        facts=tuple(fact(notice, target) for target in targets),
        citation=cite(notice, first.path, span, first.paragraph),
        page=page_text(notice.page_at(span)),
        link=clause_link(notice, anchor_at(notice, first.path, place), ""),
    )


def _cut(notice: Notice, targets: Sequence[Target]) -> list[Stretch]:
    """Return the sentence with its quantities marked."""
    whole, at, cut = targets[0].sentence, targets[0].sentence.start, list[Stretch]()
    for target in targets:
        span = target.quantity.span
        cut += [Stretch(joined(notice.text, Span(at, span.start)))] if at < span.start else []
        cut.append(Stretch(joined(notice.text, span), marked=True))
        at = span.end
    return cut + ([Stretch(joined(notice.text, Span(at, whole.end)))] if at < whole.end else [])


def _plain(words: str) -> str:
    return re.sub(r"[\s,]", "", words).translate(_DASHES)


def _told(target: Target) -> str:
    quantity = target.quantity
    to = f"–{quantity.value_to:,.15g}" if quantity.value_to is not None else ""
    bound = "" if to or quantity.bound.value == "exactly" else f"{BOUND_WORDS[quantity.bound.value]} "
    return f"{bound}{quantity.value:,.15g}{to} {quantity.unit.name}".rstrip()
