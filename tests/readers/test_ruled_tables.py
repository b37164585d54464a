"""Tables drawn with rulings on the pages of PDF and OFD files."""

from collections.abc import Iterable

import pytest

from corpus.readers import read_document
from corpus.readers.ruling import Stroke, tables_of
from tests.readers.made_files import grid, ofd, pdf, printed


def box(x0: float, y0: float, x1: float, y1: float) -> list[Stroke]:
    return [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]


def boxes(*cells: tuple[float, float, float, float]) -> list[Stroke]:
    return [stroke for cell in cells for stroke in box(*cell)]


def drawn(strokes: Iterable[Stroke]) -> list[dict[tuple[int, int], tuple[int, int]]]:
    """Return for each table how many columns and rows each of its cells covers."""
    return [
        {cell: (table.columns_of(cell), table.rows_of(cell)) for cell in sorted(set(table.cells.values()))}
        for table in tables_of(strokes)
    ]


@pytest.mark.parametrize(
    ("strokes", "tables"),
    [
        pytest.param(boxes((0, 0, 50, 20), (50, 0, 100, 20)), [{(0, 0): (1, 1), (0, 1): (1, 1)}], id="并排两格"),
        pytest.param(
            boxes((0, 0, 50, 40), (50, 0, 100, 20), (50, 20, 100, 40)),
            [{(0, 0): (1, 2), (0, 1): (1, 1), (1, 1): (1, 1)}],
            id="纵向合并",
        ),
        pytest.param(
            boxes((0, 0, 100, 20), (0, 20, 50, 40), (50, 20, 100, 40)),
            [{(0, 0): (2, 1), (1, 0): (1, 1), (1, 1): (1, 1)}],
            id="横向合并",
        ),
        pytest.param(
            [(0, 0, 100, 0), (0, 20, 100, 20), (50, 0, 50, 20)], [{(0, 0): (1, 1), (0, 1): (1, 1)}], id="左右不封口"
        ),
        pytest.param(boxes((0, 0, 49, 20), (50.5, 0, 100, 20)), [{(0, 0): (1, 1), (0, 1): (1, 1)}], id="双线算一条"),
        pytest.param(
            [(0, 0, 30, 0), (32, 0, 100, 0), (0, 20, 100, 20), *box(0, 0, 50, 20), (100, 20, 100, 0)],
            [{(0, 0): (1, 1), (0, 1): (1, 1)}],
            id="断续的线接起来",
        ),
        pytest.param(
            [*boxes((0, 0, 50, 20), (50, 0, 100, 20)), *boxes((0, 60, 30, 80), (30, 60, 90, 80))],
            [{(0, 0): (1, 1), (0, 1): (1, 1)}] * 2,
            id="两张表",
        ),
        pytest.param(box(0, 0, 100, 100), [], id="方框不是表"),
        pytest.param(boxes((0, 0, 100, 20), (0, 20, 100, 40)), [], id="单栏不是表"),
        pytest.param([(0, 0, 100, 0), (0, 20, 100, 20), (0, 40, 100, 40)], [], id="只有横线"),
        pytest.param([(0, 0, 100, 30), (0, 20, 100, 50), (50, 0, 60, 40)], [], id="斜线"),
        pytest.param([(x, 0, x, 9) for x in range(0, 2_000, 4)] + [(0, 0, 2_000, 0)], [], id="图画线太多"),
    ],
)
def test_cells_lie_between_rulings(strokes: list[Stroke], tables: list[dict[tuple[int, int], tuple[int, int]]]):
    assert drawn(strokes) == tables


COLUMNS = (50, 90, 200, 250)
HEAD = [(55, 345, "序号"), (95, 345, "任务"), (205, 345, "单位")]
FIRST = [(65, 325, "01"), (95, 325, "推进融合"), (95, 313, "发展"), (205, 325, "教育局")]
SECOND = [(65, 295, "02"), (95, 295, "完善政策"), (205, 295, "财政局")]
ROWS = "| 序号 | 任务 | 单位 |\n|---|---|---|\n| 01 | 推进融合发展 | 教育局 |\n| 02 | 完善政策 | 财政局 |"
RULED = grid(COLUMNS, (360, 340, 310, 290))


class TestPdf:
    """Pages are 300 points wide and 400 high, letters 10."""

    def test_a_ruled_table_stands_as_rows_among_the_lines(self):
        page = [(50, 380, "一、任务分工"), *HEAD, *FIRST, *SECOND, (50, 260, "二、工作要求")]
        document = read_document(pdf(page, drawn=[RULED]), where="a.pdf")
        assert document.text == f"一、任务分工\n{ROWS}\n二、工作要求"

    @pytest.mark.parametrize(
        "rulings",
        [
            pytest.param("0 0 0 RG 1 w\n" + RULED, id="描线"),
            pytest.param(
                "".join(f"50 {y} 200 0.5 re f\n" for y in (360, 340, 310, 290))
                + "".join(f"{x} 290 0.5 70 re f\n" for x in COLUMNS),
                id="细长的填充块",
            ),
            pytest.param("q 2 0 0 2 10 0 cm\n" + grid((20, 40, 95, 120), (180, 170, 155, 145)) + "Q", id="缩放"),
            pytest.param("1 1 0 rg 50 340 200 20 re f\n" + RULED, id="表头有底色"),
        ],
    )
    def test_rulings_are_found_however_they_are_drawn(self, rulings: str):
        assert read_document(pdf([*HEAD, *FIRST, *SECOND], drawn=[rulings]), where="a.pdf").text == ROWS

    def test_a_page_that_lies_on_its_side_is_read_as_it_is_looked_at(self):
        # Turned a quarter to the right, x grows downwards on the paper and y to the right.
        words = [(100, 55, "任务"), (100, 155, "单位"), (130, 55, "甲甲"), (130, 155, "乙乙")]
        rulings = grid((80, 125, 160), (50, 150, 250))
        text = read_document(pdf(words, drawn=[rulings], page="/Rotate 90"), where="a.pdf").text
        assert text == "| 任务 | 单位 |\n|---|---|\n| 甲甲 | 乙乙 |"

    @pytest.mark.parametrize(
        "rulings",
        [
            pytest.param("1 1 0 rg 50 340 200 20 re f 50 310 100 30 re f\n", id="只有底色"),
            pytest.param(grid((50, 250), (360, 290)), id="方框"),
            pytest.param(RULED.replace(" S\n", " n\n"), id="不画出来的线"),
        ],
    )
    def test_what_has_no_cells_stays_lines(self, rulings: str):
        lines = read_document(pdf([(55, 345, "序号"), (95, 325, "任务")], drawn=[rulings]), where="a.pdf").text
        assert lines.split() == ["序号", "任务"]

    def test_a_table_goes_on_over_a_page_break_with_its_head_repeated(self):
        first, second = [*HEAD, *FIRST, *SECOND, (140, 20, "— 1 —")], [*HEAD, (65, 325, "03"), (95, 325, "加强督导")]
        document = read_document(pdf(first, second, drawn=[RULED, RULED]), where="a.pdf")
        assert document.text == f"{ROWS}\n— 1 —\n| 序号 | 任务 | 单位 |\n| 03 | 加强督导 |  |"
        assert document.text[document.pages[1] :].startswith("| 序号")

    def test_another_table_on_the_next_page_has_a_head_of_its_own(self):
        other = grid((50, 150, 250), (360, 340, 310))
        second = [(55, 345, "学校"), (155, 345, "人数"), (55, 325, "一中"), (155, 325, "300")]
        document = read_document(pdf([*HEAD, *FIRST, *SECOND], second, drawn=[RULED, other]), where="a.pdf")
        assert document.text == f"{ROWS}\n| 学校 | 人数 |\n|---|---|\n| 一中 | 300 |"

    def test_a_frame_around_a_text_is_no_table(self):
        text = [(60, 370 - 12 * n, f"各单位要认真贯彻第{n}项") for n in range(20)]
        content = pdf([(215, 370, "注释"), *text], drawn=[grid((50, 212, 250), (390, 100))])
        assert read_document(content, where="a.pdf").text.count("各单位") == 20
        assert "|" not in read_document(content, where="a.pdf").text


class TestOfd:
    """Letters are 5 mm wide."""

    @staticmethod
    def path(boundary: str, data: str, extra: str = "") -> str:
        return (
            f'<ofd:PathObject Boundary="{boundary}" {extra}><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData>'
            "</ofd:PathObject>"
        )

    def test_a_ruled_table_stands_as_rows_among_the_lines(self):
        flat = [self.path(f"20 {y} 80 0.4", "M 0 0.2 L 80 0.2") for y in (30, 40, 50)]
        upright = [self.path(f"{x} 30 0.4 20", "M 0.2 0 L 0.2 20") for x in (20, 60, 100)]
        words = printed("一、分工", 20, 20) + printed("任务", 22, 38) + printed("单位", 62, 38.5)
        words += printed("甲", 22, 48) + printed("乙", 62, 48) + printed("二、要求", 20, 60)
        text = read_document(ofd("".join(flat + upright) + words), where="a.ofd").text
        assert text == "一、分工\n| 任务 | 单位 |\n|---|---|\n| 甲 | 乙 |\n二、要求"

    def test_rulings_may_be_thin_figures_and_words_may_run_downwards(self):
        filled = 'Stroke="false" Fill="true"'
        flat = [self.path(f"20 {y} 80 0.4", "M 0 0 L 80 0 L 80 0.4 L 0 0.4 C", filled) for y in (30, 60)]
        upright = [self.path(f"{x} 30 0.4 30", "M 0 0 L 0.4 0 L 0.4 30 L 0 30 C", filled) for x in (20, 40, 100)]
        down = '<ofd:TextObject Boundary="25 30 10 30" Size="5"><ofd:TextCode X="0" Y="8" DeltaY="6 6">购买方</ofd:TextCode></ofd:TextObject>'
        text = read_document(ofd("".join(flat + upright) + down + printed("某市教育局", 45, 38)), where="a.ofd").text
        assert text == "| 购买方 | 某市教育局 |"
