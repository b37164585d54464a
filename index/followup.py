"""A question that goes on from an earlier one: 那中职呢？ after 高职院校怎么招生？

The rules, in this order; the earlier question is the last one that the client sends along:
1. A question goes on if it opens with 那, 那么, and, what about …, ends with 呢, or speaks of 它, 其, 该, 这 …
2. What is left of it after that (中职院校) takes the place of the word in the earlier question that is most like it:
   one that shares its last sign or its first, or is a year as it is one (高职院校 → 中职院校, 2023年 → 2024年).
3. Where no word is like it, it is put in front of the earlier question.
A question that does not go on stands for itself.
"""

import re
from collections.abc import Sequence

from index.folded import fold
from index.tokens import words_of

_OPENING = re.compile(r"^\s*(?:那么|那|还有|另外|and|what about|how about|then)[，,\s]*", re.IGNORECASE)
_CLOSING = re.compile(r"(?:呢|又如何|又怎样|怎么样|如何)?[？?。\s]*$")
_POINTING = re.compile(r"它们?|其(?!他|它|余|中)|该|这(?:个|些|项|条|份)|上述|前者|后者")
_GOES_ON = re.compile(
    r"^\s*(?:那么|那(?!些|个|里)|还有|另外|and\b|what about\b|how about\b|then\b)|呢[？?。\s]*$", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d年?")
# Of a longer one nothing can be missing.
_LONGEST = 24


def taken_on(question: str, before: Sequence[str]) -> str:
    """Return `question` with what it takes from the last of `before`, earlier questions, oldest first."""
    earlier = next((one.strip() for one in reversed(before) if one.strip()), "")
    if not earlier or not any(sign.isalnum() for sign in question):
        return question
    if _GOES_ON.search(question) and len(question) <= _LONGEST:
        asked = _CLOSING.sub("", _OPENING.sub("", question)).strip()
        return _put_in(asked, earlier) if asked else earlier
    return f"{earlier} {question}" if _POINTING.search(question) else question


def _put_in(asked: str, earlier: str) -> str:
    """Return the earlier question about `asked`."""
    like = _like(asked, earlier)
    return earlier.replace(like, asked, 1) if like else f"{asked} {earlier}"


def _like(asked: str, earlier: str) -> str:
    """Return the word of `earlier` that `asked` stands for, "" where there is none."""
    for length in range(len(asked) - 1, 1, -1):
        end = earlier.find(asked[-length:]) + length
        if end >= max(length, len(asked)):
            return earlier[end - len(asked) : end]
    year = _YEAR.search(earlier)
    if year and _YEAR.fullmatch(asked):
        return year[0]
    words = [word for word in words_of(earlier) if word in earlier and word not in fold(asked)]
    key = fold(asked)
    likely = [word for word in words if word[-1] == key[-1] or word[0] == key[0]]
    return max(likely, key=lambda word: (word[-1] == key[-1], len(word) == len(key), len(word)), default="")
