"""What makes no difference to a reader of the paper makes none to the outline: line ends, a last blank line, width."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.reading import parse_notice

PIECES = [
    "一、", "二、", "三、", "（一）", "（二）", "（三）", "1.", "2.", "（1）", "（2）", "①", "第一条　", "第二条　", "第一章　", "一是", "二是", "附件1\n", "附件2\n", "甲", "总则",
    "教育工作", "。", "；", "，", "：", "\n", "\n", "\n\n", "《某办法》", "（试行）", "2024年", "3.5%", "某发〔2024〕3号", "| 1 | 甲 |\n", "|---|---|\n", "| 序号 | 甲 |\n",
]  # fmt: skip
bodies = st.lists(st.sampled_from(PIECES), min_size=1, max_size=50).map("".join).filter(str.strip)
HEAD = "某市教育局关于某事的通知\n\n各单位：\n\n"


def paths(text: str) -> list[tuple[str, ...]]:
    return [clause.path for clause in parse_notice(text, source="某.txt", sha256="").root.walk()]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("\n", "\r\n", id="CRLF"),
        pytest.param("\n", "\u2028", id="U+2028"),
        pytest.param("（", "(", id="半角左括号"),
        pytest.param("）", ")", id="半角右括号"),
        pytest.param("1", "１", id="全角数字"),
    ],
)
@settings(max_examples=30, deadline=None)
@given(body=bodies)
def test_other_line_ends_and_widths_keep_the_paths(old: str, new: str, body: str):
    text = HEAD + body
    assert paths(text.replace(old, new)) == paths(text)


@settings(max_examples=40, deadline=None)
@given(body=bodies, blank=st.sampled_from(["\n", "\n\n", "\r\n", "　", " \n"]))
def test_blanks_at_the_end_keep_the_paths(body: str, blank: str):
    assert paths(HEAD + body + "甲" + blank) == paths(HEAD + body + "甲")
