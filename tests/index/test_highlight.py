import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.folded import fold
from index.highlight import highlights, merged


def marked(question: str, text: str) -> list[str]:
    return [text[start:end] for start, end in highlights(question, text)]


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        pytest.param(
            "哪些措施涉及职教本科", "推进职教本科与普通本科融通", ["职教本科", "本科"], id="问题里的词，相邻的连成一段"
        ),
        pytest.param("哪些学校可以", "可以由学校决定哪些事项", ["学校"], id="问句的虚词不标"),
        pytest.param("which measures cover 1+X", "推行１＋Ｘ证书", ["１＋Ｘ"], id="全角的也标，位置是印出来的"),
        pytest.param("2024年招生", "到２０２４年，招生12024人", ["２０２４", "招生"], id="数字只标整个"),
        pytest.param("ai", "AI课程与main楼", ["AI"], id="拉丁词只标整个，不论大小写"),
        pytest.param("校", "学校", [], id="单字不标"),
        pytest.param("吉教职成〔2024〕4号", "吉教职成〔2024〕4号文件", ["吉教职成〔2024〕4号"], id="文号整个标"),
        pytest.param("天气", "职业教育", [], id="没有就不标"),
        pytest.param("", "", [], id="空的没有"),
    ],
)
def test_words_of_the_question_are_marked_in_the_text(question: str, text: str, words: list[str]):
    assert marked(question, text) == words


@pytest.mark.parametrize(
    ("stretches", "joined"),
    [
        pytest.param([(5, 7), (0, 2)], [(0, 2), (5, 7)], id="按先后"),
        pytest.param([(0, 2), (2, 4)], [(0, 4)], id="相接的连起来"),
        pytest.param([(0, 9), (1, 3), (8, 10)], [(0, 10)], id="重叠的合并"),
        pytest.param([], [], id="没有"),
    ],
)
def test_stretches_are_sorted_and_apart(stretches: list[tuple[int, int]], joined: list[tuple[int, int]]):
    assert list(merged(stretches)) == joined


AWKWARD = st.text(st.sampled_from("职业教育本科学校2０1＋xＸ㎡…（(〔 　，号"), max_size=40)


@given(AWKWARD, AWKWARD)
def test_marks_are_inside_the_text_sorted_and_apart_and_cover_words_that_were_asked(question: str, text: str):
    found = highlights(question, text)
    ends = [0, *(end for _, end in found)]
    assert all(previous <= start < end <= len(text) for previous, (start, end) in zip(ends, found, strict=False))
    assert all(later > end for (_, end), (later, _) in zip(found, found[1:], strict=False))
    asked = set(fold(question))
    assert all(any(character in asked for character in fold(text[start:end])) for start, end in found)


@given(AWKWARD)
def test_a_text_asked_for_its_own_words_is_marked_wherever_it_has_any(text: str):
    assert bool(highlights(text, text)) == bool(highlights(text, text + "。"))
