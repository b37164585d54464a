import pytest

from index.thesaurus import Line, thesaurus_of
from index.widening import MOST_FORMS, MOST_WIDENED, Terms, Widening, used


def terms(*written: str) -> Terms:
    return Terms(thesaurus_of([Line(line, "terms.txt:1") for line in written]))


CONCEPTS = terms("职教本科 = 职业本科", "职教 = 职业教育", "中专 > 中职", "AI = 人工智能", "vocational college > 高职")


@pytest.mark.parametrize(
    ("question", "widened"),
    [
        pytest.param("哪些措施涉及职教本科？", [("职教本科", ("职业本科",))], id="长的遮住里面短的"),
        pytest.param("职教本科与职教", [("职教本科", ("职业本科",)), ("职教", ("职业教育",))], id="别处的短的照算"),
        pytest.param("职教本科就是职业本科", [], id="已经问到的不再找"),
        pytest.param("其中专业有哪些", [], id="跨词的不算"),
        pytest.param("中专有哪些", [("中专", ("中职",))], id="两字词在词界上"),
        pytest.param("ＡＩ课程", [("ai", ("人工智能",))], id="全角"),
        pytest.param("the main gateway", [], id="拉丁词里面的不算"),
        pytest.param("Vocational colleges in Jilin", [("vocational college", ("高职",))], id="英文复数"),
    ],
)
def test_a_question_also_looks_for(question: str, widened: list[tuple[str, tuple[str, ...]]]):
    assert CONCEPTS.widenings(question) == tuple(Widening(*one) for one in widened)


def test_forms_and_concepts_stay_few():
    many = terms(
        *(
            f"{chr(0x4E00 + at)}{chr(0x5E00 + at)}甲乙 = " + " = ".join(f"丙{at}丁{n}" for n in range(9))
            for at in range(12)
        )
    )
    question = "，".join(f"{chr(0x4E00 + at)}{chr(0x5E00 + at)}甲乙" for at in range(12))
    assert len(many.widenings(question)) == MOST_WIDENED
    assert {len(one.also) for one in many.widenings(question)} == {MOST_FORMS}


def test_what_a_passage_meets_is_said_with_what_was_asked():
    widenings = (Widening("职教本科", ("职业本科", "本科职业教育")), Widening("技校", ("中专",)))
    assert used(widenings, ["支持升格为职业本科学校，其中专业二十个"]) == ("职教本科=职业本科",)
    assert used(widenings, ["一、職業本科", "支持升格。"]) == ("职教本科=职业本科",), "a heading, in traditional script"
    assert used(widenings, ["职业", "本科"]) == (), "two texts are not one"
    assert used((), ["职业本科"]) == ()
