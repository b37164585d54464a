from dataclasses import replace

import pytest

from corpus.errors import UnknownClause
from corpus.notice import Notice
from corpus.reading import parse_notice
from service.document import clause_at, clause_document, parse_document


def test_a_clause_is_found_without_its_chapter(notice: Notice):
    article = replace(notice.root.children[0], path=("第一章", "第三条"), label="第三条")
    chapter = replace(notice.root.children[0], path=("第一章",), label="第一章", children=(article,))
    law = replace(notice, root=replace(notice.root, children=(chapter,)))
    assert clause_at(law, ("第三条",)) is article
    assert clause_at(law, ("第一章", "第三条")) is article
    assert clause_at(law, ("第一章",)) is chapter


LAW = "某市某事办法\n\n第一章 总则\n第一条 甲。\n有下列情形之一的：\n（一）乙；\n（二）丙。\n前款规定另行制定。\n第二条 丁。"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (("第一条", "第二款"), "有下列情形之一的：\n（一）乙；\n（二）丙。"),
        (("第一章", "第一条", "第三款"), "前款规定另行制定。"),
        (("第一条", "第二款", "（二）"), "（二）丙。"),
        (("第二条", "第一款"), "第二条 丁。"),
    ],
    ids="/".join,
)
def test_a_paragraph_of_an_article_is_found(path: tuple[str, ...], words: str):
    law = parse_notice(LAW, source="某.txt", sha256="")
    clause = clause_at(law, path)
    assert clause.span.of(law.text) == words


@pytest.mark.parametrize(
    ("path", "fix"),
    [
        (("第一条", "第四款"), "第一条 has 3 款"),
        (("第二条", "第二款"), "第二条 has 1 款"),
        (("第一条", "第二款", "（三）"), "below that paragraph stands （一）、（二）"),
    ],
    ids="/".join,
)
def test_a_paragraph_that_is_not_there_is_refused_with_how_many_there_are(path: tuple[str, ...], fix: str):
    with pytest.raises(UnknownClause) as refused:
        clause_at(parse_notice(LAW, source="某.txt", sha256=""), path)
    assert refused.value.fix == fix


def test_a_paragraph_is_documented_with_its_number_and_citation():
    law = parse_notice(LAW, source="某.txt", sha256="")
    document = clause_document(law, clause_at(law, ("第一条", "第三款")))
    assert (document["path"], document["paragraph"]) == (["第一章", "第一条"], 3)
    assert document["citation"] == "《某市某事办法》第一章第一条第三款"
    assert document["text"] == "前款规定另行制定。"


def test_the_root_is_the_clause_without_labels(notice: Notice):
    assert clause_at(notice, ()) is notice.root


@pytest.mark.parametrize("path", [("三",), ("（一）",), ("二", "（三）")], ids=["没有三", "少了上级", "没有（三）"])
def test_a_path_that_is_not_there_is_refused_with_those_that_are(notice: Notice, path: tuple[str, ...]):
    with pytest.raises(UnknownClause) as refused:
        clause_at(notice, path)
    assert refused.value.fix == "its clauses are 一、二、附件"


def test_a_parsed_file_has_words_under_no_label_among_its_passages(notice: Notice):
    document = parse_document(notice)
    assert set(document) == {"notice", "clauses", "passages", "text"}
    assert [clause["path"] for clause in document["clauses"]] == [["一"], ["二"], ["附件"]]
    assert document["passages"][0]["path"] == []
    assert document["text"] == notice.text
