"""Candidates are scored as tantivy scores them."""

import numpy as np
import pytest

from index.entry import Entry
from index.tally import KEPT_LENGTHS, Tally, Weight
from index.words import WordsIndex

QUESTION = "职业本科学校的招生办法"


def entries(first: int, last: int) -> list[Entry]:
    words = ("职业本科", "学校", "招生办法", "天气预报", "办法", "的")
    return [
        Entry(
            at,
            at % 3,
            words[at % 5],
            "".join(words[(at * step) % 6] * (at % step + 1) for step in range(1, 2 + at % 40)),
        )
        for at in range(first, last)
    ]


def both(words: WordsIndex) -> tuple[dict[int, float], dict[int, float]]:
    """BM25 of every passage that has any, from tantivy and from the tally."""
    searched = dict(words.search(QUESTION, 1_000))
    return searched, words.scores(QUESTION, searched.keys())


@pytest.fixture
def words() -> WordsIndex:
    words = WordsIndex.in_memory()
    words.replace_all(entries(1, 120))
    return words


def test_scores_are_those_of_the_search(words: WordsIndex):
    searched, scored = both(words)
    assert len(searched) > 100
    assert scored == pytest.approx(searched, rel=1e-5)


def test_scores_are_those_of_the_search_when_passages_came_and_went(words: WordsIndex):
    words.update(entries(120, 160), removed=range(10, 60))
    words.update((), removed=range(130, 133))
    searched, scored = both(words)
    assert set(searched).isdisjoint(range(10, 60)) and max(searched) == 159
    assert scored == pytest.approx(searched, rel=1e-5)


def test_an_index_read_from_disk_scores_as_the_one_written(tmp_path):
    written = WordsIndex.open(tmp_path)
    written.replace_all(entries(1, 60))
    written.update(entries(60, 80), removed=[3, 4])
    assert both(WordsIndex.open(tmp_path)) == both(written)


def test_what_is_not_held_scores_nothing(words: WordsIndex):
    assert (
        words.scores(QUESTION, [7_777]) == words.scores("zzz", [1, 2]) == WordsIndex.in_memory().scores("职", [1]) == {}
    )


def test_a_token_counts_by_bm25_and_once_for_coverage():
    tally = Tally()
    tally.update([(5, ["甲", "甲", "乙"]), (9, ["丙"] * 6)], ())
    words, share = tally.scores(np.array([9, 5, 6]), {"甲": Weight(2.0, 0.5), "丁": Weight(9.0, 9.0)}, 2.0)
    # passage 5: 2 x 2.2 x 2 / (2 + 1.2 (.25 + .75 x 3 / 2)) = 2.41096
    assert words == pytest.approx([0, 2.41096, 0], abs=1e-5)
    assert share.tolist() == [0, 0.5, 0]


def test_passages_are_replaced_and_ids_ascend():
    tally = Tally()
    tally.update([(1, ["甲"]), (2, ["乙"]), (3, ["甲"])], ())
    tally.update([(3, ["乙"]), (4, ["甲"])], removed=[1, 77])
    held = tally.scores(np.arange(6), {"甲": Weight(0, 1), "乙": Weight(0, 10)}, 1.0)[1]
    assert (len(tally), held.tolist()) == (3, [0, 0, 10, 10, 1, 0])
    with pytest.raises(ValueError, match="ascend"):
        tally.update([(0, ["甲"])], ())


def test_lengths_are_kept_in_one_byte_as_tantivy_does():
    assert KEPT_LENGTHS[[40, 41, 48, 49, 56, 57]].tolist() == [40, 42, 56, 60, 88, 96]
    assert len(KEPT_LENGTHS) <= 256
