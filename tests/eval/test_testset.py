"""Public sets as they are read from disk."""

import gzip
import json
from pathlib import Path

import pytest

from corpus.errors import UnreadableFile
from eval.testset import TestPassage, read_testset, set_folders

CORPUS = [
    {"id": "p1", "title": "办法", "text": "甲"},
    {"id": "p2", "title": "", "text": "乙"},
    {"id": "p3", "text": "丙"},
]
QUERIES = [
    {"id": "q1", "text": "问甲"},
    {"id": "q2", "text": "问乙"},
    {"id": "q3", "text": "没有标注"},
    {"id": "q4", "text": "只有零"},
]
QRELS = "question\tpassage\tgrade\nq1\tp1\t2\nq1\tp2\t0\nq2\tp2\t1\nq4\tp1\t0\nq9\tp1\t1\n"


def lines(records: list[dict[str, str]]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "tiny"
    made.mkdir()
    (made / "corpus.jsonl").write_text(lines(CORPUS), encoding="utf-8")
    (made / "queries.jsonl").write_text(lines(QUERIES), encoding="utf-8")
    (made / "qrels.tsv").write_text(QRELS, encoding="utf-8")
    return made


def test_a_set_is_its_passages_and_the_questions_that_have_an_answer(folder: Path):
    held = read_testset(folder)
    assert held.passages == (TestPassage("p1", "办法", "甲"), TestPassage("p2", "", "乙"), TestPassage("p3", "", "丙"))
    assert (held.name, held.title) == ("tiny", "tiny")
    assert held.questions == {"q1": "问甲", "q2": "问乙"}
    assert held.grades == {"q1": {"p1": 2, "p2": 0}, "q2": {"p2": 1}}


def test_a_gzipped_corpus_reads_the_same(folder: Path):
    plain = read_testset(folder)
    (folder / "corpus.jsonl.gz").write_bytes(gzip.compress((folder / "corpus.jsonl").read_bytes()))
    (folder / "corpus.jsonl").unlink()
    assert read_testset(folder) == plain


def test_only_the_sample_is_indexed_but_every_label_counts(folder: Path):
    (folder / "sample8k.txt").write_text("p1\np3\n", encoding="utf-8")
    held = read_testset(folder)
    assert [passage.id for passage in held.passages] == ["p1", "p3"]
    assert held.grades["q2"] == {"p2": 1}
    assert (held.name, held.title) == ("tiny", "tiny-8k")


def test_labels_need_no_header(folder: Path):
    (folder / "qrels.tsv").write_text("q1\tp1\t1\n", encoding="utf-8")
    assert read_testset(folder).grades == {"q1": {"p1": 1}}


def test_sets_are_the_subfolders_that_hold_all_three_files(folder: Path):
    (folder.parent / "other").mkdir()
    assert set_folders(folder.parent) == [folder]


def test_a_folder_without_a_set_says_what_to_name(tmp_path: Path):
    with pytest.raises(UnreadableFile, match=r"corpus\.jsonl"):
        set_folders(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "where"),
    [
        pytest.param(
            "corpus.jsonl", '{"id": "p1", "text": "甲"}\n{"id": "p2"}\n', "corpus.jsonl:2", id="a passage without text"
        ),
        pytest.param("queries.jsonl", "nothing\n", "queries.jsonl:1", id="a question that is no JSON"),
        pytest.param("qrels.tsv", "q1\tp1\t1\nq1 p2 1\n", "qrels.tsv:2", id="a label without tabs"),
    ],
)
def test_a_broken_line_is_named(folder: Path, name: str, content: str, where: str):
    (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableFile) as refused:
        read_testset(folder)
    assert refused.value.where.endswith(where)
