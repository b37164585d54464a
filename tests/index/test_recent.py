"""A question asked again costs nothing again, and never brings what is no longer so."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index import search
from index.bigram import BigramEncoder
from index.encoder import Vectors
from index.off_topic import CHINESE
from index.ranking import rank
from index.recent import Recent
from index.search import Filters, SearchEngine
from tests.index.made_notices import made_notice


class CountingEncoder(BigramEncoder):
    """Remembers the questions that it was asked to encode."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        self.asked.extend(texts)
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return BigramEncoder.encode_questions(self, texts)


@pytest.fixture
def encoder() -> CountingEncoder:
    return CountingEncoder()


@pytest.fixture
def engine(tmp_path: Path, encoder: CountingEncoder) -> Iterator[SearchEngine]:
    opened = SearchEngine.open(tmp_path, encoder)
    opened.add(made_notice("某省办法", "建设职业本科学校。", "发放生活补贴。", id="one"), origin="")
    opened.add(made_notice("某市通知", "职业本科学校招生。", id="two", genre="通知"), origin="")
    yield opened
    opened.close()


@pytest.fixture
def rankings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions that were ranked for."""
    ranked: list[str] = []

    def counting(indexes, asked, **other):
        ranked.append(asked.text)
        return rank(indexes, asked, **other)

    monkeypatch.setattr(search, "rank", counting)
    return ranked


def test_the_oldest_goes_and_what_was_asked_for_stays():
    recent = Recent[str, int](2)
    recent.put("a", 1)
    recent.put("b", 2)
    assert recent.get("a") == 1
    recent.put("c", 3)
    assert [recent.get(key) for key in "abc"] == [1, None, 3]


def test_what_has_a_size_goes_by_it():
    recent = Recent[str, int](10)
    recent.put("a", 1, size=4)
    recent.put("b", 2, size=4)
    recent.put("a", 3, size=6)
    assert [recent.get(key) for key in "ab"] == [3, 2], "10 in all"
    recent.put("c", 4, size=1)
    assert [recent.get(key) for key in "abc"] == [None, 2, 4]
    recent.put("d", 5, size=11)
    assert [recent.get(key) for key in "abcd"] == [None] * 4, "too large to be kept"


def test_the_hits_and_the_answer_of_a_page_encode_and_rank_once(
    engine: SearchEngine, encoder: CountingEncoder, rankings: list[str]
):
    hits = engine.search("职业本科学校", limit=20)
    answer = engine.ask("职业本科学校")
    engine.ask("职业本科学校")
    assert (encoder.asked, rankings) == (
        ["职业本科学校", *CHINESE],
        ["职业本科学校"],
    )  # the off-topic ones once for a library
    assert {hit.passage for hit in hits} >= {quote.passage for one in answer.claims for quote in one.quotes} > set()


@pytest.mark.parametrize(
    ("first", "then", "times"),
    [
        pytest.param({"limit": 3}, {"limit": 2}, 1, id="少要几条"),
        pytest.param({"limit": 2}, {"limit": 3}, 2, id="多要几条"),
        pytest.param({}, {"filters": Filters(genre="通知")}, 2, id="换了筛选"),
        pytest.param({}, {"mode": search.Mode.WORDS}, 2, id="换了方式"),
    ],
)
def test_a_ranking_is_used_again_only_for_the_same_and_no_more(
    engine: SearchEngine, rankings: list[str], first: dict, then: dict, times: int
):
    engine.search("职业本科", **first)
    again = engine.search("职业本科", **then)
    assert len(rankings) == times
    fresh = SearchEngine(engine.library, engine._derived, CountingEncoder()).search("职业本科", **then)
    assert [(hit.passage, hit.score) for hit in again] == [(hit.passage, hit.score) for hit in fresh]


def test_what_was_added_or_removed_since_is_seen(engine: SearchEngine):
    assert len(engine.search("职业本科学校")) == 3
    engine.remove("two")
    assert len(engine.search("职业本科学校")) == 2
    engine.add(made_notice("另一办法", "职业本科学校收费。", id="three"), origin="")
    assert engine.search("职业本科学校收费")[0].passage.text == "职业本科学校收费。"
    assert "职业本科学校收费。" in [hit.passage.text for hit in engine.search("职业本科学校")]


def test_another_question_is_encoded_itself(engine: SearchEngine, encoder: CountingEncoder):
    engine.search("职业本科")
    engine.search("职业本科？")
    assert encoder.asked == ["职业本科", "职业本科？"]


def test_threads_asking_at_once_get_what_one_gets_alone(engine: SearchEngine):
    asked = [f"{word}{place}" for word in ("职业", "本科", "补贴") for place in ("学校", "办法", "", "生活")] * 3
    alone = [[hit.passage.text for hit in engine.search(one)] for one in asked]
    fresh = SearchEngine(engine.library, engine._derived, CountingEncoder())
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda one: [hit.passage.text for hit in fresh.search(one)], asked))
    assert together == alone
