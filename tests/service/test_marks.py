import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.marks import stretches


@pytest.mark.parametrize(
    ("marked", "lead_end", "shown"),
    [
        pytest.param([], 0, "支持职教本科建设", id="无标记"),
        pytest.param([(2, 6)], 0, "支持[职教本科]建设", id="中间"),
        pytest.param([(0, 2), (6, 8)], 0, "[支持]职教本科[建设]", id="两端"),
        pytest.param([(2, 4), (4, 6)], 0, "支持[职教][本科]建设", id="相邻"),
        pytest.param([(1, 3)], 2, "*支**[持]*[职]教本科建设", id="标题与标记交叠"),
        pytest.param([(-3, 1), (7, 99), (20, 30)], 0, "[支]持职教本科[建设]"[:3] + "持职教本科建[设]", id="出界的截断"),
    ],
)
def test_a_text_is_cut_where_its_look_changes(marked: list[tuple[int, int]], lead_end: int, shown: str):
    cut = stretches("支持职教本科建设", marked, lead_end=lead_end)
    spelt = ""
    for part in cut:
        words = f"[{part.words}]" if part.marked else part.words
        spelt += f"*{words}*" if part.lead else words
    assert spelt == shown


@given(
    st.text(), st.lists(st.tuples(st.integers(-5, 50), st.integers(-5, 50)).map(sorted).map(tuple)), st.integers(0, 60)
)
def test_nothing_is_lost_and_nothing_is_empty(text: str, marked: list[tuple[int, int]], lead_end: int):
    cut = stretches(text, marked, lead_end=lead_end)
    assert "".join(part.words for part in cut) == text
    assert all(part.words for part in cut)
