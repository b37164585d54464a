"""Whether a library answers a question at all: learned from questions that it does and does not answer."""

from dataclasses import astuple, dataclass

from index.listing import logistic


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an answer, of one question and one library.

    sentence: share of the question's words in the best sentence with its headings, 0 to 1
    passage:  the same for the best passage
    words:    BM25 of the best passage, as a part of the highest there could be, 0 to 1
    gap:      best cosine above the median of the library
    agree:    share of the five best passages by words that are among the five nearest by meaning
    typed:    the best claim holds words of the kind asked for
    foreign:  no passage holds a word of the question, e.g. it is in English
    """

    sentence: float
    passage: float
    words: float
    gap: float
    agree: float
    typed: bool
    foreign: bool


# Logistic regression over `signs`.  Set by hand, not yet fitted: `python -m eval.answers --fit` prints fitted ones.
WEIGHTS = (-4.0, 3.0, 1.5, 5.0, 15.0, 0.8, 0.4, 1.5, 30.0)
# What is less likely than this is refused.
ANSWERED_FROM = 0.5


def signs(seen: Evidence) -> tuple[float, ...]:
    """Return one for the bias, the evidence, and the gap once more where words cannot speak."""
    return (1.0, *map(float, astuple(seen)), seen.gap if seen.foreign else 0.0)


def certainty(seen: Evidence) -> float:
    """Return how likely it is that the library answers, 0 to 1."""
    return logistic(WEIGHTS, signs(seen))
