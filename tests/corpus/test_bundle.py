"""Several notices in one file."""

from hashlib import sha256
from pathlib import Path

import pytest

from corpus.bundle import notices_in
from corpus.layout import lines_of
from corpus.reading import read_notices
from corpus.span import Span

FIRST = "某市教育局关于甲事的通知\n某教发〔2024〕1号\n各学校：\n一、甲。\n二、乙。\n某市教育局\n2024年1月2日\n（此件公开发布）\n"
SECOND = "某市教育局文件\n某教发〔2024〕2号\n某市教育局关于乙事的通知\n各学校：\n一、丙。\n某市教育局\n2024年3月4日\n"


def test_a_second_notice_begins_with_its_own_head(tmp_path: Path):
    file = tmp_path / "两件.txt"
    file.write_text(FIRST + SECOND, encoding="utf-8")
    first, second = read_notices(file)
    assert [(n.number, n.title, str(n.date)) for n in (first, second)] == [
        ("某教发〔2024〕1号", "某市教育局关于甲事的通知", "2024-01-02"),
        ("某教发〔2024〕2号", "某市教育局关于乙事的通知", "2024-03-04"),
    ]
    assert (first.text, second.text) == (FIRST, SECOND)
    assert [clause.path for clause in second.root.children] == [("一",)]
    assert second.warnings == ("the file holds 2 notices: this is number 2",)
    assert first.id != second.id
    assert first.sha256 == second.sha256 == sha256(file.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(FIRST, id="一件"),
        pytest.param(FIRST + "附件\n" + SECOND, id="附件里的通知"),
        pytest.param(FIRST.replace("关于甲事", "转发某市教育局关于乙事") + SECOND, id="转发的通知"),
        pytest.param(FIRST + "某市甲办法\n第一条 甲。\n2024年1月2日\n", id="所印发的办法"),
        pytest.param(FIRST + FIRST, id="同一件印了两次"),
    ],
)
def test_nothing_else_is_a_second_notice(text: str):
    assert notices_in(text, lines_of(text)) == [Span(0, len(text))]


def test_a_blank_file_holds_none():
    assert notices_in(" \n", lines_of(" \n")) == []
