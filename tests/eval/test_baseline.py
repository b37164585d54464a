"""The three baselines over one list of texts."""

from pathlib import Path

import pytest

from eval.baseline import Baseline, Names, Row
from index.bigram import BigramEncoder

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


def test_the_mix_adds_what_both_say_scaled(baseline: Baseline):
    half, third = baseline.mixes()
    assert (half.name, third.name) == ("mix-.5", "mix-.3")
    assert half.rank("公路", 1) == [{"路"}]
    assert len(half.rank("公路", 3)) == 3


def test_a_baseline_with_a_folder_knows_its_size(tmp_path: Path):
    rows = [Row(text, text, frozenset((unit,))) for unit, text in TEXTS.items()]
    kept = Baseline(rows, BigramEncoder(64), tmp_path)
    dense, words, both = kept.systems(Names("意", "词", "和"))
    assert dense.index_bytes == 3 * 64 * 4
    assert words.index_bytes == sum(file.stat().st_size for file in (tmp_path / "jieba").iterdir())
    assert both.index_bytes == dense.index_bytes + words.index_bytes
