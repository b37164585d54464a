"""One search result as the page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from corpus.citation import cite
from corpus.notice import Notice
from service.anchor import anchor_at
from service.marks import Stretch, stretches

if TYPE_CHECKING:
    from index.search import Hit


@dataclass(frozen=True, slots=True)
class Card:
    """A passage with what a reader needs to trust it.

    labels:   the path, ("三", "（二）"); () for words under no label
    cut:      the passage's words, those that matched marked
    link:     address of the clause on its notice's page, the question along so that its words are marked there
    reasons:  why it was found, in what can be compared between questions: 语义 0.81 · 词语 12.4
    """

    notice: Notice
    labels: tuple[str, ...]
    heading: str
    cut: tuple[Stretch, ...]
    citation: str
    link: str
    reasons: str


def card(hit: Hit, question: str) -> Card:
    """Return the card of a hit."""
    passage = hit.passage
    return Card(
        notice=hit.notice,
        labels=passage.path,
        heading=passage.heading,
        cut=tuple(stretches(passage.text, hit.highlights)),
        citation=cite(hit.notice, passage.path, passage.span, passage.paragraph),
        link=clause_link(hit.notice, anchor_at(hit.notice, passage.path, passage.span), question),
        reasons=_reasons(hit),
    )


def clause_link(notice: Notice, anchor: str, question: str) -> str:
    """Return the address of an anchor on a notice's page, percent-encoded."""
    return f"/notices/{quote(notice.id)}?{urlencode({'q': question})}#{quote(anchor)}"


def _reasons(hit: Hit) -> str:
    said = [f"语义 {hit.why.meaning:.2f}", f"词语 {hit.why.words:.1f}"]
    return " · ".join([*said, *(f"同义 {term}" for term in hit.why.terms)])
