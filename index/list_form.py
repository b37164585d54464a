"""Whether a question has the form of one for a list: signs and runs of its wording, whatever it is about."""

from collections.abc import Sequence
from math import log1p

from index.form_gram import gram_odds
from index.form_sign import form_signs

# Logistic regression over `form_signs` and runs of signs (see `form_gram`), as `python -m eval.list_forms` makes it of
# the questions on the four notices, 1,157 on other subjects (eval/questions/list_forms.jsonl), and 250 of the reader's
# own, which want one thing.  `--apart` shows each author's with weights fitted on the others'.  Of two authors' 820,
# before they were fitted to, signs alone put .94 and .73 of the lists above PERHAPS, and .27 and .53 of the rest; with
# the signs that reading them gave, and runs, fitted on all others, .98 and .93 of the lists, .27 and .60 of the rest.
_WEIGHTS = (
    "-1.59 1.7 1.78 -1.81 0.21 0.88 2.3 1.93 2.19 1.4 1.05 0.95 1.02 0.62 0.32 0.91 0.34 0.83 1.22 1.42"
    " 0.14 1.27 0.59 1.19 0.54 0.58 0.4 0.24 0.47 0.55 -0.21 -0.35 -0.78 -0.67 -1.04 -0.84 -0.58 -0.77"
    " 1.51 1.35 0.71 0.76 0.37 0.4 -1.99 1.19 1.29 0.67 -0.48 0.97 0.8 0.69 0.32 -0.2 0.67 -1.07 -1.86"
    " -1.63 1.75"
)
WEIGHTS = tuple(map(float, _WEIGHTS.split()))
# What is less than the first wants one thing, what is more than the second a list and nothing else.  Each author's
# questions with weights fitted on the others': of 222 lists in shared words all but three are above the first, of 289
# facts of the four notices one in four, two above the second; of notices-2020's questions, which ask for one thing in
# the same forms, 52 in 100 are above the first and four above the second.
PERHAPS, CLEARLY = -1.7, 3.0
# Between them what is found decides: logistic regression over what `wants_list` sees of those questions and, counted
# a third, of the tuning half of notices-2020, with the odds that the weights of the other authors give.
_SEEN_WEIGHTS = (0.38, 0.88, -0.18, 2.0, -1.05)
# From here on a list is given, behind what answers best: a list for who wants one thing costs less than one clause for
# who wants all.  With weights of the others' questions a list is given to 42 of 42, 49 of 50, 31 of 32, 35 of 35 and
# 61 of 63 that want one in shared words, and to 65 of 375 that want one thing (with -1.0: 29 of 32, 53 of 375); on
# notices-2020, tuning half, character F1 of the first quote is .509 (.507 with the signs alone of before).
_LIST_FROM = -1.3
# Where nothing answers well enough for one thing a list must be likelier: of 25 questions that our libraries do not
# answer 14 get one with this, 15 with 0.3 and 18 with 0.0; of 35 that want a list 34 each, with 1.0 29.
_ALONE_FROM = 0.6
# What is told of a text counts no further (see `rereading`).
_MOST_TOLD = 6.0


def list_odds(question: str) -> float:
    """Return the log odds that `question` wants a list, by its form alone."""
    signs = sum(weight for weight, there in zip(WEIGHTS, form_signs(question), strict=True) if there)
    return signs + gram_odds(question)


def wants_list(question: str, told: float, chances: Sequence[float], *, answered: bool) -> bool:
    """Say whether a question of doubtful form wants a list.

    told:     what a reader makes of the best claim, log odds; 0 where nothing was read
    chances:  how likely each clause is that a list would hold
    answered: a claim answers it as a question for one thing
    """
    best, second = (*sorted(chances, reverse=True), 0.0, 0.0)[:2]
    read = max(-_MOST_TOLD, min(_MOST_TOLD, told))
    seen = (1.0, list_odds(question), read, second / best if best else 0.0, log1p(len(chances)))
    return sum(weight * value for weight, value in zip(_SEEN_WEIGHTS, seen, strict=True)) >= (
        _LIST_FROM if answered else _ALONE_FROM
    )
