"""By when, or within what time, something is to be so: 到2025年末, 2024年底前, 3年内, 每年, “十四五”期间."""

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum

from corpus.figure import BLANK
from corpus.numeral import integer
from corpus.span import Span


class Due(Enum):
    """What kind of time it is; the value is its name in JSON."""

    BY = "by"  # 到2025年末, 2024年底前, 6月30日前
    WITHIN = "within"  # 3年内, 未来五年, 自…之日起20日内
    DURING = "during"  # 2025年, “十四五”期间
    EVERY = "every"  # 每年, 每两年, 每学期
    AS_OF = "as_of"  # 截至2023年底: when it was so, not when it is to be


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time, as printed.

    span:  its words
    year, month, day: of the date printed, the last one where it is a stretch; None where it prints none or leaves it
           to be reckoned (今年底, 3年内).  “十四五” ends 2025, and each later one five years after
    """

    span: Span
    due: Due
    year: int | None = None
    month: int | None = None
    day: int | None = None


_Y = r"(?:(?:20|21)\d\d|二[〇零○][〇零○一二三四五六七八九]{2})"
_DATE = (
    rf"(?P<year>{_Y}){BLANK}(?:[-－—~～至到]{BLANK}(?P<year_to>{_Y}){BLANK})?年"
    rf"(?:{BLANK}(?P<month>\d{{1,2}}){BLANK}月(?:{BLANK}(?P<day>\d{{1,2}}){BLANK}日)?)?(?:[上下]半年|第?[一二三四1-4]季度)?"
)
_PLAN = r"[“‘]?十(?P<plan>[四五六七八九])五[”’]?(?:规划)?"
_END = r"(?P<end>年?[底末终]|期?末|期?收官|[底末]?(?:以|之)?前(?!三|两|五|十|\d))*"
_N = r"(?:\d{1,3}|[一二两三四五六七八九十半]{1,3})"
_LENGTH = rf"{_N}{BLANK}(?:个?(?:工作日|自然日|小时|学期|学年|月)|[年天日周]|学年)"
_LEADING = re.compile(rf"(?:力争|在|于){BLANK}")
_AFTERWARDS = "起|开始|以来|之后|以后|后(?!备|期|续)|版|版本|修[订正]|印发|发布|公布|度"
# A group has one name in one pattern.
_AS_OF = re.sub(r"\?P<(?=year|month|day|end)", "?P<a_", rf"(?P<as_of>截[至止](?:到)?{BLANK})(?:{_DATE}{_END})")
_DATED = (
    rf"(?P<to>(?:力争)?(?:[到至]|直到|于|在){BLANK})?(?:{_DATE}|{_PLAN}){_END}"
    rf"(?P<during>期间|时期|期内|以来|年?内|中)?(?P<since>{BLANK}(?:{_AFTERWARDS}))?"
)
_IN_MONTH = (
    rf"(?:[到至]|于|在)?{BLANK}(?P<only_month>\d{{1,2}}){BLANK}月(?:{BLANK}(?P<only_day>\d{{1,2}}){BLANK}日)?"
    "[底末]?(?:以|之)?前"
)
_RECKONED = (
    "(?P<short_to>[到至]|于|在)?(?P<relative>今年|明年|后年|本年度?|当年|次年|翌年|年)"
    "(?P<relative_end>年?[底末](?:以|之)?前?|内)(?![容涵部外])"
)
_NEXT = rf"(?P<next>未来|今后|接下来|再用|力争用|用){BLANK}{_LENGTH}(?:左右)?(?:的?时间)?内?"
_WITHIN = rf"(?P<within>{_LENGTH}(?:以内|之内|内))(?![容涵部外在])"
_EVERY = rf"(?P<every>每{BLANK}(?:{_N}{BLANK})?(?:个?(?:学年|学期|季度|月|工作日)|年度?|周|天|日)|逐年)(?![末初终])"
_DEADLINE = re.compile("|".join((_AS_OF, _DATED, _IN_MONTH, _RECKONED, _NEXT, _WITHIN, _EVERY)))


def deadlines_in(text: str) -> list[Deadline]:
    """Return the times of a paragraph in printed order."""
    read = (_read(found) for found in _DEADLINE.finditer(text))
    return [one for one in read if one is not None]


def _read(found: re.Match[str]) -> Deadline | None:
    led = _LEADING.match(found[0])
    span = Span(found.start() + (led.end() if led else 0), found.end())
    if found["as_of"]:
        return Deadline(span, Due.AS_OF, *_date(found, "a_"))
    if found["only_month"]:
        return Deadline(span, Due.BY, None, int(found["only_month"]), _number(found["only_day"]))
    if found["relative"]:
        return _reckoned(found, span)
    if found["next"] or found["within"]:
        return Deadline(span, Due.WITHIN)
    return Deadline(span, Due.EVERY) if found["every"] else _dated(found, span)


def _reckoned(found: re.Match[str], span: Span) -> Deadline | None:
    """Return 今年底, 年底前 or 年内; None of 年末 alone: 年末常住人口 is how it was."""
    if found["relative"] == "年" and found["relative_end"][-1:] in tuple("底末") and not found["short_to"]:
        return None
    return Deadline(span, Due.DURING if found["relative_end"] == "内" else Due.BY)


def _dated(found: re.Match[str], span: Span) -> Deadline | None:
    """Return a date or a plan's years; None where something begins there (2025年起) or it is only named."""
    if found["since"]:
        return None
    ends = found["end"] or (found["to"] or "")[-1:].strip() in tuple("到至") and found["to"]
    if found["plan"]:
        due = Due.BY if ends else Due.DURING
        known = ends or found["during"]
        # 十四五 is 2021 to 2025: the tenth plan began 2001.
        return Deadline(span, due, 2005 + 5 * (integer(found["plan"])), None, None) if known else None
    if ends:
        return Deadline(span, Due.BY, *_date(found, ""))
    opens = not found.string[: span.start].strip() or found.string[span.start - 1] in "\n，。；：、！？（(,;: \u3000"
    return Deadline(span, Due.DURING, *_date(found, "")) if opens or found["during"] or found["to"] else None


def _date(found: re.Match[str], prefix: str) -> tuple[int | None, int | None, int | None]:
    """Return year, month and day as far as they are printed and make a date."""
    printed = found[prefix + "year_to"] or found[prefix + "year"]
    if not printed:
        return None, None, None
    year = integer(printed.replace("○", "〇"))
    month, day = (_number(found[prefix + part]) for part in ("month", "day"))
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return year, None, None
    return year, month, day


def _number(printed: str | None) -> int | None:
    return int(printed) if printed else None
