"""The forms in which word processors count: 1 2 3, 一 二 三, ① ② ③, I II III, a b c, 甲 乙 丙 …"""

from collections.abc import Callable

DIGITS = "〇一二三四五六七八九"
LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
UNITS = ((1000, "千"), (100, "百"), (10, "十"))
LEGAL_UNITS = ((1000, "仟"), (100, "佰"), (10, "拾"))
ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
COUNT_LIMIT = 9999  # what the Chinese forms here can say


def chinese(number: int, digits: str = DIGITS.replace("〇", "零"), units: tuple[tuple[int, str], ...] = UNITS) -> str:
    """Count in words: 十, 二十一, 一百零五; beyond 9999 in digits."""
    if not 0 < number <= COUNT_LIMIT:
        return str(number)
    words, rest, gap = "", number, False
    for size, unit in units:
        digit, rest = divmod(rest, size)
        if digit:
            words += (digits[0] if gap else "") + digits[digit] + unit
        gap = bool(words) and not digit
    words += (digits[0] if gap and rest else "") + (digits[rest] if rest else "")
    return words[1:] if 10 <= number < 20 and units is UNITS else words


def digit_by_digit(number: int) -> str:
    """Write the digits in Chinese: 二〇二四."""
    return "".join(DIGITS[int(digit)] for digit in str(number))


def roman(number: int) -> str:
    """Count in Roman numerals; beyond 3999 in digits."""
    if not 0 < number < 4000:
        return str(number)
    words = ""
    for value, letters in ROMAN:
        times, number = divmod(number, value)
        words += letters * times
    return words


def letters(number: int) -> str:
    """Count as Word does: A … Z, AA, BB, CC …"""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 780 else str(number)


def _from(first: str, count: int) -> Callable[[int], str]:
    """Count in a run of signs that Unicode holds one after the other."""
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= count else str(number)


def _in(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)] if number > 0 else str(number)


def _full_width(number: int) -> str:
    return str(number).translate({ord("0") + digit: ord("０") + digit for digit in range(10)})


def _legal(number: int) -> str:
    return chinese(number, LEGAL_DIGITS, LEGAL_UNITS)


# The names are those of ST_NumberFormat, ECMA-376 part 1, 17.18.59.
FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalHalfWidth": str,
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": digit_by_digit,
    "taiwaneseDigital": digit_by_digit,
    "japaneseDigitalTenThousand": digit_by_digit,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographTraditional": _in("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _in("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": _from("㊀", 10),
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": letters,
    "lowerLetter": lambda number: letters(number).lower(),
}


def ordinal(number: int, form: str) -> str:
    """Return `number` in a form of Word's; one we do not know counts 1 2 3, `none` shows nothing."""
    return "" if form == "none" else FORMS.get(form, str)(number)
