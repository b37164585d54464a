"""The parser's whole output on the four notices; `make golden` rewrites it, a person reads the difference."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from corpus.notice import Clause, Notice
from corpus.reading import read_notice
from corpus.record import clause_record, notice_record, passage_record

NOTICES = Path(__file__).parents[2] / "corpus" / "notices"
GOLDEN = Path(__file__).parents[1] / "golden"


def ends(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:16]} … {words[-16:]}"


def outline(clause: Clause, notice: Notice) -> list[dict[str, Any]]:
    records = [{**clause_record(each, notice), "children": len(each.children)} for each in clause.walk()]
    return [{**record, "text": ends(record["text"])} for record in records]


def golden(notice: Notice) -> dict[str, Any]:
    passages = [passage_record(passage, notice) for passage in notice.passages]
    return {
        "notice": notice_record(notice),
        "header": [ends(span.of(notice.text)) for span in notice.header],
        "clauses": outline(notice.root, notice),
        "passages": [
            {"path": "/".join(p["path"]), "span": p["span"], "text": ends(p["text"]), "citation": p["citation"]}
            for p in passages
        ],
        "context": [" > ".join(passage.context) for passage in notice.passages],
    }


@pytest.mark.parametrize("file", sorted(NOTICES.glob("*.txt")), ids=lambda file: file.stem)
def test_a_notice_is_read_as_it_was_read_before(file: Path):
    kept = GOLDEN / f"{file.stem}.json"
    found = json.dumps(golden(read_notice(file)), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        kept.write_text(found, encoding="utf-8")
    assert found == kept.read_text(encoding="utf-8")
