"""Head, instruments, attachments, signature."""

from datetime import date

import pytest

from corpus.citation import path_text
from corpus.notice import Notice
from corpus.reading import parse_notice

ISSUING = """某省教育厅关于印发《某省培训办法》的通知
某教发〔2024〕7号
各市教育局：
现将《某省培训办法》印发给你们，请遵照执行。
某省教育厅
2024年5月6日
"""


def read(text: str, source: str = "某.txt") -> Notice:
    return parse_notice(text, source=source, sha256="")


def paths(text: str) -> list[str]:
    return [path_text(clause.path) for clause in read(text).root.walk() if clause.path]


def test_the_one_instrument_adds_nothing_to_the_path():
    assert paths(f"{ISSUING}某省培训办法\n第一条 甲。\n第二条 乙。") == ["第一条", "第二条"]


def test_an_instrument_behind_a_cover_with_clauses_begins_with_its_title():
    text = ISSUING.replace("请遵照执行。", "有关事项通知如下。\n一、抓紧落实。\n二、按时上报。")
    assert paths(f"{text}某省培训办法\n第一条 甲。") == ["一", "二", "《某省培训办法》", "《某省培训办法》/第一条"]


COVER = "某局关于开展检查的通知\n各学校：\n一、高度重视。\n二、按时上报。\n某局\n2024年5月6日\n"


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        pytest.param(
            "某市校园安全检查方案\n为做好检查工作，制定本方案。\n一、检查范围\n全市中小学。\n",
            ["一", "二", "《某市校园安全检查方案》", "《某市校园安全检查方案》/一"],
            id="落款后有题有号",
        ),
        pytest.param("某市校园安全检查方案\n为做好检查工作。\n", ["一", "二"], id="没有编号不算"),
        pytest.param("某市教育局2024年5月7日工作方案\n一、检查范围\n", ["一", "二", "一"], id="带日期的不是题"),
    ],
)
def test_a_text_with_title_and_numbers_behind_the_signature_is_an_instrument(behind: str, expected: list[str]):
    assert paths(f"{COVER}{behind}") == expected


def test_one_of_several_that_are_issued_begins_with_its_label():
    text = ISSUING.replace("《某省培训办法》的", "《某省培训办法》等两项制度的")
    assert paths(f"{text}附件1\n某省培训办法\n第一条 甲。\n附件2\n某省考核办法\n第一条 乙。") == [
        "附件1",
        "附件1/第一条",
        "附件2",
        "附件2/第一条",
    ]


def test_attachments_begin_with_their_labels():
    text = f"{ISSUING}附件1\n甲表\n一、子\n附件2\n乙表\n一、丑"
    assert paths(text) == ["附件1", "附件1/一", "附件2", "附件2/一"]


def test_a_list_of_attachments_is_no_clause():
    notice = read("某局关于某事的通知\n各单位：\n一、甲。\n附件：1.甲表\n2.乙表\n某局\n2024年1月2日\n附件1\n甲表\n无\n")
    assert notice.attachments == ("甲表", "乙表")
    assert [c.label for c in notice.root.children] == ["一", "附件1"]


def test_a_table_of_contents_is_no_clause():
    text = f"{ISSUING}某省培训办法\n目　录\n第一章　总则\n第二章　附则\n第一章　总则\n第一条　甲。\n第二章　附则\n第二条　乙。"
    assert paths(text) == ["第一章", "第一章/第一条", "第二章", "第二章/第二条"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024年5月6日", date(2024, 5, 6)),
        ("二〇二四年五月六日", date(2024, 5, 6)),
        ("二○二四年十二月三十一日", date(2024, 12, 31)),
    ],
)
def test_the_date_of_signature(day: str, expected: date):
    assert read(f"某局关于某事的通知\n各单位：\n请办理。\n某局\n{day}\n").date == expected


def test_no_date_is_guessed():
    notice = read("某局关于某事的通知\n某发〔2021〕3号\n各单位：\n2020年1月1日起施行。\n")
    assert (notice.date, notice.year) == (None, 2021)


def test_a_title_set_on_three_lines_is_one_title():
    text = "国务院关于授权香港特别行政区实施管辖的\n\n深圳湾口岸港方口岸区范围和\n\n土 地 使 用 期 限 的 批 复\n\n国函〔2006〕132号\n\n广东省：\n请办理。"
    notice = read(text)
    assert notice.title == "国务院关于授权香港特别行政区实施管辖的深圳湾口岸港方口岸区范围和土地使用期限的批复"
    assert (notice.number, notice.id, notice.genre) == ("国函〔2006〕132号", "gh-2006-132", "批复")


def test_a_notice_without_a_title_is_called_by_its_file():
    notice = read("第一条 甲。\n第二条 乙。", source="某细则.txt")
    assert notice.title == "某细则"
    assert notice.warnings == ("no title is printed: the file's name stands for it (某细则)",)


def test_an_order_on_two_lines_has_a_number():
    text = "某市数据管理办法\n某市人民政府令\n（第16号）\n《某市数据管理办法》已经审议通过，现予公布。\n市长 某某\n2020年5月15日\n某市数据管理办法\n第一条 甲。"
    notice = read(text)
    assert (notice.number, notice.issuers) == ("某市人民政府令第16号", ("某市人民政府",))
    assert [c.label for c in notice.root.children] == ["第一条"]


def test_the_items_of_a_list_carry_the_sentence_that_leads_into_it():
    notice = read("某省培训办法\n\n第三条 补贴对象包括：\n（一）失业人员；\n（二）农民工。\n第四条 甲。")
    third = notice.root.children[0]
    assert third.heading == ""
    assert [(p.text, p.context) for p in notice.passages][:2] == [
        ("第三条 补贴对象包括：", ("某省培训办法",)),
        ("（一）失业人员；", ("某省培训办法", "第三条 补贴对象包括：")),
    ]


def test_a_title_that_begins_on_the_line_above_about_is_one_title():
    notice = read("政协第三届某市委员会第二次会议\n关于第0123号提案的复函\n\n张三委员：\n收悉。")
    assert notice.title == "政协第三届某市委员会第二次会议关于第0123号提案的复函"


@pytest.mark.parametrize(
    ("printed", "attachments"),
    [
        pytest.param("附件：\n１．甲表\n２．乙表\n", ("甲表", "乙表"), id="附件二字独行"),
        pytest.param("附件：附件1 甲表.xls\n附件2 乙表.xlsx\n", ("甲表.xls", "乙表.xlsx"), id="每行带附件号"),
        pytest.param("附件：1.甲表\n　　　2.乙表\n", ("甲表", "乙表"), id="首行在附件后"),
        pytest.param("附：甲表\n", ("甲表",), id="附字"),
        pytest.param("附件1：甲表\n附件2：乙表\n", ("甲表", "乙表"), id="附件1冒号"),
    ],
)
def test_a_list_of_attachments_is_read_in_every_form(printed: str, attachments: tuple[str, ...]):
    notice = read(f"甲市教育局关于某事的通知\n各单位：\n一、甲。\n{printed}甲市教育局\n甲市财政局\n2024年1月2日\n")
    assert notice.attachments == attachments
    assert [c.label for c in notice.root.children] == ["一"]


def test_the_title_of_a_form_ends_before_its_first_field():
    notice = read(f"{ISSUING}附件1\n某申请表\n（　　　年）\n单位名称\n附件2\n某名单\n（2023年版）\n甲\n")
    assert [(i.label, i.title) for i in notice.instruments] == [("附件1", "某申请表"), ("附件2", "某名单（2023年版）")]


def test_a_count_under_a_title_is_not_part_of_it():
    notice = read(f"{ISSUING}附件\n2024年某人选名单\n（共16名，排名不分先后）\n一、甲\n")
    assert [(i.label, i.title) for i in notice.instruments] == [("附件", "2024年某人选名单")]


def test_the_year_with_which_a_listed_title_begins_is_no_number_of_it():
    notice = read("某局关于某事的公示\n现予公示。\n附件：2024年某人选名单\n某局\n2024年1月2日\n")
    assert notice.attachments == ("2024年某人选名单",)


def test_a_head_that_is_printed_twice_is_one_attachment():
    assert paths(f"{ISSUING}附件\n考评指标\n附件\n考评指标\n一、甲。\n") == ["附件", "附件/一"]


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        pytest.param("附录：\n某范围\n一、丙\n（一）丁\n", ["第一条", "附录", "附录/一", "附录/一/（一）"], id="附录有编号"),
        pytest.param("附：\n某目录\n1．尺\n2．秤\n", ["第一条", "附", "附/1", "附/2"], id="附有编号"),
        pytest.param("附件：\n某受理费表\n争议金额 收费\n1000元以下 40元\n", ["第一条", "附件"], id="附件是文字"),
        pytest.param("附件：\n某申请表\n某局\n2024年1月2日\n", ["第一条"], id="落款前是清单"),
        pytest.param("附件：\n某申请表.docx\n某名单.xlsx\n", ["第一条"], id="文件名是清单"),
    ],
)  # fmt: skip
def test_a_head_with_a_colon_behind_rules_without_a_signature(behind: str, expected: list[str]):
    assert paths(f"某规定\n第一条 甲。\n{behind}") == expected


def test_a_listed_title_without_a_number_is_no_head():
    text = f"{ISSUING}某省培训办法\n一、甲。\n附件：\n考评指标\n附件\n考评指标\n一、乙。\n"
    notice = read(text)
    assert notice.attachments == ("考评指标",)
    assert [(path_text(c.path), c.span.start) for c in notice.root.children] == [
        ("一", text.index("一、甲")),
        ("附件", text.index("附件\n")),
    ]


def test_links_to_files_are_no_clause():
    notice = read(f"{ISSUING}附件：\n附件1.docx\n附件2.docx附件3.xlsx\n网站地图\n")
    assert (notice.root.children, notice.attachments) == ((), ("附件1.docx", "附件2.docx", "附件3.xlsx"))


def test_a_list_inside_an_attachment_is_its_own():
    notice = read(f"{ISSUING}附件\n某程序\n一、甲。\n附表：1.甲表\n2.乙表\n附表1\n甲表\n附表2\n乙表\n")
    assert [c.label for c in notice.root.children] == ["附件", "附表1", "附表2"]
    assert notice.attachments == ("某程序",)


def test_an_order_bears_the_title_of_what_it_publishes():
    notice = read(
        "某市人民政府令\n第179号\n《某市优待办法》已经审议通过，现予公布。\n市长 某某\n2021年1月29日\n某市优待办法\n第一条 甲。"
    )
    assert (notice.title, notice.genre, notice.number) == ("某市优待办法", "办法", "某市人民政府令第179号")
    assert [c.path for c in notice.root.children] == [("第一条",)]


def test_an_announcement_without_a_title_is_called_by_its_number():
    notice = read("某海关总署 公告〔2024〕137号\n一、甲。\n二、乙。附件：1.甲表.pdf2.乙表.xlsx某海关总署2024年9月20日")
    assert (notice.title, notice.issuers, notice.genre) == ("某海关总署公告〔2024〕137号", ("某海关总署",), "公告")
    assert (notice.attachments, str(notice.date)) == (("甲表.pdf", "乙表.xlsx"), "2024-09-20")


def test_an_attachment_without_its_notice_begins_with_its_label():
    assert paths("附件2\n某名单\n一、甲\n二、乙\n") == ["附件2", "附件2/一", "附件2/二"]


@pytest.mark.parametrize(
    "contents",
    [
        pytest.param("目　录\n第一章　总则……1\n第二章　附　则（2）\n", id="引点和页码"),
        pytest.param("***目录***\n[第一章 总则](#第一章-总则)\n* [第二章 附则](#第二章-附则)\n", id="链接"),
        pytest.param("目录 第一章 总则 第二章 附则\n", id="一行"),
        pytest.param("目次\n第一章 总则\n附录\n第二章 附则\n", id="一行不再出现"),
    ],
)
def test_a_table_of_contents_in_every_form_is_no_clause(contents: str):
    text = f"{ISSUING}某省培训办法\n{contents}第一章 总则\n第一条 甲。\n第二章 附则\n第二条 乙。"
    assert paths(text) == ["第一章", "第一章/第一条", "第二章", "第二章/第二条"]


def test_what_is_issued_anew_is_an_instrument():
    anew = ISSUING.replace("关于印发《某省培训办法》", "关于重新发布某省培训办法").replace(
        "现将《某省培训办法》印发给你们，", ""
    )
    notice = read(f"{anew}某省培训办法\n第一条 甲。")
    assert [instrument.title for instrument in notice.instruments] == ["某省培训办法"]
