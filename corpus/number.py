"""发文字号: the numbers by which notices are known, 吉教职成〔2024〕4号."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from corpus.span import Span, meets

_OPEN, _CLOSE = "〔［[【（(﹝〖", "〕］]】）)﹞〗"
_BLANKS = r"[ \t\u3000\u00a0]*"
_YEARED = re.compile(
    rf"(?P<code>[\u4e00-\u9fffA-Za-z]{{1,24}}){_BLANKS}[{re.escape(_OPEN)}]{_BLANKS}(?P<year>(?:19|20|１９|２０)\d\d){_BLANKS}"
    rf"[{re.escape(_CLOSE)}]{_BLANKS}(?P<no>第?){_BLANKS}0*(?P<serial>\d{{1,5}}){_BLANKS}号"
)
# 国务院令第797号; 中山市人民政府令（第16号）; 公告2024年第5号
_ORDER = re.compile(
    rf"(?P<code>[\u4e00-\u9fff]{{2,24}}(?:令|公告)){_BLANKS}[（(]?{_BLANKS}(?:(?P<year>(?:19|20)\d\d)年)?{_BLANKS}第{_BLANKS}"
    rf"(?P<serial>\d{{1,5}}|[〇零一二三四五六七八九十百]+){_BLANKS}号{_BLANKS}[)）]?"
)
# What every yeared number and every order's number holds, at most so far behind its beginning.
_YEAR = re.compile(rf"[{re.escape(_OPEN)}]{_BLANKS}(?:19|20|１９|２０)\d\d{_BLANKS}[{re.escape(_CLOSE)}]")
_SERIAL = re.compile(rf"第{_BLANKS}[\d〇零一二三四五六七八九十百]+{_BLANKS}号")
_WIDEST_CODE = 60
# A number inside a sentence has the sentence's words before it; none of these is part of an agency code.
_BEFORE_CODE = re.compile(
    r".*(?:依据|根据|按照|依照|遵照|参照|贯彻|落实|执行|印发|转发|废止|详见|参见|以及|同时|关于|其中"
    r"|原|经|见|附|由|以|(?<!共)和|与|及|的|将|对|按|在|为|并|或|是|就|自)"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A 发文字号 as found in a text.

    code:   机关代字, 吉教职成
    year:   of the number, None for an order (令第16号)
    serial: without leading zeros
    usual:  the number as it is usually written, 吉教职成〔2024〕4号
    span:   its place in the text it was found in
    """

    code: str
    year: int | None
    serial: str
    usual: str
    span: Span

    @classmethod
    def of(cls, found: re.Match[str], code_start: int) -> Self:
        """Build from a match, with the sentence's words before the code cut off."""
        code = re.sub(r"\s", "", found.string[code_start : found.end("code")])
        year = int(found["year"]) if found["year"] else None
        serial = found["serial"].lstrip("0") or "0"
        serial = str(int(serial)) if serial.isdecimal() else serial
        if found.re is _YEARED:
            usual = f"{code}〔{year}〕{found['no']}{serial}号"
        else:
            usual = f"{code}{f'{year}年' if year else ''}第{serial}号"
        return cls(code, year, serial, usual, Span(code_start, found.end()))


def numbers_in(text: str, start: int = 0, end: int | None = None) -> list[Number]:
    """Return the numbers printed between two offsets, in printed order."""
    stop = len(text) if end is None else end
    if text.find("号", start, stop) < 0:
        return []  # as most lines
    numbers = [Number.of(found, _code_start(found)) for found in _matches(_YEARED, _YEAR, text, start, stop)]
    taken = [number.span for number in numbers]
    for found in _matches(_ORDER, _SERIAL, text, start, stop):
        if not meets(taken, found.start(), found.end()):
            numbers.append(Number.of(found, _code_start(found)))
    # Behind a date alone, 5月6日〔2024〕3号, there is no agency's code.
    return sorted((number for number in numbers if number.code), key=lambda number: number.span)


def _matches(
    pattern: re.Pattern[str], sign: re.Pattern[str], text: str, start: int, stop: int
) -> Iterator[re.Match[str]]:
    """Yield what `pattern` finds, tried only around what every match holds: some thirty times faster."""
    for hint in sign.finditer(text, start, stop):
        if hint.start() >= start:
            found = pattern.search(text, max(start, hint.start() - _WIDEST_CODE), stop)
            if found:
                yield found
                start = found.end()


def folded(number: str) -> str:
    """Return a number for comparison: brackets, width, blanks, leading zeros and 中华人民共和国 make no difference."""
    plain = re.sub(r"\s|^中华人民共和国", "", number.strip())
    plain = plain.translate(
        str.maketrans(_OPEN + _CLOSE + "０１２３４５６７８９", "〔" * len(_OPEN) + "〕" * len(_CLOSE) + "0123456789")
    )
    return re.sub(r"(?<=[〕第])0+(?=\d)", "", plain)


def _code_start(found: re.Match[str]) -> int:
    """Leave out the sentence's words before the code, and the 日 of a date: 2003年7月16日国务院令第386号公布."""
    start = found.start("code")
    if found["code"][0] == "日" and found.string[start - 1 : start].isdecimal():
        start += 1
    cut = _BEFORE_CODE.match(found.string, start, found.end("code"))
    return cut.end() if cut and cut.end() < found.end("code") else start
