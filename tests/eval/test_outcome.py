"""Trials become figures: means, intervals and p, over all questions and over parts of them."""

import pytest

from eval.outcome import Baselines, SetReport, Wanted, outcomes_of, set_record
from eval.ranking import one_each
from eval.system import Trial

GRADES = {"一": {"甲": 1}, "二": {"甲": 1}, "三": {"甲": 1}}
RIGHT, SECOND, WRONG = one_each(["甲"]), one_each(["乙", "甲"]), one_each(["乙"])
WANTED = Wanted(GRADES, {"前": ["一"], "后": ["二", "三"], "空": []})
TRIALS = [
    Trial("ours", {"一": RIGHT, "二": RIGHT, "三": RIGHT}, 2.0, 3_000_000),
    Trial("good", {"一": SECOND, "二": RIGHT, "三": RIGHT}, 2.0),
    Trial("usual", {"一": RIGHT, "二": WRONG, "三": WRONG}, 2.0),
]
REPORT = SetReport("set", 2, outcomes_of(TRIALS, WANTED, Baselines(("usual", "good"), usual="usual")), WANTED.sizes)


def test_a_part_is_measured_over_its_own_questions():
    usual = REPORT.outcomes[2]
    assert usual.scores["P@1"] == pytest.approx(1 / 3)
    assert {name: part.scores["P@1"] for name, part in usual.groups.items()} == {"前": 1.0, "后": 0.0}
    assert usual.groups["后"].intervals["P@1"] == (0.0, 0.0)


def test_rivals_are_the_best_baseline_and_the_usual_one_and_nobody_is_his_own():
    assert REPORT.rivals == ["good", "usual"]
    assert [list(outcome.whole.p) for outcome in REPORT.outcomes] == [["good", "usual"], ["usual"], ["good"]]


def test_p_pairs_the_questions_of_the_part():
    ours = REPORT.outcomes[0]
    # better than the usual one on two questions alike: + + and - - of four; in the first part on none
    assert ours.whole.p["usual"] == pytest.approx(2 / 4)
    assert ours.groups["前"].p["usual"] == 1.0


def test_the_record_holds_what_the_contract_names_and_more():
    record = set_record(REPORT)["ours"]
    assert record["P@1"] == 1.0
    assert (record["ms"], record["MB"]) == (2.0, 3.0)
    assert record["intervals"]["P@1"] == [1.0, 1.0]
    assert record["groups"]["后"]["questions"] == 2
    assert "MB" not in set_record(REPORT)["good"]


def test_without_baselines_there_is_no_p():
    (alone,) = outcomes_of(TRIALS[:1], WANTED)
    assert alone.whole.p == {}
