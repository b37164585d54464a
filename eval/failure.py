"""What a system gets wrong on the four notices, and why as far as a program can tell."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from corpus.notice import Notice
from eval.question import FOUR, Question, clause_unit, notice_of
from eval.system import SHOWN
from index.folded import fold
from index.tokens import words_of


class Reason(Enum):
    """Why a clause that answers stands too low; several can hold.

    NO_SHARED_WORD:    no content word of the question is in the clause or in what stands above it
    ONLY_IN_HEADING:   some are in the titles and headings above the clause, none in its own text
    WRONG_CLAUSE:      what came first is another clause of a notice that answers
    UNJUDGED:          what came first is from a notice that answers no question of the set: a distractor, which nobody
                       judged, and which may well answer
    BEATEN_BY_WORDS:   meaning alone puts it above what came first, words alone below
    BEATEN_BY_MEANING: words alone put it above what came first, meaning alone below
    BEATEN_BY_BOTH:    either alone puts it below what came first
    """

    NO_SHARED_WORD = "no shared word"
    ONLY_IN_HEADING = "words only in its headings"
    WRONG_CLAUSE = "right notice, wrong clause"
    UNJUDGED = "first is a distractor, unjudged"
    BEATEN_BY_WORDS = "beaten by words"
    BEATEN_BY_MEANING = "beaten by meaning"
    BEATEN_BY_BOTH = "beaten by both"


@dataclass(frozen=True, slots=True)
class ClauseText:
    """The words of a clause as they are indexed.

    own:   its passages, one a line
    above: the context they are embedded with, title and headings
    """

    own: str
    above: str


@dataclass(frozen=True, slots=True)
class Missed:
    """A clause that answers and is not among the first places.

    rank: its rank among clauses, from 1; None where the ranking, cut at some depth, does not hold it
    """

    unit: str
    rank: int | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """A question whose first clause is wrong, or some of whose clauses are not among the first places.

    first:  the clause that came first; "" where nothing was found
    words:  the beginning of that clause
    missed: clauses not among the first SHOWN, or the best placed one where only the first place is wrong
    """

    question: Question
    first: str
    first_is_wrong: bool
    words: str
    missed: tuple[Missed, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Rankings of units, best first, of one question: the system's own and those of its two halves."""

    own: Sequence[str]
    words: Sequence[str]
    meaning: Sequence[str]

    @property
    def first(self) -> str:
        """The clause that came first, "" where nothing was found."""
        return self.own[0] if self.own else ""


def clause_texts(notices: Collection[Notice]) -> dict[str, ClauseText]:
    """Return the indexed words of every clause that has passages, by unit."""
    texts: dict[str, ClauseText] = {}
    for notice in notices:
        for passage in notice.passages:
            unit = clause_unit(notice.source, passage.path)
            before = texts.get(unit, ClauseText("", ""))
            above = "\n".join(dict.fromkeys([*before.above.split("\n"), *passage.context]))
            texts[unit] = ClauseText(f"{before.own}\n{passage.text}".strip(), above.strip())
    return texts


def failures(
    questions: Sequence[Question], standings: Mapping[str, Standing], texts: Mapping[str, ClauseText]
) -> Iterator[Failure]:
    """Yield what went wrong, in the questions' order; questions without an answer cannot fail."""
    judged = {notice_of(unit) for question in questions for unit in question.clauses}
    for question in questions:
        if question.clauses:
            found = _failure(question, standings[question.id], texts, judged)
            if found:
                yield found


def _failure(
    question: Question, standing: Standing, texts: Mapping[str, ClauseText], judged: Collection[str]
) -> Failure | None:
    first = standing.first
    wrong = first not in question.clauses
    # More than SHOWN clauses can answer: those cannot all be shown.
    shown = max(SHOWN, len(question.clauses))
    low = question.clauses - set(standing.own[:shown])
    best = [unit for unit in standing.own if unit in question.clauses][:1]
    if not wrong and not low:
        return None
    named = sorted(low) or best
    outside = (Reason.UNJUDGED,) if first and notice_of(first) not in judged else ()
    missed = tuple(
        Missed(unit, _rank(standing.own, unit), (*_reasons(question, unit, standing, texts), *outside))
        for unit in named
    )
    words = texts[first].own.replace("\n", " ") if first in texts else ""
    return Failure(question, first, wrong, words, missed)


def _rank(units: Sequence[str], unit: str) -> int | None:
    return units.index(unit) + 1 if unit in units else None


def _reasons(question: Question, unit: str, standing: Standing, texts: Mapping[str, ClauseText]) -> tuple[Reason, ...]:
    return (*_reasons_in_words(question, texts.get(unit)), *_reasons_in_ranks(question, unit, standing))


def _reasons_in_words(question: Question, clause: ClauseText | None) -> Iterator[Reason]:
    asked = content_words(question.text)
    if clause and not asked & content_words(clause.own):
        yield Reason.ONLY_IN_HEADING if asked & content_words(clause.above) else Reason.NO_SHARED_WORD


def _reasons_in_ranks(question: Question, unit: str, standing: Standing) -> Iterator[Reason]:
    first = standing.first
    if not first or first in question.clauses:
        return
    if notice_of(first) in map(notice_of, question.clauses):
        yield Reason.WRONG_CLAUSE
    by_words, by_meaning = _above(standing.words, unit, first), _above(standing.meaning, unit, first)
    if by_meaning and not by_words:
        yield Reason.BEATEN_BY_WORDS
    if by_words and not by_meaning:
        yield Reason.BEATEN_BY_MEANING
    if not by_words and not by_meaning:
        yield Reason.BEATEN_BY_BOTH


def _above(units: Sequence[str], unit: str, other: str) -> bool:
    """Say whether `unit` stands above `other`; what is not ranked stands below all that is."""
    return unit in units and (other not in units or units.index(unit) < units.index(other))


def content_words(printed: str) -> set[str]:
    """Return the words of two and more characters that the product searches by, question words left out."""
    return {word for word in words_of(printed) if len(word) > 1} - _STOPWORDS


def _stopwords(file: Path = FOUR.parent / "stopwords.txt") -> frozenset[str]:
    return frozenset(fold(file.read_text(encoding="utf-8")).split())


_STOPWORDS = _stopwords()
