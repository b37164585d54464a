"""What a search found: a passage, its place in the ranking, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.notice import Notice, Passage
from index.highlight import Stretch, highlights
from index.ranking import Ranked
from index.widening import Widening, used


@dataclass(frozen=True, slots=True)
class Why:
    """What a passage was found by.

    meaning: cosine of question and passage, -1 to 1
    words:   BM25, 0.0 where no word of the question occurs in the passage or its headings
    terms:   what the question says and what the passage, or a heading above it, says instead: 职教本科=职业本科
    """

    meaning: float
    words: float
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that may answer.

    highlights: offsets in passage.text, half-open, sorted, disjoint
    score:      0 to 1 among what was found for this question, higher is nearer; `why` holds what can be compared
                between questions
    """

    notice: Notice
    passage: Passage
    highlights: tuple[Stretch, ...]
    score: float
    why: Why


def hit_of(notice: Notice, passage: Passage, ranked: Ranked, question: str, widenings: Sequence[Widening]) -> Hit:
    """Return the hit for a ranked passage of `notice`, the question's words in it marked."""
    terms = used(widenings, "\n".join((*passage.context, passage.text)))
    marked = highlights(question, passage.text, tuple(term.partition("=")[2] for term in terms))
    return Hit(notice, passage, marked, ranked.score, Why(ranked.meaning, ranked.words, terms))
