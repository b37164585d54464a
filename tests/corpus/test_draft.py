"""What a draft cites and quotes, and which citation a quotation goes with."""

import pytest

from corpus.draft import read_draft


def read(text: str) -> list[tuple[str, str]]:
    draft = read_draft(text)
    return [
        (one.quotation.words, draft.mentions[one.mention].span.of(text) if one.mention is not None else "")
        for one in draft.quoted
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("《某法》第三条规定，“甲乙”。", [("甲乙", "《某法》第三条")], id="引用在前"),
        pytest.param("规定“甲乙”（《某法》第三条）。", [("甲乙", "《某法》第三条")], id="括号在后"),
        pytest.param("“甲乙。”——《某法》第三条", [("甲乙。", "《某法》第三条")], id="破折号在后"),
        pytest.param("《某法》第一条“甲”，第二条“乙”。", [("甲", "《某法》第一条"), ("乙", "第二条")], id="一句两引"),
        pytest.param(
            "某发〔2024〕1号二（一）提出“甲”，（三）强调：“乙”。",
            [("甲", "某发〔2024〕1号二（一）"), ("乙", "（三）")],
            id="只写括号里的号",
        ),
        pytest.param(
            "会议提出三点：一要求“甲”，二要求“乙”。", [("甲", ""), ("乙", "")], id="前面没有引用，是文稿自己的编号"
        ),
        pytest.param("《某法》第一条有规定。另外，“甲乙”。", [("甲乙", "")], id="隔句不连"),
        pytest.param(
            "《某法》第一条规定“甲。乙”和“丙”。",
            [("甲。乙", "《某法》第一条"), ("丙", "《某法》第一条")],
            id="引文里的句号",
        ),
        pytest.param(
            "某发〔2024〕1号第二条规定：\n　　甲乙丙。\n丁",
            [("甲乙丙。", "某发〔2024〕1号第二条")],
            id="冒号后另起一段",
        ),
        pytest.param("《某法》第三条规定：甲乙丙。\n丁", [("甲乙丙。", "《某法》第三条")], id="冒号后同一段"),
        pytest.param("如下\n> 甲乙\n> 丙丁\n> ——《某法》第三条\n", [("甲乙\n丙丁", "《某法》第三条")], id="引用块"),
        pytest.param("「甲『乙』丙」", [("甲『乙』丙", "")], id="直角引号只取外层"),
        pytest.param('"甲"和"乙"', [("甲", ""), ("乙", "")], id="直引号成对"),
        pytest.param("“甲“乙”丙”", [("甲“乙”丙", "")], id="同形套引"),
        pytest.param('“甲“乙"丙”丁', [('甲“乙"丙', "")], id="套引用直引号收尾"),
        pytest.param("“《某法》第三条”是对的。", [], id="引号里只有引用"),
        pytest.param("“甲乙”是《某法》第三条的规定。", [("甲乙", "《某法》第三条")], id="是某条的规定"),
        pytest.param("“甲乙”，见《某法》第三条。", [("甲乙", "《某法》第三条")], id="见"),
        pytest.param("“甲乙”（依据：《某法》第三条）", [("甲乙", "《某法》第三条")], id="依据"),
        pytest.param("“甲乙”\n（《某法》第三条）", [("甲乙", "《某法》第三条")], id="括号在下一行"),
        pytest.param(
            "有人说“甲乙”，《某法》第三条“丙丁”。", [("甲乙", ""), ("丙丁", "《某法》第三条")], id="后一句自有引文"
        ),
        pytest.param("“甲乙”[1]\n\n[1] 《某法》第三条。", [("甲乙", "《某法》第三条")], id="脚注"),
        pytest.param(
            "“甲乙”[^2]，丙\n[^1]: 《某法》第三条\n[^2]: 《某法》第四条", [("甲乙", "《某法》第四条")], id="第二个脚注"
        ),
        pytest.param(
            "《某法》第一条说“甲乙”①。\n① 《某法》第三条。", [("甲乙", "《某法》第三条")], id="圈码脚注先于前文"
        ),
        pytest.param("《某法》（以下简称“小法”）已施行。", [], id="简称不是引文"),
        pytest.param("《某法》（简称《小法》）。小法第三条“甲乙”。", [("甲乙", "小法第三条")], id="简称不加书名号"),
        pytest.param("《某法》（下称“小法”）。“小法”第三条：“甲乙”", [("甲乙", "“小法”第三条")], id="简称加引号"),
        pytest.param("“——”", [], id="引号里没有字"),
    ],
)
def test_quotations_and_their_citations(text: str, expected: list[tuple[str, str]]):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        pytest.param("《某法》（以下简称“小法”）。小法第三条", ["某法", "某法"], id="同一份"),
        pytest.param("《某法》（以下简称《小法》）。《小法》第三条", ["某法", "某法"], id="带书名号"),
        pytest.param(
            "《某法》（以下简称《意见》）、《乙法》（以下简称《意见》）。《意见》第三条",
            ["某法", "乙法", "意见"],
            id="一名两用",
        ),
        pytest.param("《某法》（以下简称“小法”）。新小法第三条", ["某法", None], id="只是别的名称的末尾"),
        pytest.param("《某法》说的企业（以下简称“小法”）。小法第三条", ["某法", None], id="简称的是企业"),
    ],
)
def test_a_short_name_is_of_the_document_it_was_given_to(text: str, titles: list[str | None]):
    assert [mention.title for mention in read_draft(text).mentions] == titles


def test_a_citation_inside_a_quotation_is_the_quoted_texts_own():
    assert read_draft("他说“依照《某法》第三条办理”。").mentions == ()


def test_an_open_quotation_mark_ends_with_its_line():
    quoted = read_draft("“没有关上\n\n下一段“甲”").quoted
    assert [(one.quotation.words, one.quotation.closed) for one in quoted] == [("没有关上", False), ("甲", True)]


@pytest.mark.parametrize("sign", ["“", "”", "“”", '"', "> ", "《", "（第一条", "《某法》第一条：", "‘", "第一条、"])
def test_signs_without_end_are_read_in_time(sign: str):
    assert read_draft((sign + "甲") * 5_000).text.startswith(sign)
