"""What is kept of a library's indexes: found again, built where missing or behind, refused where damaged."""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import DamagedIndex, DamagedLibrary, StaleIndex
from index.bigram import BigramEncoder
from index.embedding import Embedded
from index.encoder import Vectors
from index.entry import TEXT_FORM, embedded_text
from index.reindexing import rebuild
from index.search import Mode, SearchEngine
from tests.index.made_notices import made_notice

LIANHETI = made_notice(
    "某省措施", "支持建设产教融合共同体。", "稳步发展职业本科学校。", id="sheng", number="某教〔2024〕7号"
)
DAFU = made_notice("某市答复", "支持学校升格为职业本科。", id="shi", genre="答复", year=2023)
TIANQI = made_notice("天气公告", "明日有雨，注意防汛。", id="tianqi", genre="公告")


class CountingEncoder(BigramEncoder):
    """Remembers what it was asked to embed."""

    def __init__(self, dim: int = 256) -> None:
        super().__init__(dim)
        self.embedded: list[str] = []

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded.extend(texts)
        return super().encode_passages(texts)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def texts(engine: SearchEngine, question: str, **other: object) -> list[str]:
    return [hit.passage.text for hit in engine.search(question, **other)]


@pytest.fixture
def opened() -> Iterator[Callable[..., SearchEngine]]:
    """Open engines that are closed after the test."""
    engines: list[SearchEngine] = []

    def open_one(home: Path, dim: int = 256) -> SearchEngine:
        engines.append(SearchEngine.open(home, BigramEncoder(dim)))
        return engines[-1]

    yield open_one
    for engine in engines:
        engine.close()


def test_only_what_is_new_is_embedded_with_its_titles(home: Path):
    encoder = CountingEncoder()
    engine = SearchEngine.open(home, encoder)
    engine.add(LIANHETI, origin="/a")
    engine.add(LIANHETI, origin="/a")
    engine.close()
    SearchEngine.open(home, encoder).close()
    assert encoder.embedded == ["支持建设产教融合共同体。\n某省措施", "稳步发展职业本科学校。\n某省措施"]


def test_the_next_start_finds_the_indexes_as_they_were_left(home: Path, opened: Callable[..., SearchEngine]):
    engine = opened(home)
    engine.add(LIANHETI, origin="")
    engine.close()
    manifests = [json.loads((home / "indexes" / name).read_text()) for name in ("dense.json", "words.json")]
    assert [(kept["rows"], kept["generation"]) for kept in manifests] == [(2, 1), (2, 1)]
    assert (manifests[0]["built_by"], manifests[0]["dim"]) == ("bigram-256", 256)
    before = {file: file.stat().st_mtime_ns for file in (home / "indexes").rglob("*") if file.is_file()}
    again = opened(home)
    assert texts(again, "融合共同体", limit=1) == ["支持建设产教融合共同体。"]
    again.close()
    changed = {file for file, then in before.items() if file.stat().st_mtime_ns != then}
    assert {file.name for file in changed} <= {"lock"}, "nothing is written where nothing changed"


@pytest.mark.parametrize("gone", ["dense.faiss", "dense.json", "words", "words.json", "."])
def test_a_missing_index_is_built_from_the_library(home: Path, opened: Callable[..., SearchEngine], gone: str):
    engine = opened(home)
    engine.add(LIANHETI, origin="")
    engine.close()
    place = home / "indexes" / gone
    shutil.rmtree(place) if place.is_dir() else place.unlink()
    hit = opened(home).search("融合共同体", limit=1)[0]
    assert hit.passage == LIANHETI.passages[0]
    assert hit.why.words > 0 < hit.why.meaning


def test_an_index_that_is_behind_the_library_catches_up(
    home: Path, tmp_path: Path, opened: Callable[..., SearchEngine]
):
    engine = opened(home)
    engine.add(LIANHETI, origin="")
    engine.add(TIANQI, origin="")
    engine.close()
    shutil.copytree(home / "indexes", tmp_path / "older")
    engine = opened(home)
    engine.remove("tianqi")
    engine.add(DAFU, origin="")
    engine.close()
    shutil.rmtree(home / "indexes")
    shutil.copytree(tmp_path / "older", home / "indexes")
    again = opened(home)
    assert {hit.notice.id for hit in again.search("公告：学校升格")} == {"sheng", "shi"}
    assert texts(again, "防汛", mode=Mode.WORDS) == []
    assert texts(again, "升格", mode=Mode.WORDS) == ["支持学校升格为职业本科。"]


def test_the_indexes_of_a_later_library_are_not_taken_for_a_backups(home: Path, opened: Callable[..., SearchEngine]):
    engine = opened(home)
    engine.add(LIANHETI, origin="")
    engine.close()
    backup = (home / "library.sqlite").read_bytes()
    engine = opened(home)
    engine.add(TIANQI, origin="")
    engine.close()
    (home / "library.sqlite").write_bytes(backup)
    engine = opened(home)
    engine.add(DAFU, origin="")
    assert {hit.notice.id for hit in engine.search("公告：学校升格")} == {"sheng", "shi"}
    assert texts(engine, "防汛", mode=Mode.WORDS) == []


DAMAGES = {
    "dense.faiss": lambda file: file.write_bytes(b"\0" * 100),
    "dense.json": lambda file: file.write_text("{"),
    "words.json": lambda file: file.write_text('{"rows": "two"}'),
    "words/postings.npz": lambda file: file.write_text("[]"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_index_is_refused_and_reindexing_cures_it(home: Path, opened: Callable[..., SearchEngine], name: str):
    engine = opened(home)
    engine.add(LIANHETI, origin="")
    engine.close()
    DAMAGES[name](home / "indexes" / name)
    with pytest.raises(DamagedIndex) as refused:
        opened(home)
    assert str(home / "indexes") in refused.value.where
    assert refused.value.fix == "run `tiaowen reindex`"
    rebuild(home, BigramEncoder())
    assert texts(opened(home), "融合共同体", limit=1) == ["支持建设产教融合共同体。"]


def test_one_flipped_bit_in_the_words_is_seen_before_they_are_used(home: Path, opened: Callable[..., SearchEngine]):
    engine = opened(home)
    engine.add(LIANHETI, origin="")
    engine.close()
    part = home / "indexes" / "words" / "postings.npz"
    content = bytearray(part.read_bytes())
    content[len(content) // 2] ^= 1
    part.write_bytes(content)
    with pytest.raises(DamagedIndex, match="not what its manifest says"):
        opened(home)


def test_another_model_is_refused_and_reindexing_takes_it(home: Path, opened: Callable[..., SearchEngine]):
    engine = opened(home, 256)
    engine.add(LIANHETI, origin="")
    engine.add(DAFU, origin="")
    engine.close()
    with pytest.raises(StaleIndex, match="embedded by bigram-256, and the model in use is bigram-64") as refused:
        opened(home, 64)
    assert "tiaowen reindex" in refused.value.fix
    seen: list[tuple[int, int]] = []
    rebuild(home, BigramEncoder(64), lambda done, total: seen.append((done, total)))
    assert (seen[0], seen[-1]) == ((0, 3), (3, 3))
    assert texts(opened(home, 64), "融合共同体", limit=1) == ["支持建设产教融合共同体。"]
    with pytest.raises(StaleIndex, match="embedded by bigram-64"):
        opened(home, 256)


def test_another_form_of_the_embedded_text_is_refused_and_reindexing_takes_it(
    home: Path, opened: Callable[..., SearchEngine], monkeypatch: pytest.MonkeyPatch
):
    engine = opened(home)
    engine.add(LIANHETI, origin="")
    engine.close()
    monkeypatch.setattr("index.entry.TEXT_FORM", 2)
    with pytest.raises(StaleIndex, match=r"in another form: bigram-256, which is now bigram-256\+text2") as refused:
        opened(home)
    assert refused.value.fix == "run `tiaowen reindex` to embed them again"
    encoder = CountingEncoder(256)
    rebuild(home, encoder)
    assert len(encoder.embedded) == 2
    assert texts(opened(home), "融合共同体", limit=1) == ["支持建设产教融合共同体。"]
    monkeypatch.undo()
    with pytest.raises(StaleIndex, match="in another form"):
        opened(home)


def test_who_changes_the_embedded_text_counts_its_forms_on():
    embedded = embedded_text("某省通知\n一、总则\n（一）目标", "支持建设。")
    assert (TEXT_FORM, embedded) == (1, "一、总则\n（一）目标\n支持建设。\n某省通知")


def test_an_index_of_meanings_that_another_model_built_is_refused(home: Path, opened: Callable[..., SearchEngine]):
    engine = opened(home)
    engine.add(LIANHETI, origin="")
    engine.close()
    manifest = home / "indexes" / "dense.json"
    manifest.write_text(manifest.read_text().replace("bigram-256", "other-model"))
    with pytest.raises(StaleIndex, match="built by other-model"):
        opened(home)


def test_reindexing_goes_on_where_it_was_stopped(home: Path, opened: Callable[..., SearchEngine]):
    engine = opened(home, 256)
    engine.add(LIANHETI, origin="")
    engine.add(DAFU, origin="")
    engine.library.embeddings.prepare(BigramEncoder(64), [1], Embedded(np.ones((1, 64), np.float32)))
    assert texts(engine, "融合共同体", limit=1) == ["支持建设产教融合共同体。"], "the old model still answers"
    engine.close()
    encoder = CountingEncoder(64)
    rebuild(home, encoder)
    assert encoder.embedded == ["稳步发展职业本科学校。\n某省措施", "支持学校升格为职业本科。\n某市答复"]


def test_an_engine_notices_that_another_process_took_another_model(home: Path, opened: Callable[..., SearchEngine]):
    engine = opened(home, 256)
    engine.add(LIANHETI, origin="")
    engine.search("职业")
    rebuild(home, BigramEncoder(64))
    with pytest.raises(StaleIndex):
        engine.search("职业")
    with pytest.raises(StaleIndex):
        engine.add(DAFU, origin="")
    engine.close()
    assert texts(opened(home, 64), "职业本科", limit=1) == ["稳步发展职业本科学校。"]


def test_a_running_engine_notices_what_another_process_added_and_removed(
    home: Path, opened: Callable[..., SearchEngine]
):
    serving, adding = opened(home), opened(home)
    assert serving.search("职业本科") == []
    adding.add(LIANHETI, origin="")
    assert texts(serving, "融合共同体", limit=1) == ["支持建设产教融合共同体。"]
    adding.remove("sheng")
    assert serving.search("职业本科") == []
    adding.add(DAFU, origin="")
    adding.close()
    assert [hit.why.words > 0 for hit in serving.search("职业本科")] == [True]
    serving.close()
    assert json.loads((home / "indexes" / "dense.json").read_text())["rows"] == 1


def test_a_damaged_library_is_refused_with_the_cure(home: Path):
    home.mkdir()
    (home / "library.sqlite").write_bytes(b"this is no database, whatever its name says" * 100)
    with pytest.raises(DamagedLibrary):
        SearchEngine.open(home, BigramEncoder())


def test_a_folder_of_indexes_that_cannot_be_written_is_refused_with_the_cure(home: Path):
    home.mkdir()
    (home / "indexes").write_text("in the way")
    with pytest.raises(DamagedIndex, match="cannot be written") as refused:
        SearchEngine.open(home, BigramEncoder())
    assert "writable" in refused.value.fix


def test_closing_twice_is_closing_once(home: Path):
    engine = SearchEngine.open(home, BigramEncoder())
    engine.close()
    engine.close()


def test_a_large_library_is_searched_by_codes_that_a_start_finds(home: Path):
    first = SearchEngine.open(home, BigramEncoder(), exact_up_to=2)
    for notice in (LIANHETI, DAFU, TIANQI):
        first.add(notice, origin="")
    exact = [(hit.passage.text, hit.score) for hit in first.search("职业本科")]
    assert not first._derived.dense.by_codes, "a search waits for no codes"
    first.close()
    second = SearchEngine.open(home, BigramEncoder(), exact_up_to=2)
    assert second._derived.dense.by_codes
    assert [(hit.passage.text, hit.score) for hit in second.search("职业本科")] == exact
    second.remove("shi")
    second.add(made_notice("某县通知", "职业本科收费。", id="xian"), origin="")
    assert {"职业本科收费。"} <= set(texts(second, "职业本科")) and "支持学校升格为职业本科。" not in texts(
        second, "职业本科"
    )
    second.close()
    third = SearchEngine.open(home, BigramEncoder(), exact_up_to=1_000)
    assert len(texts(third, "职业本科")) == 4
    third.close()
    fourth = SearchEngine.open(home, BigramEncoder(), exact_up_to=1_000)
    assert not fourth._derived.dense.by_codes, "the setting was raised"
    fourth.close()
