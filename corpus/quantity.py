"""Quantities: figures with their units, as typed facts.

What counts: every figure with a unit that states an amount (100个, 2000人次, 15万), a share (90%, 三分之二, 半数,
10个百分点), a multiple (2倍, 翻一番), money (4600万元, 500元/人·月), a measure (1200亩, 60周岁) or a length of time
(五年, 20个工作日, 3年内).

What does not: ordinals and what is known by its number (第三条, 二期, 三级, 十四届, 发文字号), dates and times of day,
names with numbers (“1+X”, “双高计划”, 三教改革, 211工程, 五年一贯制, what stands in 《》 or alone between quotation
marks), sets spoken of as known (上述3项, 五部门, 两个维护), indefinite amounts (一批, 一系列, 几个), terms of a formula
(×100%), and 一个, 一名, 一项 where one says no more than "a": they count with a bound, at the end of their part
(设组长一名，), or where 每 or 各 says that it is one each.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.bound import Bound, bound_before, bound_behind
from corpus.figure import BLANK, FIGURE, FRACTION, Reach, reach_of, scaled
from corpus.known import names_in, passed_over
from corpus.span import Span, meets
from corpus.unit import NO_UNIT, PERCENT, RATE, TIMES, UNIT, UNITS, Kind, Unit

_JOIN = rf"{BLANK}(?:[-－—–―~～〜]{{1,2}}|至|到){BLANK}"
_FIGURE = rf"(?<![\d.．〇零一二两三四五六七八九十百千万亿点]){FIGURE}"
_MORE = r"(?P<more>[多余])?"
# 50%~60%, 2-3个, 10-20万元, 3年至5年
_RANGE = (
    rf"(?P<from>{_FIGURE}){BLANK}(?P<from_unit>{UNIT})?{_JOIN}"
    rf"(?P<to>{FIGURE}){BLANK}(?P<to_unit>{UNIT})(?P<to_rate>{RATE})"
)
# 5000元以上5万元以下, 三千元以上不满一万元
_FROM_ON = (
    rf"(?P<over>{_FIGURE}){BLANK}(?P<over_unit>{UNIT})及?以上，?(?:不满|不足|至)?"
    rf"(?P<under>{FIGURE}){BLANK}(?P<under_unit>{UNIT})(?P<under_rate>{RATE})(?:及?以下)?"
)
_PART = rf"{FRACTION}(?:{_JOIN}(?:(?P=whole)分之)?(?P<part_to>{FIGURE}))?"
_SLASHED = r"(?<![\d/.])(?P<over_line>[1-9])/(?P<below_line>[2-9]|10)(?=[以的左，。；、）)]|$)"
_HALF = r"(?P<half>过?半数(?!字)|一半|半(?=年(?!度)|个(?:月|小时|学期|工作日)|天|小时))"
_DOUBLED = r"翻(?P<doubled>[一两二三四五\d])番"
_SINGLE = (
    rf"(?P<figure>{_FIGURE}){BLANK}{_MORE}(?P<scale>[万亿]{{0,2}}){BLANK}"
    rf"(?:(?P<unit>{UNIT})(?P<rate>{RATE})(?P<and_half>半(?![年天日小个]))?|(?<=[万亿余多])(?P<bare>(?=[^\d.\s]|$)))"
)
_QUANTITY = re.compile("|".join((_PART, _SLASHED, _HALF, _DOUBLED, _FROM_ON, _RANGE, _SINGLE)))
_HALF_UNIT = re.compile("|".join(("年", "个月", "个小时", "个学期", "个工作日", "天", "小时")))
_PART_BORDER = re.compile(r"[，。；：、！？,;:|\n（）()]")
_WIDEST_PART = 60
_SCALE_ALONE = re.compile("[百千万亿]+")
# Spoken of as known: nothing is stated by their number.
_KNOWN_SET = re.compile(r"(?:[上下前后]述|以[上下](?!的)|下列|[这该此那前首]|(?<!先)后|其[他余它])$")
_SHOWN = re.compile(r"[这该此那上下]$")
# What every office quotes by its number: 两个维护, 四个意识, 八项规定.
_SLOGAN = re.compile(
    "个(?:维护|确立|毫不动摇|一百年|先行区|文明|健康|务必|覆盖|转变|意识|自信|全面|服务|最严|代表|重大|必须|坚持|明确"
    "|伟大|区分|规划|一批|一律|到位|结合|大局|不|过硬|革命|关键|善于)|项(?:规定|基本制度|纪律|附加)|条主线|大类?(?:战略|工程|行动)"
)
# 二期 is the second, 两期 are two.
_SECOND = frozenset("期次级类批部项层届轮组班门处道条种节款")
_ONE_AT_END = frozenset(
    ["名", "人", "个", "次", "份", "所", "家", "项", "台", "套", "件", "处", "辆", "场", "位", "支", "篇", "间", "门"]
    + ["户", "亩", "人次", "年", "个月", "天", "周", "小时", "学时", "课时"]
)
# 十四届 is the fourteenth; three of a kind are 连续三届.
_IN_A_ROW = re.compile("(?:连续|举办|承办|已办|开展|开设|培训|共|历)$")
_AT_END = re.compile(r"\s*(?:[，。；、）)！,;|]|$)")
_EACH = re.compile(r"(?:每|各)[^，。；：、一]{1,16}$")
_LASTS = re.compile("(?:期限?|限期?|学制|时[间长])[为：:是]?$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity in a text.

    span:     figure, unit and bound words behind it: 100个左右
    value:    2000 for 2,000, 二千 and 2000多; 150000 for 15万; 90 for 九成 and 66.6667 for 三分之二 (unit %);
              4 for 翻两番 (unit 倍)
    value_to: the other end of a range, None where it is none
    unit:     see corpus.unit; a scale belongs to the value: 4600万元 is 46000000 元; its name is "" for 15万
    binding:  where a bound that stands before it stands, 不低于, None where there is none
    """

    span: Span
    value: float
    value_to: float | None
    unit: Unit
    bound: Bound
    binding: Span | None = None


def quantities_in(text: str, start: int = 0) -> list[Quantity]:
    """Return the quantities of a paragraph from `start` on, in printed order."""
    names = names_in(text)
    found = (_read(one, text) for one in _candidates(text, start) if not meets(names, one.start(), one.end()))
    return [quantity for quantity in found if quantity is not None]


def _candidates(text: str, start: int) -> Iterator[re.Match[str]]:
    """Yield figures with a unit, apart from each other; what is known by its number is passed over whole."""
    passed = passed_over(text)
    for found in _QUANTITY.finditer(text, start):
        if not meets(passed, found.start(), found.end()):
            yield found


def _read(found: re.Match[str], text: str) -> Quantity | None:
    reach, unit = _reading(found)
    if reach is None or unit is None:
        return None
    end = found.end() if found["half"] is None else _half_end(found)
    floor = _part_start(text, found.start())
    behind, end = bound_behind(text, end) if not found["over"] else (None, end)
    before, begin, stop = bound_before(text, floor, found.start())
    bound = _bound(found, reach, before, behind, text[begin:stop])
    if not _counts(found, text, end, unit, bound):
        return None
    binding = Span(begin, stop) if before else None
    return Quantity(Span(found.start(), end), reach[0], reach[1], unit, bound, binding)


def _reading(found: re.Match[str]) -> tuple[Reach | None, Unit | None]:
    """Return value and unit of whichever form was found."""
    if found["figure"]:
        return _single(found), _rated(found["unit"], found["rate"]) if found["unit"] else NO_UNIT
    if found["from"]:
        return _ends(found["from"], found["to"], not found["from_unit"]), _rated(found["to_unit"], found["to_rate"])
    if found["over"]:
        return _ends(found["over"], found["under"], False), _rated(found["under_unit"], found["under_rate"])
    if found["doubled"]:
        times = reach_of(found["doubled"])
        return ((2 ** times[0], None) if times else None), TIMES
    return _part_of_whole(found)


def _part_of_whole(found: re.Match[str]) -> tuple[Reach | None, Unit]:
    """Return value and unit of 三分之二, 1/3, 半数 and 半年."""
    if found["half"]:
        timed = _HALF_UNIT.match(found.string, found.end())
        return ((0.5, None), UNITS[timed[0]]) if timed else ((50.0, None), PERCENT)
    if found["over_line"]:
        return (round(int(found["over_line"]) / int(found["below_line"]) * 100, 4), None), PERCENT
    return _share(found), PERCENT


def _rated(printed: str, rate: str) -> Unit:
    unit = UNITS[printed]
    return Unit(unit.name + rate.replace("／", "/"), unit.kind) if rate else unit


def _share(found: re.Match[str]) -> Reach | None:
    whole, part, part_to = (reach_of(found[name]) if found[name] else None for name in ("whole", "part", "part_to"))
    if not whole or not part or not whole[0]:
        return None
    high = part_to[0] if part_to else part[1]
    return round(part[0] / whole[0] * 100, 4), None if high is None else round(high / whole[0] * 100, 4)


def _ends(low: str, high: str, share_scale: bool) -> Reach | None:
    """Return both ends of a range; in 10-20万 what is 万 is both."""
    first, last = reach_of(low), reach_of(high)
    if not first or not last:
        return None
    scale = re.search("[万亿]+$", high)
    begin = scaled(first[0], scale[0]) if scale and share_scale and not re.search("[万亿]", low) else first[0]
    return (begin, last[0]) if begin < last[0] else None


def _single(found: re.Match[str]) -> Reach | None:
    reach = reach_of(found["figure"])
    if reach is None:
        return None
    half = 0.5 if found["and_half"] else 0.0
    low, high = (None if one is None else scaled(one + half, found["scale"]) for one in reach)
    return None if low is None else (low * 10 if found["unit"] == "成" else low, high)


def _half_end(found: re.Match[str]) -> int:
    timed = _HALF_UNIT.match(found.string, found.end())
    return timed.end() if timed else found.end()


def _part_start(text: str, at: int) -> int:
    """Return where the part of the sentence that `at` is in begins, not more than some words back."""
    floor = max(0, at - _WIDEST_PART)
    return max((one.end() for one in _PART_BORDER.finditer(text, floor, at)), default=floor)


def _bound(found: re.Match[str], reach: Reach, before: Bound | None, behind: Bound | None, binding: str) -> Bound:
    """Return the bound: 以上 behind tells more than 达到 before, 不超过 before more than 左右 behind."""
    if behind and behind is not Bound.ABOUT:
        return behind
    if before and not (binding == "近" and _is_time(found)):  # 近三年 are three years
        return before
    if behind:
        return behind
    if reach[1] is not None:
        return Bound.BETWEEN
    return Bound.MORE_THAN if found["more"] or _is_some(found) else Bound.EXACTLY


def _is_time(found: re.Match[str]) -> bool:
    return found["unit"] is not None and UNITS[found["unit"]].kind is Kind.TIME


def _is_some(found: re.Match[str]) -> bool:
    """数百, 几十, 过半数: more than the number."""
    return (found["figure"] or found["half"] or "")[:1] in tuple("数几过")


def _counts(found: re.Match[str], text: str, end: int, unit: Unit, bound: Bound) -> bool:
    """Say whether a single figure states something; a range, a share and a multiple always do."""
    figure = found["figure"]
    if figure is None or text.startswith("级", end):
        return not text.startswith("级", end)  # 30万吨级码头 is a class
    if _is_factor(found, text) or _is_known(found, text, unit) or _is_label(found, text, unit):
        return False
    if figure == "一":
        return _one_counts(found, text, end, unit, bound)
    if _SCALE_ALONE.fullmatch(figure) or (figure[0] in "数几" and not found["unit"]):
        return bound is not Bound.EXACTLY or text.startswith("规模", end)
    return bool(found["unit"]) or figure[0].isdecimal()


def _is_known(found: re.Match[str], text: str, unit: Unit) -> bool:
    """Say whether it is a set spoken of as known, a slogan or an ordinal without 第."""
    before = text[max(0, found.start() - 4) : found.start()]
    if unit.kind is not Kind.COUNT:
        return unit.kind is Kind.TIME and _SHOWN.search(before) is not None
    is_second = found["figure"] == "二" and found["unit"] in _SECOND or not found["figure"].strip("零〇")  # 零件
    in_order = found["unit"] in ("届", "期") and not found["figure"][:1].isdecimal()
    is_second |= in_order and not _IN_A_ROW.search(before)
    named = found["unit"] and _SLOGAN.match(text, found.start("unit"))
    return is_second or bool(named) or _KNOWN_SET.search(before) is not None


def _is_label(found: re.Match[str], text: str, unit: Unit) -> bool:
    """Say whether it is a clause number or a ratio: 4.3 处置, 1 个人信息, 1:50万."""
    at = found.start()
    if text[max(0, at - 1) : at] in tuple(":：∶") and text[max(0, at - 2) : max(0, at - 1)].isdecimal():
        return True
    opens = not text[max(0, found.start() - 3) : found.start()].strip()
    parted = found["unit"] is not None and text[found.start("unit") - 1].isspace()
    return unit.kind is Kind.COUNT and parted and (opens or "." in found["figure"])


def _is_factor(found: re.Match[str], text: str) -> bool:
    """Say whether it is a term of a formula: *100%."""
    return text[max(0, found.start() - 2) : found.start()].rstrip()[-1:] in tuple("*×÷＊")


def _one_counts(found: re.Match[str], text: str, end: int, unit: Unit, bound: Bound) -> bool:
    """Say whether 一 is a number here, not "a"."""
    if unit.kind is Kind.COUNT and found["unit"] not in _ONE_AT_END:
        return text[found.end() : end].strip() in ("以上", "以下", "以内")
    if bound is not Bound.EXACTLY or unit.kind in (Kind.SHARE, Kind.MEASURE):
        return True
    before = text[max(0, found.start() - 20) : found.start()]
    if _LASTS.search(before):
        return True
    if found["unit"] not in _ONE_AT_END or before[-1:] in tuple("每任某同另之统唯"):
        return False
    return _AT_END.match(text, end) is not None or _EACH.search(before) is not None
