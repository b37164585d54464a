"""What a notice cites and what cites it: over HTTP, on the command line, on the page."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from starlette.testclient import TestClient
from typing_extensions import override

from corpus.reading import parse_notice
from index.library import Library
from service.app import create_app
from service.cli import exit_code
from tests.service.conftest import FakeEngine
from tests.service.test_pages import BROWSER, Page

LAW = "中华人民共和国某教育法\n（2022年4月20日某大会通过）\n第一章 总则\n第一条 甲。\n第二条 下列人员：\n（一）子；\n（二）丑。\n第三条 依照本法第一条办理。\n"
RULES = "某省教育厅关于实习工作的通知\n某教发〔2024〕7号\n各校：\n一、办法\n丙。依照《某教育法》第二条第（二）项，参照<b>《某税法》第五条第二款办理。\n"


class Shelf(FakeEngine):
    """The engine of three lines around a real library."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library

    @override
    def close(self) -> None:
        self.library.close()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path / "library.sqlite")
    for text in (LAW, RULES):
        notice = parse_notice(text, source="某.txt", sha256=text)
        vectors = np.ones((len(notice.passages), 4), np.float32)
        opened.add(notice, origin="", vectors=vectors, encoder="e")
    yield opened
    opened.close()


@pytest.fixture
def ids(library: Library) -> tuple[str, str]:
    law, rules = library.notices()
    return law.id, rules.id


@pytest.fixture
def client(library: Library) -> TestClient:
    return TestClient(create_app(Shelf(library)))


def test_what_a_notice_cites(client: TestClient, ids: tuple[str, str]):
    law, rules = ids
    answer = client.get(f"/api/notices/{rules}/references").json()
    assert answer["notice"]["id"] == rules
    held, missing = answer["cites"]
    assert (held["path"], held["text"], held["title"], held["number"]) == (
        ["一"],
        "《某教育法》第二条第（二）项",
        "某教育法",
        None,
    )
    assert (held["held"], held["notice"], held["labels"]) == (True, law, [["第二条", "（二）"]])
    assert [target["path"] for target in held["targets"]] == [["第一章", "第二条", "（二）"]]
    assert held["citation"] == "《中华人民共和国某教育法》第一章第二条（二）"
    assert held["url"] == f"/notices/{law}#第一章/第二条/（二）"
    assert (missing["held"], missing["notice"], missing["url"], missing["targets"]) == (False, None, None, [])
    assert missing["citation"] == "《某税法》第五条第二款"
    text = client.get(f"/api/notices/{rules}").json()["text"]
    start, end = held["span"]
    assert text[start:end] == held["text"]
    start, end = held["sentence"]["span"]
    assert text[start:end] == held["sentence"]["text"] == RULES[RULES.index("依照") :].strip()


def test_what_cites_a_clause(client: TestClient, ids: tuple[str, str]):
    law, rules = ids
    answer = client.get(f"/api/notices/{law}/references", params={"path": "第一章/第二条"}).json()
    (one,) = answer["cited_by"]
    assert (answer["path"], answer["cited_by_total"]) == (["第一章", "第二条"], 1)
    assert (one["notice"]["id"], one["path"], one["own"]) == (rules, ["一"], False)
    assert one["citation"] == "《某省教育厅关于实习工作的通知》（某教发〔2024〕7号）一"
    assert one["targets"][0]["citation"] == "《中华人民共和国某教育法》第一章第二条（二）"
    own = client.get(f"/api/notices/{law}/references", params={"path": "第一条"}).json()["cited_by"]
    assert [(each["own"], each["text"]) for each in own] == [(True, "本法第一条")]


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        pytest.param("/api/notices/nobody/references", 404, "unknown_notice", id="没有这份公文"),
        pytest.param("/api/notices/{law}/references?path=第九条", 404, "unknown_clause", id="没有这一条"),
        pytest.param("/api/notices/{law}/references?paht=第一条", 422, "bad_request", id="参数写错"),
        pytest.param("/api/notices/{law}/references?limit=0", 422, "bad_request", id="数目太小"),
    ],
)
def test_what_cannot_be_answered_says_why(
    client: TestClient, ids: tuple[str, str], address: str, status: int, code: str
):
    answer = client.get(address.format(law=ids[0]))
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_the_page_links_to_what_is_held_and_lists_what_cites_it(client: TestClient, ids: tuple[str, str]):
    law, rules = ids
    rules_page = Page(client.get(f"/notices/{rules}", headers=BROWSER).text)
    clause = "%E7%AC%AC%E4%B8%80%E7%AB%A0/%E7%AC%AC%E4%BA%8C%E6%9D%A1/%EF%BC%88%E4%BA%8C%EF%BC%89"
    assert f"/notices/{law}#{clause}" in rules_page.links
    assert "引用本文的公文" not in rules_page.words
    html = client.get(f"/notices/{law}", headers=BROWSER).text
    law_page = Page(html)
    assert "引用本文的公文" in law_page.words
    assert f"/notices/{rules}#%E4%B8%80" in law_page.links
    assert "引 第一章第二条（二）" in law_page.words
    assert "参照<b>《某税法》第五条第二款办理。" in law_page.words and "<b>《" not in html


def test_the_command_line_says_the_same(library: Library, ids: tuple[str, str], client, monkeypatch, capsys):
    law, rules = ids
    monkeypatch.setattr("service.commands.references.open_filled_library", lambda _settings: library)
    assert exit_code(["references", rules, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == client.get(f"/api/notices/{rules}/references").json()
    assert exit_code(["references", law, "第二条"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.split() == [
        "cited", "by", "第一章/第二条/（二）", "《某省教育厅关于实习工作的通知》（某教发〔2024〕7号）一", f"/notices/{rules}#一",
    ]  # fmt: skip
    assert exit_code(["references", law, "第九条"]) == 1
