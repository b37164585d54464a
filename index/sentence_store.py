"""The vectors of sentences in a library, one row for each passage and encoder."""

import sqlite3
from collections.abc import Sequence

import numpy as np

from corpus.errors import DamagedLibrary
from index.encoder import Encoder
from index.entry import Entry, embedded_by
from index.journal import next_generation
from index.postings import Ids
from index.schema import RESTORE
from index.sentence_vectors import SentenceVectors, parted
from index.store import Store

# Passages whose texts are read at once to find those whose sentences are not there.
_AT_ONCE = 2_048
_SPAN_BYTES = 8


class SentenceStore:
    """Sentences by passage.  A library from before they were kept has none until it is reindexed, and works without."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def between(self, since: int, until: int, dim: int) -> tuple[Ids, SentenceVectors]:
        """Return the sentences that came after the generation `since`, up to `until`, and of each its passage."""
        found = self._store.rows(
            "SELECT passage, spans, vectors FROM sentences JOIN encoders ON encoders.id = encoder AND current"
            " WHERE generation > ? AND generation <= ? AND length(spans) ORDER BY passage",
            since,
            until,
        )
        passages = np.fromiter((row[0] for row in found), np.int64, len(found))
        counts = np.fromiter((len(row[1]) for row in found), np.int64, len(found)) // _SPAN_BYTES
        try:
            said = SentenceVectors.unpacked(b"".join(row[1] for row in found), b"".join(row[2] for row in found), dim)
        except ValueError as error:
            what, where = f"a sentence's vector in the library is not {dim} numbers long", str(self._store.file)
            raise DamagedLibrary(what, where=where, fix=RESTORE) from error
        return np.repeat(passages, counts), said

    def lacking(self) -> int:
        """Return how many passages are from before sentences were kept."""
        sql = "SELECT count(*) FROM passages WHERE NOT EXISTS (SELECT 1 FROM sentences WHERE passage = passages.id)"
        found = self._store.one(sql)
        return found[0] if found else 0

    def missing(self, encoder: Encoder, limit: int, beyond: int = 0) -> list[Entry]:
        """Return up to `limit` passages above the id `beyond` whose sentences have no vectors of `encoder`.

        Nor do those have them that were cut otherwise, by an older version, than they are now.
        """
        sql = (
            "SELECT id, notice, context, text, (SELECT spans FROM sentences WHERE passage = passages.id AND encoder ="
            " (SELECT id FROM encoders WHERE name = ?)) FROM passages WHERE id > ? ORDER BY id LIMIT ?"
        )
        while looked_at := self._store.rows(sql, embedded_by(encoder.name), beyond, _AT_ONCE):
            lacking = [Entry(*row[:4]) for row in looked_at if row[4] != _spans_of(row[3])]
            if lacking:
                return lacking[:limit]
            beyond = looked_at[-1][0]
        return []

    def fill(self, encoder: Encoder, passages: Sequence[int], sentences: Sequence[SentenceVectors]) -> None:
        """Store sentences of passages that are held already; those that have gone meanwhile are left out."""
        with self._store.writing() as db:
            if db.execute("SELECT 1 FROM encoders WHERE current AND name = ?", (embedded_by(encoder.name),)).fetchone():
                next_generation(db)  # so that engines that look at the library take them in
            marks = ",".join("?" * len(passages))
            here = {row[0] for row in db.execute(f"SELECT id FROM passages WHERE id IN ({marks})", passages)}
            kept = [(one, said) for one, said in zip(passages, sentences, strict=True) if one in here]
            put_sentences(db, [one for one, _ in kept], [said for _, said in kept], embedded_by(encoder.name))


def put_sentences(
    db: sqlite3.Connection, passages: Sequence[int], sentences: Sequence[SentenceVectors], name: str
) -> None:
    """Store the sentences of each of `passages`, under a registered `name`, as of the generation that is there now."""
    encoder, generation = db.execute(
        "SELECT id, (SELECT max(generation) FROM generations) FROM encoders WHERE name = ?", (name,)
    ).fetchone()
    db.executemany(
        "INSERT OR REPLACE INTO sentences VALUES (?, ?, ?, ?, ?)",
        [(passage, encoder, generation, *said.packed()) for passage, said in zip(passages, sentences, strict=True)],
    )


def _spans_of(text: str) -> bytes:
    return b"".join(start.to_bytes(4, "little") + end.to_bytes(4, "little") for start, end in parted(text))
