"""What changed in a library since when, so that derived indexes catch up instead of starting again."""

import secrets
import sqlite3

from index.entry import Entry
from index.manifest import Stamp
from index.store import Store


class Journal:
    """Additions and removals by generation.

    Everything asked between two generations may be applied twice without harm: ids are never used again, an addition
    replaces, a removal of what is gone does nothing.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def stamp(self) -> Stamp:
        """Return the library's state now."""
        found = self._store.one("SELECT generation, token FROM generations ORDER BY generation DESC LIMIT 1")
        return Stamp(*found) if found else Stamp(0, "")

    def knows(self, stamp: Stamp) -> bool:
        """Say whether the library was ever in this state."""
        sql = "SELECT 1 FROM generations WHERE generation = ? AND token = ?"
        return stamp == Stamp(0, "") or self._store.one(sql, stamp.generation, stamp.token) is not None

    def entries(self, since: int, until: int) -> list[Entry]:
        """Return the passages that came after the generation `since`, up to `until`, and are still here."""
        sql = (
            "SELECT passages.id, notice, context, passages.text, ifnull(number_key, '') FROM passages"
            " JOIN notices ON row = notice WHERE generation > ? AND generation <= ? ORDER BY passages.id"
        )
        return [Entry(*row) for row in self._store.rows(sql, since, until)]

    def clauses(self, until: int) -> list[str]:
        """Return of each of `entries(0, until)` the clause it stands in, equal for passages of one clause."""
        sql = "SELECT notice || '#' || path FROM passages WHERE generation <= ? ORDER BY id"
        return [row[0] for row in self._store.rows(sql, until)]

    def references(self, beyond: int) -> list[tuple[int, str, str, str]]:
        """Return row, id, text and references (JSON) of the notices in rows above `beyond`; no row is used twice."""
        references = "json_extract(record, '$.references')"
        return self._store.rows(f"SELECT row, id, text, {references} FROM notices WHERE row > ? ORDER BY row", beyond)

    def regions(self) -> list[tuple[int, str | None, str | None, str | None]]:
        """Return row, province, city and county of every notice."""
        parts = ", ".join(f"json_extract(record, '$.region.{part}')" for part in ("province", "city", "county"))
        return self._store.rows(f"SELECT row, {parts} FROM notices ORDER BY row")

    def removed(self, since: int, until: int) -> list[int]:
        """Return the ids of the passages that went after the generation `since`, up to `until`."""
        sql = "SELECT passage FROM removals WHERE generation > ? AND generation <= ?"
        return [row[0] for row in self._store.rows(sql, since, until)]


def next_generation(db: sqlite3.Connection) -> int:
    """Note, inside a transaction, that the library changes; return the number of the generation that begins."""
    token = secrets.token_hex(8)
    return db.execute("INSERT INTO generations (token) VALUES (?) RETURNING generation", (token,)).fetchone()[0]
