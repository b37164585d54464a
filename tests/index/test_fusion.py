import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.fusion import reciprocal_rank_fusion, scaled, weighted_sum

SCORES = st.lists(st.floats(-100, 100, width=32), max_size=20).map(np.array)


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        pytest.param([2.0, 6.0, 3.0], [0.0, 1.0, 0.25], id="最小成零最大成一"),
        pytest.param([5.0, 5.0], [0.0, 0.0], id="都一样就都是零"),
        pytest.param([], [], id="没有就没有"),
    ],
)
def test_scores_are_scaled_between_the_least_and_the_greatest(scores: list[float], expected: list[float]):
    assert scaled(np.array(scores)).tolist() == expected


def test_the_sum_weighs_words_against_meaning():
    meaning, words = np.array([0.8, 0.9, 1.0]), np.array([12.0, 3.0, 0.0])
    # scaled: meaning 0, .5, 1; words 1, .25, 0
    assert weighted_sum(meaning, words, 0.4) == pytest.approx([0.4, 0.4, 0.6])
    assert weighted_sum(meaning, words, 0.8) == pytest.approx([0.8, 0.3, 0.2])


def test_a_sum_of_different_passages_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="different passages"):
        weighted_sum(np.array([1.0]), np.array([1.0, 2.0]), 0.5)


def test_reciprocal_ranks_are_added():
    # 甲 1/61 + 1/63, 乙 1/62 + 1/61, 丙 1/62 alone, 丁 1/63 alone
    assert reciprocal_rank_fusion([["甲", "乙", "丁"], ["乙", "丙", "甲"]]) == ["乙", "甲", "丙", "丁"]


def test_with_a_small_k_the_first_place_outweighs_two_lower_ones():
    assert reciprocal_rank_fusion([["甲", "乙"], ["丙", "乙"]], k=0) == ["甲", "乙", "丙"]
    assert reciprocal_rank_fusion([["甲", "乙"], ["丙", "乙"]], k=60) == ["乙", "甲", "丙"]


@given(SCORES, st.floats(0, 1))
def test_a_sum_lies_between_nought_and_one(meaning: NDArray[np.float64], weight: float):
    assert all(-1e-9 <= score <= 1 + 1e-9 for score in weighted_sum(meaning, -meaning, weight))


@given(SCORES)
def test_scaling_keeps_the_order(scores: NDArray[np.float64]):
    assert np.all(np.diff(scaled(scores)[np.argsort(scores)]) >= 0)


@given(st.lists(st.lists(st.integers(0, 20), unique=True), max_size=4))
def test_merged_rankings_hold_everything_once_and_one_ranking_keeps_its_order(rankings: list[list[int]]):
    merged = reciprocal_rank_fusion(rankings)
    assert sorted(merged) == sorted({one for ranking in rankings for one in ranking})
    assert all(reciprocal_rank_fusion([ranking]) == ranking for ranking in rankings)
