from pathlib import Path

import numpy as np
import pytest

from corpus.errors import DamagedIndex
from index.dense import DenseIndex

EAST, NORTH, BETWEEN = [1.0, 0.0], [0.0, 1.0], [0.6, 0.8]


def ids(*passages: int) -> np.ndarray:
    return np.array(passages, np.int64)


def rows(*vectors: list[float]) -> np.ndarray:
    return np.array(vectors, np.float32).reshape(-1, 2)


@pytest.fixture
def dense() -> DenseIndex:
    return DenseIndex.build(ids(3, 5, 9), rows(EAST, NORTH, BETWEEN))


def found(dense: DenseIndex, vector: list[float], limit: int = 10, among: np.ndarray | None = None) -> list[tuple]:
    return [(one.passage, pytest.approx(one.score, abs=1e-6)) for one in dense.search(rows(vector)[0], limit, among)]


def test_passages_come_by_cosine_nearest_first(dense: DenseIndex):
    assert found(dense, EAST) == [(3, 1.0), (9, 0.6), (5, 0.0)]
    assert found(dense, NORTH, limit=2) == [(5, 1.0), (9, 0.8)]


def test_a_filter_is_applied_before_ranking(dense: DenseIndex):
    assert found(dense, EAST, limit=1, among=ids(5, 9, 77)) == [(9, 0.6)]
    assert found(dense, EAST, among=ids()) == []


def test_equal_passages_come_in_the_order_of_their_ids():
    dense = DenseIndex.build(ids(1, 2, 3), rows(EAST, NORTH, EAST))
    assert [one.passage for one in dense.search(rows(EAST)[0], 3)] == [1, 3, 2]


def test_scores_are_given_for_what_is_held(dense: DenseIndex):
    assert dense.scores(rows(EAST)[0], [9, 4, 3]) == pytest.approx({9: 0.6, 3: 1.0})
    assert dense.scores(rows(EAST)[0], []) == {}


def test_an_update_adds_removes_and_replaces(dense: DenseIndex):
    dense.update(ids(9, 12), rows(EAST, NORTH), removed=[3, 100])
    assert found(dense, EAST) == [(9, 1.0), (5, 0.0), (12, 0.0)]
    dense.update(ids(9, 12), rows(EAST, NORTH), removed=[3, 100])
    assert len(dense) == 3, "the same update twice is the same as once"


def test_ids_that_do_not_ascend_are_a_mistake_of_ours(dense: DenseIndex):
    with pytest.raises(ValueError, match="must ascend"):
        dense.update(ids(4), rows(EAST), ())


def test_an_empty_index_finds_nothing():
    dense = DenseIndex.build(ids(), rows())
    assert (len(dense), dense.dim, found(dense, EAST), dense.scores(rows(EAST)[0], [1])) == (0, 2, [], {})


@pytest.mark.parametrize("held", [(), (3, 5, 9)], ids=["空", "三行"])
def test_what_is_saved_is_loaded(tmp_path: Path, held: tuple[int, ...]):
    dense = DenseIndex.build(ids(*held), rows(*[EAST, NORTH, BETWEEN][: len(held)]))
    loaded = DenseIndex.load(tmp_path / "dense.faiss", dense.save(tmp_path / "dense.faiss"))
    assert found(loaded, BETWEEN) == found(dense, BETWEEN)
    loaded.update(ids(20), rows(EAST), ())
    assert found(loaded, EAST, limit=1)[0][1] == 1.0


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda content: b"", id="空"),
        pytest.param(lambda content: content[:-5], id="截短"),
        pytest.param(lambda content: content[:-1] + bytes([content[-1] ^ 1]), id="一位翻转"),
        pytest.param(lambda content: b"PK\x03\x04" + content, id="别的文件"),
    ],
)
def test_a_damaged_file_is_refused_with_the_cure(tmp_path: Path, dense: DenseIndex, damage):
    file = tmp_path / "dense.faiss"
    checksum = dense.save(file)
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(DamagedIndex) as refused:
        DenseIndex.load(file, checksum)
    assert (refused.value.where, refused.value.fix) == (str(file), "run `tiaowen reindex`")
