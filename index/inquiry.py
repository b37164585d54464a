"""What a question is answered with: what is wanted, what it is looked for in, and the models that help."""

from collections.abc import Callable
from dataclasses import dataclass

from corpus.notice import Region
from index.dense import Ids
from index.held import HeldTexts
from index.off_topic import Encode
from index.ranking import Asked, Indexes, Ranked, Scope, rank
from index.rereading import Read
from index.sentence_index import SentenceIndex
from index.topic import Widenings

Widen = Callable[[str], Widenings]
Closest = Callable[[Asked, int], list[Ranked]]
Dated = Callable[[int], frozenset[int]]
Placed = Callable[[int], Region]
Sentences = Callable[[], SentenceIndex]


def undated(_notice: int) -> frozenset[int]:
    """Know no date."""
    return frozenset()


def unplaced(_notice: int) -> Region:
    """Know no place."""
    return Region()


def no_sentences() -> SentenceIndex:
    """Hold none."""
    return SentenceIndex(0)


def unwidened(_question: str) -> Widenings:
    """Know no other words."""
    return ()


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What is wanted.

    asked:   the question
    least:   how likely a clause of a list must be, 0 to 1
    as_list: every clause on the subject is wanted, whatever kind of answer the words ask for
    about:   the question without the place it names; "" where it names none
    aside:   how near questions on other subjects come to the passages, a cosine (see `off_topic`)
    """

    asked: Asked
    least: float
    as_list: bool = False
    about: str = ""
    aside: float = 0.0


@dataclass(frozen=True, slots=True)
class Grounds:
    """What is answered from.

    indexes: two indexes of the passages
    held:    the texts of the same passages
    scope:   the part to look at, None for all
    widen:   other words for those of a question
    ranked:  the best so many passages of `scope` for a question; None: they are ranked here
    dated:   of a notice's row the years that it is of, by its date and its number
    placed:  of a notice's row where it is from
    said:    vectors of the passages' sentences, as far as there are any
    """

    indexes: Indexes
    held: HeldTexts
    scope: Scope | None = None
    widen: Widen = unwidened
    ranked: Closest | None = None
    dated: Dated = undated
    placed: Placed = unplaced
    said: Sentences = no_sentences

    def closest(self, asked: Asked, limit: int) -> list[Ranked]:
        """Return the best `limit` passages, best first."""
        if self.ranked is not None:
            return self.ranked(asked, limit)
        return rank(self.indexes, asked, scope=self.scope, limit=limit)

    @property
    def passages(self) -> Ids:
        """The passages to look at."""
        return self.held.ids if self.scope is None else self.scope.passages

    @property
    def clause_count(self) -> int:
        """How many clauses they are of."""
        if self.scope is None:
            return self.held.clause_count
        return len({self.held.clauses[row] for row in self.held.rows(self.scope.passages.tolist())})


@dataclass(frozen=True, slots=True)
class Models:
    """What helps to choose; without one, words alone or other signs do.

    passages:  vectors of texts, to choose by meaning among sentences that have none yet
    questions: vectors of questions, for the things that one names; None: that of the whole question stands for them
    read:      tells whether texts answer a question
    """

    passages: Encode | None = None
    questions: Encode | None = None
    read: Read | None = None
