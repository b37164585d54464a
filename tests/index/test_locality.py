from pathlib import Path

import pytest

from corpus.notice import Region as Place
from index.bigram import BigramEncoder
from index.filters import Filters
from index.locality import Localities, Region
from index.search import SearchEngine
from tests.index.made_notices import made_notice

PLACES = Localities(
    [
        Region(1, "甲江省", None, None),
        Region(2, "甲江省", "甲江市", None),
        Region(3, "甲江省", "乙川市", None),
        Region(4, "甲江省", "丙州市", "丁河县"),
    ]
)


@pytest.mark.parametrize(
    ("question", "rest", "notices"),
    [
        pytest.param("丁河有哪些措施涉及防汛？", "有哪些措施涉及防汛?", {4}, id="不带县"),
        pytest.param("乙川市的任务里，哪些写明了数量？", "任务里,哪些写明了数量?", {3}, id="带市"),
        pytest.param("在乙川，供暖方面都有什么规定？", ",供暖方面都有什么规定?", {3}, id="在"),
        pytest.param("省里提了哪些指标？", "提了哪些指标?", {1}, id="省里是省一级"),
        pytest.param("甲江省有哪些措施？", "有哪些措施?", {1, 2, 3, 4}, id="全省"),
        pytest.param("列出乙川关于供暖的条款", "列出关于供暖的条款", {3}, id="列出"),
        pytest.param("乙川市由供暖办牵头的有哪些任务？", "由供暖办牵头的有哪些任务?", {3}, id="由"),
        pytest.param("乙川市已经修好的闸门有哪些？", "已经修好的闸门有哪些?", {3}, id="已经"),
        pytest.param("乙川市那份实施方案里与供暖有关的内容", "与供暖有关的内容", {3}, id="那份方案"),
        pytest.param(
            "供暖由谁负责，丁河方案（含附件）有哪些规定？", "供暖由谁负责,有哪些规定?", {4}, id="后面才说哪里的方案"
        ),
    ],
)
def test_a_place_before_the_subject_says_where(question: str, rest: str, notices: set[int]):
    found = PLACES.named(question)
    assert (found.rest, found.notices) == (rest, frozenset(notices))


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("哪些措施涉及乙川？", id="问的就是这个地方"),
        pytest.param("乙川水利大学参与哪些任务？", id="名称的一部分"),
        pytest.param("甲江有哪些措施？", id="省还是市说不清"),
        pytest.param("省级项目有哪些内容？", id="省级不是省里"),
        pytest.param("乙川的学校要修闸门，有哪些规定？", id="那里的学校也写在别处"),
        pytest.param("戊山有哪些措施？", id="没有这里的文件"),
    ],
)
def test_other_names_of_places_are_words_like_others(question: str):
    assert PLACES.named(question).notices is None


TITLED = Localities(
    [],
    {
        1: ["甲江省关于印发“十四五”防汛规划的通知", "甲江省“十四五”防汛规划"],
        2: ["乙川市河道管理条例"],
        3: ["河道管理法"],
        4: ["2024年招生工作改革计划"],
    },
)


@pytest.mark.parametrize(
    ("question", "rest", "notices"),
    [
        pytest.param("《河道管理法》关于清淤有哪些规定？", "关于清淤有哪些规定?", {3}, id="书名号"),
        pytest.param("乙川市河道管理条例哪些条款提到闸门？", "哪些条款提到闸门?", {2}, id="没有书名号"),
        pytest.param("乙川条例中，哪些条款提到闸门？", ",哪些条款提到闸门?", {2}, id="简称"),
        pytest.param("甲江省“十四五”防汛规划对泵站有什么要求？", "泵站有什么要求?", {1}, id="印发的规划，引号不算"),
        pytest.param("防汛规划（含附件）哪些条款提到泵站？", "哪些条款提到泵站?", {1}, id="含附件"),
    ],
)
def test_a_title_before_the_subject_says_which_notice(question: str, rest: str, notices: set[int]):
    found = TITLED.named(question)
    assert (found.rest, found.notices) == (rest, frozenset(notices))


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("哪些条款提到《河道管理法》？", id="问的就是这部法"),
        pytest.param("丙州市河道管理条例哪些条款提到闸门？", id="没有这份文件"),
        pytest.param("规划中哪些条款提到闸门？", id="说不出是哪一份"),
        pytest.param("河道管理法规有哪些条款提到？", id="法规不是法"),
        pytest.param("招生计划有哪些规定？", id="题目里散着的字不是题目"),
    ],
)
def test_other_words_like_titles_name_no_notice(question: str):
    assert TITLED.named(question).notices is None


def test_a_list_from_a_titled_notice_looks_at_it_only(tmp_path: Path):
    engine = SearchEngine.open(tmp_path, BigramEncoder(256))
    for city in ("乙川市", "丙州市"):
        engine.add(made_notice(f"{city}河道管理条例", "每年检修闸门两次。", id=city), origin="")
    answer = engine.ask("乙川市河道管理条例哪些条款提到检修闸门？")
    assert [claim.quotes[0].notice.id for claim in answer.claims] == ["乙川市"]
    engine.close()


def test_a_library_without_places_takes_none():
    assert Localities([Region(1, None, None, None)]).named("省里有哪些措施？").notices is None


def test_a_list_from_a_place_looks_at_its_notices_only(tmp_path: Path):
    engine = SearchEngine.open(tmp_path, BigramEncoder(256))
    for number, city in enumerate(("吉林市", "长春市"), start=1):
        engine.add(
            made_notice(f"{city}方案", f"{city}开展防汛值守演练。", id=f"n{number}", region=Place(city=city)), origin=""
        )
    answer = engine.ask("长春有哪些措施涉及防汛值守？")
    assert [quote.notice.id for claim in answer.claims for quote in claim.quotes] == ["n2"]
    assert answer.scanned == 1
    elsewhere = engine.ask("长春有哪些措施涉及防汛值守？", filters=Filters(notice="n1"))
    assert (elsewhere.claims, elsewhere.scanned) == ((), 0)
    engine.close()
