"""The id of a notice: readable, made from what is printed, the same on every machine."""

import hashlib
import re
from datetime import date
from functools import lru_cache

from corpus.number import numbers_in


def notice_id(number: str | None, issuers: tuple[str, ...], day: date | None, title: str) -> str:
    """Return jjzc-2024-4 for 吉教职成〔2024〕4号.

    Without a number, or with one that is none once it stands alone (院令第797号 behind 附): initials of the issuer,
    date, and four hex digits of the title's hash: ccsjyj-2023-06-20-1c5b.
    """
    found = next(iter(numbers_in(number)), None) if number else None
    if found:
        year = f"-{found.year}" if found.year else ""
        return f"{_initials(found.code)}{year}-{found.serial}"
    mark = hashlib.sha256(re.sub(r"\s", "", title).encode()).hexdigest()[:4]
    named = _initials(issuers[0]) if issuers else _initials(title)
    return "-".join(part for part in (named, day.isoformat() if day else "", mark) if part)


@lru_cache(maxsize=4096)  # the same bodies publish again and again, and their names are slow to spell
def _initials(words: str) -> str:
    """Return the first letters of the syllables, at most sixteen: 吉教职成 jjzc."""
    import pypinyin  # its dictionaries take half a second to load, which only reading a new notice should cost

    syllables: list[str] = pypinyin.lazy_pinyin(  # pyright: ignore[reportUnknownMemberType]  # pypinyin leaves them open
        words, style=pypinyin.Style.FIRST_LETTER
    )
    return re.sub(r"[^a-z0-9]", "", "".join(syllables).lower())[:16] or "notice"
