from dataclasses import replace

import pytest

from corpus.notice import Notice
from service.front import Look, ink, pieces
from service.marks import Stretch
from service.sheet import Grid, Part, Row, Section, Words, lead_end, sheet


def plain(cut: tuple[Stretch, ...]) -> str:
    return "".join(stretch.words for stretch in cut)


def printed(parts: tuple[Part, ...]) -> str:
    """Everything the sheet shows, in order."""
    words = ""
    for part in parts:
        match part:
            case Words():
                words += plain(part.cut)
            case Grid():
                words += "".join(part.heads) + "".join(plain(cell) for row in part.rows for cell in row.cells)
            case Section():
                words += printed(part.parts)
    return words


def sections(parts: tuple[Part, ...]) -> list[Section]:
    found: list[Section] = []
    for part in parts:
        if isinstance(part, Section):
            found += [part, *sections(part.parts)]
    return found


def test_the_head_is_set_apart_line_by_line(notice: Notice):
    assert [(piece.look, piece.words) for piece in pieces(notice)] == [
        (Look.REDHEAD, "某省教育厅文件"),
        (Look.NUMBER, "某教〔2024〕7号"),
        (Look.TITLE, "某省教育厅关于印发《职业教育三项措施》的通知"),
        (Look.ADDRESSED, "各市教育局："),
        (Look.SIGNED, "某省教育厅"),
        (Look.SIGNED, "2024年5月6日"),
        (Look.SUBTITLE, "职业教育三项措施"),
    ]


def test_the_sheet_shows_every_printed_word_in_printed_order(notice: Notice):
    said = "".join(line for line in notice.text.splitlines() if not line.startswith("|--"))
    assert ink(printed(sheet(notice, {}))) == ink(said).replace("|", "")


def test_every_clause_has_its_path_as_anchor(notice: Notice):
    assert [(s.anchor, s.depth) for s in sections(sheet(notice, {}))] == [
        ("一", 1),
        ("二", 1),
        ("二/（一）", 2),
        ("二/（二）", 2),
        ("附件", 1),
    ]


def test_a_numbered_table_becomes_rows_with_anchors_under_its_heads(notice: Notice):
    annex = sections(sheet(notice, {}))[-1]
    grid = annex.parts[-1]
    assert isinstance(grid, Grid)
    assert grid.heads == ("序号", "工作任务", "责任单位")
    assert [(row.anchor, [plain(cell) for cell in row.cells]) for row in grid.rows] == [
        ("附件/1", ["1", "建设联合体", "市教育局"]),
        ("附件/2", ["2", "升格职教本科", "省教育厅"]),
    ]
    assert grid.rows[0].citation == "《职业教育三项措施》（某教〔2024〕7号）附件第1项"


def test_marks_stand_where_the_passage_has_them_in_rows_too(notice: Notice):
    row, clause = notice.passages[5], notice.passages[3]
    parts = sheet(notice, {row.span: ((8, 12),), clause.span: ((11, 15),)})
    grid = sections(parts)[-1].parts[-1]
    assert isinstance(grid, Grid)
    assert grid.rows[1].cells[1] == (Stretch("升格"), Stretch("职教本科", marked=True))
    words = sections(parts)[3].parts[0]
    assert isinstance(words, Words)
    assert [s.words for s in words.cut if s.marked] == ["职教本科"]


def test_the_label_and_heading_that_open_a_paragraph_lead_it(notice: Notice):
    words = sections(sheet(notice, {}))[2].parts[0]
    assert isinstance(words, Words)
    assert words.cut[0] == Stretch("（一）建好联合体。", lead=True)


@pytest.mark.parametrize(
    ("text", "heading", "lead"),
    [
        pytest.param("（一）建好联合体。由市", "建好联合体", "（一）建好联合体。", id="标题带句号"),
        pytest.param("一、总体要求", "总体要求", "一、总体要求", id="只有标题"),
        pytest.param("第三条 学校应当", "", "第三条", id="没有标题只取标号"),
        pytest.param("没有标号", "", "", id="没有标号"),
    ],
)
def test_where_a_lead_ends(text: str, heading: str, lead: str):
    assert text[: lead_end(text, heading)] == lead


def test_words_under_no_label_have_an_anchor_of_their_own(notice: Notice):
    first = next(part for part in sheet(notice, {}) if isinstance(part, Words) and part.look == "prose")
    assert first.anchor == f"p{notice.passages[0].span.start}"


def test_a_row_that_is_no_clause_is_still_shown(notice: Notice):
    bare = replace(notice.root.children[2], children=())
    parts = sheet(replace(notice, root=replace(notice.root, children=(bare,)), header=()), {})
    grid = sections(parts)[0].parts[-1]
    assert grid == Grid(("序号", "工作任务", "责任单位"), ())
    assert Row(()) not in grid.rows
