"""Every clause of a library that is on a subject: all are looked at, a stated threshold decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.sentence import sentences
from index.bm25 import Floats
from index.dense import Ids
from index.folded import fold
from index.held import HeldTexts
from index.highlight import Stretch
from index.off_topic import nearness
from index.subject import Subject

# How likely a clause is on the subject: logistic regression over `_Signs.of`, as `python -m eval.answers --fit` prints
# it for the lists of eval/questions that are tuned on and 24 that the notices do not answer.  Recall and precision of
# each of three files with weights fitted on the other two: sharing words .969 and .868 (127 lists), in other words .550
# and .363 (124); without `said` .969 and .867, .511 and .333.
WEIGHTS = (-5.83, 2.4, 2.33, 0.28, 2.05, 1.64, 1.16, 0.78, -1.05, 1.24, 1.9, -0.19, 0.4, 2.83)
# How likely a clause must be to be listed.  Recall and precision on 159 lists that share words, of which 32 were not
# fitted to: narrow .93 and .93, normal .96 and .86 (.93 and .81 on the 32), wide .97 and .75; on 63 by a third author
# over two libraries of other notices, never fitted to, .86 and .81, .95 and .74, .98 and .61.  Of 144 in other words:
# narrow .37 and .51, normal .58 and .36, wide .73 and .28.
BREADTHS: Mapping[str, float] = {"narrow": 0.3, "normal": 0.1, "wide": 0.05}
# Beside a clause that is sure to be on the subject, more is asked of the others: so many times as much, or this part
# of the likeliest.  The 159 lists, normal, without: .97 and .82; with one bound of .13 for all questions (127 and 63 of
# them) .98 and .85, .94 and .70, but in other words, where none is sure, .53 and .37 instead of .56 and .35 (84 lists),
# .37 and .32 instead of .42 and .30 (20 of the third author).  A bound of .12, or of .18 beside, costs lists in other
# words .04 of recall, or those that share words .007 (precision .02 more).
_BESIDE, _MOST_BESIDE = 1.5, 0.25
# So many times likelier than a listed one, or this likely, must the likeliest clause be for a list to be given at all:
# of 26 lists that the notices do not answer 17 are refused with this and one without, of the 159 that share words none
# (`rereading` refuses more).
_FIRST, _SURE = 2.99, 0.3
# A sentence is shown where it has this part of the words that the best sentence of its passage has.
_SHOWN = 0.6
# What has less than this share of the subject's words holds at most this part of it in one run: it need not be cut up
# where that would not list it.
_FEW, _SHORT_RUN = 0.3, 0.5
# What is usual is the median of so many nearest.  Our 42 lists that share words, the four notices among 36 files
# (5,135 passages): recall .994 and 115 clauses listed with that of all, .983 and 17 with 512, .957 and 11 with 128.
_AROUND = 128
# Cosines in tenths are of the size of the other features, so that one ridge fits all.
_TENTHS = 10.0


@dataclass(frozen=True, slots=True)
class Near:
    """How near passages come to a question, or to the nearest of the things it names.

    cosines: by row of HeldTexts; NaN for one not to be looked at
    around:  what is usual among the passages nearest to it, on the subject or not
    """

    cosines: Floats
    around: float

    @property
    def highest(self) -> float:
        """The cosine of the nearest of those to be looked at."""
        return float(np.nanmax(self.cosines)) if np.isfinite(self.cosines).any() else 0.0


@dataclass(frozen=True, slots=True)
class Listed:
    """A passage that is on the subject.

    row:       its place in HeldTexts.entries
    chance:    0 to 1, how likely it is
    sentences: those that say it, offsets in its text; never none
    words:     the greatest share of the subject's words that one of its sentences has, 0 to 1
    meaning:   cosine with the question
    terms:     职教本科=职业本科
    given:     what the chance is reckoned from
    """

    row: int
    chance: float
    sentences: tuple[Stretch, ...]
    words: float
    meaning: float
    terms: tuple[str, ...]
    given: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Nears:
    """How near passages come to the question, to the nearest of the things it names, and by their nearest sentence."""

    question: Near
    things: Near
    said: Near


def near_of(cosines: Floats, looked_at: NDArray[np.bool_] | None) -> Near:
    """Return how near passages come, of those `looked_at` or of all; cosines by row of HeldTexts."""
    held = cosines[np.isfinite(cosines)]
    nearest = np.partition(held, -_AROUND)[-_AROUND:] if len(held) > _AROUND else held
    around = float(np.median(nearest)) if len(held) else 0.0
    return Near(cosines if looked_at is None else np.where(looked_at, cosines, np.nan), around)


def listed(subject: Subject, held: HeldTexts, near: Nears, aside: float, least: float) -> list[Listed]:
    """Return every passage whose chance is at least `least`, more where one is sure, by row.

    None where not even the likeliest is likely.

    aside: how near questions on other subjects come (see `off_topic`)
    """
    rows = np.flatnonzero(np.isfinite(near.question.cosines))
    shares = np.array([subject.covered(held.folded[row]) for row in rows.tolist()], np.float64)
    signs = _Signs(float(shares.max(initial=0.0)), near, aside)
    hopeful = np.flatnonzero((shares >= _FEW) | (signs.at_most(rows, shares) >= least)).tolist()
    found = (_judged(subject, held, int(rows[at]), float(shares[at]), signs) for at in hopeful)
    likely = [one for one in found if one.chance >= least]
    best = max((one.chance for one in likely), default=0.0)
    if best < min(_SURE, _FIRST * least):
        return []
    return [one for one in likely if one.chance >= best * min(_MOST_BESIDE, _BESIDE * least)]


class _Signs:
    """What the chance of a passage is reckoned from, of one question.

    most:     the greatest share of the subject's words that a passage has
    near:     how near the passages are to it, and to the nearest of what it names
    aside:    how near questions on other subjects come
    """

    def __init__(self, most: float, near: Nears, aside: float) -> None:
        self._lacking = 1.0 - most
        self._question, self._things, self._said = near.question, near.things, near.said
        self._nearest, self._nearest_thing = near.question.highest, near.things.highest
        self._near = _TENTHS * nearness(self._nearest, aside)

    def cosine(self, row: int) -> float:
        """Return that of the passage in `row` with the question."""
        return float(self._question.cosines[row])

    def at_most(self, rows: Ids, shares: Floats) -> Floats:
        """Return chances that the passages in `rows`, where they have few of the words, hardly have."""
        given = self.of(rows, shares, shares, 1.0, _SHORT_RUN)
        total: Floats = sum((weight * value for weight, value in zip(WEIGHTS, given, strict=True)), np.zeros(len(rows)))
        return 1 / (1 + np.exp(-total))

    def of(self, row: Any, best: Any, share: Any, rarest: float, run: float) -> tuple[Any, ...]:
        """Return, of one passage or of as many as there are rows, one for the bias, then

        best, share: the part of a thing's words in the best sentence, and in the passage with its headings
        rarest, run: whether the rarest word of a thing stands in a sentence, and what part of a thing does in one run
        lacking:     what part of the words even the best passage lacks
        gap, under:  cosine above what is usual, and above that of the nearest passage; both again times `lacking`
        apart, behind: the same two cosines of the things
        near:        how near the nearest passage is, from a question on another subject upwards, times `lacking`
        said:        gap of the passage's nearest sentence, times `lacking`
        """
        cosine, thing = self._question.cosines[row], self._things.cosines[row]
        gap, under = _TENTHS * (cosine - self._question.around), _TENTHS * (cosine - self._nearest)
        apart, behind = _TENTHS * (thing - self._things.around), _TENTHS * (thing - self._nearest_thing)
        said = _TENTHS * (self._said.cosines[row] - self._said.around)
        words, lacking = (best, share, rarest, run), self._lacking
        meaning = (gap, under, gap * lacking, under * lacking, apart, behind, self._near * lacking, said * lacking)
        return (1.0, *words, lacking, *meaning)


def _judged(subject: Subject, held: HeldTexts, row: int, share: float, signs: _Signs) -> Listed:
    """Return the passage in `row` with its chance and the sentences that say it; `share` as in `_Signs.of`."""
    text = held.entries[row].text
    cut = sentences(text) or ((0, len(text)),)
    parts = [fold(text[slice(*stretch)]) for stretch in cut]
    shares = [subject.covered(part) for part in parts]
    best, rarest = max(shares), any(map(subject.has_rarest, parts))
    given = tuple(map(float, signs.of(row, best, share, float(rarest), max(map(subject.run, parts)))))
    shown = tuple(one for one, has in zip(cut, shares, strict=True) if has and has >= best * _SHOWN) or cut[:1]
    terms = tuple(f"{asked}={other}" for asked, other in subject.terms_in(held.folded[row]))
    return Listed(row, logistic(WEIGHTS, given), shown, best, signs.cosine(row), terms, given)


def logistic(weights: Sequence[float], given: Sequence[float]) -> float:
    """Return the chance, 0 to 1, that logistic regression gives."""
    return 1 / (1 + exp(-sum(weight * value for weight, value in zip(weights, given, strict=True))))
