import itertools
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from corpus.errors import EmptyQuestion, UnknownNotice
from index.identity import Change
from index.search import Filters, Mode, SearchEngine
from tests.index.made_notices import made_notice

LIANHETI = made_notice(
    "某省措施", "支持建设产教融合共同体。", "稳步发展职业本科学校。", id="sheng", number="某教〔2024〕7号"
)
DAFU = made_notice("某市答复", "支持学校升格为职业本科。", id="shi", genre="答复", year=2023)
TIANQI = made_notice("天气公告", "明日有雨，注意防汛。", id="tianqi", genre="公告")


@pytest.fixture
def filled(engine: SearchEngine) -> SearchEngine:
    for notice in (LIANHETI, DAFU, TIANQI):
        engine.add(notice, origin="")
    return engine


def texts(engine: SearchEngine, question: str, **other: object) -> list[str]:
    return [hit.passage.text for hit in engine.search(question, **other)]


def test_a_question_finds_the_passage_and_says_why(filled: SearchEngine):
    hit = filled.search("哪些学校升格为职业本科")[0]
    assert (hit.notice, hit.passage) == (DAFU, DAFU.passages[0])
    assert [hit.passage.text[start:end] for start, end in hit.highlights] == ["学校升格", "职业本科"]
    assert 0.3 < hit.why.meaning < 1
    assert hit.why.words > 1
    assert hit.score == pytest.approx(1.0)
    assert hit.why.terms == ()


def test_every_passage_is_a_candidate_in_a_small_library_and_the_best_come_first(filled: SearchEngine):
    hits = filled.search("产教融合共同体")
    assert len(hits) == 4
    assert hits[0].passage == LIANHETI.passages[0]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(0 <= hit.score <= 1 for hit in hits)


def test_the_limit_is_kept(filled: SearchEngine):
    assert len(filled.search("职业本科", limit=2)) == 2
    with pytest.raises(ValueError, match="limit is 0"):
        filled.search("职业本科", limit=0)


def test_words_alone_leave_out_what_shares_none(filled: SearchEngine):
    assert texts(filled, "防汛", mode=Mode.WORDS) == ["明日有雨，注意防汛。"]


def test_titles_are_searched_but_not_quoted(filled: SearchEngine):
    hit = filled.search("天气", limit=1)[0]
    assert (hit.passage.text, hit.highlights) == ("明日有雨，注意防汛。", ())


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        pytest.param(Filters(genre="答复"), {"shi"}, id="文种"),
        pytest.param(Filters(notice="某教[2024]07号"), {"sheng"}, id="文号"),
        pytest.param(Filters(year=2024), {"sheng", "tianqi"}, id="年份"),
        pytest.param(Filters(year=1999), set[str](), id="没有符合的"),
    ],
)
def test_filters_hold_in_every_mode(filled: SearchEngine, filters: Filters, found: set[str]):
    for mode in Mode:
        hits = filled.search("措施答复公告：职业本科、防汛", filters=filters, mode=mode)
        assert {hit.notice.id for hit in hits} == found, mode


def test_a_filter_reaches_what_a_thousand_better_passages_hide(engine: SearchEngine):
    for number in range(30):
        engine.add(made_notice(f"第{number}号", *["职业本科学校"] * 10, id=f"n{number}"), origin="")
    engine.add(made_notice("答复", "学校食堂。", id="far", genre="答复"), origin="")
    assert "学校食堂。" not in texts(engine, "职业本科学校")
    assert texts(engine, "职业本科学校", filters=Filters(genre="答复")) == ["学校食堂。"]


@pytest.mark.parametrize("question", ["", " \u3000\n", "？！", "——"], ids=["空", "空白", "标点", "横线"])
def test_a_question_without_words_is_refused(engine: SearchEngine, question: str):
    with pytest.raises(EmptyQuestion):
        engine.search(question)


@pytest.mark.parametrize(
    "question",
    ["\ud800职业", "本" * 20_000, "a\0b 职业", '" OR 1=1; (职业 AND'],
    ids=["半个代理对", "两万字", "空字符", "查询语法"],
)
def test_an_odd_question_is_answered(filled: SearchEngine, question: str):
    assert filled.search(question)


def test_an_empty_library_answers_nothing(engine: SearchEngine):
    assert engine.search("职业本科") == []


def test_what_is_added_replaced_and_removed_shows_in_the_next_search(filled: SearchEngine):
    newer = made_notice("某市答复", "支持学校建设实训基地。", id="shi", genre="答复", year=2023)
    assert filled.add(newer, origin="") is Change.REPLACED
    assert texts(filled, "学校升格实训基地", limit=1) == ["支持学校建设实训基地。"]
    filled.remove("shi")
    assert "支持学校建设实训基地。" not in texts(filled, "学校升格实训基地")
    with pytest.raises(UnknownNotice):
        filled.remove("shi")


def searching(engine: SearchEngine, done: threading.Event) -> int:
    """Search until `done`; return how often."""
    for times in itertools.count():
        if done.is_set():
            return times
        assert all(hit.passage in hit.notice.passages for hit in engine.search("职业本科学校"))
    return 0


def test_threads_may_search_while_notices_come_and_go(engine: SearchEngine):
    done = threading.Event()
    with ThreadPoolExecutor(3) as pool:
        threads = [pool.submit(searching, engine, done) for _ in range(3)]
        for number in range(12):
            engine.add(made_notice(f"第{number}号", "职业本科。", "学校。", id=f"n{number}"), origin=f"/{number}")
            if number % 3 == 2:
                engine.remove(f"n{number - 1}")
        done.set()
    assert all(thread.result() for thread in threads)
    assert len(engine.search("职业本科学校", limit=50)) == 16
