"""The tables of a library, in SQLite.

notices     one row a notice: what is filtered by, the whole record, the text; `row` is never used twice; `sha256` is
            Place.content, so that the notices of one file can be told apart
clauses     the clause tree, flat, in printed order; `path` as one string
passages    what is searched; `id` is never used twice, `generation` says when it came
vectors     one for each passage and encoder; while a library is being reindexed there may be two
sentences   one for each passage and encoder: the vectors of its sentences, none where it is one sentence; `generation`
            says when they came, which may be later than the passage
encoders    the models; `current` marks the one that the library is searched with
removals    ids of passages that are gone, and when: derived indexes catch up from this
generations one row for each change of the library, with a random token (see index/manifest.py)
runs        one row for each `tiaowen add`, so that one folder's html and txt of a notice are seen as one
copies      files that said the same as a held notice, so that adding their folder again changes nothing
"""

import contextlib
import sqlite3
from collections.abc import Generator
from pathlib import Path

from corpus.errors import DamagedLibrary, LibraryBusy

# "TWEN": says that an SQLite file is a library of ours.
APPLICATION_ID = 0x5457454E
VERSION = 1
BUSY_SECONDS = 10.0
# quick_check reads every page: 0.28 s for 265 MB.  Larger libraries are checked as they are read.
CHECKED_BYTES = 256 * 1024 * 1024

RESTORE = "put a backup in its place; or move it away and add the notices again with `tiaowen add`"

TABLES = """
CREATE TABLE encoders (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, dim INTEGER NOT NULL, current INTEGER NOT NULL
);
CREATE TABLE generations (generation INTEGER PRIMARY KEY AUTOINCREMENT, token TEXT NOT NULL);
CREATE TABLE runs (run INTEGER PRIMARY KEY AUTOINCREMENT, began TEXT NOT NULL);
CREATE TABLE notices (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE, given_id TEXT NOT NULL,
    number_key TEXT, title_key TEXT NOT NULL, issuers_key TEXT NOT NULL, region_key TEXT NOT NULL,
    genre TEXT NOT NULL, date TEXT, year INTEGER,
    sha256 TEXT NOT NULL, origin TEXT NOT NULL, run INTEGER NOT NULL REFERENCES runs,
    record TEXT NOT NULL, text TEXT NOT NULL
);
CREATE INDEX notices_sha256 ON notices (sha256);
CREATE INDEX notices_origin ON notices (origin);
CREATE INDEX notices_title_key ON notices (title_key);
CREATE INDEX notices_number_key ON notices (number_key);
CREATE TABLE clauses (
    notice INTEGER NOT NULL REFERENCES notices ON DELETE CASCADE, position INTEGER NOT NULL,
    path TEXT NOT NULL, heading TEXT NOT NULL, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL,
    PRIMARY KEY (notice, position)
) WITHOUT ROWID;
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    notice INTEGER NOT NULL REFERENCES notices ON DELETE CASCADE, position INTEGER NOT NULL,
    path TEXT NOT NULL, context TEXT NOT NULL, text TEXT NOT NULL,
    span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, generation INTEGER NOT NULL,
    UNIQUE (notice, position)
);
CREATE INDEX passages_generation ON passages (generation);
CREATE TABLE vectors (
    passage INTEGER NOT NULL REFERENCES passages ON DELETE CASCADE, encoder INTEGER NOT NULL REFERENCES encoders,
    vector BLOB NOT NULL, PRIMARY KEY (passage, encoder)
);
CREATE INDEX vectors_encoder ON vectors (encoder);
CREATE TABLE removals (passage INTEGER PRIMARY KEY, generation INTEGER NOT NULL);
CREATE INDEX removals_generation ON removals (generation);
CREATE TABLE copies (
    sha256 TEXT NOT NULL, origin TEXT NOT NULL, notice INTEGER NOT NULL REFERENCES notices ON DELETE CASCADE,
    PRIMARY KEY (sha256, origin)
);
CREATE INDEX copies_notice ON copies (notice);
"""

# Made beside the others in a library from before there were any.  They do not raise VERSION: an older program leaves
# them alone, and what it removes goes from here too.
LATER_TABLES = """
CREATE TABLE IF NOT EXISTS sentences (
    passage INTEGER NOT NULL REFERENCES passages ON DELETE CASCADE,
    encoder INTEGER NOT NULL REFERENCES encoders ON DELETE CASCADE,
    generation INTEGER NOT NULL, spans BLOB NOT NULL, vectors BLOB NOT NULL, PRIMARY KEY (passage, encoder)
);
CREATE INDEX IF NOT EXISTS sentences_encoder ON sentences (encoder);
CREATE INDEX IF NOT EXISTS sentences_generation ON sentences (generation);
"""


def connect(file: Path) -> sqlite3.Connection:
    """Open the library in `file`, creating it where there is none; raise DamagedLibrary or LibraryBusy."""
    with readable(file):
        _make_folder(file)
        db = sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            _prepare(db, file)
        except BaseException:
            db.close()
            raise
    return db


def _make_folder(file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DamagedLibrary(
            f"the library's folder cannot be made: {error.strerror}",
            where=str(file.parent),
            fix="make it writable, or set TIAOWEN_HOME to another folder",
        ) from error


def _prepare(db: sqlite3.Connection, file: Path) -> None:
    db.execute("PRAGMA foreign_keys = ON")
    if db.execute("PRAGMA user_version").fetchone()[0] != VERSION:
        _create(db, file)
    _create_later(db)
    # Readers go on while another process writes; a killed process leaves the last commit whole.
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    _check(db, file)


def _create(db: sqlite3.Connection, file: Path) -> None:
    """Make the tables, unless another process has made them in the meantime or they are not ours."""
    with transaction(db):
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version == VERSION:
            return
        if version or db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise DamagedLibrary(
                f"this is no library of tiaowen, or one of a newer version (its number is {version}, ours {VERSION})",
                where=str(file),
                fix="update tiaowen, or set TIAOWEN_HOME to another folder",
            )
        for statement in TABLES.split(";"):
            db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {VERSION}")


def _create_later(db: sqlite3.Connection) -> None:
    ours = db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    if ours and not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'sentences_generation'").fetchone():
        with transaction(db):
            for statement in LATER_TABLES.split(";"):
                db.execute(statement)


def _check(db: sqlite3.Connection, file: Path) -> None:
    ours = db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    found = db.execute("PRAGMA quick_check(1)").fetchone()[0] if file.stat().st_size <= CHECKED_BYTES else "ok"
    if not ours or found != "ok":
        what = f"the library is damaged: {found}" if ours else "this SQLite file is no library of tiaowen"
        raise DamagedLibrary(what, where=str(file), fix=RESTORE)


@contextlib.contextmanager
def transaction(db: sqlite3.Connection) -> Generator[None]:
    """Commit everything the block writes, or nothing; only one process writes at a time."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


@contextlib.contextmanager
def readable(file: Path) -> Generator[None]:
    """Turn what SQLite says about the file into an error that says how to fix it."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise  # a wrong call of ours, not the file
    except sqlite3.DatabaseError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise LibraryBusy(
                "another process is writing to the library",
                where=str(file),
                fix="wait until it is done, then try again",
            ) from error
        raise DamagedLibrary(f"the library cannot be used: {error}", where=str(file), fix=_cure(str(error))) from error


def _cure(message: str) -> str:
    if "full" in message:
        return "free room on the disk, then try again: nothing that was stored is lost"
    if "readonly" in message or "unable to open" in message:
        return "make the file and its folder writable for this user, or set TIAOWEN_HOME to another folder"
    return RESTORE
