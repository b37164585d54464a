import numpy as np
import pytest

from index.dense import DenseIndex
from index.entry import Entry
from index.ranking import Asked, Indexes, Mode, Scope, Shares, rank, shares
from index.words import WordsIndex

TEXTS = {1: "建设产教融合共同体", 2: "升格职业本科学校", 3: "培养高技能人才", 4: "职业本科学校招生"}
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
    # 4 and 2 hold all the question's words: meaning has .35, BM25 .15, what is held .5
    assert ranked[3].score == pytest.approx(0.35)
    assert ranked[2].score == pytest.approx(0.35 * 0.6 + 0.15 * bm25[2] / most + 0.5)
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
    ("mode", "held", "expected"),
    [
        pytest.param(Mode.MEANING, 1.0, Shares(1.0, 0.0, 0.0), id="只看语义"),
        pytest.param(Mode.WORDS, 0.0, Shares(0.0, 1.0, 0.0), id="只看字词"),
        pytest.param(Mode.BOTH, 0.0, Shares(0.6, 0.3, 0.1), id="英文提问，没有一个词相同"),
        pytest.param(Mode.BOTH, 0.325, Shares(0.475, 0.225, 0.3), id="一部分词相同"),
        pytest.param(Mode.BOTH, 0.6, Shares(0.35, 0.15, 0.5), id="用的就是公文的词"),
        pytest.param(Mode.BOTH, 0.9, Shares(0.35, 0.15, 0.5), id="照抄原文"),
    ],
)
def test_words_count_for_more_where_the_question_uses_the_notices_words(mode: Mode, held: float, expected: Shares):
    found = shares(mode, held)
    assert (found.meaning, found.words, found.coverage) == pytest.approx(
        (expected.meaning, expected.words, expected.coverage)
    )
