import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import reciprocal_rank_fusion, scaled, weighted_sum

SCORES = st.dictionaries(st.integers(0, 50), st.floats(-100, 100, width=32), max_size=20)


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        pytest.param({"甲": 2.0, "乙": 6.0, "丙": 3.0}, {"甲": 0.0, "乙": 1.0, "丙": 0.25}, id="最小成零最大成一"),
        pytest.param({"甲": 5.0, "乙": 5.0}, {"甲": 0.0, "乙": 0.0}, id="都一样就都是零"),
        pytest.param({}, {}, id="没有就没有"),
    ],
)
def test_scores_are_scaled_between_the_least_and_the_greatest(scores: dict[str, float], expected: dict[str, float]):
    assert scaled(scores) == expected


def test_the_sum_weighs_words_against_meaning():
    meaning, words = {"甲": 0.8, "乙": 0.9, "丙": 1.0}, {"甲": 12.0, "乙": 3.0, "丙": 0.0}
    # scaled: meaning 0, .5, 1; words 1, .25, 0
    assert weighted_sum(meaning, words, 0.4) == pytest.approx({"甲": 0.4, "乙": 0.4, "丙": 0.6})
    assert weighted_sum(meaning, words, 0.8) == pytest.approx({"甲": 0.8, "乙": 0.3, "丙": 0.2})


def test_a_sum_of_different_passages_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="different passages"):
        weighted_sum({"甲": 1.0}, {"乙": 1.0}, 0.5)


def test_reciprocal_ranks_are_added():
    # 甲 1/61 + 1/63, 乙 1/62 + 1/61, 丙 1/62 alone, 丁 1/63 alone
    assert reciprocal_rank_fusion([["甲", "乙", "丁"], ["乙", "丙", "甲"]]) == ["乙", "甲", "丙", "丁"]


def test_with_a_small_k_the_first_place_outweighs_two_lower_ones():
    assert reciprocal_rank_fusion([["甲", "乙"], ["丙", "乙"]], k=0) == ["甲", "乙", "丙"]
    assert reciprocal_rank_fusion([["甲", "乙"], ["丙", "乙"]], k=60) == ["乙", "甲", "丙"]


@given(SCORES, st.floats(0, 1))
def test_a_sum_lies_between_nought_and_one(meaning: dict[int, float], weight: float):
    words = {one: -score for one, score in meaning.items()}
    assert all(-1e-9 <= score <= 1 + 1e-9 for score in weighted_sum(meaning, words, weight).values())


@given(SCORES)
def test_scaling_keeps_the_order(scores: dict[int, float]):
    after = scaled(scores)
    assert all(after[a] <= after[b] for a in scores for b in scores if scores[a] <= scores[b])


@given(st.lists(st.lists(st.integers(0, 20), unique=True), max_size=4))
def test_merged_rankings_hold_everything_once_and_one_ranking_keeps_its_order(rankings: list[list[int]]):
    merged = reciprocal_rank_fusion(rankings)
    assert sorted(merged) == sorted({one for ranking in rankings for one in ranking})
    assert all(reciprocal_rank_fusion([ranking]) == ranking for ranking in rankings)
