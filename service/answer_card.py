"""An answer as the page shows it, above the hits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.citation import cite, page_text
from corpus.layout import joined
from corpus.span import Span
from service.anchor import anchor_at
from service.card import clause_link
from service.marks import Stretch

if TYPE_CHECKING:
    from index.answer import Answer, Quote

_TITLES = {"list": "相关条款", "fact": "原文这样说"}
_REASONS = {"meaning": "语义", "words": "词语"}


@dataclass(frozen=True, slots=True)
class QuoteCard:
    """A quotation: its sentence with the words that answer marked, and the way to the clause."""

    cut: tuple[Stretch, ...]
    citation: str
    page: str
    link: str
    reasons: str


@dataclass(frozen=True, slots=True)
class Group:
    """The quotations of one claim; `title` names notice and clauses of a list, "" for a fact."""

    title: str
    quotes: tuple[QuoteCard, ...]


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """What the library says; without groups it does not answer, and `told` says so."""

    title: str
    told: str
    groups: tuple[Group, ...]


def answer_card(answer: Answer, question: str) -> AnswerCard:
    """Return the card of an answer."""
    groups = tuple(
        Group(
            claim.text if answer.kind == "list" else "",
            tuple(quote_card(quote, question) for quote in claim.quotes),
        )
        for claim in answer.claims
    )
    return AnswerCard(_TITLES.get(answer.kind, ""), _told(answer), groups)


def _told(answer: Answer) -> str:
    if not answer.claims:
        return f"查了 {answer.scanned} 条，库中的公文没有直接回答这个问题；以下只是最接近的段落。"
    return f"查了 {answer.scanned} 条，引用 {answer.matched} 条，文字与原文一致。"


def quote_card(quote: Quote, question: str) -> QuoteCard:
    """Return the card of a quotation; the link carries the question along."""
    passage, notice = quote.passage, quote.notice
    reasons = " · ".join(_reason(one) for one in quote.why)
    return QuoteCard(
        cut=tuple(_cut(quote)),
        citation=cite(notice, passage.path, quote.span, passage.paragraph),
        page=page_text(notice.page_at(quote.span)),
        link=clause_link(notice, anchor_at(notice, passage.path, passage.span), question),
        reasons=reasons,
    )


def _reason(why: str) -> str:
    name, _, value = why.partition(" ")
    return f"{_REASONS[name]} {value}" if name in _REASONS else f"同义 {why}"


def _cut(quote: Quote) -> list[Stretch]:
    """Return the sentence with its words marked; where they are all of it, nothing is marked."""
    text, whole, words = quote.notice.text, quote.sentence, quote.span
    if words == whole:
        return [Stretch(joined(text, whole))]
    cuts = ((whole.start, words.start), (words.start, words.end), (words.end, whole.end))
    return [Stretch(joined(text, Span(a, b)), marked=(a, b) == (words.start, words.end)) for a, b in cuts if a < b]
