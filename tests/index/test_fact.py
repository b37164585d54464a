import pytest

from index.asks import Asks, asks_of
from index.fact import best_pick, echoes
from index.focus import focus_of
from index.sought import Sought
from index.topic import topic_of


def sought(question: str) -> Sought:
    return Sought(topic_of(question, lambda _: 1.0 if _ == "\0" else 0.9), asks_of(question), focus_of(question))


def picked(question: str, text: str) -> str:
    pick = best_pick(sought(question), text, "", 0.8)
    return text[slice(*pick.words)] if pick else ""


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        pytest.param("企业裁员率放宽到多少？", "第3条：企业裁员率放宽至20%。", "20%", id="比例"),
        pytest.param("设备多久检修一次？", "共12台设备，每6个月检修。", "每6个月检修", id="多久问的是时间"),
        pytest.param("审批服务热线是多少？", "审批服务热线由某某市行政中心开通：86512345。", "86512345", id="热线"),
    ],
)
def test_words_of_the_kind_asked_for_are_picked(question: str, text: str, words: str):
    assert words in picked(question, text)


def test_what_follows_the_words_asked_for_answers():
    text = "二、到食堂就餐的人员。对到食堂就餐的人员，应当先按照要求规范洗手，坐下以后才可以脱下口罩。"
    words = picked("对到食堂就餐的人员有什么要求", text)
    assert words == "应当先按照要求规范洗手，坐下以后才可以脱下口罩"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(
            "要建立会商、通报、督办机制，按月调度。", "要建立会商、通报、督办机制，按月调度", id="从分句的头开始"
        ),
        pytest.param(
            "一、会商。要建立“通报”、督办机制，按月调度。", "要建立“通报”、督办机制，按月调度", id="不越过句号"
        ),
    ],
)
def test_words_do_not_begin_inside_an_enumeration(text: str, words: str):
    assert picked("建立哪些机制", text) == words


def test_a_sentence_that_asks_does_not_answer():
    assert "2月17日" in picked("企业何时能够复工？", "企业何时能够复工？企业于2月17日复工。")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("三、切实减轻企业负担", True, id="标题只重复问题"),
        pytest.param("5、企业负担如何减轻？", True, id="问句"),
        pytest.param("切实减轻企业负担，免收三个月的房屋租金和全部滞纳金", False, id="有新内容"),
        pytest.param("切实减轻企业负担。", False, id="是一句话"),
    ],
)
def test_a_line_that_only_repeats_the_question_is_told(text: str, says: bool):
    assert echoes(sought("如何切实减轻企业负担").topic, text) is says


@pytest.mark.parametrize(
    ("question", "words"),
    [
        pytest.param("将被颁发哪些证书？", ("证书",), id="哪些证书"),
        pytest.param("投放蔬菜多少吨？", ("吨",), id="多少吨"),
        pytest.param("补贴标准是多少？", ("元",), id="标准是钱"),
        pytest.param("由谁负责？", (), id="没有说"),
    ],
)
def test_a_question_names_what_its_answer_holds(question: str, words: tuple[str, ...]):
    assert focus_of(question) == words


def test_figures_days_names_and_places_are_short():
    assert sought("由谁负责？").weights.usual == 10
    assert Sought(sought("如何办理").topic, Asks.HOW).weights.usual == 1


def test_words_are_picked_in_the_sentence_that_is_nearest_by_meaning():
    text = "企业裁员率放宽至20%。其他单位为30%。"
    pick = best_pick(sought("企业裁员率放宽到多少？"), text, "", 0.8, within=(12, 21))
    assert pick is not None
    assert text[slice(*pick.sentence)] == "其他单位为30%。"
    assert text[slice(*pick.words)] == "其他单位为30%"
