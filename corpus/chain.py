"""The clause numbers of a citation: 第三十三条第二款, 三（二）, 附件第3项, 第三至五条, as chains of steps."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.numeral import CHINESE_DIGITS, CIRCLED_DIGITS, chinese, integer

_N = rf"(?:[{CHINESE_DIGITS}]{{1,12}}|\d{{1,4}})"
_BLANK = r"[ \t\u3000\u00a0]*"
# 第三条件, 第一节目, 第二项目, 第一款项 name no clause.
_UNIT = r"(?:分编|部分|编|篇|章(?!程)|节(?!目|约|能)|条(?!件|例|约|目)|款(?!项|式)|项(?!目)|目(?!标|的|录|前)|点)"
_STEP = re.compile(
    rf"(?P<unit>第{_BLANK}(?P<n>{_N}){_BLANK}(?P<u>{_UNIT})(?:之(?P<after>[一二三四五六七八九十]+)(?![间般些切定致律]))?)"
    rf"|(?P<item>第?{_BLANK}\({_BLANK}(?P<i>{_N}){_BLANK}\){_BLANK}(?P<closed>[项目点](?!目|标))?)"
    rf"|(?P<attached>附{_BLANK}[件表录图]|专栏|表(?=\d))(?:{_BLANK}(?P<a>{_N}))?"
    rf"|(?P<bare>(?P<b>{_N})条(?!件|例|约)(?:之(?P<bafter>[一二三四五六七八九十]+)(?![间般些切定致律]))?)"
    rf"|(?P<circle>[{CIRCLED_DIGITS}])"
    r"|(?P<spoken>[一二三四五六七八九十]{1,3}是)"
    r"|(?P<decimal>\d{1,3}(?:\.\d{1,3})+)(?![\d%])"
    r"|(?P<half>\d{1,3}\))"
    r"|(?P<digits>\d{1,3})(?![\d.%]\d|\d|%)"
    rf"|(?P<numeral>[{CHINESE_DIGITS}]{{1,12}})"
)
_DOWN = re.compile(rf"{_BLANK}(?:/|的|中的?|里的?)?{_BLANK}")
_MARK = re.compile(rf"{_BLANK}[、.]{_BLANK}")
_DOT = re.compile(rf"{_BLANK}\.{_BLANK}")
_JOIN = re.compile(rf"{_BLANK}(?:[、,;；]{_BLANK}(?:以及|和|及|与|或者|或)?|以及|和|及|与|或者|或){_BLANK}")
_RANGE = re.compile(rf"{_BLANK}(?:至|到|[-—–~～]+){_BLANK}")
# 第三、四条 and 第三至五条: the unit stands behind the last number only.
_SHORT = re.compile(rf"第{_BLANK}{_N}(?:(?:、|和|及|与|或|至|到|[-—–~]){_N})+(?P<u>分编|部分|[编篇章节条款项点])")
_SHORT_ITEMS = re.compile(rf"第?\({_N}\)(?:(?:、|和|及|与|或|至|到|[-—–~])\({_N}\))+(?P<u>[项目])")
# A bare numeral is one of a citation where this follows: 4号三提出, not 4号一文.
_BEHIND_BARE = re.compile(
    rf"{_BLANK}(?:[、./(第{CIRCLED_DIGITS}]|[，,。;；:：“\"”」『「）)\]】>\n—|]|\Z|规定|提出|明确|要求|指出|强调|分别|均|都|中|的规定|的(?=\d)|所|至|到|和)"
)
WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "，；：～"} | {0x3000: 0x20}
_SIMPLIFIED = {ord(old): ord(new) for old, new in zip("條項編節點專欄錄圖", "条项编节点专栏录图", strict=True)}
_FOLDED = WIDTH | _SIMPLIFIED
_DEPTH = {
    "附": -1, "编": 0, "分编": 1, "章": 2, "节": 3, "部分": 3, "条": 4, "一": 4, "款": 5, "（": 6, "项": 6, "点": 6,
    "1": 7, "目": 7, "1.1": 7, "(1)": 8, "1)": 9, "①": 10, "是": 11,
}  # fmt: skip
# What follows 附件一、 where that may be the clause 一、 of 附件.
_MARKED_BELOW = frozenset({"（", "(1)", "1", "1)", "①", "条"})
LONGEST_RANGE = 2_000  # the Civil Code has 1,260 articles
_TWO_NUMERALS = re.compile(r"[一二三四五六七八九]{2}")  # 第五六条: 第五、六条 or 第五十六条?
_NO_CLAUSE = -1
_MOST_STEPS = 400  # of one list: so many clauses are a contents list


@dataclass(frozen=True, slots=True)
class Step:
    """One number of a citation.

    unit:  编 分编 章 节 部分 条 款 项 目 点 as cited; 附 for 附件2; 一 for a bare numeral; （ for （二）; 1 for digits;
           (1) for （1）; 1) for 1）; ① for ②; 是 for 二是; 1.1 for 2.3
    n:     its value, 0 for 附件 without a number, -1 where it may be two numbers: 第五六条
    after: of 第七条之一, 0 for none
    words: as cited, folded in width
    """

    unit: str
    n: int
    after: int = 0
    words: str = ""

    @property
    def depth(self) -> int:
        """Return how deep it usually stands, smaller is nearer to the root; 专栏 stand inside clauses."""
        return _DEPTH["款"] if self.words.startswith(("专栏", "表")) else _DEPTH[self.unit]


Chain = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Chains:
    """The clauses of one citation and where its words end."""

    chains: tuple[Chain, ...]
    end: int


def folded_width(text: str) -> str:
    """Return `text` with full-width letters, digits and brackets as half-width ones and 條項 as 条项, one sign for one.

    ，；：～ stay: they end what a citation names.
    """
    return text.translate(_FOLDED)


def chains_at(text: str, start: int, *, first: Sequence[str] = ()) -> Chains | None:
    """Return the clauses that `text`, folded in width, names from `start` on; None where it names none.

    first: units that the first step may have, () for any
    """
    reading = _Reading(text, start)
    while reading.step():
        pass
    if not reading.chains or (first and reading.chains[0][0].unit not in first):
        return None
    return Chains(tuple(reading.chains), reading.end)


class _Reading:
    """Reads steps from left to right; each goes below the one before it, or begins a clause beside it."""

    def __init__(self, text: str, start: int) -> None:
        self.text, self.end = text, start
        self.chains: list[Chain] = []
        self._steps = 0
        self._unit: tuple[int, str] = (-1, "")  # upto which offset numbers share the unit that follows them

    def step(self) -> bool:
        """Read one more step; say whether there was one."""
        self._steps += 1
        if self._steps > _MOST_STEPS:
            return False
        for joint in (_DOWN, _DOT, _RANGE, _JOIN) if self.chains else (_DOWN,):
            gap = joint.match(self.text, self.end)
            found = self._step_at(gap.end()) if gap else None
            if gap and found and self._put(found[0], gap[0], joint):
                self.end = found[1]
                self._close_list()
                return True
        return False

    def _step_at(self, at: int) -> tuple[Step, int] | None:
        self._look_for_list(at)
        if at < self._unit[0]:
            number = re.compile(rf"第?\(?(?P<n>{_N})\)?").match(self.text, at)
            if number and number.end() <= self._unit[0]:
                words = f"第{number['n']}{self._unit[1]}"
                return _of_unit(number["n"], self._unit[1], words), number.end()
        found = _STEP.match(self.text, at)
        if not found or (_is_bare(found) and not _BEHIND_BARE.match(self.text, found.end())):
            return None
        step = _step(found)
        return (step, found.end()) if step else None

    def _look_for_list(self, at: int) -> None:
        if at >= self._unit[0]:
            found = _SHORT.match(self.text, at) or _SHORT_ITEMS.match(self.text, at)
            if found:
                self._unit = (found.start("u"), found["u"])

    def _close_list(self) -> None:
        """Behind the last number of 第三至五条 stands the unit, which belongs to it."""
        if self.end == self._unit[0]:
            self.end += len(self._unit[1])

    def _put(self, step: Step, gap: str, joint: re.Pattern[str]) -> bool:
        if not self.chains:
            self.chains.append((step,))
            return True
        last = self.chains[-1]
        if joint is _RANGE:
            return self._go_on(last, step)
        deeper = step.depth > last[-1].depth or (joint in (_DOWN, _DOT) and step.unit == "附")
        # （七）第二项: two of one depth that nothing parts are a list only where they are numbered alike.
        deeper = deeper or (joint is _DOWN and step.depth == last[-1].depth and step.unit != last[-1].unit)
        marked = self._is_marked(last[-1], step, gap, joint)
        deeper = deeper or (marked and _runs_on(last[-1], step))
        if (joint is _DOWN or marked) and (deeper or "/" in gap):
            self.chains[-1] = (*last[:-1], _with_mark(last[-1]) if marked else last[-1], step)
        elif joint is _DOT or (joint is _DOWN and gap.strip()):
            return False
        else:
            self.chains.append((*_shared(last, step), step))
        return True

    def _is_marked(self, last: Step, step: Step, gap: str, joint: re.Pattern[str]) -> bool:
        """Say whether the sign between two numbers is the mark printed behind the first: 三、（二）; 1.（1）."""
        if joint is _DOT:
            return last.unit in ("1", "1.1")
        if joint is not _JOIN or not _MARK.fullmatch(gap):
            return False
        return last.unit in ("一", "1", "1.1") or (is_open(last) and step.unit in _MARKED_BELOW)

    def _go_on(self, last: Chain, step: Step) -> bool:
        """第三条至第五条 names 第四条 too."""
        first = last[-1]
        if first.unit != step.unit or not first.n < step.n <= first.n + LONGEST_RANGE or first.after or step.after:
            return False
        between = [replace(step, n=n, words=_words(step, n)) for n in range(first.n + 1, step.n)]
        self.chains += [(*last[:-1], each) for each in (*between, step)]
        return True


def is_open(step: Step) -> bool:
    """Say whether a step is like 附件一, whose numeral may also be that of the clause 一、 in the attachment."""
    return step.unit == "附" and step.n > 0 and not step.words.rstrip("、")[-1].isdecimal()


def _runs_on(last: Step, step: Step) -> bool:
    """Say whether articles run on through 一、 二、, below which they stand: 二、第三条; but 二、三条 are two."""
    return last.unit == "一" and step.unit == "条" and step.words.startswith("第")


def _with_mark(step: Step) -> Step:
    return replace(step, words=f"{step.words}、") if is_open(step) else step


def _shared(last: Chain, step: Step) -> Chain:
    """Return what a clause takes over from the one before it: 第五条第（一）、（二）项; 二、第三条、第四条."""
    alike = next((at for at, each in enumerate(last) if each.unit == step.unit), None)
    return last[:alike] if alike is not None else tuple(each for each in last if each.depth < step.depth)


def _is_bare(found: re.Match[str]) -> bool:
    return any(found[name] for name in ("numeral", "digits", "half", "decimal", "circle", "spoken"))


def _step(found: re.Match[str]) -> Step | None:
    words = re.sub(r"\s", "", found[0])
    if found["unit"]:
        return _of_unit(found["n"], found["u"], words, found["after"])
    if found["bare"]:
        return _of_unit(found["b"], "条", words, found["bafter"])
    if found["item"]:
        chinese_number = not found["i"].isdecimal()
        return Step("（" if chinese_number else "(1)", integer(found["i"]), 0, words)
    if found["attached"]:
        return Step("附", integer(found["a"]) if found["a"] else 0, 0, words)
    return _of_mark(found, words)


def _of_mark(found: re.Match[str], words: str) -> Step | None:
    if found["circle"]:
        return Step("①", integer(words), 0, words)
    if found["spoken"]:
        return Step("是", integer(words[:-1]), 0, words)
    if found["decimal"]:
        return Step("1.1", 0, 0, words)
    if found["half"]:
        return Step("1)", int(words[:-1]), 0, words)
    if found["digits"]:
        return Step("1", int(words), 0, words)
    return Step("一", integer(words), 0, words) if _is_counted(words) else None


def _of_unit(number: str, unit: str, words: str, after: str | None = None) -> Step:
    unit = "编" if unit == "篇" else unit
    n = _NO_CLAUSE if _TWO_NUMERALS.fullmatch(number) else integer(number)
    return Step(unit, n, integer(after) if after else 0, words)


def _is_counted(numeral: str) -> bool:
    """Say whether a bare numeral counts as print does: 十二, not 十四五 nor 二三."""
    value = integer(numeral)
    return 0 < value < 10_000 and chinese(value) == numeral.replace("〇", "零").replace("○", "零")


def _words(step: Step, n: int) -> str:
    return {"（": f"（{chinese(n)}）", "一": chinese(n)}.get(step.unit, f"第{chinese(n)}{step.unit}")


def readings(chain: Chain) -> tuple[Chain, ...]:
    """Return what a chain may mean: 附件一、（四） is （四） of 附件一, or of 一、 in the one attachment."""
    first = chain[0]
    if not (is_open(first) and first.words.endswith("、")):
        return (chain,)
    kind = re.sub(rf"[{CHINESE_DIGITS}]+、$", "", first.words)
    numeral = first.words[len(kind) :]
    return chain, (Step("附", 0, 0, kind), Step("一", first.n, 0, numeral), *chain[1:])


def chain_words(chain: Chain) -> str:
    """Write a chain as it was cited, for a reader."""
    return "".join(step.words for step in chain).replace("(", "（").replace(")", "）")
