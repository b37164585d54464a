"""What a reference names in a library: by number, by title, by short name; several are never chosen among."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus.citation import path_text
from corpus.notice import Notice, Reference
from corpus.reading import parse_notice
from index.library import Library
from index.resolution import resolved

LAW = "中华人民共和国某教育法\n（2022年4月20日某大会通过）\n第一章 总则\n第一条 甲。\n第二条 下列人员：\n（一）子；\n（二）丑。\n"
OLDER = LAW.replace("2022年4月20日", "1996年5月15日").replace("甲", "旧")
RULES = "某省教育厅关于印发某省实习办法的通知\n某教发〔2024〕7号\n各校：\n现将《某省实习办法》印发给你们。\n某省教育厅\n2024年5月6日\n某省实习办法\n第一条 乙。\n第二条 丙。\n"
HEAD = "某市教育局关于某事的通知\n各校：\n"


def read(text: str) -> Notice:
    return parse_notice(text, source="某.txt", sha256=text)


def put(library: Library, text: str) -> str:
    notice = read(text)
    library.add(notice, origin="", vectors=np.ones((len(notice.passages), 4), np.float32), encoder="e")
    return notice.id


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path / "library.sqlite")
    yield opened
    opened.close()


def first(library: Library, words: str) -> Reference:
    return resolved(library, read(HEAD + words)).references[0]


def found(library: Library, words: str) -> tuple[str | None, list[str]]:
    reference = first(library, words)
    return reference.notice, [path_text(path) for path in reference.paths]


@pytest.mark.parametrize(
    ("words", "paths"),
    [
        pytest.param("依照《中华人民共和国某教育法》办理。", [], id="全称"),
        pytest.param("依照《某教育法》第一条、第二条第二项办理。", ["第一章/第一条", "第一章/第二条/（二）"], id="简称和条项"),
        pytest.param("依照某教育法第二条办理。", ["第一章/第二条"], id="无书名号"),
        pytest.param("依照《中华人民共和国某教育法》（以下简称《教法》）第二条办理。", ["第一章/第二条"], id="同时定义简称"),
        pytest.param("依照《某教育法》第九条办理。", [], id="没有的条不猜"),
    ],
)  # fmt: skip
def test_a_law_is_found_by_its_title(library: Library, words: str, paths: list[str]):
    law = put(library, LAW)
    assert found(library, words) == (law, paths)


def test_a_short_name_is_found_by_what_it_was_given_for(library: Library):
    law = put(library, LAW)
    text = f"{HEAD}根据《中华人民共和国某教育法》（以下简称《教法》）办理。依照《教法》第一条执行。"
    references = resolved(library, read(text)).references
    assert [(r.notice, r.paths) for r in references] == [(law, ()), (law, (("第一章", "第一条"),))]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("见《某省实习办法》（某教发[2024]07号）第二条。", id="文号"),
        pytest.param("见《某省实习办法》第二条。", id="所印发的办法"),
        pytest.param("见《某省教育厅关于印发〈某省实习办法〉的通知》第二条。", id="书名号里的书名号"),
        pytest.param("见某教发〔2024〕7号第二条。", id="只有文号"),
    ],
)
def test_a_notice_is_found_by_number_or_by_what_it_issues(library: Library, words: str):
    rules = put(library, RULES)
    assert found(library, words) == (rules, ["第二条"])


def test_of_several_versions_none_is_chosen(library: Library):
    ids = (put(library, LAW), put(library, OLDER))
    reference = first(library, "依照《某教育法》第二条办理。")
    assert (reference.notice, reference.candidates) == (None, ids)
    assert reference.paths == (("第二条",),)


def test_what_is_not_held_keeps_the_labels_as_cited(library: Library):
    assert found(library, "依照《某税法》第五条第二款第（三）项办理。") == (None, ["第五条/第二款/（三）"])
