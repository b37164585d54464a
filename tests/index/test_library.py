import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import DamagedLibrary, LibraryBusy, StaleIndex, UnknownNotice
from corpus.notice import Notice
from index import schema
from index.bigram import BigramEncoder
from index.embedding import Embedded
from index.identity import Change
from index.library import Library
from index.manifest import Stamp
from tests.index.made_notices import made_notice

DIM = 4


def vectors(notice: Notice, first: float = 1.0) -> np.ndarray:
    return np.full((len(notice.passages), DIM), first, np.float32)


def put(library: Library, notice: Notice, origin: str = "", encoder: str = "e") -> Change:
    return library.add(notice, origin=origin, vectors=vectors(notice), encoder=encoder)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "home" / "library.sqlite"


def test_what_was_stored_is_read_back_by_another_opening(file: Path):
    notice = made_notice("某市办法", "一段。", "二段。", id="made-1")
    library = Library.open(file)
    assert put(library, notice) is Change.ADDED
    library.close()
    again = Library.open(file)
    assert again.notices() == [notice]
    assert again.notice("made-1") == notice


def test_notices_are_listed_in_the_order_in_which_they_came(file: Path):
    library = Library.open(file)
    for name in ("丙", "甲", "乙"):
        put(library, made_notice(name, id=name))
    assert [notice.id for notice in library.notices()] == ["丙", "甲", "乙"]


def test_passages_have_a_place_and_lose_it_for_ever_when_removed(file: Path):
    library = Library.open(file)
    put(library, made_notice("甲", "一。", "二。", id="jia"))
    assert library.places([1, 2, 3]) == {1: (1, 0), 2: (1, 1)}
    library.remove("jia")
    put(library, made_notice("乙", id="yi"))
    assert library.places([1, 2, 3]) == {3: (2, 0)}
    assert library.notice_at(1) is None


@pytest.mark.parametrize("ask", [Library.notice, Library.remove])
def test_a_notice_that_is_not_held_is_unknown(file: Path, ask: Callable[[Library, str], object]):
    with pytest.raises(UnknownNotice) as refused:
        ask(Library.open(file), "nowhere-2024-1")
    assert "nowhere-2024-1" in refused.value.what
    assert "tiaowen list" in refused.value.fix


def test_another_models_vectors_are_refused_with_the_cure(file: Path):
    library = Library.open(file)
    put(library, made_notice("甲"), encoder="first")
    with pytest.raises(StaleIndex, match="embedded by first, and the model in use is second") as refused:
        put(library, made_notice("乙", id="b"), encoder="second")
    assert "tiaowen reindex" in refused.value.fix
    assert "TIAOWEN_MODEL" in refused.value.fix
    assert [notice.title for notice in library.notices()] == ["甲"]


def test_an_emptied_library_takes_any_model(file: Path):
    library = Library.open(file)
    put(library, made_notice("甲"), encoder="first")
    library.remove("made")
    assert library.embeddings.encoder() is None
    put(library, made_notice("乙"), encoder="second")
    assert library.embeddings.encoder() == ("second", DIM)


def test_vectors_must_be_as_many_as_passages(file: Path):
    library, notice = Library.open(file), made_notice("甲", "一。", "二。")
    with pytest.raises(ValueError, match="1 vectors for 2 passages"):
        library.add(notice, origin="", vectors=np.ones((1, DIM), np.float32), encoder="e")
    assert library.notices() == []


def test_a_failed_replacement_keeps_what_was_stored(file: Path, monkeypatch: pytest.MonkeyPatch):
    library, old = Library.open(file), made_notice("甲", "旧。")
    put(library, old, "/a")
    stamp = library.journal.stamp()

    def fail(*_: object) -> None:
        raise RuntimeError("in the middle")

    monkeypatch.setattr("index.library.put_vectors", fail)
    with pytest.raises(RuntimeError):
        put(library, made_notice("甲", "新。"), "/a")
    assert (library.notices(), library.journal.stamp()) == ([old], stamp)


def test_the_journal_says_what_came_and_what_went(file: Path):
    library = Library.open(file)
    assert library.journal.stamp() == Stamp(0, "")
    put(library, made_notice("甲", "一。", "二。", id="jia", number="甲〔2024〕1号"))
    put(library, made_notice("乙", "三。", id="yi"))
    library.remove("jia")
    now = library.journal.stamp()
    assert now.generation == 3
    assert [(e.passage, e.notice, e.context, e.text) for e in library.journal.entries(0, 3)] == [(3, 2, "乙", "三。")]
    assert [e.passage for e in library.journal.entries(2, 3)] == []
    assert (library.journal.removed(0, 3), library.journal.removed(0, 2)) == ([1, 2], [])
    assert (library.journal.knows(now), library.journal.knows(Stamp(3, "other"))) == (True, False)


def test_a_library_put_back_from_a_backup_does_not_know_what_came_later(file: Path, tmp_path: Path):
    library = Library.open(file)
    put(library, made_notice("甲", id="a"))
    library.close()
    backup = file.read_bytes()
    library = Library.open(file)
    put(library, made_notice("乙", id="b"))
    later = library.journal.stamp()
    library.close()
    file.write_bytes(backup)
    library = Library.open(file)
    put(library, made_notice("丙", id="c"))
    assert library.journal.stamp().generation == later.generation
    assert not library.journal.knows(later)


def test_a_reader_goes_on_while_another_process_writes(file: Path):
    writing = Library.open(file)
    put(writing, made_notice("甲", id="a"))
    reading = Library.open(file)
    with writing._store.writing() as db:
        db.execute("DELETE FROM notices")
        assert [notice.title for notice in reading.notices()] == ["甲"], "the state before the transaction"
    assert reading.notices() == []


def test_a_second_writer_is_told_to_wait(file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0.05)
    first, second = Library.open(file), Library.open(file)
    with first._store.writing(), pytest.raises(LibraryBusy) as refused:
        put(second, made_notice("甲"))
    assert refused.value.where == str(file)
    assert put(second, made_notice("甲")) is Change.ADDED


def test_threads_may_share_a_library(file: Path):
    library = Library.open(file)
    failures: list[BaseException] = []

    def work(name: str) -> None:
        try:
            put(library, made_notice(name, id=name))
            library.notice(name)
            library.notices()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(f"n{number}",)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(library.notices()) == 16


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda content: b"PK\x03\x04" + content[4:], id="别的文件"),
        pytest.param(lambda content: content[:5000], id="截短"),
        pytest.param(lambda content: content[:100] + b"\xff" * 4000 + content[4100:], id="首页乱码"),
        pytest.param(lambda content: content[:8192] + b"\xff" * (len(content) - 8192), id="其余各页乱码"),
    ],
)
def test_a_damaged_file_is_refused_with_the_cure(file: Path, damage: Callable[[bytes], bytes]):
    library = Library.open(file)
    for number in range(20):
        put(library, made_notice(f"第{number}号", "一段。" * 50, id=f"n{number}"))
    library.close()
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(DamagedLibrary) as refused:
        Library.open(file).notices()
    assert refused.value.where == str(file)
    assert "backup" in refused.value.fix


def test_a_damaged_record_is_refused_with_the_cure(file: Path):
    library = Library.open(file)
    put(library, made_notice("甲"))
    library.close()
    with sqlite3.connect(file) as db:
        db.execute("UPDATE notices SET record = '{\"id\": '")
    db.close()
    with pytest.raises(DamagedLibrary, match="the record of the notice made is damaged"):
        Library.open(file).notices()


def test_another_programs_database_is_left_alone(file: Path):
    file.parent.mkdir()
    with sqlite3.connect(file) as db:
        db.execute("CREATE TABLE theirs (x)")
    db.close()
    before = file.read_bytes()
    with pytest.raises(DamagedLibrary, match="no library of tiaowen"):
        Library.open(file)
    assert file.read_bytes() == before


def test_a_newer_library_asks_for_a_newer_tiaowen(file: Path):
    Library.open(file).close()
    with sqlite3.connect(file) as db:
        db.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    db.close()
    with pytest.raises(DamagedLibrary, match="newer version") as refused:
        Library.open(file)
    assert "update tiaowen" in refused.value.fix


def test_a_folder_in_the_way_is_refused_with_the_cure(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(DamagedLibrary, match="folder cannot be made"):
        Library.open(tmp_path / "file" / "library.sqlite")
    with pytest.raises(DamagedLibrary) as refused:
        Library.open(tmp_path)
    assert "TIAOWEN_HOME" in refused.value.fix


def test_a_new_model_is_prepared_beside_the_old_one_and_taken_when_it_is_whole(file: Path):
    library, new = Library.open(file), BigramEncoder(8)
    put(library, made_notice("甲", "一。", "二。", id="a"))
    assert [entry.passage for entry in library.embeddings.missing(new, 10)] == [1, 2]
    library.embeddings.prepare(new, [1], Embedded(np.ones((1, 8), np.float32)))
    assert library.embeddings.count(new) == (1, 2)
    assert not library.embeddings.adopt(new), "one is missing"
    assert library.embeddings.encoder() == ("e", DIM)
    library.embeddings.prepare(new, [2, 99], Embedded(np.ones((2, 8), np.float32)))
    assert library.embeddings.adopt(new), "a passage that went meanwhile is not waited for"
    assert library.embeddings.encoder() == ("bigram-8", 8)
    assert library.embeddings.between(0, 9, 8)[1].shape == (2, 8)
