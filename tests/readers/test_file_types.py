"""The type of a file comes from its content; no reader is ever told its name."""

import pytest

from corpus.errors import UnreadableFile
from corpus.readers import READABLE, READERS, read_document
from corpus.readers.sniff import OLE_MAGIC, Format, format_of
from tests.readers.made_files import docx, ofd, paragraph, pdf, printed, zipped

WORD_STREAM = "WordDocument".encode("utf-16-le")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("关于印发的通知".encode(), Format.TEXT, id="文字"),
        pytest.param(b"BM25 is a ranking", Format.TEXT, id="以BM开头的文字"),
        pytest.param("CEB 格式说明".encode(), Format.TEXT, id="以CEB开头的文字"),
        pytest.param("# 条例\n\n<!-- INFO END -->\n\n第一条".encode(), Format.TEXT, id="带注释的Markdown"),
        pytest.param("<!-- 说明 -->\n# 条例\n第一条<br>".encode(), Format.TEXT, id="以注释开头的Markdown"),
        pytest.param("第一条 <b>甲</b>。<br/>".encode(), Format.TEXT, id="带标签的文字"),
        pytest.param(
            "<div align=center>\n<p>某市</p></div>\n\n# 条例\n\n第一条\n\n第二条".encode(),
            Format.TEXT,
            id="以标签开头的Markdown",
        ),
        pytest.param(b"<!DOCTYPE html><html></html>", Format.HTML, id="网页"),
        pytest.param("\ufeff\n<!-- saved from url=(1)a -->\n<HTML>".encode(), Format.HTML, id="带标记和注释的网页"),
        pytest.param(b'<?xml version="1.0"?><html>', Format.HTML, id="XHTML"),
        pytest.param("<div><p>一</p><p>二</p></div>".encode(), Format.HTML, id="网页片段"),
        pytest.param("\ufeff<html><p>一".encode("utf-16-le"), Format.HTML, id="UTF-16 网页"),
        pytest.param(b"MIME-Version: 1.0\r\n", Format.MHT, id="单文件网页"),
        pytest.param(docx(paragraph("甲")), Format.DOCX, id="DOCX"),
        pytest.param(ofd(printed("甲", 0, 10)), Format.OFD, id="OFD"),
        pytest.param(pdf([(0, 0, "甲")]), Format.PDF, id="PDF"),
        pytest.param(b"\r\n" + pdf([(0, 0, "甲")]), Format.PDF, id="前有空行的PDF"),
        pytest.param(b"\x89PNG\r\n\x1a\n", Format.PICTURE, id="PNG"),
        pytest.param(b"\xff\xd8\xff\xe0", Format.PICTURE, id="JPEG"),
        pytest.param(b"II*\x00\x08", Format.PICTURE, id="TIFF"),
        pytest.param(b"BM\x00\x00\x00\x00", Format.PICTURE, id="BMP"),
        pytest.param(b"RIFF\x00\x00\x00\x00WEBPVP8 ", Format.PICTURE, id="WebP"),
        pytest.param(OLE_MAGIC + WORD_STREAM, Format.LEGACY, id="DOC"),
        pytest.param(b"{\\rtf1\\ansi", Format.LEGACY, id="RTF"),
        pytest.param(b'<?xml version="1.0"?><w:wordDocument>', Format.LEGACY, id="Word XML"),
    ],
)
def test_the_content_says_what_a_file_is(content: bytes, expected: Format):
    assert format_of(content, where="a") == expected


@pytest.mark.parametrize(
    ("content", "what", "fix"),
    [
        pytest.param(b"GIF89a", "the file is a picture (GIF)", "save it as PNG", id="动图"),
        pytest.param(b"Rar!\x1a\x07\x00", "the file is a RAR archive", "unpack it", id="RAR"),
        pytest.param(b"\x7fELF\x02", "the file is a program", "give a document", id="程序"),
        pytest.param(b"SQLite format 3\x00", "the file is a database", "give a document", id="数据库"),
        pytest.param(
            zipped({"xl/workbook.xml": "<a/>"}), "the file is a spreadsheet (XLSX)", "save it as DOCX", id="XLSX"
        ),
        pytest.param(zipped({"ppt/a.xml": "<a/>"}), "the file is slides (PPTX)", "save it as DOCX", id="PPTX"),
        pytest.param(
            zipped({"通知.docx": "a"}),
            "the file is a zip archive without word/document.xml (DOCX) or OFD.xml (OFD)",
            "unpack it",
            id="压缩包",
        ),
        pytest.param(
            OLE_MAGIC + "Workbook".encode("utf-16-le"), "the file is a spreadsheet (XLS)", "save it as DOCX", id="XLS"
        ),
        pytest.param(
            OLE_MAGIC + "EncryptedPackage".encode("utf-16-le"),
            "the document is encrypted",
            "open it with its password and save it without one",
            id="加密的DOCX",
        ),
    ],
)
def test_a_format_we_know_and_do_not_read_is_named(content: bytes, what: str, fix: str):
    with pytest.raises(UnreadableFile) as caught:
        read_document(content, where="通知.docx")
    assert (caught.value.what, caught.value.where) == (what, "通知.docx")
    assert fix in caught.value.fix


def test_every_format_has_a_reader():
    assert set(READERS) == set(Format)


def test_a_folder_is_searched_for_the_formats_offices_send():
    pictures = {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"}
    assert {".txt", ".md", ".html", ".htm", ".docx", ".pdf", ".ofd", ".doc", ".wps"} | pictures == READABLE
