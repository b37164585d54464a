"""A notice as rows of the tables."""

import sqlite3

from corpus.citation import path_text
from corpus.notice import Notice
from corpus.record import notice_to_json
from index.filters import name_key, number_key
from index.identity import Place, issuers_key, title_key


def write_notice(db: sqlite3.Connection, notice: Notice, given_id: str, place: Place, run: int) -> int:
    """Write a notice and its clauses; return its row.

    given_id: the one it came with, before one that was taken had to be told apart
    """
    row = _write_record(db, notice, given_id, place, run)
    db.executemany(
        "INSERT INTO clauses VALUES (?, ?, ?, ?, ?, ?)",
        [
            (row, position, path_text(clause.path), clause.heading, clause.span.start, clause.span.end)
            for position, clause in enumerate(notice.root.walk())
        ],
    )
    return row


def _write_record(db: sqlite3.Connection, notice: Notice, given_id: str, place: Place, run: int) -> int:
    region = notice.region
    values = {
        "id": notice.id,
        "given_id": given_id,
        "number_key": number_key(notice.number) if notice.number else None,
        "title_key": title_key(notice),
        "issuers_key": issuers_key(notice),
        "region_key": "\n".join(name_key(level) for level in (region.province, region.city, region.county) if level),
        "genre": notice.genre,
        "date": notice.date.isoformat() if notice.date else None,
        "year": notice.year,
        "sha256": place.content(notice),
        "origin": place.origin,
        "run": run,
        "record": notice_to_json(notice),
        "text": notice.text,
    }
    columns, marks = ", ".join(values), ", ".join("?" * len(values))
    sql = f"INSERT INTO notices ({columns}) VALUES ({marks}) RETURNING row"
    return db.execute(sql, tuple(values.values())).fetchone()[0]


def write_passages(db: sqlite3.Connection, row: int, notice: Notice, generation: int) -> None:
    """Write the passages of the notice in `row`, as of `generation`."""
    columns = "notice, position, path, context, text, span_start, span_end, generation"
    db.executemany(
        f"INSERT INTO passages ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (row, position, path_text(p.path), "\n".join(p.context), p.text, p.span.start, p.span.end, generation)
            for position, p in enumerate(notice.passages)
        ],
    )


def passage_ids(db: sqlite3.Connection, row: int) -> list[int]:
    """Return the passages of the notice in `row`, in printed order."""
    return [found[0] for found in db.execute("SELECT id FROM passages WHERE notice = ? ORDER BY position", (row,))]
