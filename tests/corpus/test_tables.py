"""Tables in a notice: numbered rows are clauses, and a row knows the heads and merged cells above it."""

import pytest

from corpus.reading import parse_notice

HEAD = "某市教育局关于印发任务分工的通知\n\n各县（市、区）教育局：\n\n现将任务分工印发给你们，请认真贯彻执行。\n\n"


def rows_of(table: str) -> dict[str, tuple[str, ...]]:
    """Return the words of each row that is a clause, by its path; a row that comes twice is an error."""
    notice = parse_notice(HEAD + table, source="a.txt", sha256="")
    found = [clause for clause in notice.root.walk() if clause.row]
    paths = ["/".join(clause.path) for clause in found]
    assert len(paths) == len(set(paths))
    words = [tuple(span.of(notice.text) for span in clause.paragraphs) for clause in found]
    return dict(zip(paths, words, strict=True))


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        pytest.param(
            "| 序号 | 任务 |\n|---|---|\n| 1 | 甲 |\n| 2 | 乙 |",
            {"1": ("| 1 | 甲 |",), "2": ("| 2 | 乙 |",)},
            id="每行一个序号",
        ),
        pytest.param(
            "| 类别 | 序 号 | 任务 |\n|---|---|---|\n| 基础 | 1 | 甲 |\n|  | 2 | 乙 |",
            {"1": ("| 基础 | 1 | 甲 |",), "2": ("|  | 2 | 乙 |",)},
            id="序号不在第一栏",
        ),
        pytest.param(
            "| 序号 | 任务 |\n|---|---|\n| 1 | 甲 |\n|  | 乙 |\n| 2 | 丙 |",
            {"1": ("| 1 | 甲 |", "|  | 乙 |"), "2": ("| 2 | 丙 |",)},
            id="一个序号管几行",
        ),
        pytest.param(
            "| 序号 | 任务 |\n|---|---|\n| 1 | 甲 |\n|  | 合计 |",
            {"1": ("| 1 | 甲 |",)},
            id="合计不属于上一个序号",
        ),
        pytest.param(
            "| 序号 | 单位 |  |\n|  | 牵头 | 配合 |\n|---|---|---|\n| 1 | 甲 | 乙 |",
            {"1": ("| 1 | 甲 | 乙 |",)},
            id="两行表头",
        ),
        pytest.param(
            "| 序号 | 任务 |\n|---|---|\n| 1 | 甲 |\n| 序号 | 任务 |\n| 2 | 乙 |",
            {"1": ("| 1 | 甲 |",), "2": ("| 2 | 乙 |",)},
            id="换页重复表头",
        ),
        pytest.param(
            "| 序号 | 任务 |\n|---|---|\n| 1 | 甲 |\n| 一、重点任务 |  |\n| 2 | 乙 |",
            {"1": ("| 1 | 甲 |",), "2": ("| 2 | 乙 |",)},
            id="通栏行不断序号",
        ),
        pytest.param(
            "| 序号 | 任务 |\n|---|---|\n| 一 | 甲 |\n| 二 | 乙 |\n| ３． | 丙 |",
            {"一": ("| 一 | 甲 |",), "二": ("| 二 | 乙 |",), "3": ("| ３． | 丙 |",)},
            id="序号是汉字或全角",
        ),
        pytest.param("| 年份 | 数量 |\n|---|---|\n| 1 | 2 |", {}, id="没有序号栏"),
        pytest.param(
            "| 序号 | 任务 |\n|---|---|\n| 1 | 甲 |\n| 年级 | 人数 |\n|---|---|\n| 2 | 3 |",
            {"1": ("| 1 | 甲 |",)},
            id="紧接的另一表没有序号",
        ),
    ],
)
def test_a_row_of_a_numbered_table_is_a_clause(table: str, rows: dict[str, tuple[str, ...]]):
    assert rows_of(table) == rows


def test_a_number_that_skips_is_warned_of():
    notice = parse_notice(HEAD + "| 序号 | 任务 |\n|---|---|\n| 1 | 甲 |\n| 3 | 丙 |", source="a.txt", sha256="")
    assert notice.warnings == (f"row 1 is followed by 3 (offset {notice.text.index('| 3')})",)


@pytest.mark.parametrize(
    ("table", "passages"),
    [
        pytest.param(
            "| 序号 | 任务 |\n|---|---|\n| 1 | 甲 |",
            [("| 1 | 甲 |", ("序号 | 任务",))],
            id="表头",
        ),
        pytest.param(
            "| 指标 | 分值 |  |\n|  | 上限 | 下限 |\n|---|---|---|\n| 年龄 | 30 | 2 |",
            [("| 年龄 | 30 | 2 |", ("指标 | 分值", "上限 | 下限"))],
            id="两行表头",
        ),
        pytest.param(
            "| 类别 | 指标 | 分值 |\n|---|---|---|\n| 加分 | 文化 | 30 |\n|  | 创新 | 20 |\n|  |  | 10 |",
            [
                ("| 加分 | 文化 | 30 |", ("类别 | 指标 | 分值",)),
                ("|  | 创新 | 20 |", ("类别 | 指标 | 分值", "加分")),
                ("|  |  | 10 |", ("类别 | 指标 | 分值", "加分", "创新")),
            ],
            id="纵向合并的格对下面各行都有效",
        ),
        pytest.param(
            "| 任务 | 单位 |\n|---|---|\n| 一、重点任务 |  |\n| 甲 | 乙 |",
            [("| 一、重点任务 |  |", ("任务 | 单位",)), ("| 甲 | 乙 |", ("任务 | 单位", "一、重点任务"))],
            id="通栏行",
        ),
        pytest.param(
            "| 任务 | 单位 |\n|---|---|\n| 甲 | 乙 |\n\n— 3 —\n\n| 任务 | 单位 |\n| 丙 | 丁 |",
            [("| 甲 | 乙 |", ("任务 | 单位",)), ("| 丙 | 丁 |", ("任务 | 单位",))],
            id="换页重复表头",
        ),
        pytest.param(
            "| 任务 | 单位 |\n|---|---|\n| 甲 | 乙 |\n\n上表由市教育局解释。\n\n| 丙 | 丁 |",
            [("| 甲 | 乙 |", ("任务 | 单位",)), ("| 丙 | 丁 |", ())],
            id="表头只管本表",
        ),
    ],
)
def test_a_row_carries_what_stands_above_it(table: str, passages: list[tuple[str, tuple[str, ...]]]):
    notice = parse_notice(HEAD + table, source="a.txt", sha256="")
    rows = [passage for passage in notice.passages if passage.text.startswith("|")]
    assert [(row.text, row.context[1:]) for row in rows] == passages
