"""Word documents: the words as Word shows them when all changes are accepted."""

import pytest

from corpus.errors import UnreadableFile
from corpus.readers import read_document
from tests.readers.made_files import W, docx, paragraph, zipped


def text_of(body: str, **parts: str | bytes) -> str:
    return read_document(docx(body, **parts), where="a.docx").text


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


SHOWN = run("丙", '<w:vanish w:val="0"/>')


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(paragraph("甲") + paragraph("") + paragraph("乙"), "甲\n乙", id="段落各成一行，空段不写"),
        pytest.param(f"<w:p>{run('第')}{run('三条', '<w:b/>')}</w:p>", "第三条", id="一词分两截"),
        pytest.param("<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r></w:p>", "甲\t乙\n丙", id="制表与换行"),
        pytest.param('<w:p><w:r><w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t></w:r></w:p>', "甲乙", id="分页不断行"),
        pytest.param(f"<w:p>{run('甲')}<w:ins>{run('乙')}</w:ins><w:del><w:r><w:delText>丙</w:delText></w:r></w:del></w:p>", "甲乙", id="修订"),
        pytest.param(f"<w:p>{run('甲')}<w:moveFrom>{run('乙')}</w:moveFrom></w:p><w:p><w:moveTo>{run('乙')}</w:moveTo></w:p>", "甲\n乙", id="移动"),
        pytest.param(f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('甲')}</w:p>{paragraph('乙')}", "甲乙", id="段落标记被删"),
        pytest.param(f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('甲')}</w:p><w:tbl>{'<w:tr>' + 2 * '<w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc>' + '</w:tr>'}</w:tbl>", "甲\n| 乙 | 乙 |", id="表格前的段落标记被删"),
        pytest.param(f"<w:p><w:pPr><w:rPr><w:moveFrom/></w:rPr></w:pPr><w:moveFrom>{run('甲')}</w:moveFrom></w:p>{paragraph('乙')}", "乙", id="整段移走"),
        pytest.param('<w:sdt><w:sdtContent><w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>一、甲</w:t><w:tab/><w:t>1</w:t></w:r></w:p></w:sdtContent></w:sdt>' + paragraph('一、甲'), "一、甲\t1\n一、甲", id="目录域"),
        pytest.param(f"<w:p>{run('甲')}{run('乙', '<w:vanish/>')}{SHOWN}</w:p>", "甲丙", id="隐藏文字"),
        pytest.param(f"<w:p><w:hyperlink>{run('甲')}</w:hyperlink><w:smartTag>{run('乙')}</w:smartTag></w:p>", "甲乙", id="链接与标记"),
        pytest.param('<w:p><w:r><w:fldChar/><w:instrText>PAGE</w:instrText></w:r><w:fldSimple w:instr="DATE"><w:r><w:t>5月6日</w:t></w:r></w:fldSimple></w:p>', "5月6日", id="域只留结果"),
        pytest.param(f"<w:sdt><w:sdtContent>{paragraph('甲')}</w:sdtContent></w:sdt>{paragraph('乙')}", "甲\n乙", id="内容控件"),
        pytest.param('<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>同意</w:t></w:r></w:p>', "☑同意", id="方框符号"),
        pytest.param("<w:p><w:r><w:ruby><w:rt><w:r><w:t>jiǎ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>甲</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>", "甲", id="注音不写"),
        pytest.param(f"<w:p>{run('正文')}<w:r><w:pict><w:txbxContent>{paragraph('某市教育局')}{paragraph('文件')}</w:txbxContent></w:pict></w:r></w:p>", "某市教育局\n文件\n正文", id="文本框"),
        pytest.param(f"<w:p><w:r><AlternateContent><Choice><w:txbxContent>{paragraph('甲')}</w:txbxContent></Choice><Fallback><w:txbxContent>{paragraph('甲')}</w:txbxContent></Fallback></AlternateContent></w:r></w:p>", "甲", id="两种画法只取一种"),
    ],
)  # fmt: skip
def test_paragraphs_are_read_as_word_shows_them(body: str, text: str):
    assert text_of(body) == text


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(map(paragraph, text.split('/')))}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        pytest.param(row(cell("序号"), cell("任务")) + row(cell("1"), cell("甲/乙")), "| 序号 | 任务 |\n|---|---|\n| 1 | 甲乙 |", id="表格成行"),
        pytest.param(
            row(cell("单位"), cell("任务")) + row(cell("局", '<w:vMerge w:val="restart"/>'), cell("甲")) + row(cell("", "<w:vMerge/>"), cell("乙")),
            "| 单位 | 任务 |\n|---|---|\n| 局 | 甲 |\n|  | 乙 |",
            id="纵向合并只写一次",
        ),
        pytest.param(
            row(cell("分工表", '<w:gridSpan w:val="2"/>')) + row(cell("甲"), cell("乙")) + row(cell("1"), cell("2")),
            "分工表\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |",
            id="通栏首行",
        ),
        pytest.param(row(cell("一、甲/二、乙")), "一、甲\n二、乙", id="单格表是版式"),
        pytest.param(row(cell("专栏")) + row(cell("1.甲/2.乙")), "专栏\n1.甲\n2.乙", id="单栏表是版式"),
        pytest.param(
            row(cell("序号", '<w:vMerge w:val="restart"/>'), cell("单位", '<w:gridSpan w:val="2"/>'))
            + row(cell("", "<w:vMerge/>"), cell("牵头"), cell("配合"))
            + row(cell("1"), cell("甲"), cell("乙")),
            "| 序号 | 单位 |  |\n|  | 牵头 | 配合 |\n|---|---|---|\n| 1 | 甲 | 乙 |",
            id="两行表头",
        ),
        pytest.param(
            row(cell("单位"), cell("任务")) + row(cell("局", '<w:vMerge w:val="restart"/>'), cell("甲")) + row(cell("局", "<w:vMerge/>"), cell("乙")),
            "| 单位 | 任务 |\n|---|---|\n| 局 | 甲 |\n|  | 乙 |",
            id="被合并的格里看不见的字",
        ),
        pytest.param(
            row(cell("甲"), cell("乙")) + '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("丙") + "</w:tr>",
            "| 甲 | 乙 |\n|---|---|\n|  | 丙 |",
            id="缩进的行",
        ),
        pytest.param(
            row(cell("甲"), cell("乙")) + "<w:tr><w:tc><w:tbl>" + row(cell("丙"), cell("丁")) + "</w:tbl></w:tc>" + cell("戊") + "</w:tr>",
            "| 甲 | 乙 |\n|---|---|\n| 丙 丁 | 戊 |",
            id="表中表摊平",
        ),
        pytest.param(
            row(cell("甲"), cell("乙")) + f"<w:tr><w:trPr><w:del/></w:trPr>{cell('删')}{cell('去')}</w:tr>" + row(cell("1"), cell("2")),
            "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |",
            id="删去的行",
        ),
    ],
)  # fmt: skip
def test_a_table_in_a_document(rows: str, text: str):
    body = f"{paragraph('前')}<w:tbl>{rows}</w:tbl>{paragraph('后')}"
    assert text_of(body) == f"前\n{text}\n后"


@pytest.mark.parametrize(
    ("place", "text"),
    [
        pytest.param(
            '<w:tblpPr w:vertAnchor="text" w:tblpY="624"/>', "前\n第一类\n| 甲 | 乙 |\n后", id="在所附段落之下"
        ),
        pytest.param('<w:tblpPr w:vertAnchor="text" w:tblpY="1"/>', "前\n| 甲 | 乙 |\n第一类\n后", id="在所附段落之上"),
        pytest.param('<w:tblpPr w:vertAnchor="page" w:tblpY="6240"/>', "前\n| 甲 | 乙 |\n第一类\n后", id="按页定位"),
    ],
)
def test_a_floating_table_stands_where_it_is_drawn(place: str, text: str):
    table = f"<w:tbl><w:tblPr>{place}</w:tblPr>{row(cell('甲'), cell('乙'))}</w:tbl>"
    assert text_of(paragraph("前") + table + paragraph("第一类") + paragraph("后")) == text


def test_footnotes_stand_at_the_end_with_their_marks():
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = f"<w:p>{run('甲')}{mark.format(7)}{run('乙')}{mark.format(2)}</w:p>"
    note = '<w:footnote w:id="{}">{}</w:footnote>'
    notes = f"<w:footnotes {W}>{note.format(0, paragraph('分隔'))}{note.format(2, paragraph('二注'))}{note.format(7, paragraph('一注'))}</w:footnotes>"
    assert text_of(body, footnotes=notes) == "甲[1]乙[2]\n[2]二注\n[1]一注"


def test_headers_and_footers_are_left_out():
    assert text_of(paragraph("甲"), header1=f"<w:hdr {W}>{paragraph('页眉')}</w:hdr>") == "甲"


def test_a_web_page_that_stands_in_the_place_of_paragraphs_is_read():
    relation = '<Relationships><Relationship Type="http://x/aFChunk" Target="/word/a.html" Id="h"/></Relationships>'
    document = f'<w:document {W} xmlns:r="r"><w:body><w:altChunk r:id="h"/></w:body></w:document>'
    packed = zipped(
        {
            "word/document.xml": document,
            "word/_rels/document.xml.rels": relation,
            "word/a.html": "<h1>条例</h1><p>第一条</p>",
        }
    )
    assert read_document(packed, where="a.docx").text == "条例\n第一条"


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        pytest.param({"word/styles.xml": "<a/>"}, "the document has no part word/document.xml", id="缺正文"),
        pytest.param({"word/document.xml": "<a><b></a>"}, "word/document.xml is not well-formed XML", id="XML不完整"),
        pytest.param({"word/document.xml": "<a/>"}, "there is no text in the file", id="没有文字"),
    ],
)
def test_a_damaged_document_is_refused(parts: dict[str, str], what: str):
    with pytest.raises(UnreadableFile) as caught:
        read_document(zipped(parts), where="a.docx")
    assert caught.value.what.startswith(what)
    assert caught.value.where == "a.docx"
    assert caught.value.fix
