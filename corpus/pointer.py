"""Words that point to clauses: 第三十三条、第三十四条, 第三至五条, 第五条第二款第（三）项, 前款, 本办法第八条."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.numeral import integer
from corpus.span import Span

# No number is longer: 第九千九百九十九条; a run of signs is none, and would take for ever to count.
_N = r"(?:[〇零一二三四五六七八九十百千]{1,12}|\d{1,4})"
_UNIT = (
    rf"第\s*(?:{_N}\s*(?:分编|编|章|节|条(?:之[一二三四五六七八九十]{{1,6}})?|款|项|目)|[（(]\s*{_N}\s*[)）]\s*[项目]?)"
)
_CHAIN = rf"(?:{_UNIT})+"
_JOIN = r"\s*(?:、|，|和|及|以及|或者|或|与|至|到)\s*"
_SHORT = rf"第{_N}(?:(?:、|和|或|及|至|到){_N})+条"
_ITEMS = rf"(?:{_UNIT})*第[（(]{_N}[)）]项?(?:(?:、|和|或|及|至|到)第?[（(]{_N}[)）])+项"
_ONE = rf"(?:{_ITEMS}|{_CHAIN}|{_SHORT})"
_LIST = rf"{_ONE}(?:{_JOIN}{_ONE})*"
_KINDS = (
    "实施细则|条例|办法|规定|细则|规则|规程|章程|决定|通知|意见"
    "|方案|预案|规划|计划|措施|制度|标准|规范|指南|指引|解释|准则|公告|通告|函|法"
)
_POINTER = re.compile(
    rf"(?P<own>本(?:{_KINDS}))(?:中|的)?\s*(?P<own_list>{_LIST})"
    rf"|(?P<same>同|该)(?:{_KINDS})(?:的)?\s*(?P<same_list>{_LIST})"
    rf"|(?P<relative>前(?P<count>[一二三四五两]?)(?P<what>[款条项])|本(?P<this>[条款项章节])(?![件例约款目理单]))(?P<more>(?:{_LIST})?)"
    rf"|(?P<list>{_LIST})"
    r"|(?P<attached>附\s*[件表录](?:\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2}))?)(?=[\s）)。，,；;、”》的所中]|规定|执行)"
)
# With what every pointer begins.  Each branch begins with a sign: a text is searched many times faster than with
# _POINTER, which is then tried only here.
_BEGINS = re.compile(
    r"第[\s（(〇零一二三四五六七八九十百千\d]|前[一二三四五两款条项]|附[\s件表录]|本[条款项章节]"
    rf"|本(?:{_KINDS})|同(?:{_KINDS})|该(?:{_KINDS})"
)
_STEP = re.compile(
    rf"第\s*(?P<n>{_N})\s*(?P<unit>分编|编|章|节|条|款|项|目)(?:之(?P<after>[一二三四五六七八九十]{{1,6}}))?|第?\s*[（(]\s*(?P<item>{_N})\s*[)）]\s*[项目]?"
)
_RANGE = re.compile(r"至|到")
_LONGEST_USUAL = 40
# The clauses that a list names, and the first and last of each range in it.
_Targets = tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, str], ...]]
_UNIT_LAST = re.compile(rf"第({_N}(?:(?:、|和|或|及|至|到){_N})+)条")  # 第三、四条


@dataclass(frozen=True, slots=True)
class Pointer:
    """One place that points to clauses.

    span:    of the words, 本办法 included
    kind:    "own" 本办法第八条, "same" 同法第六条, "relative" 前款, "attached" 附件2, "bare" 第八条
    targets: for each clause its labels from 条 down, 款 among them: (第五条, 第二款, （三）)
    ranges:  first and last of 第三条至第五条
    what:    of a relative one: 款, 条, 项, 章 or 节; count: how many before, 0 for 本条
    """

    span: Span
    kind: str
    targets: tuple[tuple[str, ...], ...] = ()
    ranges: tuple[tuple[str, str], ...] = ()
    what: str = ""
    count: int = 0


def pointers_in(text: str, labels: Container[int] = ()) -> Iterator[Pointer]:
    """Yield what points to clauses, in printed order, save what begins at the offsets of `labels`."""
    for found in _found(text):
        if found.start() in labels:
            continue
        span = Span(found.start(), found.end())
        if found["relative"]:
            yield _relative(found, span)
        elif found["attached"]:
            yield Pointer(span, "attached", ((re.sub(r"\s", "", found["attached"]),),))
        else:
            kind = "own" if found["own"] else "same" if found["same"] else "bare"
            targets, ranges = _targets(found["own_list"] or found["same_list"] or found["list"])
            yield Pointer(span, kind, targets, ranges)


def _found(text: str) -> Iterator[re.Match[str]]:
    """Yield what _POINTER finds in `text`."""
    end = 0
    for begins in _BEGINS.finditer(text):
        found = _POINTER.match(text, begins.start()) if begins.start() >= end else None
        if found:
            yield found
            end = found.end()


def _relative(found: re.Match[str], span: Span) -> Pointer:
    what = found["what"] or found["this"]
    counts = {"": 1, "两": 2}
    count = counts.get(found["count"]) or integer(found["count"]) if found["what"] else 0
    targets = _targets(found["more"] or "")[0]
    return Pointer(span, "relative", targets, (), what, count)


def _targets(words: str) -> _Targets:
    return _usual_targets(words) if len(words) <= _LONGEST_USUAL else _read_targets(words)


@lru_cache(maxsize=4096)  # the same few hundred lists, most of one clause, come again and again
def _usual_targets(words: str) -> _Targets:
    return _read_targets(words)


def _read_targets(words: str) -> _Targets:
    """Cut a list into the clauses it names; 第（一）、（二）项 share what stands before them."""
    words = _UNIT_LAST.sub(_spelled_out, words)
    targets: list[tuple[str, ...]] = []
    ranges: list[tuple[str, str]] = []
    end = 0
    for found in _STEP.finditer(words):
        gap = words[end : found.start()]
        label = _label(found)
        last = targets[-1] if targets else ()
        if targets and not gap.strip():
            targets[-1] = (*last, label)
        elif targets and _RANGE.search(gap) and label.endswith("条"):
            ranges.append((targets[-1][0], label))
            targets.append((label,))
        else:
            targets.append((*_shared(last, label), label))
        end = found.end()
    return tuple(targets), tuple(ranges)


def _spelled_out(found: re.Match[str]) -> str:
    """第三至五条 is 第三条至第五条."""
    return re.sub(_N, lambda number: f"第{number[0]}条", found[1])


def _shared(last: tuple[str, ...], label: str) -> tuple[str, ...]:
    """Return what a target takes over from the one before it: 第五条第（一）、（二）项."""
    if label.startswith("（"):
        return tuple(step for step in last if not step.startswith("（"))
    return tuple(step for step in last if step.endswith(("条", "章"))) if label.endswith(("款", "节")) else ()


def _label(found: re.Match[str]) -> str:
    if found["item"]:
        return f"（{found['item']}）"
    number = found["n"]
    if found["unit"] == "项":
        return f"（{number}）"
    if found["unit"] == "目":
        return str(integer(number))
    return f"第{number}{found['unit']}" + (f"之{found['after']}" if found["after"] else "")
