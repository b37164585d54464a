"""Figures as notices print amounts: 2000, 2,000, 二千, 100万, 1.5亿, 两三, 数百, 百分之九十, 三分之二."""

import re

# What may stand between a figure and its unit: 2000 多家, 10 万份.
BLANK = r"[ \t\u3000\u00a0]{0,2}"
_PLAIN = r"(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:[.．]\d{1,8})?"
_SIGN = "〇零一二两三四五六七八九"
CHINESE = rf"[{_SIGN}十百千万亿]{{1,14}}(?:点[{_SIGN}]{{1,4}})?"
# As a pattern without groups; what surrounds it is for the caller to look at.
FIGURE = (
    rf"(?:{_PLAIN}(?:{BLANK}[十百千]?[万亿]{{1,2}}|{BLANK}[百千](?![分瓦克米卡赫]))?"
    rf"|[数几][十百千万亿]{{1,3}}|{CHINESE})"
)
# 百分之九十, 三分之二, 千分之五: what it is of, and how many parts.
FRACTION = rf"(?P<whole>[一二两三四五六七八九十百千万]{{1,3}}|\d{{1,3}})分之(?P<part>{FIGURE})"

_SCALES = {"十": 10.0, "百": 100.0, "千": 1_000.0, "万": 10_000.0, "亿": 100_000_000.0}
_DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_ARABIC = re.compile(_PLAIN)
_TWO = re.compile(rf"(?P<ten>十?)(?P<low>[{_SIGN[2:]}])(?P<high>[{_SIGN[2:]}])(?P<scale>[十百千万亿]{{0,2}})")
# 三五个 is some; of all other pairs, 三七 or 四六, the second follows the first.
_APART = {("三", "五")}

Reach = tuple[float, float | None]


def reach_of(words: str) -> Reach | None:
    """Return (value, None) of a figure, (2, 3) of two numerals that name a range, 两三; None where it is no number.

    数百 and 几百 are read as 100: what stands before says that it is more.
    """
    plain = re.sub(r"[\s,]", "", words).replace("．", ".")
    two = _TWO.fullmatch(plain)
    if two:
        return _between(two)
    value = _arabic(plain) if plain[:1].isdecimal() else _chinese(plain.lstrip("数几"))
    return None if value is None else (value, None)


def scaled(value: float, scale: str) -> float:
    """Return `value` times what 万 or 万亿 says; "" is 1."""
    for sign in scale:
        value *= _SCALES[sign]
    return round(value, 4)  # 34.2 times 亿 is 3420000000.0000005 in binary


def _between(two: re.Match[str]) -> Reach | None:
    low, high = _DIGITS[two["low"]], _DIGITS[two["high"]]
    if high != low + 1 and (two["low"], two["high"]) not in _APART:
        return None
    ten = 10 if two["ten"] else 0
    return scaled(ten + low, two["scale"]), scaled(ten + high, two["scale"])


def _arabic(plain: str) -> float | None:
    found = _ARABIC.match(plain)
    return scaled(float(found[0]), plain[found.end() :]) if found else None


def _chinese(plain: str) -> float | None:
    """Return the value of 二千三百, 一亿二千万, 三点五, 百; None of signs that do not make a number, 四六四."""
    whole, _, decimals = plain.partition("点")
    total, section, digit = 0.0, 0.0, None
    for sign in whole:
        if sign in _DIGITS:
            if digit and sign not in "〇零":
                return None
            digit = _DIGITS[sign]
        elif sign in "十百千":
            section, digit = section + (1 if digit is None else digit or 1) * _SCALES[sign], None
        else:
            total, section, digit = _myriads(total, section + (digit or 0), sign), 0.0, None
    fraction = float("0." + "".join(str(_DIGITS[sign]) for sign in decimals)) if decimals else 0.0
    return total + section + (digit or 0) + fraction


def _myriads(total: float, section: float, sign: str) -> float:
    """Return the value up to 万 or 亿: 亿 counts all before it, 万 what follows a 亿 before it."""
    if not total and not section:
        return _SCALES[sign]
    return (total + section) * _SCALES[sign] if sign == "亿" else total + section * _SCALES[sign]
