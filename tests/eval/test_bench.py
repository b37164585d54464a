"""What the bench computes; the bench itself runs under `make bench`."""

import pytest

from eval.bench import QUESTIONS, bench_questions, parse_speed, timing


@pytest.mark.parametrize(
    ("milliseconds", "median", "p95"),
    [
        pytest.param([float(ms) for ms in range(100, 0, -1)], 50.5, 95.0, id="of 1 to 100, in any order"),
        pytest.param([1.0, 2.0, 9.0], 2.0, 9.0, id="of few, p95 is the slowest"),
        pytest.param([4.0], 4.0, 4.0, id="of one"),
    ],
)
def test_median_and_95th_percentile(milliseconds: list[float], median: float, p95: float):
    assert (timing(milliseconds).median_ms, timing(milliseconds).p95_ms) == (median, p95)


def test_questions_are_different_and_none_was_warmed_up_with():
    asked, warming = bench_questions()
    assert len(set(asked)) == len(asked) == QUESTIONS
    assert warming
    assert not set(asked) & set(warming)


def test_parse_speed_is_a_speed():
    assert parse_speed() > 0.01
