"""Years that a question names: another year's number does not answer 2023年培训了多少人次."""

import re

from corpus.numeral import integer
from index.folded import fold

_DIGITS = "〇零一二三四五六七八九"
_NAMED = re.compile(rf"(?<!\d)(?P<year>(?:19|20)\d\d)\s*(?:年|学年)|(?P<spelt>[一二][{_DIGITS}]{{3}})年")
_RANGE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年?\s*(?:[-~—–―至到]+)\s*((?:19|20)\d\d)(?!\d)")
# 十四五 is 2021 to 2025.
_PLAN = re.compile(r"十([一二三四五六七八九])五(?!年|岁|个|月|日|天)")
_ELEVENTH_BEGAN, _PLAN_YEARS = 2006, 5


def years_named(question: str) -> frozenset[int]:
    """Return the years that a question names in words of time: 2023年, 二〇二三年, 2023-2024学年."""
    return frozenset(_read(found) for found in _NAMED.finditer(fold(question)))


def _read(found: re.Match[str]) -> int:
    spelt = found["spelt"]
    return int("".join(str(max(_DIGITS.index(sign) - 1, 0)) for sign in spelt)) if spelt else int(found["year"])


def speaks_of(text: str, years: frozenset[int]) -> bool:
    """Say whether `text`, folded, names one of `years`, or a stretch of years that holds one."""
    if any(re.search(rf"(?<!\d){year}(?!\d)", text) for year in years) or not years.isdisjoint(years_named(text)):
        return True
    stretches = [(int(first), int(last)) for first, last in _RANGE.findall(text)]
    stretches += [_plan(integer(found)) for found in _PLAN.findall(text)]
    return any(first <= year <= last for year in years for first, last in stretches)


def _plan(number: int) -> tuple[int, int]:
    """Return the first and the last year of a five-year plan, 4 for the fourteenth."""
    first = _ELEVENTH_BEGAN + (number - 1) * _PLAN_YEARS
    return first, first + _PLAN_YEARS - 1
