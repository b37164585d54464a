"""Passages in the order in which they answer a question, by meaning, by words or by both."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple, assert_never

import numpy as np
from numpy.typing import NDArray

from index.dense import DenseIndex, Ids
from index.encoder import Vectors
from index.fusion import Floats, weighted_sum
from index.words import WordsIndex

# What a passage's score is made of, for a question none of whose words are held together anywhere (UNMET), and for one
# of which some passage holds FULL or more (MET): in between the shares change evenly.  Set, with LEAST, by nDCG@10 on
# the tuning halves of statutes-8k and notices-2020, among 700 settings, where our four notices lose at most .001.  The
# shares before (.6, .3, .1 to .35, .15, .5, no LEAST) and these: tuning .572 and .787, .578 and .790; four notices
# (shared, paraphrased, then among others) .991, .652, .962, .323 and .992, .657, .962, .322.  On what nothing was set
# by: statutes-8k validation .559, .566 (p .003), notices-2020 validation .782, .783 (p .4), 600 lay questions on 48
# whole laws .671, .682 (p .001; with the adapter gongwen1, which was not trained on them).
FEWEST, FULL = 0.05, 0.6
# How much of its share meaning keeps where all candidates are equally near.  It has the whole where their cosines are
# SPREAD apart (the median of statutes-8k), and gains no more beyond WIDEST (one question in 20 there): other models
# spread them further.  LEAST 0, .3, .5, 1 (with .42 for .46): notices-2020, tuning .7919, .7898, .7891, .7857; four
# notices, paraphrased .6435, .6568, .6554, .6586, shared .9928, .9925, .9920, .9890.
LEAST, SPREAD, WIDEST = 0.3, 0.3, 0.4
# What a passage that only leads to others loses of its score.  nDCG@10, tuning half of notices-2020, for 0, .04, .06,
# .08, .12: .7907, .7954, .7967, .7963, .7979; statutes and our four notices stay within .001 (paraphrased, .12: -.003).
LEADING = 0.06
# The best of each list.  nDCG@10 on notices-2020 for 20, 50, 100, 200, 500, 1000: .759 .763 .763 .764 .766 .767.
CANDIDATES = 200


@dataclass(frozen=True, slots=True)
class Shares:
    """How much each way of ranking counts in a score.

    meaning:  cosine, scaled over the candidates
    words:    BM25, scaled over the candidates
    coverage: the part of the question's words that a passage holds, as it is
    """

    meaning: float
    words: float
    coverage: float


# Before meaning is cut to what it tells, and all are made to sum to 1.
UNMET, MET = Shares(0.84, 0.24, 0.1), Shares(0.46, 0.24, 0.6)


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
    from, and the part of the question's words that it holds; only then are they scaled and added.  What only leads to
    other passages loses a little.
    """
    found = _candidates(indexes, asked, scope, mode, max(limit, CANDIDATES))
    spread = float(np.ptp(found.meaning)) if len(found.meaning) else 0.0
    scores = _joined(found, shares(mode, float(found.covered.max(initial=0.0)), spread))
    if mode is Mode.BOTH:
        scores = np.maximum(scores - LEADING * found.lead_in, 0.0)
    best = np.lexsort((found.passages, -scores))[:limit]
    columns = (found.passages, found.meaning, found.words, scores)
    return [Ranked(*one) for one in zip(*(column[best].tolist() for column in columns), strict=True)]


def shares(mode: Mode, held: float, spread: float = SPREAD) -> Shares:
    """Return what counts for how much; they sum to 1.

    held:   the part of the question's words that one candidate holds, of the one that holds most, 0 to 1
    spread: the greatest cosine of a candidate less the least; where they lie close together, meaning tells little
    """
    match mode:
        case Mode.MEANING:
            return Shares(1.0, 0.0, 0.0)
        case Mode.WORDS:
            return Shares(0.0, 1.0, 0.0)
        case Mode.BOTH:
            risen = min(1.0, max(0.0, (held - FEWEST) / (FULL - FEWEST)))
            told = LEAST + (1 - LEAST) * min(WIDEST, spread) / SPREAD
            meaning = (UNMET.meaning + (MET.meaning - UNMET.meaning) * risen) * told
            words = UNMET.words + (MET.words - UNMET.words) * risen
            coverage = UNMET.coverage + (MET.coverage - UNMET.coverage) * risen
            total = meaning + words + coverage
            return Shares(meaning / total, words / total, coverage / total)
        case _:
            assert_never(mode)


class _Candidates(NamedTuple):
    """Cosine, BM25, coverage and whether it leads to others, of each passage that either list found, in no order."""

    passages: Ids
    meaning: Floats
    words: Floats
    covered: Floats
    lead_in: NDArray[np.bool_]


def _joined(found: _Candidates, share: Shares) -> Floats:
    both = weighted_sum(found.meaning, found.words, share.words / (share.meaning + share.words))
    return (1 - share.coverage) * both + share.coverage * found.covered


def _candidates(indexes: Indexes, asked: Asked, scope: Scope | None, mode: Mode, pool: int) -> _Candidates:
    """Return the best of each list asked for: what one list found is looked up in the other."""
    nearest, cosines, others = np.empty(0, np.int64), np.empty(0, np.float32), np.empty(0, np.int64)
    if mode is not Mode.WORDS:
        nearest, cosines = indexes.dense.nearest(asked.vector, pool, scope.passages if scope else None)
    if mode is not Mode.MEANING:
        best = indexes.words.best(asked.text, pool, scope.notices if scope else None)
        others = best[~np.isin(best, nearest)]
    passages = np.concatenate([nearest, others])
    meaning = np.concatenate([cosines, indexes.dense.cosines(asked.vector, others)]).astype(np.float64)
    held = indexes.words.held(asked.text, passages)
    covered = held.coverage if mode is Mode.BOTH else np.zeros(len(passages))
    return _Candidates(passages, meaning, held.words, covered, held.lead_in)
