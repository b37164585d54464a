"""Documents and clauses that a notice refers to."""

import pytest

from corpus.citation import path_text
from corpus.notice import Notice, Reference
from corpus.pointer import pointers_in
from corpus.reading import parse_notice

HEAD = "某市培训办法\n第一章 总则\n第一条 甲。\n第二条 有下列情形：\n（一）子；\n（二）丑。\n第二章 附则\n第三条 乙。\n第四条 "


def read(text: str) -> Notice:
    return parse_notice(text, source="某.txt", sha256="")


def referred(notice: Notice) -> list[tuple[str, list[str]]]:
    return [(r.span.of(notice.text), [path_text(path) for path in r.paths]) for r in notice.references]


@pytest.mark.parametrize(
    ("words", "targets"),
    [
        ("第三十三条、第三十四条", [("第三十三条",), ("第三十四条",)]),
        ("第五条第二款第（三）项", [("第五条", "第二款", "（三）")]),
        ("第五条第一款第一项或者第三项", [("第五条", "第一款", "（一）"), ("第五条", "第一款", "（三）")]),
        ("第十条第（一）、（二）项", [("第十条", "（一）"), ("第十条", "（二）")]),
        ("第七条之一", [("第七条之一",)]),
        ("第三、四条", [("第三条",), ("第四条",)]),
    ],
)
def test_a_list_of_clauses_is_taken_apart(words: str, targets: list[tuple[str, ...]]):
    assert [list(pointer.targets) for pointer in pointers_in(words)] == [targets]


@pytest.mark.parametrize(
    ("words", "said", "paths"),
    [
        pytest.param("依照本办法第三条办理。", "本办法第三条", ["第二章/第三条"], id="本办法"),
        pytest.param("依照第二条第（二）项办理。", "第二条第（二）项", ["第一章/第二条/（二）"], id="条和项"),
        pytest.param("依照第二条第一款第一项的规定。", "第二条第一款第一项", ["第一章/第二条/（一）"], id="款不入路径"),
        pytest.param("依照第一至三条的规定。", "第一至三条", ["第一章/第一条", "第一章/第二条", "第二章/第三条"], id="第一至三条"),
        pytest.param("子。\n前款所称子，是指丑。", "前款", ["第二章/第四条"], id="前款"),
        pytest.param("前条所称乙，是指丙。", "前条", ["第二章/第三条"], id="前条跨章"),
        pytest.param("前两条不适用。", "前两条", ["第一章/第二条", "第二章/第三条"], id="前两条"),
        pytest.param("本条不适用。", "本条", ["第二章/第四条"], id="本条"),
    ],
)  # fmt: skip
def test_clauses_of_the_notice_itself_are_found(words: str, said: str, paths: list[str]):
    notice = read(HEAD + words)
    assert referred(notice) == [(said, paths)]
    assert notice.references[0].own


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("依照本办法第九条办理。", id="没有的条"),
        pytest.param("第一条生产线投产。", id="不是条文"),
        pytest.param("按本条件办理。", id="本条件"),
    ],
)
def test_nothing_is_guessed(words: str):
    assert read(HEAD + words).references == ()


@pytest.mark.parametrize(
    ("words", "title", "labels"),
    [
        pytest.param(
            "依照《某法》第三十三条、第三十四条办理。", "某法", [("第三十三条",), ("第三十四条",)], id="书名号后"
        ),
        pytest.param("依照《某法》（主席令第3号）的第二条办理。", "某法", [("第二条",)], id="文号后"),
        pytest.param("依照刑法第二百条追究。", "刑法", [("第二百条",)], id="无书名号"),
        pytest.param("依照某某规定第二条处理。", None, [("第二条",)], id="别的规定不当本办法"),
    ],
)
def test_clauses_of_others_keep_the_labels_as_cited(words: str, title: str | None, labels: list[tuple[str, ...]]):
    (found,) = read(HEAD + words).references
    assert (found.title, list(found.paths), found.own) == (title, labels, False)


def test_the_same_law_is_the_one_named_last():
    notice = read(HEAD + "依照《甲法》和《乙法》第五条办理，按同法第六条处罚。")
    assert [(r.title, r.paths) for r in notice.references] == [
        ("甲法", ()),
        ("乙法", (("第五条",),)),
        ("乙法", (("第六条",),)),
    ]


def test_a_short_name_stands_for_the_title_it_was_given_for():
    notice = read(
        HEAD + "根据《某国海关办法》（海关总署令第89号发布，以下简称《海关办法》），依照《海关办法》第六条办理。"
    )
    assert notice.references[1] == Reference(
        "海关办法", "海关总署令第89号", notice.references[1].span, (("第六条",),), full="某国海关办法"
    )


def test_a_notice_without_articles_calls_its_clauses_articles():
    notice = read(
        "某局关于某事的通知\n各单位：\n一、甲。\n（一）子。\n（二）丑。\n二、按照本通知第一条第（二）项执行。"
    )
    assert referred(notice) == [("本通知第一条第（二）项", ["一/（二）"])]


def test_an_attachment_is_referred_to_by_its_label():
    text = "某局关于某事的通知\n各单位：\n一、按附件2执行。\n某局\n2024年1月2日\n附件1\n甲表\n一、子\n附件2\n乙表\n一、丑\n"
    assert referred(read(text)) == [("附件2", ["附件2"])]


def test_the_same_number_in_an_attachment_is_looked_up_there():
    text = "某局关于印发某办法的通知\n各单位：\n现印发某办法。\n某局\n2024年1月2日\n附件1\n甲办法\n第一条 子。\n附件2\n乙办法\n第一条 丑。\n第二条 依照第一条办理。\n"
    assert referred(read(text)) == [("第一条", ["附件2/第一条"])]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(f"依照第{'一' * 5000}条办理。", id="五千个一"),
        pytest.param(f"依照本办法第三条之{'一' * 5000}、第{'9' * 6000}目办理。", id="之后也数不完"),
    ],
)
def test_a_run_of_digits_without_end_is_no_clause_and_stops_nothing(words: str):
    notice = parse_notice(f"某某办法\n\n第一条　{words}\n第二条　依照前条办理。", source="x.txt", sha256="")
    assert [clause.label for clause in notice.root.children] == ["第一条", "第二条"]
    assert notice.references[-1].paths == (("第一条",),)
