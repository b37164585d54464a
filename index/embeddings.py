"""The vectors in a library, and the encoder they belong to."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import DamagedLibrary, StaleIndex
from index.embedding import Embedded
from index.encoder import Encoder, Vectors
from index.entry import FORM_MARK, Entry, embedded_by
from index.journal import next_generation
from index.schema import RESTORE
from index.sentence_store import put_sentences
from index.store import Store

REINDEX = "run `tiaowen reindex` to use the new model, or name the old one in TIAOWEN_MODEL"


class Embeddings:
    """Vectors by passage.  A library is searched with one encoder; another's may be prepared beside it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def encoder(self) -> tuple[str, int] | None:
        """Return name (see embedded_by) and dim of the encoder in use, None while there is no vector."""
        found = self._store.one("SELECT name, dim FROM encoders WHERE current AND EXISTS (SELECT 1 FROM vectors)")
        return (found[0], found[1]) if found else None

    def check(self, encoder: Encoder) -> None:
        """Raise StaleIndex where the vectors are another encoder's or of another text: every score would be noise."""
        used = self.encoder()
        if used and used[0] != embedded_by(encoder.name):
            raise _stale(used[0], embedded_by(encoder.name), self._store.file)

    def between(self, since: int, until: int, dim: int) -> tuple[NDArray[np.int64], Vectors]:
        """Return ids and vectors of the passages that came after the generation `since`, up to `until`."""
        rows = self._store.rows(
            "SELECT passages.id, vector FROM passages JOIN vectors ON passage = passages.id"
            " JOIN encoders ON encoders.id = encoder AND current"
            " WHERE passages.generation > ? AND passages.generation <= ? ORDER BY passages.id",
            since,
            until,
        )
        ids = np.fromiter((row[0] for row in rows), np.int64, len(rows))
        return ids, self._matrix([row[1] for row in rows], dim)

    def _matrix(self, blobs: list[bytes], dim: int) -> Vectors:
        if any(len(blob) != 4 * dim for blob in blobs):
            raise DamagedLibrary(
                f"a vector in the library is not {dim} numbers long",
                where=str(self._store.file),
                fix=RESTORE,
            )
        return np.frombuffer(b"".join(blobs), "<f4").reshape(len(blobs), dim)

    def missing(self, encoder: Encoder, limit: int) -> list[Entry]:
        """Return up to `limit` passages that have no vector of `encoder`, the first ones first."""
        sql = (
            "SELECT id, notice, context, text FROM passages WHERE NOT EXISTS (SELECT 1 FROM vectors"
            " JOIN encoders ON encoders.id = encoder AND name = ? WHERE passage = passages.id) ORDER BY id LIMIT ?"
        )
        return [Entry(*row) for row in self._store.rows(sql, embedded_by(encoder.name), limit)]

    def count(self, encoder: Encoder) -> tuple[int, int]:
        """Return how many passages have a vector of `encoder`, and how many passages there are."""
        sql = "SELECT count(*) FROM vectors JOIN encoders ON encoders.id = encoder AND name = ?"
        done, total = self._store.one(sql, embedded_by(encoder.name)), self._store.one("SELECT count(*) FROM passages")
        return (done or (0,))[0], (total or (0,))[0]

    def prepare(self, encoder: Encoder, passages: Sequence[int], vectors: Embedded) -> None:
        """Store vectors of an encoder that is not in use yet; passages that have gone meanwhile are left out."""
        name = embedded_by(encoder.name)
        with self._store.writing() as db:
            _register(db, name, encoder.dim)
            marks = ",".join("?" * len(passages))
            here = {row[0] for row in db.execute(f"SELECT id FROM passages WHERE id IN ({marks})", passages)}
            kept = [at for at, passage in enumerate(passages) if passage in here]
            put_vectors(db, [passages[at] for at in kept], vectors.passages[kept], name)
            if vectors.sentences is not None:
                put_sentences(db, [passages[at] for at in kept], [vectors.sentences[at] for at in kept], name)

    def adopt(self, encoder: Encoder) -> bool:
        """Use `encoder` from now on and forget the others' vectors; False, and nothing done, while one is missing."""
        name = embedded_by(encoder.name)
        with self._store.writing() as db:
            _register(db, name, encoder.dim)
            sql = "SELECT count(*) FROM vectors JOIN encoders ON encoders.id = encoder AND name = ?"
            done = db.execute(sql, (name,)).fetchone()[0]
            if done < db.execute("SELECT count(*) FROM passages").fetchone()[0]:
                return False
            db.execute("UPDATE encoders SET current = (name = ?)", (name,))
            db.execute("DELETE FROM vectors WHERE encoder IN (SELECT id FROM encoders WHERE NOT current)")
            db.execute("DELETE FROM encoders WHERE NOT current")  # and their sentences with them
            next_generation(db)  # so that engines that run on the old model notice
        return True


def use_encoder(db: sqlite3.Connection, file: Path, name: str, dim: int) -> None:
    """See that vectors may be stored under `name` (see embedded_by): it is the one in use, or there is none yet."""
    used = db.execute("SELECT name FROM encoders WHERE current AND EXISTS (SELECT 1 FROM vectors)").fetchone()
    if used and used[0] != name:
        raise _stale(used[0], name, file)
    _register(db, name, dim)
    db.execute("UPDATE encoders SET current = (name = ?)", (name,))


def put_vectors(db: sqlite3.Connection, passages: Sequence[int], vectors: Vectors, name: str) -> None:
    """Store one row of `vectors` for each of `passages`, under a registered `name`."""
    row = db.execute("SELECT id, dim FROM encoders WHERE name = ?", (name,)).fetchone()
    if vectors.shape != (len(passages), row[1]):
        raise ValueError(f"{vectors.shape} vectors for {len(passages)} passages of {row[1]} numbers")
    blobs = [vector.astype("<f4").tobytes() for vector in vectors]
    db.executemany(
        "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
        [(passage, row[0], blob) for passage, blob in zip(passages, blobs, strict=True)],
    )


def _register(db: sqlite3.Connection, name: str, dim: int) -> None:
    db.execute("INSERT OR IGNORE INTO encoders (name, dim, current) VALUES (?, ?, 0)", (name, dim))


def _stale(used: str, asked: str, file: Path) -> StaleIndex:
    if used.partition(FORM_MARK)[0] == asked.partition(FORM_MARK)[0]:
        what = f"the passages were embedded in another form: {used}, which is now {asked}"
        return StaleIndex(what, where=str(file), fix="run `tiaowen reindex` to embed them again")
    what = f"the library was embedded by {used}, and the model in use is {asked}"
    return StaleIndex(what, where=str(file), fix=REINDEX)
