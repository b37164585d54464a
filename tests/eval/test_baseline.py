"""The three baselines over one list of texts."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from eval.baseline import Baseline, Names, Row
from index.bigram import BigramEncoder
from index.encoder import Vectors

TEXTS = {"校": "职业学校升格", "医": "医院改革", "路": "公路养护"}


@pytest.fixture(scope="module")
def baseline() -> Baseline:
    rows = [Row(text, text, frozenset((unit,))) for unit, text in TEXTS.items()]
    return Baseline(rows, BigramEncoder(64))


def test_its_systems_carry_the_names_they_are_given_and_say_what_needs_encoding(baseline: Baseline):
    systems = baseline.systems(Names("意", "词", "和"))
    assert [(system.name, system.encodes) for system in systems] == [("意", True), ("词", False), ("和", True)]


def test_meaning_ranks_every_text_and_words_only_those_with_a_word(baseline: Baseline):
    assert baseline.by_meaning("医院", 3)[0] == {"医"}
    assert len(baseline.by_meaning("医院", 3)) == 3
    assert baseline.by_words("医院", 3) == [{"医"}]


def test_both_puts_first_what_stands_high_in_both(baseline: Baseline):
    assert baseline.by_both("公路", 1) == [{"路"}]


class Fixed(BigramEncoder):
    """Meaning as written down here: cosines 1, 0.6 and 0 with every question."""

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        return np.array([[1, 0]] * len(texts), np.float32)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return np.array([[1, 0], [0.6, 0.8], [0, 1]], np.float32)


def test_the_mix_adds_what_both_say_each_scaled_to_one():
    # 公路 stands in the second text alone: words 0, 1, 0; meaning 1, .6, 0.
    # words .5: .5, .8, 0; words .3: .7, .72, 0; and for 无 nobody has a word: .5, .3, 0
    rows = [Row(text, text, frozenset((text,))) for text in ("职业学校", "公路养护", "医院改革")]
    half, third = Baseline(rows, Fixed(64)).mixes()
    assert (half.name, third.name) == ("mix-.5", "mix-.3")
    assert half.rank("公路", 3) == third.rank("公路", 3) == [{"公路养护"}, {"职业学校"}, {"医院改革"}]
    assert half.rank("无", 2) == [{"职业学校"}, {"公路养护"}]


def test_a_share_of_words_decides_between_the_two_kinds():
    # 医院 stands in the third text alone, of cosine 0: words .5 gives .5 to the first and third, the first in order
    # stays; words .3 gives .7, .42 and .3
    rows = [Row(text, text, frozenset((text,))) for text in ("职业学校", "公路养护", "医院改革")]
    half, third = Baseline(rows, Fixed(64)).mixes()
    assert half.rank("医院", 3) == [{"职业学校"}, {"医院改革"}, {"公路养护"}]
    assert third.rank("医院", 3) == [{"职业学校"}, {"公路养护"}, {"医院改革"}]


def test_a_baseline_with_a_folder_knows_its_size(tmp_path: Path):
    rows = [Row(text, text, frozenset((unit,))) for unit, text in TEXTS.items()]
    kept = Baseline(rows, BigramEncoder(64), tmp_path)
    dense, words, both = kept.systems(Names("意", "词", "和"))
    assert dense.index_bytes == 3 * 64 * 4
    assert words.index_bytes == sum(file.stat().st_size for file in (tmp_path / "jieba").iterdir())
    assert both.index_bytes == dense.index_bytes + words.index_bytes
