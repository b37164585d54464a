"""Whole files to begin with, small, one for each thing a reader does."""

from random import Random

from tests.fuzz.mutation import mht
from tests.fuzz.pieces import composed
from tests.readers.made_files import docx, listed, numbering, ofd, paragraph, pdf, printed

NOTICE = (
    "某市某局文件\n\n某发〔2024〕3号\n\n某市某局关于印发《某方案》的通知\n\n各县区教育局：\n\n现将《某方案》印发给你们。\n\n附件：1.某方案\n2.某表\n\n"
    "某市某局\n2024年5月6日\n\n附件1\n\n某方案\n\n一、总则\n（一）目的。为了某事，根据《某条例》（某发〔2020〕1号）第三条，制定本方案。\n1.一是甲；二是乙。\n（1）丙\n①丁\n"
    "二、要求\n\n附件2\n\n某表\n\n| 序号 | 名称 |\n|---|---|\n| 1 | 甲 |\n| 2 | 乙 |\n"
)
LAW = (
    "某省某条例\n\n（2024年1月1日某会议通过）\n\n目录\n\n第一章 总则\n第二章 附则\n\n第一章　总则\n\n第一条　为了甲，制定本条例。\n\n第二条　下列情形：\n（一）甲；\n（二）乙。\n\n"
    "第三条　依照本条例第二条第一款执行。\n\n第二章　附则\n\n第四条　本条例自2024年5月1日起施行。\n"
)
RUN_ON = "某公告 一、甲事项。（一）乙事项。（二）丙事项。二、丁事项。" * 20
CELLS = f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph("名称")}</w:tc></w:tr><w:tr><w:tc>{paragraph("甲")}</w:tc><w:tc>{paragraph("乙")}</w:tc></w:tr></w:tbl>'
LISTS = numbering([("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")])
STYLES = '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:type="paragraph" w:styleId="b"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
PAGE = (
    '<html><head><title>某市某局关于某事的通知</title></head><body><div class="nav"><a href="/">首页</a></div><table><tr><td>索引号：</td><td>1</td></tr><tr><td>文号：</td><td>某发〔2024〕3号</td></tr>'
    '<tr><td>主题词：</td><td>教育</td></tr></table><h1>某市某局关于某事的通知</h1><div id="zoom"><p>各县区教育局：</p><p>　　一、总则。为了某事，现将有关事项通知如下，请认真贯彻执行。</p><p>（一）甲<br>（二）乙</p>'
    '<table><tr><th rowspan="2">序号</th><th colspan="2">名称</th></tr><tr><td>甲</td><td>乙</td></tr><tr><td>1</td><td>丙</td><td><pre>丁\n戊</pre></td></tr></table><p style="display:none">藏</p></div>'
    '<div class="footer">版权所有</div></body></html>'
)


def texts() -> list[bytes]:
    """Return notices as text, and texts of mere pieces."""
    dice = Random(1)
    return [text.encode() for text in (NOTICE, LAW, RUN_ON, *(composed(dice, 40) for _ in range(20)))]


def word_documents() -> list[bytes]:
    """Return DOCX files: plain, with lists and styles, with a table, with notes."""
    lines = "".join(paragraph(line) for line in NOTICE.splitlines())
    note = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="1">'
        + paragraph("注")
        + "</w:footnote></w:footnotes>"
    )
    noted = '<w:p><w:r><w:t>甲</w:t><w:footnoteReference w:id="1"/><w:tab/><w:br/><w:sym w:char="F0FE"/></w:r></w:p>'
    return [
        docx(lines),
        docx(listed("总则") + listed("目的", level=1) + listed("甲", level=2) + paragraph("乙", '<w:pStyle w:val="a"/>'), numbering=LISTS, styles=STYLES),
        docx(paragraph("名单") + CELLS),
        docx(noted + "<w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:sdt><w:sdtContent>" + paragraph("框") + "</w:sdtContent></w:sdt>", footnotes=note),
    ]  # fmt: skip


def fixed_layouts() -> list[bytes]:
    """Return OFD files: one page, two pages, letters out of order, a template."""
    template = '<ofd:CommonData><ofd:TemplatePage ID="9" BaseLoc="Pages/Page_0/Content.xml"/></ofd:CommonData>'
    return [
        ofd(*("".join(printed(line, 20, 20 + 8 * at) for at, line in enumerate(half) if line) for half in (NOTICE.split("\n")[:20], NOTICE.split("\n")[20:]))),
        ofd(printed("甲", 40, 40) + printed("第一条", 20, 40, 'CTM="1 0 0 1 0 0"') + printed("水印", 20, 80, 'CTM="0.7 0.7 -0.7 0.7 0 0"')),
        ofd('<ofd:Template TemplateID="9"/>' + printed("乙", 20, 40), printed("甲", 20, 20), document=template),
    ]  # fmt: skip


def printed_documents() -> list[bytes]:
    """Return PDF files: one page and two."""
    lines = [line for line in LAW.split("\n") if line]
    return [
        pdf([(50, 380 - 14 * at, line) for at, line in enumerate(lines)]),
        pdf([(70, 350, "第一条 甲"), (50, 330, "乙")], [(50, 350, "第二条 丙")]),
    ]


def pages() -> list[bytes]:
    """Return web pages: with menus and particulars, and a bare one."""
    return [PAGE.encode(), ("<p>" + NOTICE.replace("\n", "</p>\n<p>") + "</p>").encode()]


def web_archives() -> list[bytes]:
    """Return MHT files in each transfer coding."""
    return [mht(PAGE, Random(seed)) for seed in range(6)]


def antiword_outputs() -> list[bytes]:
    """Return what antiword prints: text with a drawn table, a zero byte, the same as DocBook."""
    book = "<?xml version='1.0'?><book><informaltable><tgroup><tbody><row><entry><para>甲</para></entry><entry>乙</entry></row></tbody></tgroup></informaltable></book>"
    return [f"{NOTICE}|甲 |乙 |\n\x00{book}".encode()]


def everything() -> list[bytes]:
    """Return one file of every kind, old and unreadable ones too."""
    others = [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
        b"{\\rtf1 a}",
        NOTICE.encode("gb18030"),
        NOTICE.encode("utf-16"),
        b"\x89PNG\r\n",
    ]
    return [texts()[0], word_documents()[1], fixed_layouts()[2], pages()[0], web_archives()[0], *others]
