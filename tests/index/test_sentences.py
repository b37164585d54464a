"""Vectors of sentences: kept with the passages, lost with them, and not missed where there are none."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.bigram import BigramEncoder
from index.encoder import Vectors, unit_rows
from index.filters import Filters
from index.library import Library
from index.listing import near_of
from index.reindexing import rebuild
from index.search import SearchEngine
from index.sentence_index import SentenceIndex
from index.sentence_vectors import SentenceVectors, parted, put_together
from tests.index.made_notices import made_notice

TWO = "支持职业学校升格。鼓励企业捐赠设备；"
ONE = "建设职业本科学校。"
XIAOXUE = made_notice("某市办法", TWO, ONE, id="xiaoxue")


class Counting(BigramEncoder):
    """Remembers the passages that it embedded."""

    def __init__(self, dim: int = 64) -> None:
        super().__init__(dim)
        self.embedded: list[str] = []

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded += texts
        return super().encode_passages(texts)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[[Counting], SearchEngine]]:
    engines: list[SearchEngine] = []

    def open_with(encoder: Counting) -> SearchEngine:
        engines.append(SearchEngine.open(tmp_path, encoder))
        return engines[-1]

    yield open_with
    for engine in engines:
        engine.close()


def stored(library: Library, dim: int = 64) -> dict[int, tuple[tuple[int, int], ...]]:
    owners, came = library.sentences.between(0, 99, dim)
    return {passage: came.at(owners == passage).spans for passage in owners.tolist()}


def said(*vectors: Sequence[float]) -> SentenceVectors:
    rows = np.array(vectors, np.float32).reshape(len(vectors), -1 if vectors else 2)
    return SentenceVectors.rounded([(2 * at, 2 * at + 1) for at in range(len(vectors))], rows)


@given(st.text(alphabet="甲乙1a。；！ \n|，”）", max_size=60))
def test_sentences_stand_in_their_passage_one_behind_the_other(text: str):
    spans = parted(text)
    assert len(spans) != 1
    places = [place for span in spans for place in span]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) and text[start:end].strip() for start, end in spans)


@pytest.mark.parametrize(("count", "dim"), [(1, 1), (1, 384), (5, 7), (40, 384)])
def test_rounded_vectors_are_read_back_as_stored_and_give_nearly_the_same_cosines(count: int, dim: int):
    rows = unit_rows(np.random.default_rng(7).standard_normal((count, dim)).astype(np.float32))
    made = SentenceVectors.rounded([(at, at + 1) for at in range(count)], rows)
    again = SentenceVectors.unpacked(*made.packed(), dim)
    assert again.spans == made.spans
    assert again.cosines(rows[0]).tolist() == made.cosines(rows[0]).tolist()
    assert np.abs(made.cosines(rows[0]) - rows @ rows[0]).max() < 0.02


def test_the_nearest_sentence_of_a_passage_counts():
    index = SentenceIndex.build([3, 5], [said((1, 0), (0, 1)), said((0, 1), (0.6, 0.8))], 2)
    east, north = np.array([1, 0], np.float32), np.array([0, 1], np.float32)
    ids = np.array([5, 4, 3])
    assert index.nearest(east, ids).tolist() == pytest.approx([0.6, np.nan, 1], abs=0.01, nan_ok=True)
    assert index.nearest(north, ids).tolist() == pytest.approx([1, np.nan, 1], abs=0.01, nan_ok=True)
    assert index.of(4) is None


def test_sentences_come_go_and_are_replaced():
    index = SentenceIndex.build([3, 5], [said((1, 0), (0, 1)), said((1, 0), (1, 0))], 2)
    came = put_together([said((1, 0), (0, 1)), said((0, 1), (0, 1), (0, 1))])
    index.update(np.array([4, 4, 3, 3, 3]), came, [5])
    near = index.nearest(np.array([1, 0], np.float32), np.array([3, 4, 5, 9]))
    assert near.tolist() == pytest.approx([0, 1, np.nan, np.nan], abs=0.01, nan_ok=True)
    of_three = index.of(3)
    assert of_three is not None
    assert (len(of_three.spans), len(index)) == (3, 5)


def test_an_empty_index_holds_nothing():
    assert np.isnan(SentenceIndex(2).nearest(np.array([1, 0], np.float32), np.array([1]))).all()
    assert SentenceIndex(2).of(1) is None


@pytest.mark.parametrize("dim", [8, 64])
def test_a_notice_is_added_with_its_sentences(opened: Callable[[Counting], SearchEngine], dim: int):
    encoder = Counting(dim)
    engine = opened(encoder)
    engine.add(XIAOXUE, origin="")
    assert stored(engine.library, dim) == {1: ((0, 9), (9, 18))}, "the second passage is one sentence"
    assert encoder.embedded == [f"{TWO}\n某市办法", f"{ONE}\n某市办法", TWO[:9], TWO[9:]]


def test_sentences_go_with_their_notice_and_with_its_old_version(opened: Callable[[Counting], SearchEngine]):
    engine = opened(Counting())
    engine.add(XIAOXUE, origin="/a")
    engine.add(made_notice("某市办法", "新的一句。又一句。再一句。", id="xiaoxue"), origin="/a")
    assert stored(engine.library) == {3: ((0, 5), (5, 9), (9, 13))}
    engine.remove("xiaoxue")
    assert stored(engine.library) == {}


def test_a_question_in_other_words_waits_for_no_sentence(opened: Callable[[Counting], SearchEngine]):
    encoder = Counting()
    engine = opened(encoder)
    engine.add(XIAOXUE, origin="")
    encoder.embedded.clear()
    engine.ask("办学层次由谁来提")
    assert encoder.embedded == []


def test_a_library_from_before_is_asked_as_it_is_and_reindexed_without_embedding_passages_again(
    opened: Callable[[Counting], SearchEngine], tmp_path: Path
):
    encoder = Counting()
    engine = opened(encoder)
    engine.add(XIAOXUE, origin="")
    engine.close()
    db = sqlite3.connect(tmp_path / "library.sqlite")
    db.execute("DROP TABLE sentences")
    db.close()
    engine = opened(encoder)
    assert engine.library.sentences.lacking() == 2
    before = engine.ask("哪些措施涉及企业捐赠")
    encoder.embedded.clear()
    rebuild(tmp_path, encoder)
    assert encoder.embedded == [TWO[:9], TWO[9:]]
    assert (engine.library.sentences.lacking(), list(stored(engine.library))) == (0, [1])
    assert [claim.text for claim in engine.ask("哪些措施涉及企业捐赠").claims] == [
        claim.text for claim in before.claims
    ]


def test_another_model_brings_sentences_of_its_own(opened: Callable[[Counting], SearchEngine], tmp_path: Path):
    engine = opened(Counting(64))
    engine.add(XIAOXUE, origin="")
    engine.close()
    rebuild(tmp_path, Counting(16))
    library = Library.open(tmp_path / "library.sqlite")
    assert stored(library, 16) == {1: ((0, 9), (9, 18))}
    library.close()


def test_sentences_that_an_older_version_cut_otherwise_are_made_anew(opened: Callable[[Counting], SearchEngine]):
    encoder = Counting()
    engine = opened(encoder)
    engine.add(XIAOXUE, origin="")
    assert engine.library.sentences.missing(encoder, 9) == []
    engine.library.sentences.fill(encoder, [1, 77], [said((0.0,) * 64, (0.0,) * 64), said()])
    assert [entry.passage for entry in engine.library.sentences.missing(encoder, 9)] == [1]


def test_a_running_engine_takes_in_what_reindexing_added(opened: Callable[[Counting], SearchEngine], tmp_path: Path):
    encoder = Counting()
    engine = opened(encoder)
    notice = made_notice("某市办法", TWO, id="xiaoxue")
    engine.library.add(notice, origin="", vectors=encoder.encode_passages([TWO]), encoder=encoder.name)
    assert len(engine.find("哪些措施涉及捐赠", as_list=True).texts.entries) == 1
    rebuild(tmp_path, encoder)
    encoder.embedded.clear()
    engine.ask("办学层次由谁来提")
    assert encoder.embedded == []


def test_what_is_usual_is_the_same_within_a_filter():
    cosines = np.array([1.0, 0.2, 0.6])
    within = near_of(cosines, np.array([False, True, True]))
    assert within.cosines.tolist() == pytest.approx([np.nan, 0.2, 0.6], nan_ok=True)
    assert (within.around, within.highest) == (near_of(cosines, None).around, 0.6)


def test_a_list_within_one_notice_finds_what_a_list_of_all_finds_there(opened: Callable[[Counting], SearchEngine]):
    engine = opened(Counting())
    engine.add(XIAOXUE, origin="")
    engine.add(made_notice("某省意见", "校企合作。鼓励企业捐赠设备，支持职业学校。", id="sheng"), origin="")
    everywhere = engine.listing("企业捐赠").claims
    within = engine.listing("企业捐赠", filters=Filters(notice="xiaoxue")).claims
    here = [claim.text for claim in everywhere if claim.quotes[0].notice.id == "xiaoxue"]
    assert here
    assert [claim.text for claim in within] == here


class Meaning(Counting):
    """Knows that a machine is a device."""

    def __init__(self) -> None:
        super().__init__(2)

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        return np.array([[1, 0] if "机器" in one or "设备" in one else [0, 1] for one in texts], np.float32)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded += texts
        return self.encode_questions(texts)


def test_a_clause_listed_by_meaning_alone_shows_its_nearest_sentence(opened: Callable[[Counting], SearchEngine]):
    engine = opened(Meaning())
    engine.add(made_notice("某市办法", "本办法自发布之日起施行。鼓励高新企业捐赠设备。", id="a"), origin="")
    listed = engine.find("哪些措施涉及机器", least=0.0, as_list=True).finding.listed
    assert [(one.words, one.sentences) for one in listed] == [(0.0, ((12, 23),))]
