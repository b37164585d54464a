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


# Logistic regression over `signs`, by eval.fitting: part of our questions on the four notices (sharing words, English,
# or not answered there), and 120 questions of statutes, cmrc2018, notices-2020 and our own on other notices, which the
# four do not answer.  Fitted before the model was adapted; `python -m eval.answers --fit` gives newer ones.
WEIGHTS = (-5.52, 2.7, 2.55, 1.18, 0.08, 2.31, 1.42, 2.86, 0.06)
# What is less likely than this is refused.  `python -m eval.answers` on our own questions: of facts asked in the
# notices' words 1.6 % are refused, of those in quite other words 98 %; of near misses that the notices do not answer
# 33 % and 92 %.  Questions on other subjects are refused.
ANSWERED_FROM = 0.5


def signs(seen: Evidence) -> tuple[float, ...]:
    """Return one for the bias, the evidence, and the gap once more where words cannot speak."""
    return (1.0, *map(float, astuple(seen)), seen.gap if seen.foreign else 0.0)


def certainty(seen: Evidence) -> float:
    """Return how likely it is that the library answers, 0 to 1."""
    return logistic(WEIGHTS, signs(seen))
