"""The library: one SQLite file, the source of truth for notices, passages and vectors."""

import contextlib
import dataclasses
import sqlite3
from collections import OrderedDict
from collections.abc import Generator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.errors import DamagedLibrary, UnknownNotice
from corpus.notice import Notice
from corpus.record import notice_from_json
from index.embedding import Embedded
from index.embeddings import Embeddings, put_vectors, use_encoder
from index.encoder import Vectors
from index.entry import embedded_by
from index.filters import Filters
from index.identity import Change, Decision, Held, Place, decide, free_id
from index.journal import Journal, next_generation
from index.schema import RESTORE
from index.sentence_store import SentenceStore, put_sentences
from index.store import Store
from index.written import passage_ids, write_notice, write_passages

# A notice is read from its record once and kept: a search shows ten, mostly the same ones.
KEPT_NOTICES = 512


@dataclasses.dataclass(frozen=True, slots=True)
class Stored:
    """What became of a notice that was added.

    id: under which it is held, None where it is only remembered as a copy of another
    """

    change: Change
    id: str | None


class Library:
    """Notices in a file.  Threads may share one; any number of processes may read while one writes.

    journal:    what changed since when, for indexes that catch up
    embeddings: vectors, and the encoder they belong to
    sentences:  vectors of the passages' sentences
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.journal = Journal(store)
        self.embeddings = Embeddings(store)
        self.sentences = SentenceStore(store)
        self._run: int | None = None
        self._kept: OrderedDict[int, Notice] = OrderedDict()

    @classmethod
    def open(cls, file: Path) -> Self:
        """Open the library in `file`, an empty one where there is none; raise DamagedLibrary or LibraryBusy."""
        return cls(Store.open(file))

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    def begin_run(self) -> None:
        """Say that the notices added from here on come together, so that two files of one notice are seen as copies.

        Without a run each `add` stands alone, and a second file of a notice replaces the first.
        """
        with self._store.writing() as db:
            self._run = _new_run(db)

    def held(self, notice: Notice, place: Place) -> Change:
        """Return what `add` would do, so that what is unchanged need not be embedded."""
        with self._store.reading() as db:
            return decide(db, notice, place, self._run).change

    def add(self, notice: Notice, *, origin: str, vectors: Vectors, encoder: str) -> Change:
        """Store the only notice of a file, as `add_file` does, without vectors of its sentences."""
        return self.add_file([notice], file=origin, vectors=[Embedded(vectors)], encoder=encoder)[0].change

    def add_file(
        self, notices: Sequence[Notice], *, file: str, vectors: Sequence[Embedded], encoder: str
    ) -> list[Stored]:
        """Store the notices of a file in one transaction; what it once held behind them goes.

        file:    its absolute path, "" for none
        vectors: for each notice those of its passages; of an unchanged one they are not looked at
        encoder: Encoder.name of the vectors; raises StaleIndex where the library holds another model's
        """
        with self._store.writing() as db:
            _delete_beyond(db, file, len(notices))
            return [
                self._add(db, notice, Place(file, number), rows, encoder)
                for number, (notice, rows) in enumerate(zip(notices, vectors, strict=True), 1)
            ]

    def _add(self, db: sqlite3.Connection, notice: Notice, place: Place, vectors: Embedded, encoder: str) -> Stored:
        decision = decide(db, notice, place, self._run)
        if decision.change is Change.UNCHANGED:
            return _remember_copy(db, notice, place, decision.held)
        rows = vectors.passages
        if len(rows) != len(notice.passages):
            raise ValueError(f"{len(rows)} vectors for {len(notice.passages)} passages")
        name = embedded_by(encoder)
        use_encoder(db, self._store.file, name, rows.shape[1])
        stored_id = free_id(db, notice, decision.held)
        passages = passage_ids(db, self._put(db, notice, stored_id, place, decision))
        put_vectors(db, passages, rows, name)
        if vectors.sentences is not None:
            put_sentences(db, passages, vectors.sentences, name)
        return Stored(decision.change, stored_id)

    def _put(self, db: sqlite3.Connection, notice: Notice, stored_id: str, place: Place, decision: Decision) -> int:
        generation = next_generation(db)
        if decision.held:
            # The new version may take the id before the old one, whose copies are still to move, can go.
            db.execute("UPDATE notices SET id = '/replaced' WHERE row = ?", (decision.held.row,))
        row = write_notice(db, dataclasses.replace(notice, id=stored_id), notice.id, place, self._run or _new_run(db))
        write_passages(db, row, notice, generation)
        if decision.held:
            _move_copies(db, decision, row)
            _delete(db, decision.held.row, generation)
        return row

    def remove(self, notice_id: str) -> None:
        """Take a notice out; raise UnknownNotice where there is none with this id."""
        with self._store.writing() as db:
            found = db.execute("SELECT row FROM notices WHERE id = ?", (notice_id,)).fetchone()
            if not found:
                raise self._unknown(notice_id)
            _delete(db, found[0], next_generation(db))

    def notices(self) -> list[Notice]:
        """Return every notice, in the order in which they came."""
        return [
            self._notice(*row) for row in self._store.rows("SELECT row, id, record, text FROM notices ORDER BY row")
        ]

    def notice(self, notice_id: str) -> Notice:
        """Return the notice with this id; raise UnknownNotice where there is none."""
        found = self._store.one("SELECT row FROM notices WHERE id = ?", notice_id)
        notice = self.notice_at(found[0]) if found else None
        if notice is None:
            raise self._unknown(notice_id)
        return notice

    def notice_at(self, row: int) -> Notice | None:
        """Return the notice in `row`, None where it has gone; rows are never used twice, so it may be remembered."""
        with self._store.reading() as db:
            if row not in self._kept:
                found = db.execute("SELECT row, id, record, text FROM notices WHERE row = ?", (row,)).fetchone()
                if not found:
                    return None
                self._kept[row] = self._notice(*found)
            self._kept.move_to_end(row)
            while len(self._kept) > KEPT_NOTICES:
                self._kept.popitem(last=False)
            return self._kept[row]

    def names(self) -> list[tuple[int, str, str | None, str]]:
        """Return row, id, number and title of every notice, number and title as they are compared."""
        return self._store.rows("SELECT row, id, number_key, title_key FROM notices ORDER BY row")

    def particulars(self) -> list[tuple[int, str, str | None, str, str | None, int | None, str]]:
        """Return row, id, number as compared, title, date, year and instruments (JSON) of every notice."""
        title, instruments = "json_extract(record, '$.title')", "json_extract(record, '$.instruments')"
        return self._store.rows(
            f"SELECT row, id, number_key, {title}, date, year, {instruments} FROM notices ORDER BY row"
        )

    def texts(self, rows: Sequence[int]) -> list[tuple[int, str]]:
        """Return row and text of those of `rows` that are still held."""
        marks = ",".join("?" * len(rows))
        return self._store.rows(f"SELECT row, text FROM notices WHERE row IN ({marks})", *rows)

    def places(self, passages: Sequence[int]) -> dict[int, tuple[int, int]]:
        """Return notice row and position in Notice.passages, from 0, of each of `passages` that is still held."""
        marks = ",".join("?" * len(passages))
        found = self._store.rows(f"SELECT id, notice, position FROM passages WHERE id IN ({marks})", *passages)
        return {passage: (notice, position) for passage, notice, position in found}

    def matching(self, filters: Filters) -> tuple[list[int], NDArray[np.int64]]:
        """Return the rows of the notices that match, and the ids of their passages."""
        condition, values = filters.condition()
        notices = [
            row for (row,) in self._store.rows(f"SELECT row FROM notices WHERE {condition} ORDER BY row", *values)
        ]
        passages = self._store.rows(
            f"SELECT id FROM passages WHERE notice IN (SELECT row FROM notices WHERE {condition})", *values
        )
        return notices, np.fromiter((row[0] for row in passages), np.int64, len(passages))

    def _notice(self, row: int, notice_id: str, record: str, text: str) -> Notice:
        with self._whole_record(notice_id):
            return notice_from_json(record, text)

    @contextlib.contextmanager
    def _whole_record(self, notice_id: str) -> Generator[None]:
        try:
            yield
        except (ValueError, KeyError, TypeError) as error:
            what = f"the record of the notice {notice_id} is damaged: {error}"
            raise DamagedLibrary(what, where=str(self._store.file), fix=RESTORE) from error

    def _unknown(self, notice_id: str) -> UnknownNotice:
        where = str(self._store.file)
        return UnknownNotice(
            f"the library holds no notice {notice_id!r}", where=where, fix="see `tiaowen list` for its ids"
        )


def _new_run(db: sqlite3.Connection) -> int:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return db.execute("INSERT INTO runs (began) VALUES (?) RETURNING run", (now,)).fetchone()[0]


def _delete(db: sqlite3.Connection, row: int, generation: int) -> None:
    """Delete a notice with all that hangs on it, and note for the indexes which passages are gone."""
    db.execute("INSERT INTO removals SELECT id, ? FROM passages WHERE notice = ?", (generation, row))
    db.execute("DELETE FROM notices WHERE row = ?", (row,))


def _delete_beyond(db: sqlite3.Connection, file: str, count: int) -> None:
    """Delete what a file once held behind its first `count` notices."""
    found = db.execute("SELECT row, origin FROM notices WHERE substr(origin, 1, ?) = ?", (len(file) + 1, f"{file}#"))
    numbers = [(row, origin.rpartition("#")[2]) for row, origin in found if file]
    for row in [row for row, number in numbers if number.isdecimal() and int(number) > count]:
        _delete(db, row, next_generation(db))


def _move_copies(db: sqlite3.Connection, decision: Decision, row: int) -> None:
    """Give the new version the old one's copies.

    A version that another file brought is remembered as one of them, so that adding the folder of both again does not
    bring it back.  A version that was edited away in its own file is not: putting it back is a change like any other.
    """
    held = decision.held
    assert held is not None
    db.execute("UPDATE copies SET notice = ? WHERE notice = ?", (row, held.row))
    if not decision.edited:
        db.execute("INSERT OR REPLACE INTO copies VALUES (?, ?, ?)", (held.content, held.origin, row))


def _remember_copy(db: sqlite3.Connection, notice: Notice, place: Place, held: Held | None) -> Stored:
    assert held is not None
    content = place.content(notice)
    if held.content == content:
        return Stored(Change.UNCHANGED, held.id)
    db.execute("INSERT OR IGNORE INTO copies VALUES (?, ?, ?)", (content, place.origin, held.row))
    return Stored(Change.UNCHANGED, None)
