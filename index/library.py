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

from corpus.citation import path_text
from corpus.errors import DamagedLibrary, UnknownNotice
from corpus.notice import Notice
from corpus.record import notice_from_json, notice_to_json
from index.embeddings import Embeddings, put_vectors, use_encoder
from index.encoder import Vectors
from index.entry import embedded_by
from index.filters import Filters, name_key, number_key
from index.identity import Change, Decision, Held, decide, free_id, issuers_key, title_key
from index.journal import Journal, next_generation
from index.schema import RESTORE
from index.store import Store

# A notice is read from its record once and kept: a search shows ten, mostly the same ones.
KEPT_NOTICES = 512


class Library:
    """Notices in a file.  Threads may share one; any number of processes may read while one writes.

    journal:    what changed since when, for indexes that catch up
    embeddings: vectors, and the encoder they belong to
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.journal = Journal(store)
        self.embeddings = Embeddings(store)
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

    def held(self, notice: Notice, origin: str) -> Change:
        """Return what `add` would do, so that what is unchanged need not be embedded."""
        with self._store.reading() as db:
            return decide(db, notice, origin, self._run).change

    def add(self, notice: Notice, *, origin: str, vectors: Vectors, encoder: str) -> Change:
        """Store `notice` and the (passages, dim) `vectors` of its passages in one transaction.

        origin:  absolute path of the file it was read from, "" for none
        encoder: Encoder.name of the vectors; raises StaleIndex where the library holds another model's
        Where the notice is unchanged the vectors are not looked at: there need be none.
        """
        with self._store.writing() as db:
            decision = decide(db, notice, origin, self._run)
            if decision.change is Change.UNCHANGED:
                _remember_copy(db, notice, origin, decision.held)
            else:
                if vectors.shape[0] != len(notice.passages):
                    raise ValueError(f"{vectors.shape[0]} vectors for {len(notice.passages)} passages")
                name = embedded_by(encoder)
                use_encoder(db, self._store.file, name, vectors.shape[1])
                row = self._put(db, notice, origin, decision)
                put_vectors(db, _passage_ids(db, row), vectors, name)
        return decision.change

    def _put(self, db: sqlite3.Connection, notice: Notice, origin: str, decision: Decision) -> int:
        generation = next_generation(db)
        stored_id = free_id(db, notice, decision.held)
        if decision.held:
            # The new version may take the id before the old one, whose copies are still to move, can go.
            db.execute("UPDATE notices SET id = '/replaced' WHERE row = ?", (decision.held.row,))
        row = _insert_notice(db, notice, stored_id, origin, self._run or _new_run(db))
        _insert_clauses(db, row, notice)
        _insert_passages(db, row, notice, generation)
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

    def read_beyond(self, origin: str, count: int) -> list[str]:
        """Return the ids of notices that a file once held behind its first `count`; their origin is file#place."""
        found = self._store.rows(
            "SELECT id, origin FROM notices WHERE substr(origin, 1, ?) = ?", len(origin) + 1, f"{origin}#"
        )
        places = ((held, place.rpartition("#")[2]) for held, place in found)
        return [held for held, place in places if place.isdecimal() and int(place) > count]

    def names(self) -> list[tuple[int, str, str | None, str]]:
        """Return row, id, number and title of every notice, number and title as they are compared."""
        return self._store.rows("SELECT row, id, number_key, title_key FROM notices ORDER BY row")

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


def _insert_notice(db: sqlite3.Connection, notice: Notice, stored_id: str, origin: str, run: int) -> int:
    region = notice.region
    values = {
        "id": stored_id,
        "given_id": notice.id,
        "number_key": number_key(notice.number) if notice.number else None,
        "title_key": title_key(notice),
        "issuers_key": issuers_key(notice),
        "region_key": "\n".join(name_key(level) for level in (region.province, region.city, region.county) if level),
        "genre": notice.genre,
        "date": notice.date.isoformat() if notice.date else None,
        "year": notice.year,
        "sha256": notice.sha256,
        "origin": origin,
        "run": run,
        "record": notice_to_json(dataclasses.replace(notice, id=stored_id)),
        "text": notice.text,
    }
    columns, marks = ", ".join(values), ", ".join("?" * len(values))
    sql = f"INSERT INTO notices ({columns}) VALUES ({marks}) RETURNING row"
    return db.execute(sql, tuple(values.values())).fetchone()[0]


def _insert_clauses(db: sqlite3.Connection, row: int, notice: Notice) -> None:
    db.executemany(
        "INSERT INTO clauses VALUES (?, ?, ?, ?, ?, ?)",
        [
            (row, position, path_text(clause.path), clause.heading, clause.span.start, clause.span.end)
            for position, clause in enumerate(notice.root.walk())
        ],
    )


def _insert_passages(db: sqlite3.Connection, row: int, notice: Notice, generation: int) -> None:
    columns = "notice, position, path, context, text, span_start, span_end, generation"
    db.executemany(
        f"INSERT INTO passages ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (row, position, path_text(p.path), "\n".join(p.context), p.text, p.span.start, p.span.end, generation)
            for position, p in enumerate(notice.passages)
        ],
    )


def _passage_ids(db: sqlite3.Connection, row: int) -> list[int]:
    return [found[0] for found in db.execute("SELECT id FROM passages WHERE notice = ? ORDER BY position", (row,))]


def _delete(db: sqlite3.Connection, row: int, generation: int) -> None:
    """Delete a notice with all that hangs on it, and note for the indexes which passages are gone."""
    db.execute("INSERT INTO removals SELECT id, ? FROM passages WHERE notice = ?", (generation, row))
    db.execute("DELETE FROM notices WHERE row = ?", (row,))


def _move_copies(db: sqlite3.Connection, decision: Decision, row: int) -> None:
    """Give the new version the old one's copies.

    A version that another file brought is remembered as one of them, so that adding the folder of both again does not
    bring it back.  A version that was edited away in its own file is not: putting it back is a change like any other.
    """
    held = decision.held
    assert held is not None
    db.execute("UPDATE copies SET notice = ? WHERE notice = ?", (row, held.row))
    if not decision.edited:
        db.execute("INSERT OR REPLACE INTO copies VALUES (?, ?, ?)", (held.sha256, held.origin, row))


def _remember_copy(db: sqlite3.Connection, notice: Notice, origin: str, held: Held | None) -> None:
    if held and held.sha256 != notice.sha256:
        db.execute("INSERT OR IGNORE INTO copies VALUES (?, ?, ?)", (notice.sha256, origin, held.row))
