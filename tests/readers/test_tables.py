"""Tables as pipe rows."""

import pytest

from corpus.errors import UnreadableFile
from corpus.readers.table import Cell, cell_text, is_layout, pipe_row, table_lines


def lines(*rows: list[str | Cell]) -> list[str]:
    cells = [[cell if isinstance(cell, Cell) else Cell((cell,) if cell else ()) for cell in row] for row in rows]
    return table_lines(cells, where="a.docx")


def test_the_head_is_followed_by_a_separator():
    assert lines(["序号", "任务"], ["1", "甲"]) == ["| 序号 | 任务 |", "|---|---|", "| 1 | 甲 |"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            [["单位", "任务"], [Cell(("教育局",), rows=2), "甲"], ["乙"]],
            ["| 单位 | 任务 |", "|---|---|", "| 教育局 | 甲 |", "|  | 乙 |"],
            id="纵向合并只写一次",
        ),
        pytest.param(
            [["甲", "乙", "丙"], [Cell(("丁",), columns=2), "戊"]],
            ["| 甲 | 乙 | 丙 |", "|---|---|---|", "| 丁 |  | 戊 |"],
            id="横向合并只写一次",
        ),
        pytest.param(
            [["甲", "乙", "丙"], [Cell(("丁",), columns=2, rows=2), "戊"], ["己"]],
            ["| 甲 | 乙 | 丙 |", "|---|---|---|", "| 丁 |  | 戊 |", "|  |  | 己 |"],
            id="两向合并",
        ),
        pytest.param([["甲", "乙"], ["丙"]], ["| 甲 | 乙 |", "|---|---|", "| 丙 |  |"], id="缺的格补空"),
        pytest.param(
            [[Cell(("任务分工表",), columns=2)], ["序号", "任务"], ["1", "甲"]],
            ["任务分工表", "| 序号 | 任务 |", "|---|---|", "| 1 | 甲 |"],
            id="通栏首行是表题",
        ),
        pytest.param(
            [["序号", "任务"], [Cell(("一、综合",), columns=2)], ["1", "甲"]],
            ["| 序号 | 任务 |", "|---|---|", "| 一、综合 |  |", "| 1 | 甲 |"],
            id="通栏中行仍在表内",
        ),
        pytest.param([["甲"], ["乙"]], ["甲", "乙"], id="单栏是版式"),
        pytest.param(
            [[Cell(("序号",), rows=2), Cell(("单位",), columns=2)], ["牵头", "配合"], ["1", "甲", "乙"]],
            ["| 序号 | 单位 |  |", "|  | 牵头 | 配合 |", "|---|---|---|", "| 1 | 甲 | 乙 |"],
            id="两行表头",
        ),
        pytest.param(
            [[Cell(("基础",), rows=2), "年龄"], ["学历"], ["加分", "献血"]],
            ["| 基础 | 年龄 |", "|---|---|", "|  | 学历 |", "| 加分 | 献血 |"],
            id="首行的纵向合并不是两行表头",
        ),
        pytest.param([["", Cell(("甲", "乙", "丙"))], ["", "丁"]], ["甲", "乙", "丙", "丁"], id="空栏只留边距"),
        pytest.param([["姓名", ""], ["备注", ""]], ["| 姓名 |  |", "|---|---|", "| 备注 |  |"], id="空白表格"),
        pytest.param(
            [["甲", Cell(("| 乙 | 丙 |", "|---|---|", "| 丁 | 戊 |"))], ["己", "庚"]],
            ["| 甲 | 乙 丙丁 戊 |", "|---|---|", "| 己 | 庚 |"],
            id="表中表摊平",
        ),
        pytest.param([["甲", "乙"]], ["| 甲 | 乙 |"], id="只有一行没有表头"),
        pytest.param([["甲", "乙"], ["", ""], ["1", "2"]], ["| 甲 | 乙 |", "|---|---|", "| 1 | 2 |"], id="空行不写"),
        pytest.param([], [], id="没有行"),
    ],
)
def test_a_table_becomes_lines(rows: list[list[str | Cell]], expected: list[str]):
    assert lines(*rows) == expected


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        pytest.param(["建立", "联合体"], "建立联合体", id="汉字之间不加空格"),
        pytest.param(["Word", "2016"], "Word 2016", id="西文之间加空格"),
        pytest.param(["共3", "项"], "共3项", id="数字汉字之间不加空格"),
        pytest.param([" 甲 ", "", "乙"], "甲乙", id="去两端空白"),
        pytest.param(["甲|乙"], "甲｜乙", id="竖线写全角"),
    ],
)
def test_the_lines_of_a_cell_are_put_on_one(broken: list[str], whole: str):
    assert cell_text(broken) == whole


def test_a_row_of_empty_cells_is_no_separator():
    assert pipe_row(["", "-"]) == "|  | - |"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        pytest.param([["一、", "（一）"]], True, id="只有一格"),
        pytest.param([["甲"], ["乙"]], False, id="两格"),
        pytest.param(
            [["导航"], ["很长的正文", "第二段文字", "第三段文字", "第四段文字", "第五段文字"]], True, id="一格装下全文"
        ),
        pytest.param([["说明"], ["很长的一段文字" * 9]], False, id="一格很长但只一段"),
    ],
)
def test_a_table_that_only_places_a_text_is_layout(cells: list[list[str]], expected: bool):
    assert is_layout(cells) == expected


def test_merged_cells_cannot_fill_the_memory():
    with pytest.raises(UnreadableFile) as caught:
        lines(*[[Cell(("甲",), columns=10_000)] * 1_000] * 10)
    assert (caught.value.what, caught.value.where) == ("a table has more than 500,000 places", "a.docx")
