import pytest

from index.asking import asked_for


@pytest.mark.parametrize(
    ("question", "content"),
    [
        ("哪些条款提到产业学院？", "产业学院？"),
        ("哪些措施涉及职教本科", "职教本科"),
        ("有没有提到挂职的安排呢", "挂职的安排"),
        ("专业群要建多少个", "专业群要建 个"),
        pytest.param("哪些措施？", "哪些措施？", id="只剩不到两个字时不动"),
        pytest.param("职教本科", "职教本科", id="没有提问的词"),
    ],
)
def test_the_words_that_frame_a_question_are_left_out(question: str, content: str):
    assert asked_for(question).split() == content.split()
