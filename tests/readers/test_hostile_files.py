"""Files made to harm are refused, in bounded time and memory, and with nothing but UnreadableFile."""

import random
import stat
import zipfile
from collections.abc import Iterable
from io import BytesIO
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import UnreadableFile
from corpus.readers import read_document
from corpus.readers.archive import PART_BYTES_LIMIT
from tests.readers.made_files import docx, listed, numbering, ofd, paragraph, pdf, printed, zipped

SECONDS = 5.0


def refused(content: bytes) -> UnreadableFile:
    start = perf_counter()
    with pytest.raises(UnreadableFile) as caught:
        read_document(content, where="a")
    assert perf_counter() - start < SECONDS
    assert caught.value.where == "a"
    assert caught.value.fix
    return caught.value


def linked() -> bytes:
    """A DOCX with a symbolic link in it."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        link = zipfile.ZipInfo("word/document.xml")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    return packed.getvalue()


def with_flag(content: bytes, flag: int) -> bytes:
    """Set a general purpose flag of the first entry, in its directory and in front of it."""
    changed = bytearray(content)
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        changed[changed.index(mark) + place] |= flag
    return bytes(changed)


def lying(content: bytes) -> bytes:
    """Declare the first part to be 9 bytes long, whatever it unpacks to."""
    changed = bytearray(content)
    start = changed.index(b"PK\x01\x02") + 24
    changed[start : start + 4] = (9).to_bytes(4, "little")
    return bytes(changed)


def docx_with_page(times: int) -> bytes:
    """A DOCX that takes the same web page in some times."""
    included = "<w:altChunk r:id='r1'/>" * times
    return zipped(
        {
            "word/document.xml": f"<w:document xmlns:w='w' xmlns:r='r'><w:body>{included}</w:body></w:document>",
            "word/_rels/document.xml.rels": "<Relationships><Relationship Id='r1' Type='/aFChunk' Target='a.html'/></Relationships>",
            "word/a.html": "<html>" + "<p>甲</p>" * 10_000,
        }
    )


def ofd_with_roots(times: int) -> bytes:
    """An OFD that names the same document of 2,000 pages some times, each time in another way."""
    roots = "".join(f"<ofd:DocRoot>{'./' * n}D.xml</ofd:DocRoot>" for n in range(times))
    pages = '<ofd:Page BaseLoc="P.xml"/>' * 2_000
    return zipped(
        {
            "OFD.xml": f"<ofd:OFD xmlns:ofd='o'>{roots}</ofd:OFD>",
            "D.xml": f"<ofd:Document xmlns:ofd='o'><ofd:Pages>{pages}</ofd:Pages></ofd:Document>",
            "P.xml": f"<ofd:Page xmlns:ofd='o'>{printed('甲', 20, 20)}</ofd:Page>",
        }
    )


def styles(names: Iterable[tuple[str, str]]) -> str:
    """styles.xml: each style's name, and that of the one it is based on."""
    drawn = "".join(f'<w:style w:styleId="{name}"><w:basedOn w:val="{base}"/></w:style>' for name, base in names)
    return f"<w:styles xmlns:w='w'>{drawn}</w:styles>"


TEMPLATE = '<ofd:CommonData><ofd:TemplatePage ID="9" BaseLoc="Pages/Page_0/Content.xml"/></ofd:CommonData>'
BILLION_LAUGHS = (
    '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>'
    "<a>&d;</a>"
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("content", "what"),
    [
        pytest.param(
            zipped({"word/document.xml": b" " * (PART_BYTES_LIMIT + 1)}), "unpacks to more than", id="压缩炸弹"
        ),
        pytest.param(
            lying(zipped({"word/document.xml": b" " * 99_999})), "the part word/document.xml", id="谎报大小的炸弹"
        ),
        pytest.param(zipped({f"word/{n}": b"" for n in range(20_001)}), "20,001 entries", id="条目太多"),
        pytest.param(zipped({"word/document.xml": BILLION_LAUGHS}), "declares entities", id="十亿次大笑"),
        pytest.param(
            zipped({"word/document.xml": " " * 5_000 + BILLION_LAUGHS}), "declares entities", id="藏在空白后的大笑"
        ),
        pytest.param(zipped({"OFD.xml": OUTSIDE}), "declares entities", id="外部实体"),
        pytest.param(zipped({"../../word/document.xml": "<a/>"}), "points outside of itself", id="指向上级目录"),
        pytest.param(linked(), "points outside of itself", id="符号链接"),
        pytest.param(with_flag(docx(paragraph("甲")), 1), "the document is encrypted", id="加密的条目"),
        pytest.param(docx(paragraph("甲"))[:-30], "cannot be opened", id="截断的压缩包"),
        pytest.param(b"PK\x03\x04" + b"\x00" * 100, "cannot be opened", id="只有开头的压缩包"),
        pytest.param(docx("<w:p>" * 300 + "</w:p>" * 300), "not well-formed", id="套得太深的XML"),
        pytest.param(b"<html>" + b"<b>a" * 2_100, "nests too deeply", id="套得太深的网页"),
        pytest.param(b"<html>" + b"<p>a" * 50_000, "more than 50,000 elements", id="元素太多的网页"),
        pytest.param(pdf([(50, 350, "甲")])[:200], "the PDF", id="截断的PDF"),
        pytest.param(
            ofd(printed("甲" * 2_000, 20, 20), *['<ofd:Template TemplateID="9"/>'] * 600, document=TEMPLATE),
            "more than 1,000,000 signs",
            id="六百页同一模板",
        ),
        pytest.param(zipped({"word/document.xml": "<a/>" * 1_500_001}), "more than 1,500,000 tags", id="标签太多的XML"),
        pytest.param(
            b"MIME-Version: 1.0\nContent-Type: multipart/related" + b';a="b' * 400_000,
            "more lines",
            id="参数太多的网页归档",
        ),
        pytest.param(b"MIME-Version: 1.0\n" + b"X: a\r\n" * 1_000_000, "more lines", id="行太多的网页归档"),
        pytest.param("甲".encode() + b"\x01" * 30_000_000, "binary", id="全是控制字符"),
    ],
)
def test_it_is_refused_at_once(content: bytes, what: str):
    assert what in refused(content).what


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<html>" + "<div>" * 50_000 + "甲", id="五万层div"),
        pytest.param("<html>" + "<table><tr><td>" * 3_000 + "甲", id="三千层表格"),
        pytest.param("<html>" + "<ul><li>文号：甲" * 2_000, id="两千层索引"),
        pytest.param("<html><div id=zoom>" + "<p>文号：甲</p>" * 20_000, id="两万个文号"),
        pytest.param("<html>" + "<b>" * 100_000 + "甲", id="十万层粗体"),
        pytest.param("<html><table>" + "<tr><td rowspan=65534 colspan=1000>甲" * 2_000, id="巨大的合并格"),
        pytest.param("<html><!--" * 20_000, id="没有结束的注释"),
        pytest.param("<html>" + "<p id='zoom'>" + "打印关闭" * 100_000, id="十万个打印"),
        pytest.param("<html>" + "<table><caption>甲</caption></table>" * 8_000, id="八千张空表"),
        pytest.param("<html><p>" + "&#0;&nosuch;&#xD800;" * 20_000, id="不存在的字符"),
    ],
)
def test_a_page_made_to_harm_is_read_or_refused_in_time(page: str):
    start = perf_counter()
    try:
        read_document(page.encode(), where="a")
    except UnreadableFile as error:
        assert error.fix
    assert perf_counter() - start < SECONDS


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(docx_with_page(3_000), "甲\n" * 10_000, id="一页嵌入三千次只算一次"),
        pytest.param(ofd_with_roots(2_000), "甲\n" * 2_000, id="一件文档列两千次只算一次"),
        pytest.param(
            docx(listed("甲") * 2_000, numbering=numbering([("decimal", "字" * 1_000_000)])),
            f"{'字' * 255} 甲\n" * 2_000,
            id="编号式样长一百万字",
        ),
        pytest.param(
            docx(paragraph("甲"), styles=styles((f"s{n}", f"s{n + 1}") for n in range(6_000))),
            "甲\n",
            id="六千个样式连环",
        ),
    ],
)
def test_a_document_made_to_harm_is_read_in_time(content: bytes, text: str):
    start = perf_counter()
    assert read_document(content, where="a").text == text.rstrip("\n")
    assert perf_counter() - start < SECONDS


SAMPLES = {
    "docx": docx(
        listed("总则") + f"<w:tbl><w:tr><w:tc>{paragraph('甲')}</w:tc><w:tc>{paragraph('乙')}</w:tc></w:tr></w:tbl>",
        numbering=numbering([("chineseCounting", "%1、")]),
    ),
    "docx, not packed": zipped({"word/document.xml": "<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:body></w:document>"}, zipfile.ZIP_STORED),
    "ofd": ofd(printed("第一条", 20, 40), printed("甲", 20, 40)),
    "html": "<html><title>通知</title><ul><li>索引号：1</li><li>文号：2</li><li>主题词：3</li></ul><div id=zoom><p>各市：</p><table><tr><td>甲<td>乙<tr><td>1<td>2</table></div>".encode(),
    "text": "通知\n一、甲\n".encode("gb18030"),
}  # fmt: skip


@settings(max_examples=150, deadline=5_000)
@given(st.sampled_from(sorted(SAMPLES)), st.integers(0, 2**32), st.integers(1, 12))
def test_a_changed_file_is_read_or_refused_and_nothing_else(name: str, seed: int, changes: int):
    assert_read_or_refused(mutated(SAMPLES[name], random.Random(seed), changes))


@pytest.mark.parametrize("seed", range(8))
def test_a_changed_pdf_is_read_or_refused_and_nothing_else(seed: int):
    assert_read_or_refused(mutated(pdf([(50, 350, "第一条")]), random.Random(seed), 8))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_and_nothing_else(content: bytes):
    # Each of these starts a process of its own, and has tests of its own.
    if not content.startswith((b"%PDF", b"{\\rtf", b"BM", b"II*", b"MM\0*", b"\xff\xd8", b"\x89PNG", b"RIFF")):
        assert_read_or_refused(content)


def mutated(content: bytes, dice: random.Random, changes: int) -> bytes:
    """Overwrite, drop, double or cut a few bytes."""
    changed = bytearray(content)
    for _ in range(changes):
        place = dice.randrange(len(changed) or 1)
        match dice.randrange(4):
            case 0:
                changed[place : place + 1] = bytes([dice.randrange(256)])
            case 1:
                del changed[place : place + dice.randrange(1, 9)]
            case 2:
                changed[place:place] = changed[place : place + dice.randrange(1, 40)]
            case _:
                changed[place : place + 1] = dice.choice(
                    [b"<", b">", b"&", b"\x00", b"\xff\xff", b"</w:p>", b"9999999"]
                )
    return bytes(changed)


def assert_read_or_refused(content: bytes) -> None:
    try:
        document = read_document(content, where="a")
    except UnreadableFile as error:
        assert error.what
        assert error.where == "a"
        assert error.fix
    else:
        assert document.text.strip()
