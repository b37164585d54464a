"""Dates as notices print them."""

import re
from datetime import date

from corpus.numeral import integer

_DATE = re.compile(
    r"(?P<year>\d{4}|[〇○零ОOo一二三四五六七八九]{4})\s*年\s*(?P<month>\d{1,2}|[一二三四五六七八九十]{1,3})\s*月"
    r"\s*(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日"
)
# What is set for 〇 where a font lacks it.
_ZERO = str.maketrans("○ОOo", "〇〇〇〇")


def day_of(words: str) -> date | None:
    """Return the first real date in `words`, 2022年11月22日 or 二〇二二年十一月二十二日, or None."""
    for found in _DATE.finditer(words):
        try:
            year, month, day = (integer(part.translate(_ZERO)) for part in found.groups())
            return date(year, month, day)
        except ValueError:
            continue
    return None
