"""What the count of 条 says of a file, worked out by hand."""

import pytest

from corpus.reading import parse_notice
from eval.articles import Count, count_articles
from eval.coverage import Coverage, uncovered


def count(text: str) -> Count:
    return count_articles(parse_notice(f"某市某事办法\n\n{text}", source="某.md", sha256=""))


@pytest.mark.parametrize(
    ("text", "found", "highest", "reason", "fault"),
    [
        pytest.param("第一条 甲。\n第二条 乙。\n第三条 丙。", 3, 3, "", False, id="一到三"),
        pytest.param("第一条 甲。\n第一条之一 乙。\n第二条 丙。", 2, 2, "", False, id="之一不另数"),
        pytest.param(
            "第一条 甲。\n第二条 乙。\n第四条 丁。", 3, 4, "not printed at the start of a line: 3", False, id="印漏一条"
        ),
        pytest.param(
            "第七条 甲。\n第八条 乙。",
            2,
            8,
            "begins at 7: a part, or numbers that go on from an earlier law",
            False,
            id="从第七条起",
        ),
        pytest.param(
            "案情。\n第六条 乙。\n结果。",
            0,
            0,
            "quoted from another law, the file has no articles: 6",
            False,
            id="案例引一条",
        ),
        pytest.param(
            "第一条 甲。\n第二条 乙。\n第一条 丙。\n第二条 丁。\n第三条 戊。",
            5,
            3,
            "2 instruments in one file, each whole",
            False,
            id="两个文件",
        ),
        pytest.param("甲。\n乙。", 0, 0, "", False, id="没有条"),
    ],
)
def test_a_law_counts_as_far_as_it_numbers(text: str, found: int, highest: int, reason: str, fault: bool):
    assert count(text) == Count("某.md", found, highest, reason, fault)


def test_every_sign_is_kept_and_a_refused_file_is_named():
    coverage = Coverage()
    notice = coverage.read("好.md", "某市某事办法\n\n第一条 甲。\n\n| 序号 | 乙 |\n".encode())
    assert notice is not None
    assert uncovered(notice) == ""
    assert coverage.read("空.md", b" \n") is None
    assert (coverage.files, list(coverage.refused), coverage.lost) == (2, ["空.md"], {})
