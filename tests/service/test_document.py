from dataclasses import replace

import pytest

from corpus.errors import UnknownClause
from corpus.notice import Notice
from service.document import clause_at, parse_document


def test_a_clause_is_found_without_its_chapter(notice: Notice):
    article = replace(notice.root.children[0], path=("第一章", "第三条"), label="第三条")
    chapter = replace(notice.root.children[0], path=("第一章",), label="第一章", children=(article,))
    law = replace(notice, root=replace(notice.root, children=(chapter,)))
    assert clause_at(law, ("第三条",)) is article
    assert clause_at(law, ("第一章", "第三条")) is article
    assert clause_at(law, ("第一章",)) is chapter


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
