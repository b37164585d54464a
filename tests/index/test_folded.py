import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.folded import fold, fold_with_origins


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        pytest.param("（２０２４）ＡＢ", "(2024)ab", id="全角与大写折叠"),
        pytest.param("〔2024〕", "〔2024〕", id="六角括号不变"),
        pytest.param("5㎡…", "5m2...", id="一个字可以展开成几个"),
        pytest.param("職業學校辦學條件", "职业学校办学条件", id="繁体成简体"),
        pytest.param("皇后之後", "皇后之后", id="两个字成一个"),
        pytest.param("一　二", "一 二", id="全角空白成半角"),
    ],
)
def test_width_and_case_make_no_difference(printed: str, folded: str):
    assert fold(printed) == folded


def test_a_folded_stretch_leads_back_to_what_was_printed():
    folded = fold_with_origins("共５㎡，ＡＢ")
    assert folded.text == "共5m2,ab"
    start = folded.text.index("m2")
    assert folded.printed(start, start + 2) == (2, 3)
    assert folded.printed(0, 3) == (0, 3), "half of an expanded character is the whole of it"


@given(st.text())
def test_every_folded_character_has_an_origin_and_order_is_kept(printed: str):
    folded = fold_with_origins(printed)
    assert folded.text == fold(printed)
    assert len(folded.origins) == len(folded.text)
    assert list(folded.origins) == sorted(folded.origins)
    assert all(0 <= origin < len(printed) for origin in folded.origins)
