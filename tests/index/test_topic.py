import pytest

from index.topic import topic_of


@pytest.mark.parametrize(
    ("text", "share"),
    [
        pytest.param("开设职教本科专业", 1.0, id="原词"),
        pytest.param("开设职业本科专业", 1.0, id="另一说法"),
        pytest.param("联合本科院校开展研究", 0.0, id="词的一半不算"),
        pytest.param("推动职教与本科衔接", 2 / 3, id="各部分都在"),
    ],
)
def test_a_part_of_a_compound_that_has_other_forms_does_not_count_alone(text: str, share: float):
    topic = topic_of("职教本科", lambda word: 2.0 if word == "\0" else 1.0, [("职教本科", ("职业本科",))])
    assert topic.covered(text) == pytest.approx(share)
