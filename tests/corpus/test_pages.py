"""The page of a passage: from the reader to the notice, its JSON, and back out of a library."""

import json
from pathlib import Path

import pytest

from corpus.citation import page_text
from corpus.notice import Notice
from corpus.reading import parse_notice, read_notice
from corpus.record import clause_record, notice_from_json, notice_to_json, passage_record
from corpus.span import Span
from tests.readers.made_files import pdf

FIRST = [
    (90, 350, "某市教育局办公文细则"),
    (50, 300, "第一条 联系人的电话是13800138000，可以"),
    (50, 284, "随时拨打。"),
    (50, 268, "第二条 公文由各科室起草，办公室负责核对，"),
]
SECOND = [(50, 350, "报局长签发以后印发。"), (50, 334, "第三条 自印发之日起施行。")]


@pytest.fixture
def notice(tmp_path: Path) -> Notice:
    (tmp_path / "细则.pdf").write_bytes(pdf(FIRST, SECOND))
    return read_notice(tmp_path / "细则.pdf")


def test_a_passage_stands_on_the_page_it_begins_on(notice: Notice):
    pages = {passage.path: passage_record(passage, notice)["page"] for passage in notice.passages}
    assert pages == {("第一条",): 1, ("第二条",): 1, ("第三条",): 2}
    second = notice.passages[1]
    assert "报局长签发" in second.text  # it goes on over the page


def test_clauses_say_their_page_and_masking_moves_none(notice: Notice):
    assert "13800138000" not in notice.text
    assert [clause_record(clause, notice)["page"] for clause in notice.root.children] == [1, 1, 2]
    assert notice.text[notice.pages[1] :].startswith("报局长")


@pytest.mark.parametrize(("start", "page"), [(0, 1), (9, 1), (10, 2), (29, 2), (30, 4), (99, 4)])
def test_a_page_begins_at_its_offset(notice: Notice, start: int, page: int):
    from dataclasses import replace

    # page 3 is empty
    assert replace(notice, pages=(0, 10, 30, 30)).page_at(Span(start, start + 1)) == page


def test_pages_come_back_from_a_library(notice: Notice):
    assert notice_from_json(notice_to_json(notice), notice.text) == notice


def test_a_notice_kept_before_there_were_pages_has_none(notice: Notice):
    old = json.loads(notice_to_json(notice))
    del old["pages"]
    kept = notice_from_json(json.dumps(old), notice.text)
    assert (kept.pages, kept.page_at(Span(0, 1))) == ((), None)


def test_a_format_without_pages_has_no_page():
    notice = parse_notice("某市办法\n第一条 甲。\n第二条 乙。", source="a.txt", sha256="0")
    assert passage_record(notice.passages[0], notice)["page"] is None
    assert [page_text(None), page_text(3)] == ["", "第3页"]
