"""Reading takes time in proportion to length: four times the text takes four times the steps, not sixteen.

Steps are counted, not seconds: lines of ours that run, loops inside them too.  What happens inside a regular expression
or a copy is no step; the texts made for those are so long that quadratic time would be hours.
"""

import sys
from types import FrameType
from typing import Any

import pytest

from corpus import clause, part
from corpus.reading import parse_notice

HEAD = "某市教育局关于某事的通知\n\n各单位：\n\n"
FEW = 80
MOST_MORE = 4.3  # times the steps for four times the text; a search through what came before makes it more


def steps(text: str) -> int:
    """Count the lines of ours that run while a text is read."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace if "corpus" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        parse_notice(text, source="某.txt", sha256="")
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param("一、甲\n", id="同一序号"),
        pytest.param("1.甲；2.乙；", id="一行之中的数字"),
        pytest.param("一是甲；二是乙。\n", id="一是二是"),
        pytest.param("第一条 甲：\n（一）乙；\n丙丙。\n", id="条款项"),
        pytest.param("附件：1.甲乙\n丙丁。\n", id="附件清单"),
        pytest.param("附件2\n甲乙表\n丁。\n", id="附件与正文"),
        pytest.param("目录\n", id="目录"),
        pytest.param("| 序号 | 甲 |\n|---|---|\n| 1 | 甲 |\n丙。\n", id="许多表格"),
        pytest.param("《甲乙》（某发〔2024〕3号）某令第1号，某发〔2024〕1号，", id="书名与文号"),
        pytest.param("甲" * 28 + "\n", id="折行"),
    ],
)
def test_four_times_the_text_takes_four_times_the_steps(piece: str, monkeypatch: pytest.MonkeyPatch):
    for module, limit in (
        (part, "_MOST_CONTENTS"),
        (part, "_MOST_ATTACHMENTS"),
        (part, "_MOST_PARTS"),
        (clause, "_MOST_ITEMS"),
    ):
        monkeypatch.setattr(module, limit, 5)
    steps(HEAD + piece)
    assert steps(HEAD + "甲。\n" + piece * 4 * FEW) <= MOST_MORE * steps(HEAD + "甲。\n" + piece * FEW)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(HEAD + "甲" + " " * 200_000 + "乙。", id="句中空格"),
        pytest.param("甲" + " " * 200_000 + "乙\n" + HEAD, id="题前空格"),
        pytest.param(HEAD + "甲。\n-" + " " * 200_000 + "1x", id="似页码"),
        pytest.param(HEAD + "一、a" + "\u3000" * 200_000 + "b\n（一）乙", id="序号后的空格"),
        pytest.param("（" + "通过" * 200_000 + "\n" + HEAD, id="似题注"),
        pytest.param("（2024年" + "2024年" * 100_000 + "\n" + HEAD, id="似副题"),
        pytest.param("某局" + "文 " * 200_000 + "\n" + HEAD, id="似红头"),
        pytest.param(HEAD + "附件" + "下载" * 200_000 + "。了", id="似附件链接"),
        pytest.param(HEAD + "目录\n[甲](" + "乙" * 200_000, id="似目录链接"),
        pytest.param(HEAD + "目录\n甲" + "…" * 200_000 + "乙", id="似目录页码"),
        pytest.param(HEAD + "一" * 200_000, id="数字一行"),
        pytest.param(HEAD + "第" + "1" * 200_000 + "条 甲", id="天文数字的条"),
        pytest.param(HEAD + "| 序号 | 甲 |\n|---|---|\n| " + "1" * 200_000 + " | 甲 |", id="天文数字的行"),
        pytest.param(HEAD + "（" * 200_000 + "甲。", id="括号"),
        pytest.param(HEAD + "《" * 200_000 + "甲。", id="书名号"),
        pytest.param(HEAD + "**" * 200_000 + "一、甲", id="星号"),
        pytest.param(HEAD + "|" * 200_000, id="竖线"),
    ],
)
def test_a_line_without_end_is_read_at_once(text: str):
    notice = parse_notice(text, source="某.txt", sha256="")
    assert len(notice.text) == len(text)
