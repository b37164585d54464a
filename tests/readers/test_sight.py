"""What recognition sees on a page becomes lines in reading order, signs set as wide as they are printed."""

from math import cos, radians, sin

import pytest

from corpus.readers.layout import PrintedLine, page_texts
from corpus.readers.scan import named
from corpus.readers.sight import Sighting, lines_seen

SIZE = 20.0  # pixels: width of a letter


def seen(text: str, left: float, top: float, score: float = 0.99, narrow: str = "") -> Sighting:
    """A line whose letters are 20 wide and boxes 20 high; signs in `narrow` take 8."""
    middles: list[float] = []
    x = left
    for sign in text:
        width = 8 if sign in narrow else SIZE
        middles += [] if sign.isspace() else [x + width / 2]
        x += width
    return Sighting(text, score, ((left, top), (x, top), (x, top + SIZE), (left, top + SIZE)), tuple(middles))


def words(*sightings: Sighting) -> list[str]:
    return [line.text for line in lines_seen(sightings)]


def test_lines_are_read_from_top_to_bottom_and_pieces_from_left_to_right():
    page = seen("丙丁", 0, 40), seen("乙", 100, 3), seen("甲", 0, 0)
    assert words(*page) == ["甲 乙", "丙丁"]


def test_a_line_knows_its_place_and_the_size_of_its_letters():
    assert lines_seen([seen("为了规范公文", 40, 100)]) == [PrintedLine("为了规范公文", 40, 160, 120, 20)]


def test_what_is_read_with_little_certainty_is_left_out():
    assert words(seen("某市人民政府", 0, 0), seen("印", 100, 40, score=0.3)) == ["某市人民政府"]


def test_a_page_that_lies_askew_is_set_straight():
    angle = radians(2)

    def askew(sighting: Sighting) -> Sighting:
        box = tuple((x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle)) for x, y in sighting.box)
        middles = tuple(x * cos(angle) for x in sighting.middles)
        return Sighting(sighting.text, sighting.score, box, middles)

    # 2 degrees over 800 pixels are 28: more than a line
    page = [askew(seen("左" * 12, 0, 0)), askew(seen("右" * 12, 560, 0)), askew(seen("下" * 40, 0, 30))]
    assert words(*page) == ["左" * 12 + " " + "右" * 12, "下" * 40]


class TestWidths:
    """A sign between two Chinese letters shows how wide the signs of its page are."""

    SOME = ("甲（乙）丙", "甲（乙）丙")

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            pytest.param("(一)扫描件；", "（一）扫描件；", id="编号的括号"),
            pytest.param("(五）放任", "（五）放任", id="半宽与全宽成对"),
            pytest.param("公司(GDP)的", "公司（GDP）的", id="括号里是字母"),
            pytest.param("see (GDP) of", "see (GDP) of", id="字母之间不动"),
            pytest.param("表大会通过)", "表大会通过）", id="另一半在上一行"),
        ],
    )
    def test_brackets_of_a_page_set_wide_are_wide(self, text: str, expected: str):
        assert words(*(seen(line, 0, 40 * n) for n, line in enumerate([*self.SOME, text])))[2] == expected

    def test_brackets_of_a_page_set_narrow_are_narrow(self):
        page = [seen("第三条规定（略）完", 0, 40 * n, narrow="（）") for n in range(3)]
        assert words(*page) == ["第三条规定(略)完"] * 3

    def test_stops_and_brackets_are_told_apart(self):
        page = [seen("第三条规定（略）完;后来", 0, 40 * n, narrow="（）") for n in range(3)]
        assert words(*page) == ["第三条规定(略)完；后来"] * 3

    def test_too_few_signs_say_nothing(self):
        assert words(seen("第三条(略)完", 0, 0)) == ["第三条(略)完"]

    def test_the_place_of_a_wide_bracket_is_counted_to_the_margin(self):
        # its ink begins half a letter later: 50 is printed at 40, two letters in
        page = [*(seen(text, 0, 100 + 40 * n) for n, text in enumerate(self.SOME)), seen("甲" * 20, 0, 30)]
        label = seen("（一）扫描件和传真件和照片和电子文件", 50, 60)
        assert "\u3000\u3000（一）" in page_texts([lines_seen([*page, label])])[0]


class TestColumns:
    """Two columns of 15 letters, 40 apart; the second begins at 340."""

    LEFT = tuple(seen("左" * 15, 0, 100 + 30 * n) for n in range(6))
    RIGHT = tuple(seen("右" * 15, 340, 100 + 30 * n) for n in range(6))

    def test_columns_are_read_one_after_the_other(self):
        assert words(*self.LEFT, *self.RIGHT) == ["左" * 15] * 6 + ["右" * 15] * 6

    def test_a_title_over_both_comes_first_and_the_signature_last(self):
        title, signature = seen("题" * 20, 100, 0), seen("落" * 20, 150, 400)
        assert words(signature, *self.LEFT, *self.RIGHT, title) == [
            "题" * 20,
            *["左" * 15] * 6,
            *["右" * 15] * 6,
            "落" * 20,
        ]

    def test_both_columns_have_one_margin(self):
        right = [line for line in lines_seen([*self.LEFT, *self.RIGHT]) if line.text.startswith("右")]
        assert {(line.left, line.right) for line in right} == {(0, 300)}

    def test_short_cells_side_by_side_are_rows(self):
        cells = [seen("项目", 0, 30 * n) for n in range(8)], [seen("说" * 15, 340, 30 * n) for n in range(8)]
        assert words(*cells[0], *cells[1]) == ["项目 " + "说" * 15] * 8


@pytest.mark.parametrize(
    ("pages", "expected"),
    [([4], "page 4 was"), ([1, 2, 3], "pages 1-3 were"), ([1, 3, 4, 9], "pages 1, 3-4, 9 were")],
)
def test_pages_are_named_in_runs(pages: list[int], expected: str):
    assert named(pages) == expected
