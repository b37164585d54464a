"""The labels that Word draws in front of a paragraph without writing them into it."""

import pytest

from corpus.readers import read_document
from corpus.readers.ordinal import ordinal
from tests.readers.made_files import W, docx, listed, numbering, paragraph

NUM = '<w:num w:numId="{0}"><w:abstractNumId w:val="0"/>{1}</w:num>'


def lines(body: str, **parts: str) -> list[str]:
    return read_document(docx(body, **parts), where="a.docx").text.split("\n")


@pytest.mark.parametrize(
    ("number", "form", "drawn"),
    [
        (7, "decimal", "7"),
        (7, "decimalZero", "07"),
        (12, "decimalFullWidth", "１２"),
        (10, "chineseCounting", "十"),
        (15, "chineseCounting", "十五"),
        (20, "chineseCountingThousand", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (1001, "chineseCountingThousand", "一千零一"),
        (999, "taiwaneseCountingThousand", "九百九十九"),
        (10_000, "chineseCounting", "10000"),
        (2024, "ideographDigital", "二〇二四"),
        (23, "chineseLegalSimplified", "贰拾叁"),
        (10, "chineseLegalSimplified", "壹拾"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (2, "decimalEnclosedParen", "⑵"),
        (4, "upperRoman", "IV"),
        (1999, "lowerRoman", "mcmxcix"),
        (28, "upperLetter", "BB"),
        (2, "ideographTraditional", "乙"),
        (5, "none", ""),
        (5, "不认识的形式", "5"),
    ],
)
def test_word_counts_in_many_forms(number: int, form: str, drawn: str):
    assert ordinal(number, form) == drawn


def test_a_list_of_three_levels_is_drawn_as_offices_number():
    levels = [("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]
    body = "".join(
        [listed("总则"), listed("目标", level=1), listed("甲", level=2), listed("乙", level=2)]
        + [listed("原则", level=1), listed("丙", level=2), listed("附则"), listed("丁", level=1)]
    )
    assert lines(body, numbering=numbering(levels)) == [
        "一、总则", "（一）目标", "1.甲", "2.乙", "（二）原则", "1.丙", "二、附则", "（一）丁",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("levels", "level", "label"),
    [
        pytest.param([("chineseCounting", "第%1条")], 0, "第一条 甲", id="第一条后空一格"),
        pytest.param([("decimal", "%1"), ("decimal", "%1.%2")], 1, "1.1 甲", id="上级编号也写出"),
        pytest.param([("bullet", "\uf06c")], 0, "• 甲", id="项目符号"),
        pytest.param([("none", "")], 0, "甲", id="不显示编号"),
    ],
)
def test_a_label_is_written_in_front_of_its_paragraph(levels: list[tuple[str, str]], level: int, label: str):
    assert lines(listed("甲", level=level), numbering=numbering(levels)) == [label]


def test_two_lists_of_one_kind_count_on_unless_one_says_where_it_starts():
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    nums = NUM.format(1, "") + NUM.format(2, "") + NUM.format(3, start)
    body = listed("甲", 1) + listed("乙", 2) + listed("丙", 3) + listed("丁", 3)
    assert lines(body, numbering=numbering([("decimal", "%1.")], nums)) == ["1.甲", "2.乙", "1.丙", "2.丁"]


def test_a_style_gives_its_paragraphs_their_number_and_a_paragraph_can_decline():
    style = '<w:style w:type="paragraph" w:styleId="{0}">{1}<w:pPr>{2}</w:pPr></w:style>'
    based = '<w:basedOn w:val="条"/>'
    number = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    styles = f"<w:styles {W}>{style.format('条', '', number)}{style.format('款', based, '')}</w:styles>"
    body = (
        paragraph("甲", '<w:pStyle w:val="条"/>')
        + paragraph("乙", '<w:pStyle w:val="款"/>')
        + paragraph("丙", '<w:pStyle w:val="条"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    assert lines(body, styles=styles, numbering=numbering([("decimal", "%1、")])) == ["1、甲", "2、乙", "丙"]


def test_a_style_that_a_level_names_as_its_own_counts_on_that_level():
    drawn = numbering([("chineseCounting", "第%1章"), ("chineseCounting", "第%2条")])
    drawn = drawn.replace('<w:lvl w:ilvl="1">', '<w:lvl w:ilvl="1"><w:pStyle w:val="条"/>')
    style = (
        '<w:style w:type="paragraph" w:styleId="条"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    article = paragraph("甲", '<w:pStyle w:val="条"/>')
    body = listed("总则") + article + article + listed("附则") + article
    assert lines(body, styles=f"<w:styles {W}>{style}</w:styles>", numbering=drawn) == [
        "第一章 总则", "第一条 甲", "第二条 甲", "第二章 附则", "第一条 甲",
    ]  # fmt: skip


def test_an_empty_paragraph_takes_no_number_but_an_empty_cell_does():
    cell = "<w:tc>{}</w:tc>"
    table = f"<w:tbl><w:tr>{cell.format(listed(''))}{cell.format(paragraph('甲'))}</w:tr></w:tbl>"
    assert lines(listed("") + table + listed("乙"), numbering=numbering([("decimal", "%1")])) == ["| 1 | 甲 |", "2 乙"]


def test_a_paragraph_joined_to_the_one_before_loses_its_number():
    joined = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>'
    body = joined + listed("乙") + listed("丙")
    assert lines(body, numbering=numbering([("chineseCounting", "%1、")])) == ["一、甲乙", "二、丙"]


def test_a_deleted_paragraph_takes_no_number():
    place = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    gone = (
        f"<w:p><w:pPr>{place}<w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>乙</w:delText></w:r></w:del></w:p>"
    )
    body = listed("甲") + gone + listed("丙")
    assert lines(body, numbering=numbering([("chineseCounting", "%1、")])) == ["一、甲", "二、丙"]
