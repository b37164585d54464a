"""Questions whose form says that they want a list, or one thing, about things that no question fitted on is about."""

import pytest

from index.asks import Asks, asks_of
from index.form_gram import GRAMS, gram_odds, grams_of
from index.form_sign import NAMES, form_signs, last_part
from index.list_form import CLEARLY, PERHAPS, WEIGHTS, list_odds, wants_list


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("哪些条款提到闸门？", id="哪些条款"),
        pytest.param("请把涉及闸门检修的规定都列出来", id="都列出来"),
        pytest.param("請列出所有提到水閘的條款", id="繁体"),
        pytest.param("关于堤坝巡查都有什么规定？", id="都有什么规定"),
    ],
)
def test_a_list_and_nothing_else(question: str):
    assert list_odds(question) >= CLEARLY
    assert asks_of(question) is Asks.LIST


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("闸门检修有什么要求？", id="有什么要求"),
        pytest.param("闸门检修是怎么安排的", id="怎么安排的"),
        pytest.param("关于河道清淤的规定", id="关于…的规定"),
        pytest.param("对移民村如何支持？", id="对…如何支持"),
        pytest.param("各县对堤坝都提了什么", id="都提了什么"),
        pytest.param("河道清淤的政策，帮我汇总一下", id="汇总"),
        pytest.param("给我找堤坝巡查的内容", id="给我找"),
        pytest.param("泵站建设", id="只有一个题目"),
        pytest.param("對水閘怎麼規定？", id="繁体"),
        pytest.param("各地分别由谁修闸门、怎么修，有哪些规定？", id="谁也可以问全"),
        pytest.param("Which clauses mention sluices?", id="which clauses mention"),
        pytest.param("What is said about sluices?", id="what is said about"),
        pytest.param("rules for pumping stations", id="a heading"),
    ],
)
def test_perhaps_a_list(question: str):
    assert list_odds(question) >= PERHAPS


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("闸门高多少米？", id="多少"),
        pytest.param("堤坝由谁巡查？", id="谁"),
        pytest.param("闸门在哪一天检修？", id="哪天"),
        pytest.param("水库能不能钓鱼？", id="能不能"),
        pytest.param("是哪家公司修的闸门？", id="哪家"),
        pytest.param("什么是三色预警？", id="什么是"),
        pytest.param("泵站的报名截止日期", id="只有一个题目，要的是一件事"),
        pytest.param("水閘高多少米？", id="繁体"),
        pytest.param("How many sluices are there?", id="how many"),
        pytest.param("Who repairs the sluice?", id="who"),
    ],
)
def test_one_thing(question: str):
    assert list_odds(question) < PERHAPS
    assert asks_of(question) is not Asks.LIST


@pytest.mark.parametrize(
    ("told", "chances", "answered", "wanted"),
    [
        pytest.param(-4.0, [0.9, 0.8, 0.6], True, True, id="几条都像，没有一条读来像回答"),
        pytest.param(6.0, [0.9, 0.02], True, False, id="一条突出，读来就是回答"),
        pytest.param(0.0, [0.9, 0.4, 0.3], True, True, id="有回答，旁边再列"),
        pytest.param(0.0, [0.9, 0.4, 0.3], False, False, id="没有回答，要更像清单"),
    ],
)
def test_where_the_form_leaves_it_open_what_is_found_decides(
    told: float, chances: list[float], answered: bool, wanted: bool
):
    assert wants_list("农村缺水怎么解决？", told, chances, answered=answered) is wanted


def test_each_sign_has_a_weight_and_those_of_the_other_language_are_never_there():
    assert len(NAMES) == len(WEIGHTS) == len(form_signs("闸门")) == len(form_signs("sluices"))
    there = [name for name, has in zip(NAMES, form_signs("Which clauses mention sluices?"), strict=True) if has]
    assert there == ["no sign", "English", "English, which of what is laid down", "English, about", "long"]


@pytest.mark.parametrize(
    ("question", "sign"),
    [
        pytest.param("闸门谁开、几点开、开多久", "asks three things", id="几样一起问"),
        pytest.param("闸门不得开启的情形", "heading of several", id="题目说的是多样"),
        pytest.param("泵站有哪些设备先不管，电费由谁出", "asks two things", id="前面问的不算"),
        pytest.param("闸门怎么开我知道，钥匙在我这儿", "asks before its last part", id="末一句不问"),
        pytest.param("泵站的各项规定，电费能不能减", "last, whether", id="末一句问是不是"),
        pytest.param("闸门检修的要求，逐条给我", "in full", id="逐条"),
    ],
)
def test_signs_of_several_things_and_of_the_last_part(question: str, sign: str):
    assert sign in [name for name, has in zip(NAMES, form_signs(question), strict=True) if has]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        pytest.param("闸门多高,谁来开?", "谁来开", id="逗号之后"),
        pytest.param("闸门多高?", "闸门多高", id="只有一句"),
        pytest.param("闸门多高,,。", "闸门多高", id="末尾的标点"),
        pytest.param("。。", "。。", id="只有标点"),
    ],
)
def test_the_last_part_stands_behind_the_last_stop_with_words_after_it(text: str, last: str):
    assert last_part(text) == last


def test_runs_are_of_the_whole_and_of_its_last_part():
    assert grams_of("闸,开") == {
        *("^", "闸", ",", "开", "$", "^闸", "闸,", ",开", "开$", "^闸,", "闸,开", ",开$"),
        *("…^", "…开", "…$", "…^开", "…开$", "…^开$"),
    }


def test_each_run_that_weighs_something_is_one_that_a_question_can_have():
    weights = dict(line.split("\t") for line in GRAMS.read_text(encoding="utf-8").splitlines())
    assert gram_odds("\0") == pytest.approx(sum(float(weights.get(run, 0)) for run in ("^", "$", "…^", "…$")))
    assert all(1 <= len(run.removeprefix("…")) <= 3 for run in weights)
