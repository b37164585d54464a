"""The paired randomisation test, counted out by hand."""

import numpy as np
import pytest

from eval.significance import paired_p


@pytest.mark.parametrize(
    ("ours", "theirs", "p"),
    [
        # sums of ±.3 ±.2 ±.1 that reach .6: all plus and all minus, 2 of 8; one-sided it would be 1 of 8
        pytest.param([0.9, 0.8, 0.7], [0.6, 0.6, 0.6], 2 / 8, id="better on all three"),
        # differences .3, .2, -.1, sum .4: + + +, + + - and their opposites reach it
        pytest.param([0.9, 0.8, 0.5], [0.6, 0.6, 0.6], 4 / 8, id="better on two, worse on the third"),
        # +.3 and -.3 cancel: every way is as far as 0
        pytest.param([0.9, 0.3, 0.6], [0.6, 0.6, 0.6], 1.0, id="as good as the other"),
        pytest.param([0.5, 0.5, 0.5], [0.5, 0.5, 0.5], 1.0, id="the same"),
        # the question both answer alike changes nothing: 2 of 4, and not 2 of 8
        pytest.param([0.9, 0.8, 0.6], [0.6, 0.6, 0.6], 2 / 4, id="equal on one"),
    ],
)
def test_three_questions_are_counted_out(ours: list[float], theirs: list[float], p: float):
    assert paired_p(np.array(ours), np.array(theirs)) == pytest.approx(p)
    assert paired_p(np.array(theirs), np.array(ours)) == pytest.approx(p)


def test_where_ways_are_drawn_the_observed_one_counts():
    # 40 differences of one sign: of 2 ** 40 ways two are as far, none of which is drawn
    assert paired_p(np.ones(40), np.zeros(40)) == 1 / 10_001


def test_drawn_and_counted_agree():
    # 14 questions are drawn: 13 of one sign and 1 of the other are reached by 1 + 14 ways of each sign, of 2 ** 14
    ours = np.array([1.0] * 13 + [-1.0])
    assert paired_p(ours, np.zeros(14)) == pytest.approx(30 / 2**14, abs=0.001)
