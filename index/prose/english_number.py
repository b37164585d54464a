"""Numbers that English spells: twenty-five, two hundred and five, half, third."""

import re
from collections.abc import Iterator
from fractions import Fraction

_ONES = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
""".split()  # noqa: SIM905 - the words are easier to read than a list of strings
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905 - the words are easier to read than a list of strings
_NTHS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()  # noqa: SIM905 - the words are easier to read than a list of strings
_VALUES = {
    **{word: Fraction(value) for value, word in enumerate(_ONES)},
    **{word: Fraction(10 * value) for value, word in enumerate(_TENS, 2)},
}
_ALONE = {
    **{word: Fraction(value) for value, word in enumerate(_NTHS, 1)},
    "half": Fraction(1, 2),
    "twice": Fraction(2),
    "double": Fraction(2),
    "triple": Fraction(3),
    "dozen": Fraction(12),
}
_SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_WORD = "|".join(sorted([*_VALUES, *_SCALES], key=len, reverse=True))
_SPELLED = re.compile(
    rf"\b(?:{_WORD})(?:(?:[\s-]+(?:and\s+)?)(?:{_WORD}))*\b|\b(?:{'|'.join(_ALONE)})\b", re.IGNORECASE
)
_SHARE = re.compile(r"\s+per\s?cent\b(?!age)", re.IGNORECASE)
# Where nothing is counted: `first,` at the head of a sentence, `one of`, `a hundred` is one.
_NO_NUMBER = re.compile(
    r"^\s*(?:first|second|third|fourth),|\b(?:no|any|every|each|this|that)[\s-]one\b|\bone (?:of|another)\b",
    re.IGNORECASE,
)
_BEHIND_FIGURE = re.compile(r"[\d.,]\s*$")
_MONTHS = """
    january february march april may june july august september october november december
""".split()  # noqa: SIM905 - the words are easier to read than a list of strings
_MONTH = {
    **{name[:3]: number for number, name in enumerate(_MONTHS, 1)},
    **{name: number for number, name in enumerate(_MONTHS, 1)},
    "sept": 9,
}


def english_numbers(text: str) -> Iterator[tuple[Fraction, bool, str]]:
    """Yield value, whether it is a percentage, and words of each number that `text` spells in English."""
    said = _NO_NUMBER.sub(lambda found: " " * len(found[0]), text)
    for found in _SPELLED.finditer(said):
        if found[0].lower() in _SCALES and _BEHIND_FIGURE.search(said[: found.start()]):
            continue  # of 2 million: it is in the figure
        yield _value(found[0]), bool(_SHARE.match(said, found.end())), found[0]


def month_of(word: str) -> int:
    """Return 5 for May, 0 for a word that is no month."""
    return _MONTH.get(word.lower(), 0)


def _value(words: str) -> Fraction:
    if words.lower() in _ALONE:
        return _ALONE[words.lower()]
    total, part = Fraction(0), Fraction(0)
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in _VALUES:
            part += _VALUES[word]
        elif word == "hundred":
            part = (part or 1) * 100
        elif word in _SCALES:
            total, part = total + (part or 1) * _SCALES[word], Fraction(0)
    return total + part
