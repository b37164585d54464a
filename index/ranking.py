"""Passages in the order in which they answer a question, by meaning, by words or by both."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from index.dense import DenseIndex, Ids
from index.encoder import Vectors
from index.fusion import weighted_sum
from index.words import WordsIndex

# A question in the notices' own words wants more of words, one in other words or another language less: the share of
# words grows from LEAST to MOST with the best passage's BM25, from SPARSE to FULL of the highest there could be.
# nDCG@10 with a share of .5 throughout and with this one: notices-2020 .762 and .762 (631 questions, most above FULL);
# our four notices, paraphrased .499 and .528, among 36 files .119 and .155.  R@10 of questions that share words, among
# others, for MOST .7 and .8: .969 and .972.
LEAST_WORDS, MOST_WORDS = 0.3, 0.8
SPARSE, FULL = 0.05, 0.35
# The best of each list.  nDCG@10 on notices-2020 for 20, 50, 100, 200, 500, 1000: .759 .763 .763 .764 .766 .767.
CANDIDATES = 200


class Mode(Enum):
    """What passages are ranked by."""

    MEANING = "meaning"
    WORDS = "words"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, ready to be ranked for.

    text:   as asked
    vector: its unit vector (dim,)
    """

    text: str
    vector: Vectors


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of a library to look at: rows of notices, and the ids of all their passages."""

    notices: Collection[int]
    passages: Ids


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage in its place.

    meaning: cosine with the question, -1 to 1
    words:   BM25, 0.0 where no word of the question occurs
    score:   0 to 1 among the candidates of this question, higher is nearer
    """

    passage: int
    meaning: float
    words: float
    score: float


@dataclass(frozen=True, slots=True)
class Indexes:
    """The two lists a ranking is made from; both hold the same passages."""

    dense: DenseIndex
    words: WordsIndex


def rank(
    indexes: Indexes, asked: Asked, *, scope: Scope | None = None, mode: Mode = Mode.BOTH, limit: int
) -> list[Ranked]:
    """Return the best `limit` passages, best first, of `scope` only (None: of all).

    Candidates are the best of each list asked for; each gets its true cosine and its true BM25, whichever list it is
    from, and only then are the two scaled and added.
    """
    meaning, words = _scores(indexes, asked, scope, mode, max(limit, CANDIDATES))
    coverage = max(words.values(), default=0.0) / (indexes.words.ideal(asked.text) or 1.0) if mode is Mode.BOTH else 0.0
    scores = weighted_sum(meaning, words, words_weight(mode, coverage))
    best = sorted(scores, key=lambda passage: (-scores[passage], passage))[:limit]
    return [Ranked(passage, meaning[passage], words[passage], scores[passage]) for passage in best]


def words_weight(mode: Mode, coverage: float) -> float:
    """Return the share of words in the score; meaning has the rest.

    coverage: BM25 of the best passage, as a part of the highest there could be, 0 to 1
    """
    match mode:
        case Mode.MEANING:
            return 0.0
        case Mode.WORDS:
            return 1.0
        case Mode.BOTH:
            risen = min(1.0, max(0.0, (coverage - SPARSE) / (FULL - SPARSE)))
            return LEAST_WORDS + (MOST_WORDS - LEAST_WORDS) * risen
        case _:
            assert_never(mode)


def _scores(
    indexes: Indexes, asked: Asked, scope: Scope | None, mode: Mode, pool: int
) -> tuple[dict[int, float], dict[int, float]]:
    """Return cosine and BM25 of every candidate: what one list found is looked up in the other."""
    nearest, best = dict[int, float](), dict[int, float]()
    if mode is not Mode.WORDS:
        nearest = dict(indexes.dense.search(asked.vector, pool, scope.passages if scope else None))
    if mode is not Mode.MEANING:
        best = dict(indexes.words.search(asked.text, pool, scope.notices if scope else None))
    meaning = nearest | indexes.dense.scores(asked.vector, best.keys() - nearest.keys())
    # A list shorter than asked for holds every passage with a word of the question.
    unlisted = meaning.keys() - best.keys() if mode is Mode.MEANING or len(best) == pool else set[int]()
    found = best | indexes.words.scores(asked.text, unlisted)
    return meaning, {passage: found.get(passage, 0.0) for passage in meaning}
