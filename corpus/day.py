"""Dates as notices print them."""

import re
from datetime import date

from corpus.numeral import integer

# A day in figures, as a pattern for those who look for one among other words.
FIGURES = r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
_ZEROS = "〇○◯零ОOoＯ0０"
_DATE = re.compile(
    rf"(?P<year>\d{{4}}|[{_ZEROS}一二三四五六七八九]{{4}})\s*年\s*(?P<month>\d{{1,2}}|[一二三四五六七八九十元]{{1,3}})\s*月"
    r"\s*(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日"
)
# 2024-05-06, 2024.5.6, 2024/5/6
_PLAIN = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)\s*(?P<mark>[-－.．/])\s*(?P<month>\d{1,2})\s*(?P=mark)\s*(?P<day>\d{1,2})(?!\d)"
)
# What is set for 〇 where a font lacks it; 元月 is January.
_SIGNS = str.maketrans({**dict.fromkeys(_ZEROS, "〇"), "元": "一"})


def day_of(words: str) -> date | None:
    """Return the first real date in `words`, 2022年11月22日, 二〇二二年十一月二十二日 or 2022-11-22, or None."""
    for found in (*_DATE.finditer(words), *_PLAIN.finditer(words)):
        try:
            return date(*(_figure(found[part]) for part in ("year", "month", "day")))
        except ValueError:
            continue
    return None


def _figure(part: str) -> int:
    return int(part) if part.isdecimal() else integer(part.translate(_SIGNS))
