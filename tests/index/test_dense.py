import io
import zlib
from pathlib import Path

import faiss
import numpy as np
import pytest

from corpus.errors import DamagedIndex
from index.codes import are_current, codes_of, likely, parts_of
from index.dense import DenseIndex
from index.encoder import unit_rows

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


def crowd(count: int, seed: int = 1, dim: int = 32) -> np.ndarray:
    return unit_rows(np.random.default_rng(seed).standard_normal((count, dim)).astype(np.float32))


@pytest.fixture
def large() -> DenseIndex:
    """600 passages, numbered by tens, with codes."""
    dense = DenseIndex.build(np.arange(600) * 10, crowd(600))
    assert dense.settle(exact_up_to=500)
    return dense


def exact(dense: DenseIndex, rows_held: dict[int, np.ndarray], vector: np.ndarray, limit: int) -> list[int]:
    return sorted(rows_held, key=lambda one: (-float(rows_held[one] @ vector), one))[:limit]


def agreement(dense: DenseIndex, held: dict[int, np.ndarray]) -> float:
    """Share of the nearest ten that the index finds, over thirty questions."""
    asked = crowd(30, seed=2)
    shares = [len({*(one.passage for one in dense.search(v, 10))} & {*exact(dense, held, v, 10)}) / 10 for v in asked]
    return sum(shares) / len(shares)


def test_codes_are_made_for_more_passages_than_are_looked_through():
    dense = DenseIndex.build(np.arange(50), crowd(50))
    assert not dense.settle(exact_up_to=50) and not dense.by_codes
    assert dense.settle(exact_up_to=49) and dense.by_codes
    assert not dense.settle(exact_up_to=49), "it stands already"
    assert dense.settle(exact_up_to=50) and not dense.by_codes
    assert len(dense) == 50


def test_codes_find_the_nearest_also_when_passages_came_and_went(large: DenseIndex):
    held = dict(zip(range(0, 6_000, 10), crowd(600), strict=True))
    assert agreement(large, held) >= 0.99
    gone = list(range(0, 3_000, 20))
    large.update(np.arange(6_000, 6_050), crowd(50, seed=3), removed=gone)
    held |= dict(zip(range(6_000, 6_050), crowd(50, seed=3), strict=True))
    held = {passage: row for passage, row in held.items() if passage not in gone}
    assert large.by_codes and len(large) == len(held) == 500
    assert agreement(large, held) >= 0.99
    assert large.scores(crowd(1)[0], [0, 10]).keys() == {10}
    assert large.settle(exact_up_to=400), "a quarter is dead: built anew"
    assert agreement(large, held) >= 0.99


def test_few_rows_are_looked_at_and_the_nearest_are_among_them(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("index.codes.AT_LEAST", 150)
    rows = crowd(3_000)
    dense = DenseIndex.build(np.arange(3_000), rows)
    dense.settle(exact_up_to=0)
    held = dict(enumerate(rows))
    looked = likely(dense._codes, crowd(1)[0], 10, np.zeros(3_000, np.bool_))
    assert len(looked) == 150
    assert agreement(dense, held) >= 0.95


def test_an_index_with_a_graph_as_it_was_once_kept_is_read_without_its_dead(tmp_path: Path):
    graph = faiss.IndexHNSWFlat(2, 4, faiss.METRIC_INNER_PRODUCT)
    graph.add(rows(EAST, NORTH, EAST))
    written = io.BytesIO()
    np.savez(written, ids=ids(3, 5, 8), dead=np.array([True, False, False]), index=faiss.serialize_index(graph))
    (tmp_path / "dense.faiss").write_bytes(written.getvalue())
    loaded = DenseIndex.load(tmp_path / "dense.faiss", zlib.crc32(written.getvalue()))
    assert found(loaded, NORTH) == [(5, 1.0), (8, 0.0)] and not loaded.by_codes


@pytest.mark.parametrize("share", [0.5, 0.02, 0.002], ids=["半数", "百分之二", "一条"])
def test_a_filter_over_codes_finds_what_looking_at_every_row_finds(large: DenseIndex, share: float):
    large.update(ids(), crowd(0), removed=range(0, 1_000, 20))
    among = np.arange(0, 6_000, 10)[:: round(1 / share)]
    held = {passage: row for passage, row in zip(range(0, 6_000, 10), crowd(600), strict=True) if passage in among}
    held = {passage: row for passage, row in held.items() if passage >= 1_000 or passage % 20}
    for vector in crowd(20, seed=4):
        assert [one.passage for one in large.search(vector, 10, among)] == exact(large, held, vector, 10)


def test_a_passage_replaced_under_codes_is_found_as_it_is_now(large: DenseIndex):
    large.update(ids(5_990), crowd(1, seed=5), removed=())
    assert large.search(crowd(1, seed=5)[0], 1)[0].passage == 5_990
    assert len(large) == 600


def test_codes_are_saved_and_loaded_with_the_dead(tmp_path: Path, large: DenseIndex):
    large.update(ids(), crowd(0), removed=[0, 10])
    loaded = DenseIndex.load(tmp_path / "dense.faiss", large.save(tmp_path / "dense.faiss"))
    assert loaded.by_codes and len(loaded) == 598
    for vector in crowd(5, seed=6):
        assert loaded.search(vector, 20) == large.search(vector, 20)
    loaded.update(ids(7_000), crowd(1, seed=7), ())
    assert loaded.search(crowd(1, seed=7)[0], 1)[0].passage == 7_000


def test_codes_of_an_older_kind_are_made_anew_and_the_dead_stay_away(tmp_path: Path, large: DenseIndex):
    large.update(ids(), crowd(0), removed=[0, 10])
    older = faiss.IndexPQFastScan(32, 16, 4, faiss.METRIC_INNER_PRODUCT)
    older.train(crowd(600))
    older.add(crowd(600))
    large._codes = older
    loaded = DenseIndex.load(tmp_path / "dense.faiss", large.save(tmp_path / "dense.faiss"))
    assert not loaded.by_codes and len(loaded) == 598
    assert {*ids(0, 10).tolist()}.isdisjoint(one.passage for one in loaded.search(crowd(600)[1], 600))
    assert loaded.settle(exact_up_to=500) and are_current(loaded._codes)
    assert loaded.search(crowd(600)[2], 10)[0].passage == 20


@pytest.mark.parametrize("seed", range(3))
def test_vectors_that_spread_along_few_axes_lose_nothing_to_codes(seed: int):
    stretched = unit_rows((crowd(2_000, seed, 48) * np.linspace(0.02, 1, 48) ** 2 + 0.3).astype(np.float32))
    asked = unit_rows(stretched[:5] + 0.3 * crowd(5, seed + 9, 48))
    near = [{*np.argsort(-(stretched @ one))[:20].tolist()} for one in asked]
    codes, dead = codes_of(stretched), np.zeros(2_000, np.bool_)
    for one, nearest in zip(asked, near, strict=True):
        assert nearest <= {*likely(codes, one, 20, dead).tolist()}


@pytest.mark.parametrize(("dim", "parts"), [(384, 192), (1024, 512), (7, 7)])
def test_every_part_of_a_code_is_for_as_many_numbers(dim: int, parts: int):
    assert parts_of(dim) == parts


def test_an_index_of_the_first_form_is_read(tmp_path: Path):
    mapped = faiss.IndexIDMap2(faiss.IndexFlatIP(2))
    mapped.add_with_ids(rows(EAST, NORTH), ids(3, 5))
    content = faiss.serialize_index(mapped).tobytes()
    (tmp_path / "dense.faiss").write_bytes(content)
    loaded = DenseIndex.load(tmp_path / "dense.faiss", zlib.crc32(content))
    assert found(loaded, NORTH) == [(5, 1.0), (3, 0.0)]


@pytest.mark.parametrize("seed", range(3))
def test_rounded_rows_find_the_same_as_a_look_at_every_one(monkeypatch: pytest.MonkeyPatch, seed: int):
    monkeypatch.setattr("index.dense.ROUNDED_FROM", 100)
    vectors, asked = crowd(600), crowd(1, seed=seed + 10)[0]
    dense = DenseIndex.build(np.arange(600), vectors)
    first = dense.search(asked, 30)
    again = dense.search(asked, 30)
    assert dense._rounded is not None
    assert (
        [one.passage for one in again] == [one.passage for one in first] == np.argsort(-(vectors @ asked))[:30].tolist()
    )
    assert [one.score for one in again] == pytest.approx([one.score for one in first], abs=1e-6)


def test_rounded_rows_are_made_anew_after_a_change(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("index.dense.ROUNDED_FROM", 100)
    vectors = crowd(300)
    dense = DenseIndex.build(np.arange(300), vectors)
    for _ in range(2):
        assert dense.search(vectors[7], 1)[0].passage == 7
    dense.update(np.array([400]), vectors[7:8], removed=[7])
    for _ in range(2):
        assert dense.search(vectors[7], 1)[0].passage == 400


def test_where_rounding_hides_who_is_nearer_every_row_is_looked_at(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("index.dense.ROUNDED_FROM", 100)
    # All but one number of every row are smaller than half a step: rounded they are the same.
    tiny = np.random.default_rng(4).random((300, 32)).astype(np.float32) / 500
    tiny[:, 0] = 1.0
    dense, asked = DenseIndex.build(np.arange(300), tiny), np.eye(32, dtype=np.float32)[5]
    expected = np.argsort(-tiny[:, 5])[:10].tolist()
    for _ in range(2):
        assert [one.passage for one in dense.search(asked, 10)] == expected
