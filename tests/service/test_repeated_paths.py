"""A number that comes twice: 序号 that restarts in one table is never taken for the first of its kind."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote

import numpy as np
import pytest
from starlette.testclient import TestClient

from corpus.citation import parse_path
from corpus.errors import AmbiguousClause, UnknownClause
from corpus.notice import Notice
from corpus.reading import parse_notice
from corpus.record import passage_record
from index.checker import Checker
from index.library import Library
from index.referral import Referrals
from service.checked import cite_record
from service.citing_list import citing_list
from service.document import clause_at, clause_document
from tests.service.conftest import FakeEngine

TEXT = """某市教育局关于印发《某市培训方案》的通知
某市教〔2023〕3号
各校：
现将《某市培训方案》印发给你们。
某市教育局
2023年5月6日
某市培训方案
一、目标。
附件
任务清单
| 类别 | 序号 | 任务 |
|---|---|---|
| 甲类 | 1 | 建班 |
| 甲类 | 2 | 结业 |
| 乙类 | 1 | 开课 |
| 乙类 | 3 | 实习 |
"""
FIRST, SECOND = (TEXT.index(row) for row in ("| 甲类 | 1", "| 乙类 | 1"))
NUMBERS = "某市规定\n第一编 甲\n第一章 子\n第一条 一。\n第二编 乙\n第一章 丑\n第一条 二。\n"


@pytest.fixture
def table() -> Notice:
    return parse_notice(TEXT, source="某.txt", sha256="")


@pytest.fixture
def library(table: Notice, tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path / "library.sqlite")
    vectors = np.ones((len(table.passages), 4), np.float32)
    opened.add(table, origin="", vectors=vectors, encoder="e")
    yield opened
    opened.close()


def test_a_path_that_comes_twice_names_both_places(table: Notice):
    with pytest.raises(AmbiguousClause, match="2 clauses have the path 附件/1") as refused:
        clause_at(table, ("附件", "1"))
    assert refused.value.fix == f"give one of 附件/1@{FIRST}、附件/1@{SECOND}"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (f"附件/1@{FIRST}", "甲类 | 1 | 建班"),
        (f"附件/1@{SECOND}", "乙类 | 1 | 开课"),
        ("附件/2", "甲类 | 2 | 结业"),
    ],
)
def test_the_place_tells_which(table: Notice, path: str, words: str):
    assert clause_document(table, clause_at(table, parse_path(path)))["text"] == words


def test_a_place_where_no_such_clause_begins_is_unknown(table: Notice):
    with pytest.raises(UnknownClause):
        clause_at(table, ("附件", f"1@{SECOND + 1}"))


def test_the_links_of_passages_and_clauses_lead_to_their_own_place(table: Notice):
    urls = [passage_record(passage, table)["url"].partition("#")[2] for passage in table.passages[-4:]]
    assert urls == ["附件/1", "附件/2", f"附件/1@{SECOND}", "附件/3"]
    second = clause_at(table, ("附件", f"1@{SECOND}"))
    assert clause_document(table, second)["url"].endswith(f"#附件/1@{SECOND}")


def test_a_citation_is_ambiguous_and_its_candidates_lead_to_both(library: Library):
    record = cite_record("x", Checker(library).cite("某市教〔2023〕3号附件第1项"))
    assert record["verdict"] == "ambiguous"
    assert [one["url"].partition("#")[2] for one in record["candidates"]] == ["附件/1", f"附件/1@{SECOND}"]


def test_over_http_it_is_a_conflict_that_says_what_to_ask_for(library: Library, table: Notice):
    engine = FakeEngine()
    engine.library = library
    from service.app import create_app

    client = TestClient(create_app(engine))
    answer = client.get(f"/api/notices/{table.id}/clauses/附件/1")
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "ambiguous_clause")
    assert f"附件/1@{SECOND}" in answer.json()["error"]["fix"]
    assert client.get(f"/api/notices/{table.id}/clauses/附件/1@{SECOND}").json()["text"] == "乙类 | 1 | 开课"
    assert f'id="附件/1@{SECOND}"' in client.get(f"/notices/{table.id}").text


def test_what_cites_a_notice_leads_to_the_row_that_does(tmp_path: Path):
    law = parse_notice("某市实习办法\n第一条 甲。\n第二条 乙。\n", source="a.txt", sha256="a")
    plan = parse_notice(TEXT.replace("开课", "依照《某市实习办法》第二条开课"), source="b.txt", sha256="b")
    with closing(Library.open(tmp_path / "cited.sqlite")) as library:
        for notice in (law, plan):
            vectors = np.ones((len(notice.passages), 4), np.float32)
            library.add(notice, origin="", vectors=vectors, encoder="e")
        held = library.notices()[0]
        (line,) = citing_list(Referrals(library), held).lines
    assert unquote(line.href).endswith(f"#附件/1@{SECOND}")


def test_articles_of_several_parts_are_not_told_apart_by_their_number_alone():
    law = parse_notice(NUMBERS, source="某.txt", sha256="")
    with pytest.raises(AmbiguousClause) as refused:
        clause_at(law, ("第一条",))
    assert refused.value.fix == "give one of 第一编/第一章/第一条、第二编/第一章/第一条"
