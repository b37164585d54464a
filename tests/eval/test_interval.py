"""Bootstrap intervals of a mean."""

import numpy as np
import pytest

from eval.interval import bootstrap_interval


def test_of_a_constant_both_ends_are_the_constant():
    assert bootstrap_interval(np.full(7, 0.25)) == (0.25, 0.25)


def test_the_same_values_give_the_same_interval_and_another_seed_another_one():
    values = np.arange(50) / 50
    assert bootstrap_interval(values) == bootstrap_interval(values)
    assert bootstrap_interval(values, seed=1) != bootstrap_interval(values, seed=2)


def test_two_questions_one_right_spread_over_everything():
    # a quarter of the resamples has none right, a quarter has both: more than the 2.5 % cut off at each end
    assert bootstrap_interval(np.array([0.0, 1.0])) == (0.0, 1.0)


def test_of_many_questions_it_is_the_normal_one():
    # 400 questions, half of them right: sd .5, of the mean .5 / 20; 1.96 of these to each side
    low, high = bootstrap_interval(np.array([0.0, 1.0] * 200))
    assert (low, high) == (pytest.approx(0.451, abs=0.005), pytest.approx(0.549, abs=0.005))
