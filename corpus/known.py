"""What is known by its number or has one in its name, and so states no quantity: dates, ordinals, 《…》, “三张清单”."""

import re

from corpus.figure import BLANK
from corpus.number import numbers_in
from corpus.span import Span

_N = r"(?:\d{1,4}|[〇零一二三四五六七八九十百]{1,5})"
_TO = rf"{BLANK}[-－—–~～〜至到]{{1,2}}{BLANK}"
_YEAR = r"(?:(?:19|20|21)\d\d|[〇零○一二][〇零○一二三四五六七八九]{3})"
_DAY = rf"\d{{1,2}}{BLANK}[日号]"
_CLOCK = r"\d{1,2}(?:[:：]\d\d|[时点](?:\d{1,2}分|整|半)?)"
_PASSED = re.compile(
    "|".join(
        (
            # 第三条, 第3至5条, 第一、二批
            rf"第{BLANK}{_N}(?:{BLANK}[、,，至到和或及\-－—~～]{BLANK}第?{BLANK}{_N}(?=[条款项章节编号页批期届次级名位部层季]))*[条款项章节编号页批期届次级名位部层季周年月日天个组类轮]?",
            rf"(?<!\d){_YEAR}{BLANK}(?:(?:{_TO}|、){_YEAR}{BLANK})?年(?:{BLANK}\d{{1,2}}{BLANK}月(?:{BLANK}{_DAY})?"
            r"|[〇零一二三四五六七八九十元]{1,3}月(?:[一二三四五六七八九十]{1,3}日)?|度)?",
            rf"(?<!\d)\d{{1,2}}{BLANK}(?:{_TO}\d{{1,2}}{BLANK})?月(?:份|{BLANK}{_DAY})?(?:{_TO}(?:\d{{1,2}}月)?{_DAY})?",
            r"[一二三四五六七八九十元]{1,2}月(?:份|[一二三四五六七八九十]{1,3}日)",
            rf"[每当次翌该同本上下]个?月{BLANK}{_DAY}(?:{_TO}{_DAY})?",
            rf"(?<!\d){_DAY}{_TO}{_DAY}",
            rf"(?<!\d){_CLOCK}(?:{_TO}{_CLOCK})?",
            r"[“‘]?十[一二三四五六七八九]五[”’]?(?!个|家|所|年|天|日|人|项)",
            r"(?<![\d.])\d{1,4}(?:\.\d{1,4}){2,6}",
            r"[A-Za-z][-－]?\d[\dA-Za-z.\-]{0,20}",
            r"\d{1,3}\s?[+＋×x*]\s?[\dNX]+",
            rf"{_N}周年|建[军党国校团](?:{_N}年|{_N}周年)",
        )
    )
)
_TITLE = re.compile(r"《[^《》]{1,120}》")
_QUOTED = re.compile(r"[“‘「][^“”‘’「」，。；：！？]{1,20}[”’」]")


def passed_over(text: str) -> list[Span]:
    """Return where dates, times of day, ordinals, versions and the like stand, in printed order."""
    return [Span(*found.span()) for found in _PASSED.finditer(text)]


def names_in(text: str) -> list[Span]:
    """Return titles, short quoted names and 发文字号, in printed order and apart from each other."""
    spans = [Span(*found.span()) for pattern in (_TITLE, _QUOTED) for found in pattern.finditer(text)]
    apart: list[Span] = []
    for span in sorted([*spans, *(number.span for number in numbers_in(text))]):
        if not apart or span.start >= apart[-1].end:
            apart.append(span)
        elif span.end > apart[-1].end:
            apart[-1] = Span(apart[-1].start, span.end)
    return apart
