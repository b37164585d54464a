"""The grammar of printed clause numbers: 第三条, 一、, （二）, 1., （1）, ①, 1.2, 一是 …

One place knows which marks are labels.  Whether a label opens a clause is for `corpus.outline` to decide, since that
depends on the labels around it.
"""

import re
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from corpus.numeral import (
    BRACKETED_DIGITS,
    CHINESE_BRACKETED_DIGITS,
    CHINESE_DIGITS,
    CIRCLED_DIGITS,
    DOTTED_DIGITS,
    ROMAN_DIGITS,
    integer,
)


class Kind(Enum):
    """A family of labels; the value is its usual depth, smaller is nearer to the root (GB/T 9704—2012, 7.3.3)."""

    PART = 0  # 第一编
    SUBPART = 1  # 第一分编
    CHAPTER = 2  # 第一章
    SECTION = 3  # 第一节
    ARTICLE = 4  # 第一条
    COMMA = 5  # 一、
    BRACKET = 6  # （一）
    DOT = 7  # 1.
    DIGIT_BRACKET = 8  # （1）
    HALF_BRACKET = 9  # 1）
    CIRCLE = 10  # ①
    ROMAN = 11  # Ⅰ、
    LETTER = 12  # A.
    DECIMAL = 13  # 1.1, its depth is its own
    ORDINAL_IS = 14  # 一是
    FIRSTLY = 15  # 首先
    BOX = 16  # 专栏1
    TABLE = 17  # 表1

    __hash__ = object.__hash__  # members are one of a kind; Enum's own hashes their names, in Python


# A sequence that only runs inside paragraphs.
SPOKEN = frozenset({Kind.ORDINAL_IS, Kind.FIRSTLY})
# What stands beside the numbered clauses: a box or a table with a number of its own.
CAPTION = frozenset({Kind.BOX, Kind.TABLE})
STATUTE = frozenset({Kind.PART, Kind.SUBPART, Kind.CHAPTER, Kind.SECTION, Kind.ARTICLE})


@dataclass(slots=True)
class Label:
    """A printed clause number.  Nothing changes one: it is not frozen because a frozen one takes three times as long.

    kind:    its family
    ordinal: (3,) for 三、; (7, 1) for 第七条之一; (1, 2) for 1.2
    text:    as printed, folded in width, without the mark behind it: 三, （二）, 1, 第七条之一
    family:  labels of one list share it; 1.1 and 1.1.1 are of two
    depth:   how deep it usually stands, smaller is nearer to the root; 1, 1.1 and 1.1.1 stand above all brackets
    start:   offset of its first code point, Markdown signs excluded
    end:     offset behind its mark
    """

    kind: Kind
    ordinal: tuple[int, ...]
    text: str
    family: int
    depth: float
    start: int
    end: int


_N = f"[{CHINESE_DIGITS}]+"
BLANK = r"[ \t\u3000\u00a0\u2000-\u200b\u202f\ufeff]"
_BLANKS = rf"{BLANK}*"
# A number that a page or a narrow column cut: 第⏎十条, （⏎一）.
_CUT = rf"{BLANK}*(?:\n{BLANK}*)?"
# Digits set wide: 第 十 一 条.
_WIDE_N = rf"[{CHINESE_DIGITS}](?:(?:{BLANK}|\n)?[{CHINESE_DIGITS}])*"
_UNITS = {
    "编": Kind.PART,
    "篇": Kind.PART,
    "部分": Kind.PART,
    "分编": Kind.SUBPART,
    "章": Kind.CHAPTER,
    "节": Kind.SECTION,
    "条": Kind.ARTICLE,
}
_FIRSTLY = {"首先": 1, "其次": 2, "再次": 3, "最后": 4}

# What follows a number in a reference to a clause, never in a label: 第三条规定的, 第三条第二款, 第三条、第四条.
_SPEAKS_OF = r"(?=的|[，、。；：:“]|情形|条件|处|执行|办理|以|应|进行|给予|追究|之|中|要求|程序|范围)"
_REFERRING = (
    rf"(?:{_BLANKS}(?:第(?:{_N}|\d+)[款项目]|第[（(]|[、，,；;。.）)》”])"
    rf"|之?规定{_SPEAKS_OF}|所列|所称|所规定|所述|[至到和及或与](?:第|本|者第)|中(?:的|所|规定|关于|有关)|的|以外|之外|以及第|除外|情形"
    r"|(?:执行|办理|处理|处罚|要求)[的，。；])"
)
_CITED_ITEM = (
    r"(?:[款项](?:规定|所列|情形|[、，,。；的和至及或第中])"
    rf"|[、至到和及或与]{_BLANKS}[（(](?:{_N}|\d+)[)）]|(?:[（(](?:{_N}|\d+)[)）])+项)"
)
# What follows a figure, never a label: 3.5%, 41.5公顷, 1.5倍.
_MEASURE = r"[%％‰℃°㎡个万亿元倍米亩吨斤克升分秒时天日月年岁人名家所户件台套辆次项条种类门公平立千百兆]"

_STOP = r"[.．﹒․]"
_YEAR = r"(?:19|20)\d\d(?:[年学届度版]|[-－—–~～至](?:19|20)\d\d)"

_LABEL = re.compile(
    rf"""
    (?P<statute>第{_CUT}(?P<statute_n>{_WIDE_N}|\d+){_CUT}(?P<unit>分编|[编篇章节条]|部分(?=\s|[:：、]|$))(?:之(?P<after>{_N}))?)
        (?!{_REFERRING})
  | (?P<comma>{_N})(?:{_BLANKS}(?:、|{_STOP}(?!\d))|(?:\u3000|{BLANK}{{2}}){_BLANKS}(?=[\u4e00-\u9fff“《]))
  | (?P<bracket>[（(]{_CUT}(?P<bracket_n>{_WIDE_N}){_CUT}[)）])(?!{_CITED_ITEM})、?
  | (?P<chinese_bracketed>[{CHINESE_BRACKETED_DIGITS}])(?!{_CITED_ITEM})、?
  | (?P<digit_bracket>[（(]{_CUT}(?P<digit_bracket_n>\d{{1,3}}){_CUT}[)）])(?!{_CITED_ITEM})、?
  | (?P<bracketed>[{BRACKETED_DIGITS}])(?!{_CITED_ITEM})、?
  | (?P<dotted>[{DOTTED_DIGITS}])
  | (?P<half_bracket>(?P<half_bracket_n>\d{{1,3}}|{_N})[)）])
  | (?P<circle>[{CIRCLED_DIGITS}])、?
  | (?P<roman>[{ROMAN_DIGITS}])(?:、|{_STOP})?(?=[\s\u4e00-\u9fff])
  | (?P<decimal>\d{{1,2}}(?:[.．]\d{{1,2}}){{1,4}})
        (?:[.．、]?(?={BLANK}++\S|(?!{_MEASURE})[\u4e00-\u9fff“《])|[.．、](?={_BLANKS}(?:\s|\Z)))
  | (?P<dot>\d{{1,3}}){_BLANKS}(?:{_STOP}|、)(?:(?!\d)|(?={_YEAR})|(?<=、)(?=\d+[A-Za-z]))
  | (?P<letter>[A-ZＡ-Ｚ])(?:{_STOP}|、)(?={_BLANKS}[\u4e00-\u9fff])
  | (?P<is>{_N})是(?!否|非)
  | (?P<firstly>首先|其次|再次|最后)[，,]
  | (?P<box>专{_BLANKS}栏{_CUT}(?P<box_n>\d{{1,2}}|{_N}))(?![所中的、和至])[:：.．、]?
  | (?P<table>表{_BLANKS}(?P<table_n>\d{{1,2}}|{_N})(?:[-－—]\d{{1,2}})?)(?=\s|[:：.．、]|$)[:：.．、]?
    """,
    re.VERBOSE,
)
_FOLD_WIDTH = str.maketrans(
    "０１２３４５６７８９()．ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ",
    "0123456789（）.ABCDEFGHIJKLMNOPQRSTUVWXYZ",
)
# With what a label can begin: most words need no closer look.
_FIRST_SIGNS = frozenset(
    "第（(首其再最专表0123456789０１２３４５６７８９ABCDEFGHIJKLMNOPQRSTUVWXYZＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ"
    f"{CHINESE_DIGITS}{CIRCLED_DIGITS}{ROMAN_DIGITS}{BRACKETED_DIGITS}{CHINESE_BRACKETED_DIGITS}{DOTTED_DIGITS}"
)
_MARKDOWN_SIGNS = frozenset("#>*_")
MARKDOWN = re.compile(r"(?:#{1,6}[ \t]+|>[ \t]*|[*_]{2})*")


def label_at(text: str, at: int) -> Label | None:
    """Return the label that begins at offset `at` of `text`, Markdown signs before it passed over, or None."""
    if text[at : at + 1] in _MARKDOWN_SIGNS:
        signs = MARKDOWN.match(text, at)
        at = signs.end() if signs else at
    found = _LABEL.match(text, at) if text[at : at + 1] in _FIRST_SIGNS else None
    return _read(found) if found else None


def label_after(text: str, start: int, end: int) -> Label | None:
    """Return the label with which the words between two offsets begin, blanks passed over, or None."""
    while start < end and text[start].isspace():
        start += 1
    found = _LABEL.match(text, start, end) if start < end and text[start] in _FIRST_SIGNS else None
    return _read(found) if found else None


def label_of(kind: Kind, ordinal: tuple[int, ...], printed: re.Match[str], numeral: str) -> Label:
    """Return the label that a match is where the text around it, not the grammar, makes it one."""
    return Label(*_sign_of(kind, ordinal, numeral), printed.start(), printed.end())


def _read(found: re.Match[str]) -> Label | None:
    group = found.lastgroup or ""  # the outer one: it closes behind those inside it
    printed = group, found[0]
    sign = _known.get(printed)
    if sign is None:
        sign = _sign(group, *found.group(*_PARTS[group]))
        if sign is None:
            return None
        if len(_known) == _MOST_KNOWN:
            _known.clear()
        _known[printed] = sign
    return Label(*sign, found.start(), found.end())


_GROUPS = {
    "statute": Kind.ARTICLE,
    "comma": Kind.COMMA,
    "bracket": Kind.BRACKET,
    "digit_bracket": Kind.DIGIT_BRACKET,
    "half_bracket": Kind.HALF_BRACKET,
    "circle": Kind.CIRCLE,
    "roman": Kind.ROMAN,
    "decimal": Kind.DECIMAL,
    "dot": Kind.DOT,
    "letter": Kind.LETTER,
    "chinese_bracketed": Kind.BRACKET,
    "bracketed": Kind.DIGIT_BRACKET,
    "dotted": Kind.DOT,
    "box": Kind.BOX,
    "table": Kind.TABLE,
    "is": Kind.ORDINAL_IS,
    "firstly": Kind.FIRSTLY,
}


# What of a match makes the number: as printed, its numeral, the unit and the number behind 之.
_PARTS = {group: (group, f"{group}_n" if f"{group}_n" in _LABEL.groupindex else group) for group in _GROUPS} | {
    "statute": ("statute", "statute_n", "unit", "after")
}


class _Sign(NamedTuple):
    """What a label says wherever it stands: the first fields of `Label`."""

    kind: Kind
    ordinal: tuple[int, ...]
    text: str
    family: int
    depth: float


def _sign_of(kind: Kind, ordinal: tuple[int, ...], text: str) -> _Sign:
    decimals = len(ordinal) if kind is Kind.DECIMAL else 0
    depth = Kind.COMMA.value + 0.1 * decimals if decimals else float(kind.value)
    return _Sign(kind, ordinal, text, 10 * kind.value + decimals, depth)


# What labels say, by their group and what is printed, mark and all: the same few hundred come again and again.
_known: dict[tuple[str, str], _Sign] = {}
_MOST_KNOWN = 4096


def _sign(group: str, printed: str, numeral: str, unit: str = "", after: str | None = None) -> _Sign | None:
    """Return what a printed label says, None where its signs are no number."""
    try:
        ordinal = _ordinal(group, numeral)
        ordinal = (*ordinal, integer(after)) if after else ordinal
    except ValueError:
        return None
    text = f"{printed}是" if group == "is" else printed
    return _sign_of(_UNITS[unit] if group == "statute" else _GROUPS[group], ordinal, _folded(text))


def _ordinal(group: str, numeral: str) -> tuple[int, ...]:
    if group == "decimal":
        return tuple(int(part) for part in re.split(r"[.．]", numeral))
    if group == "letter":
        return (ord(numeral.translate(_FOLD_WIDTH)) - ord("A") + 1,)
    if group == "firstly":
        return (_FIRSTLY[numeral],)
    return (integer(re.sub(rf"\s|{BLANK}", "", numeral)),)


def _folded(text: str) -> str:
    return re.sub(rf"\s|{BLANK}", "", text).translate(_FOLD_WIDTH)
