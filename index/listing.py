"""Every clause of a library that is on a subject: all are looked at, a stated threshold decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

from corpus.sentence import sentences
from index.folded import fold
from index.held import HeldTexts
from index.highlight import Stretch
from index.topic import Topic

# How likely a clause is on the subject: logistic regression over `features`, as `python -m eval.answers --fit` prints
# it for the tuning half of the 42 list questions of our four notices that share words; no form of a thesaurus was
# among them, its weight is set by hand.
WEIGHTS = (-3.68, 4.45, 3.99, 0.13, 1.0)
# The same where no passage holds a word of the subject (it is in another language or in none of ours): meaning alone.
MEANING_ALONE = (-8.0, 120.0)
# How likely a clause must be to be listed.  Recall and precision on the other half of those questions: narrow .933
# and .922, normal .972 and .869, wide .994 and .640; on the tuning half .913 and 1, .988 and .944, 1 and .810.
BREADTHS: Mapping[str, float] = {"narrow": 0.5, "normal": 0.25, "wide": 0.15}
# What has less of the subject's words and is no nearer by meaning is below any threshold; it need not be cut up.
_LEAST_SHARE, _LEAST_GAP = 0.2, 0.05
# Less than this of the subject's words, anywhere in the library, says nothing about it.
_KNOWN = 0.2
# A sentence is shown where it has this part of the words that the best sentence of its passage has.
_SHOWN = 0.6


@dataclass(frozen=True, slots=True)
class Listed:
    """A passage that is on the subject.

    row:       its place in HeldTexts.entries
    chance:    0 to 1, how likely it is
    sentences: those that say it, offsets in its text; never none
    words:     the greatest share of the subject's words that one of its sentences has, 0 to 1
    meaning:   cosine with the question
    terms:     职教本科=职业本科
    given:     see `features`
    """

    row: int
    chance: float
    sentences: tuple[Stretch, ...]
    words: float
    meaning: float
    terms: tuple[str, ...]
    given: tuple[float, ...]


def listed(topic: Topic, held: HeldTexts, cosines: Mapping[int, float], median: float, least: float) -> list[Listed]:
    """Return every passage whose chance is at least `least`, by row.

    cosines: passage -> cosine, of all passages to look at
    median:  of the cosines of the library
    """
    rows = [row for row, entry in enumerate(held.entries) if entry.passage in cosines]
    shares = {row: topic.covered(held.folded[row]) for row in rows}
    known = max(shares.values(), default=0.0) >= _KNOWN
    found = (judged(topic, held, row, (shares[row], cosines[held.entries[row].passage], median), known) for row in rows)
    return [one for one in found if one is not None and one.chance >= least]


def judged(topic: Topic, held: HeldTexts, row: int, near: tuple[float, float, float], known: bool) -> Listed | None:
    """Return the passage in `row` with its chance, None where it is far from the subject.

    near:  share of the words in the passage with its headings, cosine, median of the cosines
    known: the library holds words of the subject
    """
    share, cosine, median = near
    gap = cosine - median
    if share < _LEAST_SHARE and gap < _LEAST_GAP:
        return None
    text = held.entries[row].text
    cut = sentences(text) or ((0, len(text)),)
    shares = [topic.covered(fold(text[slice(*stretch)])) for stretch in cut]
    best = max(shares)
    terms = topic.terms_in(held.folded[row])
    given = features(best, share, gap, bool(terms))
    chance = logistic(WEIGHTS, given) if known else logistic(MEANING_ALONE, (1.0, gap))
    shown = tuple(one for one, has in zip(cut, shares, strict=True) if has and has >= best * _SHOWN) or cut[:1]
    return Listed(row, chance, shown, best, cosine, tuple(f"{asked}={other}" for asked, other in terms), given)


def features(best: float, share: float, gap: float, has_form: bool) -> tuple[float, ...]:
    """Return what the chance is reckoned from.

    best:     share of the subject's words in the best sentence, 0 to 1
    share:    the same in the passage with its headings
    gap:      cosine above the library's median
    has_form: another form of a word asked for stands there
    """
    return (1.0, best, share, gap, float(has_form))


def logistic(weights: Sequence[float], given: Sequence[float]) -> float:
    """Return the chance, 0 to 1, that logistic regression gives."""
    return 1 / (1 + exp(-sum(weight * value for weight, value in zip(weights, given, strict=True))))
