"""Years that a question names, and what speaks of them."""

import pytest

from index.folded import fold
from index.year import speaks_of, years_named


@pytest.mark.parametrize(
    ("question", "years"),
    [
        pytest.param("2023年培训了多少人次", {2023}, id="一年"),
        pytest.param("２０２３年和2024 年各有多少", {2023, 2024}, id="两年，全角"),
        pytest.param("二〇二三年有多少", {2023}, id="汉字年份"),
        pytest.param("2022-2023学年有多少", {2023}, id="学年"),
        pytest.param("吉教职成〔2024〕4号要建多少", set[int](), id="文号里的不是"),
        pytest.param("培训2000人次", set[int](), id="人次不是年份"),
    ],
)
def test_years_of_a_question(question: str, years: set[int]):
    assert years_named(question) == years


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        pytest.param("2023年培训2000人次", True, id="就是这一年"),
        pytest.param("截至2023.12，培训2000人次", True, id="日期"),
        pytest.param("二〇二三年培训2000人次", True, id="汉字年份"),
        pytest.param("2021—2025年，每年培训2000人次", True, id="在两年之间"),
        pytest.param("“十四五”期间每年培训2000人次", True, id="在五年规划里"),
        pytest.param("“十三五”期间每年培训2000人次", False, id="上一个五年"),
        pytest.param("到2025年培训2000人次", False, id="另一年"),
        pytest.param("每年培训2000人次", False, id="没有年份"),
        pytest.param("电话12023年检", False, id="只是数字的一部分"),
    ],
)
def test_what_speaks_of_a_year(text: str, speaks: bool):
    assert speaks_of(fold(text), frozenset({2023})) is speaks
