"""The remembering encoder gives the vectors of the encoder behind it, each made once."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from eval.memory import WARM_UP, RememberingEncoder
from index.bigram import BigramEncoder
from index.encoder import Vectors


class CountingEncoder(BigramEncoder):
    """Notes what it was asked to encode."""

    def __init__(self, dim: int = 64) -> None:
        super().__init__(dim)
        self.asked: list[list[str]] = []

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        self.asked.append(list(texts))
        return super().encode_questions(texts)


@pytest.fixture
def counting() -> CountingEncoder:
    return CountingEncoder()


def test_passages_are_encoded_once_even_by_another_process(tmp_path: Path, counting: CountingEncoder):
    file = tmp_path / "eval" / "vectors.sqlite"
    first = RememberingEncoder(counting, file)
    expected = BigramEncoder(64).encode_passages(["职业教育", "普通教育", "职业教育"])
    assert np.array_equal(first.encode_passages(["职业教育", "普通教育", "职业教育"]), expected)
    first.close()
    again = RememberingEncoder(counting, file)
    assert np.array_equal(again.encode_passages(["普通教育", "医疗"])[0], expected[1])
    again.close()
    assert counting.asked == [["职业教育", "普通教育"], ["医疗"]]


def test_vectors_of_another_encoder_are_not_taken(tmp_path: Path, counting: CountingEncoder):
    file = tmp_path / "vectors.sqlite"
    small = RememberingEncoder(BigramEncoder(16), file)
    assert small.encode_passages(["职业教育"]).shape == (1, 16)
    small.close()
    other = RememberingEncoder(counting, file)
    assert other.encode_passages(["职业教育"]).shape == (1, 64)
    assert other.encode_passages([]).shape == (0, 64)
    other.close()


def test_questions_are_encoded_alone_once_after_a_warm_up(tmp_path: Path, counting: CountingEncoder):
    remembering = RememberingEncoder(counting, tmp_path / "vectors.sqlite")
    remembering.learn(["甲乙", "丙丁", "甲乙"])
    rows = remembering.encode_questions(["丙丁", "甲乙"])
    assert counting.asked == [[WARM_UP], ["甲乙"], ["丙丁"]]
    assert np.array_equal(rows, BigramEncoder(64).encode_questions(["丙丁", "甲乙"]))
    assert remembering.question_ms("甲乙") > 0
    remembering.close()
