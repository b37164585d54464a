from collections.abc import Sequence

import numpy as np
import pytest

from index.dense import DenseIndex
from index.encoder import Vectors
from index.off_topic import CHINESE, ENGLISH, OffTopic, nearness, off_topic_cosine, off_topic_for


class Counting:
    """Encodes each text as the same vector, and counts how often it is asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, texts: Sequence[str]) -> Vectors:
        self.times += 1
        return np.array([[0.6, 0.8]] * len(texts), np.float32)


def dense() -> DenseIndex:
    return DenseIndex.build(np.array([3, 5]), np.array([[1.0, 0.0], [0.0, 1.0]], np.float32))


def test_strangers_are_as_near_as_the_passage_nearest_to_them():
    assert off_topic_cosine(CHINESE, Counting(), dense()) == pytest.approx(0.8)


def test_strangers_speak_the_language_of_the_question():
    assert off_topic_for("哪些措施涉及职教本科") == CHINESE
    assert off_topic_for("Who leads the alliance?") == ENGLISH


@pytest.mark.parametrize(
    ("cosine", "off_topic", "near"),
    [
        pytest.param(0.8, 0.8, 0.0, id="不比外行近"),
        pytest.param(0.85, 0.8, 0.25, id="近了四分之一"),
        pytest.param(1.0, 0.5, 1.0, id="一字不差"),
        pytest.param(0.7, 0.8, -0.5, id="比外行还远"),
    ],
)
def test_nearness_is_the_part_of_the_way_from_off_topic(cosine: float, off_topic: float, near: float):
    assert nearness(cosine, off_topic) == pytest.approx(near)


def test_strangers_are_asked_once_for_each_state_and_language():
    counting, first, second = Counting(), object(), object()
    off_topic = OffTopic(counting)
    for question, state in [("甲", first), ("乙", first), ("a", first), ("甲", first), ("甲", second)]:
        off_topic.near(question, dense(), state)
    assert counting.times == 3
