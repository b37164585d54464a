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
        pytest.param("戊山有哪些措施？", id="没有这里的文件"),
    ],
)
def test_other_names_of_places_are_words_like_others(question: str):
    assert PLACES.named(question).notices is None


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
