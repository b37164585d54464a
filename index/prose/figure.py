"""The numbers and days that a sentence says, in Chinese and in English, so that those of its quotes can be asked for.

Strict where rules reach: 2,000 is 2000 and 二千, 百分之三十 is 30%; 3年 is not 3个, 90 is not 90%, 第三条 is not 三条.
A number that has no unit here (in English it never has) may be one that has a unit there.  Not seen: a number word that
is in no table (a couple, several, 若干, 翻番), and that a number is given to another thing than in the quote.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from corpus.numeral import integer
from corpus.unit import UNIT, UNITS
from index.prose.english_number import english_numbers, month_of

_SCALE = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "亿": 10**8,
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_FORMAL = str.maketrans("壹贰貳叁叄肆伍陆柒捌玖拾佰仟萬億两兩○，", "一二二三三四五六七八九十百千万亿二二〇、")
_TOGETHER = str.maketrans({"廿": "二十", "卅": "三十", "卌": "四十", "俩": "二个", "仨": "三个"})
_HAN = "〇零一二三四五六七八九十百千万亿半"
# Beside the units of amounts those of clauses and days.
_UNIT = rf"{UNIT}|[条款章节项届期号年月日]"
_FIGURE = re.compile(
    r"(?P<share>[百千万]分之)?\s*(?P<nth>第)?\s*"
    rf"(?:(?P<arabic>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?![\d,])|\d+(?:\.\d+)?)\s*(?P<scale>[十百千万亿]+|(?i:hundred|thousand|million|billion|trillion)\b)?"
    rf"|(?P<han>[{_HAN}]+))"
    rf"\s*(?P<unit>%|‰|(?i:per\s?cent(?:age points?)?)\b|[余多几]?(?:{_UNIT}))?"
)
# Words with a numeral in which nothing is counted.
_NO_NUMBER = re.compile(
    r"^\s*第[一二三四五六](?=[、:])|(?<=[统唯同单专合不惟划归万逐])一|一(?=[些般定体致贯起样旦律并直切概线再方系步是次性])|十分(?!之)|四(?=[川处面])|百姓|千方百计|千家万户|万一|五湖四海|八方"
)
_TO = re.compile(r"\s*(?:[-—–~至到]+|to)\s*")
_LONGEST = 40  # what has more signs is no number, and would be costly as one
_MONTH, _DAY = r"(?:\d{1,2}|[一二三四五六七八九十元]{1,3})", r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_DATES = (
    re.compile(rf"(?:(?P<year>\d{{4}}|[〇零一二三四五六七八九]{{4}})\s*年\s*)?(?P<month>{_MONTH})\s*月(?!份?以[内上])(?:\s*(?P<day>{_DAY})\s*[日号])?"),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)\s*(?P<mark>[-./])\s*(?P<month>\d{1,2})\s*(?P=mark)\s*(?P<day>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>[A-Z][a-z]{2,8})\b\.?(?:,?\s+(?P<year>\d{4}))?"),
    re.compile(r"\b(?P<month>[A-Z][a-z]{2,8})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d)(?:,?\s+(?P<year>\d{4}))?"),
    re.compile(r"\b(?P<month>[A-Z][a-z]{2,8})(?P<day>),?\s+(?P<year>\d{4})(?!\w)"),
    re.compile(r"\b(?:[Ii]n|[Bb]y|[Oo]f|[Ff]rom|[Tt]o|[Uu]ntil|[Ss]ince|[Bb]efore|[Aa]fter)\s+(?P<month>[A-Z][a-z]{2,8})\b(?P<day>)(?P<year>)"),
)  # fmt: skip
# Numbers that count the clause, not what it says: （二）, 三、, 二是, the first cell of a row.
_LABEL = re.compile(
    r"[（(]\s*[\d一二三四五六七八九十]{1,3}\s*[)）]|^\s*(?:[一二三四五六七八九十]{1,3}、|\d{1,2}\s*[.．、](?!\d)|\|\s*\d+\s*\|)|[一二三四五六七八九]是"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number.

    value: exact; of a range 2—3; a run of numerals that is none, 三五, as it is written
    unit:  个, 年, %, 第条; "" for none
    words: as written
    """

    value: Fraction | str
    unit: str
    words: str

    def stands_for(self, other: "Figure") -> bool:
        """Say whether the two are the same number of the same unit, or one has no unit and neither is a share."""
        shares = {"%", "‰"} & {self.unit, other.unit}
        return self.value == other.value and (self.unit == other.unit or (not shares and "" in (self.unit, other.unit)))


@dataclass(frozen=True, slots=True)
class Day:
    """A month, with the year and the day where they are given (else 0); `words` as written."""

    year: int
    month: int
    day: int
    words: str

    def within(self, other: "Day") -> bool:
        """Say whether all that is given here is the same there."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(own in (0, its) for own, its in pairs)


def unsupported(sentence: str, quotes: list[str]) -> str:
    """Return the first number or day of `sentence` that stands in none of `quotes`, as written; "" for none."""
    folded = [_LABEL.sub(" ", _folded(quote)) for quote in quotes]
    days = [day for quote in folded for day, _ in _days(quote)]
    held = [figure for quote in folded for figure in figures(quote)]
    said = _folded(sentence)
    found = list(_days(said))
    stray = next((day.words for day, _ in found if not any(day.within(other) for other in days)), "")
    for _, (start, end) in found:
        said = said[:start] + " " * (end - start) + said[end:]
    return stray or next((f.words for f in figures(said) if not any(f.stands_for(other) for other in held)), "")


def figures(text: str) -> Iterator[Figure]:
    """Yield the numbers of `text`, the parts of its days among them; of 2—3所 the range, 2所 and 3所."""
    said = _NO_NUMBER.sub(lambda found: "□" * len(found[0]), _folded(text))
    found = [(match, figure) for match in _FIGURE.finditer(said) if (figure := _figure(match))]
    for at, (match, figure) in enumerate(found):
        behind, last = found[at + 1] if at + 1 < len(found) else (None, None)
        if behind and last and figure.unit in ("", last.unit) and _TO.fullmatch(said, match.end(), behind.start()):
            yield Figure(f"{figure.value}—{last.value}", last.unit, said[match.start() : behind.end()].strip())
            yield replace(figure, unit=last.unit)
        else:
            yield figure
    yield from (Figure(value, "%" if share else "", words) for value, share, words in english_numbers(said))


def _folded(text: str) -> str:
    """Fold width and formal numerals; the Chinese comma parts numbers, it does not group their digits."""
    return unicodedata.normalize("NFKC", text.translate(_FORMAL).translate(_TOGETHER))


def _figure(found: re.Match[str]) -> Figure | None:
    unit = _unit(found)
    if len(found[0]) > _LONGEST:
        value: Fraction | str = found[0].strip()
    elif found["arabic"]:
        value = Fraction(found["arabic"].replace(",", "")) * _scale(found["scale"] or "")
    elif found["han"] == "一" and not unit:
        return None  # as good as never a number: 一 before a noun
    else:
        value = _chinese(found["han"])
    return Figure(value, unit, found[0].strip())


def _unit(found: re.Match[str]) -> str:
    if found["share"] in ("百分之", "千分之"):
        return "%" if found["share"] == "百分之" else "‰"
    printed = re.sub(r"^[余多几]", "", found["unit"] or "")
    unit = UNITS[printed].name if printed in UNITS else printed
    if unit[:3].lower() == "per":
        unit = "个百分点" if "age" in unit else "%"
    return ("第" if found["nth"] else "") + unit


def _scale(words: str) -> int:
    if words.lower() in _SCALE:
        return _SCALE[words.lower()]
    product = 1
    for sign in words:
        product *= _SCALE[sign]
    return product


def _chinese(run: str) -> Fraction | str:
    """Return the value of 二千, 二〇二四, 一百零三万 or 半; of what only looks like a number (三五, 十四五) the run."""
    if run == "半":
        return Fraction(1, 2)
    for sign in "亿万":
        before, found, behind = run.rpartition(sign)
        if found:
            high, low = _chinese(before or "一"), _chinese(behind.lstrip("零") or "零")
            return run if isinstance(high, str) or isinstance(low, str) else high * _SCALE[sign] + low
    if "半" in run or re.search(r"[一二三四五六七八九]{2}", run) and (len(run) == 2 or re.search("[十百千]", run)):
        return run
    return Fraction(integer(run))


def _days(text: str) -> Iterator[tuple[Day, tuple[int, int]]]:
    taken: list[tuple[int, int]] = []
    for pattern in _DATES:
        for found in pattern.finditer(text):
            month = _month(found["month"])
            if 1 <= month <= 12 and not any(start < found.end() and found.start() < end for start, end in taken):
                taken.append(found.span())
                yield Day(_whole(found["year"]), month, _whole(found["day"]), found[0].strip()), found.span()


def _month(words: str) -> int:
    return month_of(words) if words.isascii() and words.isalpha() else _whole(words.replace("元", "一"))


def _whole(words: str | None) -> int:
    value = _chinese(words) if words and not words.isdecimal() else Fraction(words or 0)
    return 0 if isinstance(value, str) else int(value)
