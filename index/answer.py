"""An answer: claims, each with the verbatim words of a notice that carry it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from corpus.layout import joined
from corpus.notice import Notice, Passage
from corpus.span import Span
from index.asks import Asks
from index.highlight import Stretch

if TYPE_CHECKING:
    from index.search import Hit

# Who wrote the claims: nobody, they are quotations.
QUOTATION = "quotation"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a notice, verbatim.

    notice:   they stand in
    passage:  of that notice, holds them
    span:     of the words, in Notice.text
    sentence: the sentence or table cell around them, holds `span`
    why:      why they were taken: meaning 0.84, words 0.71, 职教本科=职业本科; () for a fact
    """

    notice: Notice
    passage: Passage
    span: Span
    sentence: Span
    why: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words as printed: `notice.text[span]`."""
        return self.span.of(self.notice.text)


@dataclass(frozen=True, slots=True)
class Claim:
    """What is said, and what it stands on; quotes are of one notice, in printed order, never none.

    Before the list of a question that may want one thing, the sentence that answers best is the first quote.

    text: the first quote's sentence, broken lines joined, or for a list the notice and its clauses
    """

    text: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the library says to a question.

    asks:      the kind of answer the question asks for
    question:  as it was taken: with what an earlier question said, where it goes on from one
    claims:    for a list one a notice, that with the nearest clause first; for a fact at most FACTS, best first;
               () where nothing answers
    scanned:   how many clauses were looked at
    matched:   how many of them are quoted
    terms:     the words asked about and those that were taken for the same
    near:      where nothing answers the closest passages, best first
    certainty: 0 to 1, how likely it is that the library answers; refused below refusal.ANSWERED_FROM
    """

    question: str
    asks: Asks
    claims: tuple[Claim, ...]
    scanned: int
    matched: int
    terms: tuple[str, ...]
    near: tuple[Hit, ...]
    certainty: float

    @property
    def kind(self) -> str:
        """The contract's kind: list, fact or none."""
        if not self.claims:
            return "none"
        return "list" if self.asks is Asks.LIST else "fact"


def quoted(notice: Notice, passage: Passage, words: Stretch, sentence: Stretch, why: tuple[str, ...] = ()) -> Quote:
    """Return the quotation of `words`, which stand in `sentence`: offsets from 0 in passage.text, half-open.

    A passage's text has its broken lines joined; both texts have the same signs apart from white space.
    """
    printed = passage.span.of(notice.text)
    inked = list(accumulate((not sign.isspace() for sign in passage.text), initial=0))
    places = [at for at, sign in enumerate(printed) if not sign.isspace()]

    def span(stretch: Stretch) -> Span:
        first, last = inked[stretch[0]], inked[stretch[1]] - 1
        return Span(passage.span.start + places[first], passage.span.start + places[last] + 1)

    return Quote(notice, passage, span(words), span(sentence), why)


def said(notice: Notice, span: Span) -> str:
    """Return the words of `span` as a claim says them: broken lines joined."""
    return joined(notice.text, span)
