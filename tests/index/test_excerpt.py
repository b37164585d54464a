"""As much of a text around a sentence as is read again."""

import pytest

from index.excerpt import excerpt

# Four sentences: [0, 4) [4, 8) [8, 14) [14, 18).
TEXT = "甲一二。乙一二。丙一二三四。丁一二。"


@pytest.mark.parametrize(
    ("sentence", "signs", "shown"),
    [
        pytest.param((4, 8), 100, (0, 18), id="全文不长"),
        pytest.param((4, 8), 10, (4, 14), id="先往后取"),
        pytest.param((4, 8), 8, (0, 8), id="后面放不下取前面"),
        pytest.param((4, 8), 14, (0, 14), id="前后轮流"),
        pytest.param((8, 14), 3, (8, 14), id="本句总是全取"),
        pytest.param((14, 18), 10, (8, 18), id="末句往前取"),
        pytest.param((6, 10), 12, (4, 14), id="跨两句"),
    ],
)
def test_whole_sentences_around_one_are_shown(sentence: tuple[int, int], signs: int, shown: tuple[int, int]):
    assert excerpt(TEXT, sentence, signs) == shown
