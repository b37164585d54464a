"""款: the unnumbered paragraphs of an article."""

import pytest

from corpus.citation import parse_path, path_words
from corpus.notice import Notice
from corpus.numeral import chinese
from corpus.paragraph import paragraph_of
from corpus.reading import parse_notice
from corpus.record import notice_from_json, notice_to_json, passage_record

TWENTY = """第二十条 县级以上人民政府负责甲。
有下列情形之一的，不予办理：
（一）乙；
（二）丙。
前款规定的丁，另行规定。
第二十一条 只有一款：
（一）戊。
"""


def law(text: str) -> Notice:
    return parse_notice(f"某市某事办法\n\n{text}", source="某.txt", sha256="")


def test_passages_say_their_paragraph_and_items_that_of_the_one_they_follow():
    passages = law(f"第十九条 甲。\n{TWENTY}").passages
    assert [(p.path[-1], p.paragraph) for p in passages] == [
        ("第十九条", None),
        ("第二十条", 1),
        ("第二十条", 2),
        ("（一）", 2),
        ("（二）", 2),
        ("第二十条", 3),
        ("第二十一条", None),
        ("（一）", None),
    ]


def test_a_citation_names_the_paragraph_where_there_are_several():
    notice = law(TWENTY)
    records = [passage_record(passage, notice) for passage in notice.passages]
    assert [record["citation"].partition("》")[2] for record in records] == [
        "第二十条第一款",
        "第二十条第二款",
        "第二十条第二款（一）",
        "第二十条第二款（二）",
        "第二十条第三款",
        "第二十一条",
        "第二十一条（一）",
    ]
    assert [record["paragraph"] for record in records] == [1, 2, 2, 2, 3, None, None]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param("第一条 甲。\n乙。", [1, 2], id="两款"),
        pytest.param("第一条\n甲。\n乙。", [1, 1, 2], id="条号自成一行"),
        pytest.param("第一条 甲的含义：\n乙，是指丙；\n丁，是指戊。\n己。", [1, 1, 1, 2], id="冒号后的分列是一款"),
        pytest.param("第一条 有甲的：\n（一）乙。\n丙。", [1, 1, 2], id="项后另起一款"),
        pytest.param("第一条 甲：（一）乙；（二）丙。丁。", [1, 1, 1, 2], id="段内的项后另起一款"),
        pytest.param("第一条 甲。\n| 序 | 乙 |\n|---|---|\n| 丙 | 丁 |\n戊。", [1, 1, 2], id="表格属于前一款"),
        pytest.param("一、甲；乙。\n丙。", [None, None], id="不是条"),
        pytest.param("第一条 甲。\n（一）乙包括：\n1.丙；\n2.丁。\n第二条 戊。", [None] * 5, id="只有一款"),
        pytest.param("第一条 甲“乙。”\n丙。", [1, 2], id="引号收尾"),
    ],
)
def test_a_new_paragraph_begins_behind_a_sentence_or_a_list(text: str, numbers: list[int | None]):
    assert [passage.paragraph for passage in law(text).passages] == numbers


def test_a_paragraph_holds_its_words_and_what_is_listed_below():
    notice = law(TWENTY)
    article = notice.root.children[0]
    second = paragraph_of(notice.text, article, 2)
    assert second is not None
    assert second.span.of(notice.text) == "有下列情形之一的，不予办理：\n（一）乙；\n（二）丙。"
    assert [child.label for child in second.children] == ["（一）", "（二）"]
    assert paragraph_of(notice.text, article, 4) is None
    single = notice.root.children[1]
    assert paragraph_of(notice.text, single, 1) is single


def test_a_stored_notice_keeps_its_paragraphs():
    notice = law(TWENTY)
    assert notice_from_json(notice_to_json(notice), notice.text) == notice


@pytest.mark.parametrize(
    ("cited", "path"),
    [
        ("第二十条第三款", ("第二十条", "第三款")),
        ("第二十条/第三款", ("第二十条", "第三款")),
        ("第二章第二十条", ("第二章", "第二十条")),
        ("第七条之一第二款", ("第七条之一", "第二款")),
        ("第二十条第二款第（三）项", ("第二十条", "第二款", "（三）")),
        ("第二十条第二款第三项", ("第二十条", "第二款", "（三）")),
        ("第二十条(三)", ("第二十条", "（三）")),
        ("附件2/第三条", ("附件2", "第三条")),
        ("《第三条例》", ("《第三条例》",)),
        ("三/（二）", ("三", "（二）")),
    ],
)
def test_a_statute_is_read_as_it_is_cited(cited: str, path: tuple[str, ...]):
    assert parse_path(cited) == path


def test_a_citation_without_end_is_read_in_time():
    assert parse_path("第一章第（二）项第三项" * 3000 + "某")[0].endswith("某")


def test_a_paragraph_is_written_behind_its_article():
    assert path_words(("第二章", "第七条之一", "（三）"), 12) == "第二章第七条之一第十二款（三）"


@pytest.mark.parametrize(
    ("number", "printed"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (105, "一百零五"), (110, "一百一十"), (1001, "一千零一")],
)
def test_a_number_as_it_is_printed(number: int, printed: str):
    assert chinese(number) == printed
