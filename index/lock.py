"""One process at a time: a lock that is given back even by a process that is killed."""

import contextlib
import sqlite3
from collections.abc import Generator
from pathlib import Path

from corpus.errors import LibraryBusy

# Reading a library of 100,000 passages into the words index takes about a minute.
PATIENCE_SECONDS = 120.0


@contextlib.contextmanager
def alone(file: Path, patience_seconds: float = PATIENCE_SECONDS) -> Generator[None]:
    """Hold `file` as a lock during the block; raise LibraryBusy where another process does not give it back.

    SQLite is asked for it because it locks files in the way that each system offers.
    """
    db = sqlite3.connect(file, timeout=patience_seconds, isolation_level=None, check_same_thread=False)
    try:
        try:
            db.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            fix = f"wait until it is done, then try again; if no tiaowen runs, remove {file}"
            raise LibraryBusy("another process is writing the indexes", where=str(file), fix=fix) from error
        yield
    finally:
        db.close()
