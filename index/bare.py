"""Titles without title marks before a clause: 依照职业教育法第三十三条."""

import re

from index.directory import Directory

_VERBS = (
    "依照|依据|根据|按照|遵照|参照|比照|遵守|违反|适用|符合|触犯|执行|落实|贯彻|对照|援引|引用|参见|详见|见|如|即|由|在|因"
    "|按|依|和|与|及|以及|或|或者|对|关于|是|而|但|且|并|的|了|将|以"
)
_BOUNDARY = re.compile(rf"(?:^|[\s,，、:：(（\"“”'‘’「」『』》—]|(?:{_VERBS}))$")
_LAW = re.compile(
    rf"(?:^|.*(?:{_VERBS}|[\s,，、:：(（\"“”》]))(?P<name>[\u4e00-\u9fff]{{1,30}}?(?:法|法典|条例|办法|细则|规定|规则|规程|章程))$"
)
_NAME = re.compile(
    r"[\u4e00-\u9fff（）()·]{1,60}(?:法|法典|条例|办法|细则|规定|规则|规程|章程|决定|通知|意见|方案|措施|规划|计划)"
)
_POINTING = re.compile(r"[同该本前此]|上述|有关|相关")
_SHORTEST, _LONGEST = 2, 40
# What may stand right before 第六条 where it is of the document cited before; 学校章程第六条, 原第六条 are of another.
_GOES_ON = re.compile(
    rf"(?:^|[\s,，、:：(（\[【“「—…]|{_VERBS}|其|其中|同时|又|还|另|另外|此外|结合|特别是|尤其是|包括|涉及|除|至|到|该|上述|前述"
    r"|第[^\s，,。]{1,12}[条款项目章节])$"
)


def title_before(lead: str, directory: Directory) -> str:
    """Return the title that the words before a clause end with, "" where they end with none.

    A title that is held counts where a word ends before it, the longest first; else what has the form of a law's name.
    """
    lead = lead.rstrip("的中 \u3000")
    for length in range(min(len(lead), _LONGEST), _SHORTEST - 1, -1):
        name = lead[-length:]
        if directory.holds_title(name) and _BOUNDARY.search(lead[:-length]):
            return name
    law = _LAW.match(lead)
    return law["name"] if law else ""


def goes_on(lead: str) -> bool:
    """Say whether the words before a clause leave it to the document cited before, and name nothing else."""
    return bool(_GOES_ON.search(lead.rstrip("的中里之 \u3000")))


def is_named(words: str) -> bool:
    """Say whether words have the form of a document's name: 某某办法."""
    return bool(_NAME.fullmatch(words)) and not _POINTING.match(words)
