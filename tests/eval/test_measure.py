"""The measures, through our own function, on rankings worked out by hand."""

from math import log2

import pytest

from eval.measure import measured, measured_each

RANKING = ["甲", "乙", "丙", "丁"]
FILLED = [f"错{number}" for number in range(60)]


@pytest.mark.parametrize(
    ("wanted", "measure", "expected"),
    [
        pytest.param(["甲"], "P@1", 1.0, id="P@1: the first is right"),
        pytest.param(["乙"], "P@1", 0.0, id="P@1: only the second is right"),
        # 1 / rank of the first right one; the mean of both ranks' reciprocals would be (1/2 + 1/4) / 2
        pytest.param(["乙", "丁"], "MRR", 1 / 2, id="MRR: the first right one decides"),
        # 2 of 3 found; precision would say 2/10, or 2/4
        pytest.param(["乙", "丁", "戊"], "R@10", 2 / 3, id="R@10: share of the wanted that is found"),
        # gains at ranks 2 and 4, the ideal has three at ranks 1, 2, 3
        pytest.param(
            ["乙", "丁", "戊"],
            "nDCG@10",
            (1 / log2(3) + 1 / log2(5)) / (1 + 1 / log2(3) + 1 / log2(4)),
            id="nDCG@10: discounted by log2(rank + 1), divided by the ideal with all three",
        ),
    ],
)
def test_a_measure_of_one_question(wanted: list[str], measure: str, expected: float):
    scores = measured({"问": dict.fromkeys(wanted, 1)}, {"问": RANKING})
    assert scores[measure] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("rank", "at_10", "at_50", "ndcg"),
    [
        pytest.param(10, 1.0, 1.0, 1 / log2(11), id="rank 10 is within ten"),
        pytest.param(11, 0.0, 1.0, 0.0, id="rank 11 is not"),
        pytest.param(50, 0.0, 1.0, 0.0, id="rank 50 is within fifty"),
        pytest.param(51, 0.0, 0.0, 0.0, id="rank 51 is not"),
    ],
)
def test_a_cut_counts_ranks_from_one(rank: int, at_10: float, at_50: float, ndcg: float):
    ranking = [*FILLED[: rank - 1], "对", *FILLED[rank - 1 :]]
    scores = measured({"问": {"对": 1}}, {"问": ranking})
    assert (scores["R@10"], scores["R@50"]) == (at_10, at_50)
    assert scores["nDCG@10"] == pytest.approx(ndcg)
    assert scores["MRR"] == pytest.approx(1 / rank)


def test_grades_weigh_in_ndcg_and_grade_zero_is_a_miss():
    scores = measured({"问": {"甲": 0, "乙": 1, "丙": 3}}, {"问": RANKING})
    assert scores["nDCG@10"] == pytest.approx((1 / log2(3) + 3 / log2(4)) / (3 + 1 / log2(3)))
    assert (scores["P@1"], scores["R@10"]) == (0.0, 1.0)


def test_a_question_without_a_ranking_counts_as_nothing_found():
    grades = {"一": {"甲": 1}, "二": {"甲": 1}, "三": {"甲": 1}}
    scores = measured(grades, {"一": ["甲"], "二": []})
    assert scores["P@1"] == pytest.approx(1 / 3)


def test_every_question_weighs_the_same_however_many_clauses_answer_it():
    grades = {"一": {"甲": 1}, "二": {"乙": 1, "戊": 1, "己": 1}}
    # mean of 1/1 and 1/3; pooled it would be 2/4
    assert measured(grades, {"一": ["甲"], "二": ["乙"]})["R@10"] == pytest.approx(2 / 3)


def test_each_question_s_own_value_stands_in_the_order_of_the_labels():
    grades = {"乙问": {"乙": 1}, "无": {"甲": 1}, "甲问": {"甲": 1}}
    each = measured_each(grades, {"甲问": ["甲"], "乙问": ["甲", "乙"]})
    assert each["MRR"].tolist() == [0.5, 0.0, 1.0]
