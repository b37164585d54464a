"""Is this file a notice we hold already, a new version of one, or a new one?"""

import hashlib
import sqlite3
from dataclasses import dataclass
from enum import Enum

from corpus.notice import Notice
from index.filters import name_key, number_key


class Change(Enum):
    """What adding a notice does to the library."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a notice was read.

    file:   absolute path, "" for none
    number: its place among the notices of the file, from 1
    """

    file: str
    number: int = 1

    @property
    def origin(self) -> str:
        """Return the place in one word: the file, with #2 behind it for its second notice."""
        return f"{self.file}{self._mark}" if self.file else ""

    def content(self, notice: Notice) -> str:
        """Return what tells this content from every other: notices of one file have one sha256."""
        return f"{notice.sha256}{self._mark}"

    @property
    def _mark(self) -> str:
        return f"#{self.number}" if self.number > 1 else ""


@dataclass(frozen=True, slots=True)
class Held:
    """A notice in the library, as far as identity goes.

    content:  Place.content of what it was read from
    given_id: the id it came with, before one that was taken had to be told apart
    """

    row: int
    id: str
    given_id: str
    content: str
    origin: str
    run: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with a notice.

    held:   the notice it is the same as, None where it is new
    edited: the file that `held` was read from has changed, so the old content is not to be remembered
    """

    change: Change
    held: Held | None = None
    edited: bool = False


def decide(db: sqlite3.Connection, notice: Notice, place: Place, run: int | None) -> Decision:
    """Apply the rules of identity in their order; `run` is the run that is going on, None for none.

    1. The same content is held, or was seen before as a copy of what is held: unchanged.
    2. A notice read from the same file is held: the file was edited.
    3. A notice with the same number and title is held (without numbers: title, date and issuers): a new version; but
       if this very run stored it, from another file, then the two files are copies of one notice and the first stays.
    4. Anything else is new.
    """
    content = place.content(notice)
    if held := _one(db, "sha256 = ?", content) or _copied(db, content):
        return Decision(Change.UNCHANGED, held)
    if place.file and (held := _one(db, "origin = ?", place.origin)):
        return Decision(Change.REPLACED, held, edited=True)
    if held := _same_notice(db, notice):
        return Decision(Change.UNCHANGED if held.run == run else Change.REPLACED, held)
    return Decision(Change.ADDED)


def free_id(db: sqlite3.Connection, notice: Notice, replaced: Held | None) -> str:
    """Return the id to store `notice` under: its own, with hex digits of number and title where that is taken."""
    if replaced and replaced.given_id == notice.id:
        return replaced.id
    digits = hashlib.sha256(f"{notice.number or ''}{notice.title}".encode()).hexdigest()
    candidates = [notice.id, *(f"{notice.id}-{digits[:length]}" for length in range(4, len(digits) + 1, 4))]
    own = replaced.row if replaced else None
    return next(
        c
        for c in candidates
        if not db.execute("SELECT 1 FROM notices WHERE id = ? AND row IS NOT ?", (c, own)).fetchone()
    )


def title_key(notice: Notice) -> str:
    """Return the title for comparison."""
    return name_key(notice.title)


def issuers_key(notice: Notice) -> str:
    """Return the issuing bodies for comparison, one a line."""
    return "\n".join(map(name_key, notice.issuers))


def _same_notice(db: sqlite3.Connection, notice: Notice) -> Held | None:
    title = title_key(notice)
    if notice.number:
        return _one(db, "number_key = ? AND title_key = ?", number_key(notice.number), title)
    if not title or not (notice.date or notice.issuers):
        return None  # 「公告」 of nobody, undated: too little to call two of them one
    date = notice.date.isoformat() if notice.date else None
    return _one(
        db, "number_key IS NULL AND title_key = ? AND date IS ? AND issuers_key = ?", title, date, issuers_key(notice)
    )


def _copied(db: sqlite3.Connection, content: str) -> Held | None:
    return _one(db, "row IN (SELECT notice FROM copies WHERE sha256 = ?)", content)


def _one(db: sqlite3.Connection, condition: str, *values: str | None) -> Held | None:
    columns = "row, id, given_id, sha256, origin, run"
    found = db.execute(f"SELECT {columns} FROM notices WHERE {condition} ORDER BY row LIMIT 1", values).fetchone()
    return Held(*found) if found else None
