"""What a quantity is bound to be: 以上, 不低于, 约, 不超过 … as one of seven relations."""

import re
from enum import Enum

from corpus.figure import BLANK


class Bound(Enum):
    """How the thing counted stands to the value; the value is its name in JSON."""

    EXACTLY = "exactly"
    AT_LEAST = "at_least"  # 以上, 不低于, 不少于, 至少, 达到
    AT_MOST = "at_most"  # 以下, 以内, 不超过, 不高于, 最多
    MORE_THAN = "more_than"  # 超过, 高于, 突破, 2000多, 百余
    LESS_THAN = "less_than"  # 不足, 低于, 不到, 未满
    ABOUT = "about"  # 左右, 约, 近
    BETWEEN = "between"  # 2-3, 50%~60%, 5000元以上5万元以下


# Behind the quantity.  以上, 以下 and 以内 hold the number itself (《民法典》第一千二百五十九条).
_BEHIND = {
    Bound.AT_LEAST: "及?以上|起步",
    Bound.AT_MOST: "及?以下|以内|之内|内(?![容涵部外在地需资分务设科镇外])|为限|为止",
    Bound.ABOUT: "左右|上下(?!级)|不等",
}
# Before it.  Longer ones first where one begins another.
_BEFORE = {
    Bound.AT_LEAST: "(?:不得?|不应|不能)(?:低于|少于|小于|短于|亚于)|至少|最少|最低(?:不低于|为)?"
    "|(?<!未)达到?(?:了)?|延长[至到]|(?<![未不])满(?!足)|[≥⩾≧]",
    Bound.AT_MOST: "(?:不得?|不应|不能|未|原则上不)(?:超过|高于|多于|大于|超出|长于|超)|最多|最高|至多|最长|上限为?"
    "|[≤⩽≦]|控制在|限制在|压缩到|缩短[至到]|最长[^，。；]{0,4}[至到为]",
    Bound.MORE_THAN: "(?<![不未得应能])(?:超过|突破|高于|大于|多于|超出|长于|超|逾|过(?=半))(?:了)?"
    "|(?<!以)上(?=[百千万亿])|[>＞]",
    Bound.LESS_THAN: "(?<![不得应能])(?:低于|少于|小于|短于)|不足|不到|未满|不满|未达到?|[<＜]",
    Bound.ABOUT: "大约|约(?:为|占)?|接近|将近|近|大概",
}
# Nothing but these stands between a bound and its figure: 至少建设一所, 达到在校生规模的2倍, 不低于学校当年支出的30%.
_DOING = "(?:建设|建成|设立|设置|配备|安排|举办|开展|组织|完成|选派|培养|培育|打造|参加|接受|提供|新增|拿出|预留|有)?"
_RATE = "(?:每年|每人每月|每人每年|每人|每月|人均|年均|总计|全部|到|为|共)?"
_BETWEEN = rf"{_DOING}{BLANK}{_RATE}{BLANK}"
_OF = r"[^，。；：、！？\s\d（）()]{1,24}[的之]"
# Adjectives of a noun that stands between: 最低工资标准的50%.
_BESIDE_ONLY = re.compile("最[低少高多长]|至[少多]|大?约|接近|将近|大概|近|满|[≥⩾≧≤⩽≦>＞<＜]|上(?=[百千万亿])")
# The last such words: what stands before them does not matter.
_BINDING = "|".join(f"(?P<{bound.name}>{words})" for bound, words in _BEFORE.items())
_BESIDE = re.compile(rf"(?s:.*)(?:{_BINDING}){_BETWEEN}$")
_APART = re.compile(rf"(?s:.*)(?:{_BINDING}){_OF}{_BETWEEN}$")
_SUFFIX = re.compile(
    rf"{BLANK}(?:[（(][^（()）\s]{{1,4}}[)）]|期)?(?:"
    + "|".join(f"(?P<{bound.name}>{words})" for bound, words in _BEHIND.items())
    + ")"
)
# Words before a figure that may bind it.
_REACH = 40


def bound_behind(text: str, at: int) -> tuple[Bound | None, int]:
    """Return what the words at `at` bind the quantity before them to, and where these end; (None, at) for nothing."""
    found = _SUFFIX.match(text, at)
    return (Bound[found.lastgroup], found.end()) if found and found.lastgroup else (None, at)


def bound_before(text: str, floor: int, at: int) -> tuple[Bound | None, int, int]:
    """Return what the words before `at` bind the quantity there to, and where they stand; (None, at, at) for nothing.

    floor: where the part of the sentence begins
    """
    begin = max(floor, at - _REACH)
    found = _BESIDE.match(text, begin, at)
    if not found:
        found = _APART.match(text, begin, at)
        found = found if found and not _BESIDE_ONLY.fullmatch(found[found.lastgroup or 0]) else None
    if not found or not found.lastgroup:
        return None, at, at
    return Bound[found.lastgroup], found.start(found.lastgroup), found.end(found.lastgroup)
