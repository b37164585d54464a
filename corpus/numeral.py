"""Chinese and circled numerals as integers."""

CHINESE_DIGITS = "〇○零一二三四五六七八九十百千"
_VALUE = {"〇": 0, "○": 0, "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_DIGIT = {value: sign for sign, value in _VALUE.items() if value}
_UNIT = {"十": 10, "百": 100, "千": 1000}
# Unicode keeps ①–⑳, ㉑–㉟ and ㊱–㊿ in three blocks.
_CIRCLED = {
    **{chr(0x2460 + n): n + 1 for n in range(20)},
    **{chr(0x3251 + n): n + 21 for n in range(15)},
    **{chr(0x32B1 + n): n + 36 for n in range(15)},
}
_ROMAN = {chr(0x2160 + n): n + 1 for n in range(12)}
# Numbers that are one sign with their marks: ⑴, ⒈ and ㈠.
_BRACKETED = {chr(0x2474 + n): n + 1 for n in range(20)}
_DOTTED = {chr(0x2488 + n): n + 1 for n in range(20)}
_CHINESE_BRACKETED = {chr(0x3220 + n): n + 1 for n in range(10)}
_SIGNS = _CIRCLED | _ROMAN | _BRACKETED | _DOTTED | _CHINESE_BRACKETED
CIRCLED_DIGITS = "".join(_CIRCLED)
ROMAN_DIGITS = "".join(_ROMAN)
BRACKETED_DIGITS = "".join(_BRACKETED)
DOTTED_DIGITS = "".join(_DOTTED)
CHINESE_BRACKETED_DIGITS = "".join(_CHINESE_BRACKETED)


def integer(numeral: str) -> int:
    """Return the value of 二十一, 一百零三, 二〇二四, 21, ２１, ㉑, ⑴, ㈠ or Ⅳ.

    Raises ValueError where `numeral` is none of these.
    """
    if numeral in _SIGNS:
        return _SIGNS[numeral]
    if numeral.isdecimal():
        return int(numeral)
    if any(sign not in _VALUE and sign not in _UNIT for sign in numeral) or not numeral:
        raise ValueError(f"{numeral!r} is not a numeral")
    return _read_off(numeral) if not any(sign in _UNIT for sign in numeral) else _counted(numeral)


def _read_off(numeral: str) -> int:
    """Digits one after the other, as years are printed: 二〇二四."""
    return int("".join(str(_VALUE[sign]) for sign in numeral))


def _counted(numeral: str) -> int:
    total, digit = 0, 0
    for sign in numeral:
        if sign in _UNIT:
            total += (digit or 1) * _UNIT[sign]
            digit = 0
        else:
            digit = _VALUE[sign]
    return total + digit


def chinese(number: int) -> str:
    """Return a number from 1 to 9999 as it is printed: 12 is 十二, 105 is 一百零五."""
    words = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            words += _DIGIT[digit] + name
        elif words and number and not words.endswith("零"):
            words += "零"
    return words[1:] if words.startswith("一十") else words
