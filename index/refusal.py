"""Whether a library answers a question at all: learned from questions that it does and does not answer."""

from dataclasses import astuple, dataclass

from index.listing import logistic


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an answer, of one question and one library.  The claim is the best one, with its headings.

    passage: share of the question's words and pairs of signs in the passage that holds most, 0 to 1
    words:   BM25 of the best passage, as a part of the highest there could be, 0 to 1
    typed:   the claim holds words of the kind asked for
    asked:   share of the words around the word that asks that stand in the claim's passage, 0 to 1
    named:   share of the question's words that stand there, 0 to 1
    unheld:  share of the question's words that no passage holds, 0 to 1
    lacking: rarity of the rarest word that the claim's passage lacks, as a part of that of a word no passage holds
    unlike:  a figure or Latin word of the question does not stand there
    near:    how near the question comes, from a question on another subject (0) to the same words (1); see `off_topic`
    margin:  cosine of the nearest passage above the mean of the sixth to the tenth
    read:    what a reader makes of the claim, and the most it makes of a claim (see `rereading`); None: there is none
    """

    passage: float
    words: float
    typed: bool
    asked: float
    named: float
    unheld: float
    lacking: float
    unlike: bool
    near: float
    margin: float
    read: tuple[float, float] | None = None


# Logistic regression over `signs`: our questions on the four notices that want one thing, those of
# eval/questions/refusal_tuning.jsonl, questions of other sets that the four do not answer, and the tuning half of
# notices-2020 asked with and without the notice that answers.
WEIGHTS = (-5.82, 1.43, -2.71, 0.58, 1.45, 3.57, 3.41, -2.1, -0.21, 6.89, 7.83, 5.78)
# The same where claims are read, the last two for `read`: questions on the four notices that want one thing (the tuning
# half of ours, eval/questions/earlier.jsonl and refusal_tuning.jsonl: 436), 1,706 of eval/reader's passages that the
# reader was not trained on, asked of all of those passages, and the tuning half of notices-2020, 302 with and 161
# without the notice that answers.
READ_WEIGHTS = (-2.13, 2.31, -4.26, -1.07, -0.05, 2.8, 3.65, -1.03, -0.98, 2.87, 1.38, 4.16, 0.1, 0.39)
# What is less likely than this is refused.  With reading, weights as they are, for .3, .33, .36, .4: refused of the
# facts of the four in shared words .01, .01, .02, .04 (142), in quite other words .09, .11, .12, .14 (123); of near
# misses .86, .87, .88, .89 (84), of those in other words .71, .73, .75, .80 (55); of notices-2020's tuning half, which
# it answers, .19, .20, .21, .23 (area under the curve of answered and not, all of the four: .955; 143 of these
# questions were written after the weights were set).
# Without reading, with the weights for that, earlier: for .3, .4, .5, .6 .03, .03, .05, .07; .09, .22, .39, .67; .44,
# .53, .67, .79; .16, .42, .63, .74.
ANSWERED_FROM = 0.35
# A passage with less of the question's words than this says it in other words; one with more, and not nearly all, says
# something else in the same words.
_OTHER_WORDS = 0.4


def signs(seen: Evidence) -> tuple[float, ...]:
    """Return one for the bias, the evidence, how far the question is in other words, and what was read if it was."""
    others = (1.0, *map(float, astuple(seen)[:-1]), max(0.0, _OTHER_WORDS - seen.passage))
    return (*others, *(seen.read or ()))


def certainty(seen: Evidence) -> float:
    """Return how likely it is that the library answers, 0 to 1."""
    return logistic(WEIGHTS if seen.read is None else READ_WEIGHTS, signs(seen))
