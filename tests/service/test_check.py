"""Cite and check at the edge: JSON, page, report and command, on a small library of real parsing."""

import json
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from starlette.testclient import TestClient

from corpus.readers import read_document
from corpus.reading import parse_notice
from index.library import Library
from index.search import SearchEngine
from service import cli
from service.app import create_app
from service.checked import MAX_DRAFT_SIGNS
from service.settings import setting_rows

TEXT = (
    "某省教育厅关于印发《实习提质三项措施》的通知\n某教发〔2024〕7号\n各校：\n现将《实习提质三项措施》印发给你们。\n某省教育厅\n2024年5月6日\n"
    "实习提质三项措施\n一、建好基地。建设100个<左右>基地。\n二、完善保障。安排专项资金。\n三、加强督导。\n"
)
DRAFT = "某教发〔2024〕7号第一条规定“建设10个<左右>基地”，第二条规定“安排专项资金”。<b>某发〔1990〕1号</b>另有规定。"


class OnlyLibrary:
    """An engine as far as checking needs one."""

    def __init__(self, library: Library) -> None:
        self.library = library


def stocked(file: Path) -> Library:
    library = Library.open(file)
    notice = parse_notice(TEXT, source="某.txt", sha256="1")
    library.add(notice, origin="", vectors=np.ones((len(notice.passages), 4), np.float32), encoder="e")
    return library


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    library = stocked(tmp_path / "library.sqlite")
    yield TestClient(create_app(cast(SearchEngine, OnlyLibrary(library))))
    library.close()


def test_a_citation_is_answered_in_the_contracts_shape(client: TestClient):
    answer = client.get("/api/cite", params={"q": "某教发〔2024〕7号第二条"}).json()
    assert {"citation", "verdict", "notice", "clause", "candidates"} <= set(answer)
    assert (answer["verdict"], answer["clause"]["path"], answer["notice"]["id"]) == ("exact", ["二"], "mjf-2024-7")
    assert answer["clause"]["text"] == "完善保障。安排专项资金。"
    assert "二" in answer["note"]
    unknown = client.get("/api/cite", params={"q": "某发〔1990〕1号"}).json()
    assert (unknown["verdict"], unknown["notice"], unknown["clause"], unknown["candidates"]) == (
        "not_held",
        None,
        None,
        [],
    )


def test_a_draft_is_answered_in_the_contracts_shape(client: TestClient):
    findings = client.post("/api/check", json={"text": DRAFT}).json()["findings"]
    assert [(f["kind"], f["verdict"]) for f in findings] == [
        ("citation", "exact"),
        ("quotation", "differs"),
        ("citation", "exact"),
        ("quotation", "exact"),
        ("citation", "not_held"),
    ]
    assert all({"text", "span", "kind", "verdict", "clause", "difference"} <= set(f) for f in findings)
    assert all(DRAFT[slice(*f["span"])] == f["text"] for f in findings)
    assert findings[1]["difference"] == [["same", "建设10"], ["source", "0"], ["same", "个<左右>基地"]]
    assert findings[1]["clause"]["path"] == ["一"]
    assert TEXT[slice(*findings[3]["source"]["span"])] == "安排专项资金"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"text": "甲" * (MAX_DRAFT_SIGNS + 1)}, id="太长"),
        pytest.param({"txt": "甲"}, id="字段写错"),
        pytest.param([], id="不是对象"),
    ],
)
def test_a_wrong_request_is_refused_in_one_shape(client: TestClient, body: Any):
    refused = client.post("/api/check", json=body)
    assert (refused.status_code, set(refused.json()["error"])) == (422, {"code", "what", "where", "fix"})


def test_the_page_shows_every_finding_and_never_markup_of_the_draft(client: TestClient):
    assert "<textarea" in client.get("/check").text
    html = client.post("/check", data={"text": DRAFT}).text
    for said in ("有出入", "一致", "库里没有", '<ins title="原文">0</ins>', "/notices/mjf-2024-7#%E4%B8%80"):
        assert said in html
    assert "<b>某发" not in html and "<左右>" not in html
    assert DRAFT.replace("<", "&lt;").replace(">", "&gt;") in html


def test_a_page_without_findings_says_so(client: TestClient):
    assert "没有找到引用和引文" in client.post("/check", data={"text": "今天天气很好。"}).text


def test_the_report_is_a_word_document_or_markdown(client: TestClient):
    word = client.post("/check/report.docx", data={"text": DRAFT})
    assert "wordprocessingml" in word.headers["content-type"]
    assert zipfile.ZipFile(BytesIO(word.content)).testzip() is None
    text = read_document(word.content, where="report.docx").text
    assert "引文：有出入" in text and "建设100个<左右>基地" in text
    marked = client.post("/check/report.md", data={"text": DRAFT}).text
    assert "建设10**0**个\\<左右\\>基地" in marked
    assert client.post("/check/report.pdf", data={"text": DRAFT}).status_code == 422


def test_a_form_that_is_too_long_is_refused(client: TestClient):
    assert client.post("/check", data={"text": "甲" * (MAX_DRAFT_SIGNS + 1)}).status_code == 422


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for setting in setting_rows():
        monkeypatch.delenv(setting.name, raising=False)
    monkeypatch.setenv("TIAOWEN_HOME", str(tmp_path))
    stocked(tmp_path / "library.sqlite").close()
    return tmp_path


def test_the_commands_print_json_and_save_a_report(home: Path, capsys: pytest.CaptureFixture[str]):
    draft = home / "draft.txt"
    draft.write_text(DRAFT, encoding="utf-8")
    assert cli.exit_code(["cite", "某教发〔2024〕7号第二条", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "exact"
    assert cli.exit_code(["check", str(draft), "--json", "--report", str(home / "report.docx")]) == 0
    assert len(json.loads(capsys.readouterr().out)["findings"]) == 5
    assert cli.exit_code(["check", str(home / "report.docx")]) == 0
    assert cli.exit_code(["check", str(draft)]) == 0
    assert "建设10{+0+}个<左右>基地" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(["check", "没有这个文件.txt"], 1, id="没有文件"),
        pytest.param(["check", "draft.txt", "--report", "report.xls"], 2, id="报告格式不认识"),
    ],
)
def test_wrong_use_of_check_is_told(home: Path, arguments: list[str], code: int, monkeypatch: pytest.MonkeyPatch):
    (home / "draft.txt").write_text(DRAFT, encoding="utf-8")
    monkeypatch.chdir(home)
    assert cli.exit_code(arguments) == code
