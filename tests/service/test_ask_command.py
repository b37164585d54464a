"""`tiaowen ask` with a language model: its sentences below the quotations, each with its own."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import service.home
from index.bigram import BigramEncoder
from service import cli
from service.settings import setting_rows
from tests.prose.made_model import ModelServer, line, running, says, sends

NOTICE = """某省措施
一、优化布局
优化学校布局。
二、建设中心
立项建设50个资源库、100个实训中心。
"""
QUESTION = "要立项建设多少个实训中心？"
GOOD = line("要建设100个实训中心。", (1, "100个实训中心"))
WRONG = line("要建设300个实训中心。", (1, "100个实训中心"))
Ask = Callable[..., tuple[str, str]]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Ask:
    """Ask a library of one notice; returns stdout and stderr."""
    for setting in setting_rows():
        monkeypatch.delenv(setting.name, raising=False)
    monkeypatch.setenv("TIAOWEN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TIAOWEN_WRITER_MODEL", "qwen")
    monkeypatch.setenv("TIAOWEN_WRITER_KEY", "sk-4711")
    monkeypatch.setattr(service.home, "load_encoder", lambda _settings: BigramEncoder(256))
    monkeypatch.setattr(service.home, "load_reader", lambda _settings: None)
    (tmp_path / "notice.txt").write_text(NOTICE, encoding="utf-8")
    assert cli.exit_code(["add", str(tmp_path / "notice.txt")]) == 0
    capfd.readouterr()

    def run(server: ModelServer, *options: str) -> tuple[str, str]:
        monkeypatch.setenv("TIAOWEN_WRITER_URL", server.url)
        assert cli.exit_code(["ask", QUESTION, *options]) == 0
        return capfd.readouterr()

    return run


def test_sentences_stand_below_the_quotations_with_their_own(ask: Ask):
    with running(says(GOOD, WRONG)) as server:
        out, err = ask(server)
    quoted, written = out.split("Written by qwen, each sentence with its quotes:\n")
    assert "立项建设50个资源库、100个实训中心。" in quoted
    assert written.startswith("要建设100个实训中心。\n   “100个实训中心”\n   《某省措施》二")
    assert "要建设300个实训中心。" not in out
    assert "dropped, its quotes do not have its number: 300个: 要建设300个实训中心。" in err


def test_as_json_the_sentences_are_the_first_claims(ask: Ask):
    with running(says(GOOD)) as server:
        out, _ = ask(server, "--json")
    answer = json.loads(out)
    first, *others = [claim["written_by"] for claim in answer["claims"]]
    assert (first, set(others)) == ("qwen", {"quotation"})
    assert answer["written_by"] == "qwen"


def test_the_model_can_be_left_out(ask: Ask):
    with running(says(GOOD)) as server:
        out, _ = ask(server, "--no-model")
        assert server.asked == []
    assert "Written by" not in out


def test_what_went_wrong_is_told_beside_the_quotations(ask: Ask):
    with running(sends(401, "sk-4711")) as server:
        out, err = ask(server)
    assert "100个实训中心" in out
    assert "refuses the question (401)" in err
    assert "4711" not in out + err
