"""One connection to a library's SQLite file, shared by the threads of a process."""

import contextlib
import sqlite3
import threading
from collections.abc import Generator
from pathlib import Path
from typing import Any, Self

from index.schema import connect, readable, transaction

Row = tuple[Any, ...]  # SQLite's own types; whoever asks knows the columns


class Store:
    """Questions to the file and changes of it; every failure of the file is a DamagedLibrary or a LibraryBusy."""

    def __init__(self, db: sqlite3.Connection, file: Path) -> None:
        self._db, self.file = db, file
        self._lock = threading.RLock()

    @classmethod
    def open(cls, file: Path) -> Self:
        """Open `file`, creating the tables where there are none."""
        return cls(connect(file), file)

    def rows(self, sql: str, *values: object) -> list[Row]:
        """Return all rows of a SELECT."""
        with self._lock, readable(self.file):
            return self._db.execute(sql, values).fetchall()

    def one(self, sql: str, *values: object) -> Row | None:
        """Return the first row of a SELECT, None where there is none."""
        with self._lock, readable(self.file):
            return self._db.execute(sql, values).fetchone()

    @contextlib.contextmanager
    def reading(self) -> Generator[sqlite3.Connection]:
        """Give the connection for several questions."""
        with self._lock, readable(self.file):
            yield self._db

    @contextlib.contextmanager
    def writing(self) -> Generator[sqlite3.Connection]:
        """Give the connection for one transaction: all of the block is stored, or nothing."""
        with self._lock, readable(self.file), transaction(self._db):
            yield self._db

    def close(self) -> None:
        """Close the file; nothing can be asked afterwards."""
        with self._lock:
            self._db.close()
