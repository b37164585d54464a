"""A public question set on disk: passages, questions, and which passage answers which question."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from corpus.errors import TiaowenError, UnreadableFile

CORPUS_NAMES = ("corpus.jsonl", "corpus.jsonl.gz")
QUERIES, QRELS, SAMPLE = "queries.jsonl", "qrels.tsv", "sample8k.txt"
SAMPLE_MARK = "-8k"


@dataclass(frozen=True, slots=True)
class TestPassage:
    """One line of the corpus: one passage of the index.

    title: what stands above it; it is the passage's context
    """

    __test__ = False  # its name is no pytest class

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class TestSet:
    """A set of questions over passages.

    name:      of its folder
    title:     what it is reported as: statutes-8k where only the sample of statutes is indexed
    questions: id -> text, those with an answer only
    grades:    question id -> passage id -> grade, 0 is a judged miss
    """

    __test__ = False

    name: str
    title: str
    passages: tuple[TestPassage, ...]
    questions: dict[str, str]
    grades: dict[str, dict[str, int]]


def set_folders(folder: Path) -> list[Path]:
    """Return the subfolders that hold a set, sorted; raise UnreadableFile where there is none."""
    found = [sub for sub in sorted(folder.glob("*/")) if _corpus_file(sub) and _has(sub, QUERIES, QRELS)]
    if not found:
        raise UnreadableFile(
            "no question set here",
            where=str(folder),
            fix=f"name a folder whose subfolders hold {' or '.join(CORPUS_NAMES)}, {QUERIES} and {QRELS}",
        )
    return found


def read_testset(folder: Path) -> TestSet:
    """Read a set; with a sample8k.txt only the passages it names, and all labels: what is not indexed is not found."""
    passages = tuple(_passages(folder))
    grades = _grades(folder / QRELS)
    texts = {record["id"]: record["text"] for record in _records(folder / QUERIES)}
    answered = {id_: grades[id_] for id_ in texts if any(grade > 0 for grade in grades.get(id_, {}).values())}
    title = folder.name + (SAMPLE_MARK if (folder / SAMPLE).is_file() else "")
    return TestSet(folder.name, title, passages, {id_: texts[id_] for id_ in answered}, answered)


def _has(folder: Path, *names: str) -> bool:
    return all((folder / name).is_file() for name in names)


def _corpus_file(folder: Path) -> Path | None:
    return next((folder / name for name in CORPUS_NAMES if (folder / name).is_file()), None)


def _passages(folder: Path) -> Iterator[TestPassage]:
    file = _corpus_file(folder)
    sample = folder / SAMPLE
    wanted = set(sample.read_text(encoding="utf-8").split()) if sample.is_file() else None
    for record in _records(file) if file else ():
        if wanted is None or record["id"] in wanted:
            yield TestPassage(record["id"], str(record.get("title") or ""), record["text"])


def _records(file: Path) -> Iterator[dict[str, Any]]:
    """Yield the JSON object of every line; raise UnreadableFile naming the line that is none."""
    with _opened(file) as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _record(line, f"{file}:{number}")


def _opened(file: Path) -> IO[str]:
    return gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8")


def _record(line: str, where: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
        return {**record, "id": str(record["id"]), "text": str(record["text"])}
    except (ValueError, KeyError, TypeError):
        raise UnreadableFile("not a record with id and text", where=where, fix='write {"id": …, "text": …}') from None


def _grades(file: Path) -> dict[str, dict[str, int]]:
    """Read question id, passage id, grade; a first line whose grade is no number is a header."""
    grades: dict[str, dict[str, int]] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        fields = line.rstrip().split("\t")
        if len(fields) == 3 and fields[2].lstrip("-").isdigit():
            grades.setdefault(fields[0], {})[fields[1]] = int(fields[2])
        elif number > 1 and line.strip():
            raise _not_a_label(file, number)
    return grades


def _not_a_label(file: Path, line: int) -> TiaowenError:
    return UnreadableFile(
        "not a label",
        where=f"{file}:{line}",
        fix="write question id, passage id and grade (a number), with tabs between",
    )
