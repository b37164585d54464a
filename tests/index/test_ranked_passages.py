import numpy as np
import pytest

from index.dense import DenseIndex
from index.entry import Entry
from index.ranking import Asked, Indexes, Mode, Scope, Shares, rank, shares
from index.words import WordsIndex

TEXTS = {1: "建设产教融合共同体。", 2: "升格职业本科学校。", 3: "培养高技能人才。", 4: "职业本科学校招生。"}
# Cosines with the question (1, 0): passage 3 is nearest in meaning and shares no word with it.
VECTORS = {1: [0.0, 1.0], 2: [0.6, 0.8], 3: [1.0, 0.0], 4: [0.8, 0.6]}
ASKED = Asked("职业本科", np.array([1, 0], np.float32))


@pytest.fixture
def indexes() -> Indexes:
    words = WordsIndex.in_memory()
    words.replace_all([Entry(passage, passage % 2, "", text) for passage, text in TEXTS.items()])
    ids, rows = np.array(list(VECTORS), np.int64), np.array(list(VECTORS.values()), np.float32)
    return Indexes(DenseIndex.build(ids, rows), words)


def test_meaning_ranks_by_cosine_alone(indexes: Indexes):
    ranked = rank(indexes, ASKED, mode=Mode.MEANING, limit=4)
    assert [one.passage for one in ranked] == [3, 4, 2, 1]
    assert [one.meaning for one in ranked] == pytest.approx([1, 0.8, 0.6, 0])
    assert [one.score for one in ranked] == pytest.approx([1, 0.8, 0.6, 0])


def test_words_rank_by_bm25_alone_and_what_shares_no_word_is_left_out(indexes: Indexes):
    ranked = rank(indexes, ASKED, mode=Mode.WORDS, limit=4)
    assert {one.passage for one in ranked} == {2, 4}, "2 and 4 hold the words, 1 and 3 share a character at most"


def test_both_add_what_is_scaled_and_each_passage_has_its_true_scores(indexes: Indexes):
    ranked = {one.passage: one for one in rank(indexes, ASKED, mode=Mode.BOTH, limit=4)}
    bm25 = dict(indexes.words.search(ASKED.text, 4))
    assert {passage: one.words for passage, one in ranked.items()} == pytest.approx({1: 0, 3: 0, **bm25})
    assert {passage: one.meaning for passage, one in ranked.items()} == pytest.approx({1: 0, 2: 0.6, 3: 1, 4: 0.8})
    most = max(bm25.values())
    # 4 and 2 hold all the question's words, and cosines are spread as far as counts: .3 + .7 x .4 / .3 of .46 is .5673
    meaning, total = 0.46 * (0.3 + 0.7 * 4 / 3), 0.46 * (0.3 + 0.7 * 4 / 3) + 0.24 + 0.6
    assert ranked[3].score == pytest.approx(meaning / total)
    assert ranked[2].score == pytest.approx((meaning * 0.6 + 0.24 * bm25[2] / most + 0.6) / total)
    assert list(ranked)[0] == 4


def test_a_passage_found_by_one_list_alone_has_the_score_of_the_other_too(
    indexes: Indexes, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("index.ranking.CANDIDATES", 1)
    ranked = {one.passage: one for one in rank(indexes, ASKED, limit=1)}
    (first,) = ranked.values()
    assert first.passage in (2, 4), "best by words; best by meaning is 3"
    assert first.meaning == pytest.approx(VECTORS[first.passage][0])


def test_the_scope_is_applied_before_ranking(indexes: Indexes):
    scope = Scope([1], np.array([1, 3], np.int64))
    assert [one.passage for one in rank(indexes, ASKED, scope=scope, limit=4)] == [3, 1]
    assert [one.passage for one in rank(indexes, ASKED, scope=scope, mode=Mode.WORDS, limit=4)] == []
    nothing = Scope([], np.empty(0, np.int64))
    assert rank(indexes, ASKED, scope=nothing, limit=4) == []


def test_an_empty_library_answers_nothing():
    empty = Indexes(DenseIndex.build(np.empty(0, np.int64), np.empty((0, 2), np.float32)), WordsIndex.in_memory())
    assert rank(empty, ASKED, limit=3) == []


@pytest.mark.parametrize(
    ("mode", "held", "spread", "expected"),
    [
        pytest.param(Mode.MEANING, 1.0, 0.3, Shares(1.0, 0.0, 0.0), id="只看语义"),
        pytest.param(Mode.WORDS, 0.0, 0.3, Shares(0.0, 1.0, 0.0), id="只看字词"),
        pytest.param(Mode.BOTH, 0.0, 0.3, Shares(0.84, 0.24, 0.1), id="英文提问，没有一个词相同"),
        pytest.param(Mode.BOTH, 0.325, 0.3, Shares(0.65, 0.24, 0.35), id="一部分词相同"),
        pytest.param(Mode.BOTH, 0.6, 0.3, Shares(0.46, 0.24, 0.6), id="用的就是公文的词"),
        pytest.param(Mode.BOTH, 0.9, 0.3, Shares(0.46, 0.24, 0.6), id="照抄原文"),
        pytest.param(Mode.BOTH, 0.0, 0.15, Shares(0.546, 0.24, 0.1), id="语义相差不大，语义少算"),
        pytest.param(Mode.BOTH, 0.0, 0.0, Shares(0.252, 0.24, 0.1), id="语义都一样"),
        pytest.param(Mode.BOTH, 0.6, 1.9, Shares(0.46 * 37 / 30, 0.24, 0.6), id="相差再大也有上限"),
    ],
)
def test_words_count_for_more_where_the_question_uses_the_notices_words_and_meaning_where_it_tells_passages_apart(
    mode: Mode, held: float, spread: float, expected: Shares
):
    found, total = shares(mode, held, spread), expected.meaning + expected.words + expected.coverage
    assert (found.meaning, found.words, found.coverage) == pytest.approx(
        (expected.meaning / total, expected.words / total, expected.coverage / total)
    )
