import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentence import parts, sentences


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        pytest.param("甲做。乙办；丙看", ["甲做。", "乙办；", "丙看"], id="句号和分号"),
        pytest.param("“甲做。”乙办。", ["“甲做。”", "乙办。"], id="引号属于前句"),
        pytest.param("| 1 | 建基地 | 教育局 |", ["| 1 | 建基地 | 教育局 |"], id="表格的一行是一句"),
        pytest.param("达到3.5%以上。", ["达到3.5%以上。"], id="小数点不断句"),
    ],
)
def test_a_text_is_cut_at_the_ends_of_sentences(text: str, cut: list[str]):
    assert [text[start:end] for start, end in sentences(text)] == cut


def test_parts_are_what_commas_set_off():
    text = "到2025年，建成3家、5个，并挂牌。"
    assert [text[start:end] for start, end in parts(text, (0, len(text)))] == ["到2025年", "建成3家、5个", "并挂牌"]


def test_a_comma_or_colon_inside_a_figure_or_an_address_parts_nothing():
    text = "共1,200人:9:30到，见https://a.cn"
    assert [text[start:end] for start, end in parts(text, (0, len(text)))] == ["共1,200人", "9:30到", "见https://a.cn"]


@given(st.text(alphabet="甲乙1a。；，、| \n”）.", max_size=40))
def test_sentences_are_in_order_apart_and_lose_no_word(text: str):
    cut = sentences(text)
    assert list(cut) == sorted(cut)
    assert all(before[1] <= after[0] for before, after in zip(cut, cut[1:], strict=False))
    assert [sign for start, end in cut for sign in text[start:end] if sign.isalnum()] == [
        s for s in text if s.isalnum()
    ]
