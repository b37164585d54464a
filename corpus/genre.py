"""文种: the kind of document that a title names."""

import re

# The fifteen of 《党政机关公文处理工作条例》第八条, then what those carry and what laws are called; longer words first.
# fmt: off
GENRES = (
    "决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报",
    "报告", "请示", "批复", "议案", "纪要", "答复", "复函", "实施细则", "细则",
    "管理办法", "办法", "实施方案", "方案", "条例", "规定", "规划", "计划", "纲要",
    "预案", "措施", "指南", "指引", "要点", "标准", "制度", "章程", "规则",
    "规程", "规范", "解释", "目录", "清单", "名单", "总结", "建议", "说明",
    "公示", "大纲", "宪法", "法", "函", "令",
)
# fmt: on
# What an office writes to others with; a title that issues something ends with one of these.
CARRIERS = frozenset(
    {"通知", "函", "公告", "通告", "决定", "命令", "令", "意见", "批复", "答复", "报告", "请示", "通报"}
)
# What is issued under another name is filed under the plain one.
_NAMED = frozenset(GENRES)
_LENGTHS = sorted({len(genre) for genre in GENRES}, reverse=True)
_PLAIN = {"实施细则": "细则", "管理办法": "办法", "实施方案": "方案", "复函": "函"}
_CLOSED = "》〉”"
_TAIL_ENDS = tuple(")）〕]号")
_TAIL = re.compile(r"[（(〔\[][^（()）〕\]]*[)）〕\]]$|(?:[〔\[（(]?\d{4}[〕\])）年])?第?\d{1,5}号$")


def genre_of(title: str) -> str:
    """Return the genre that `title` ends with, brackets such as （试行） passed over; "" where it names none."""
    words = "".join(title.split()).rstrip(_CLOSED)
    while words[-1:] in _TAIL_ENDS and (tail := _TAIL.search(words)):
        words = words[: tail.start()].rstrip(_CLOSED)
    found = next((words[-length:] for length in _LENGTHS if words[-length:] in _NAMED), "")
    return _PLAIN.get(found, found)
