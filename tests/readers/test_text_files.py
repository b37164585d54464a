"""Text and Markdown: bytes become characters, and nothing else happens to them."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UnreadableFile
from corpus.readers import FILE_BYTES_LIMIT, read_document
from corpus.readers.text import read_text

BINARY_FIX = (
    "give TXT, Markdown, HTML, DOCX, PDF, OFD, DOC or WPS; if it is named as one of these it is damaged: get it again"
)
NOTICE = "某省教育厅关于开展职业教育的通知\r\n\u3000\u3000一、总体要求\n\n（一）目标。 \n"
# The awkward letters of a notice: two kinds of line end, blanks of three widths, brackets, a letter outside of the BMP.
NOTICE_LETTERS = "一二三第条章（）〔〕、。：第\u3000 \t\r\n\u00a0abc012①𠮷"


def refused(content: bytes) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        read_document(content, where="a.txt")
    assert caught.value.where == "a.txt"
    return caught.value


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(NOTICE.encode("utf-8"), id="UTF-8"),
        pytest.param(codecs.BOM_UTF8 + NOTICE.encode("utf-8"), id="UTF-8 带标记"),
        pytest.param(codecs.BOM_UTF16_LE + NOTICE.encode("utf-16-le"), id="UTF-16 小端"),
        pytest.param(codecs.BOM_UTF16_BE + NOTICE.encode("utf-16-be"), id="UTF-16 大端"),
        pytest.param(NOTICE.encode("gb18030"), id="GB18030"),
    ],
)
def test_a_text_is_read_as_published_in_any_of_its_encodings(content: bytes):
    document = read_document(content, where="a.txt")
    assert (document.text, document.pages, document.warnings) == (NOTICE, (), ())


@given(st.text(alphabet=NOTICE_LETTERS), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))
def test_what_was_written_is_what_is_read(text: str, encoding: str):
    text = "关于印发通知\n" + text  # some words first, or there is nothing to tell encodings apart by
    assert read_text(text.encode(encoding), where="a.txt").text == text


@pytest.mark.parametrize(
    ("content", "what", "fix"),
    [
        pytest.param(b"", "the file is empty", "add a file with words in it, or remove it", id="空文件"),
        pytest.param(
            "\u3000 \n\t\n".encode(),
            "the file holds only blanks",
            "add a file with words in it, or remove it",
            id="只有空白",
        ),
        pytest.param(
            "通知\x00内容".encode(),
            "the file is binary, not text",
            BINARY_FIX,
            id="含零字节",
        ),
        pytest.param(
            b"ab\x01\x02\x03cd",
            "the file is binary, not text",
            BINARY_FIX,
            id="含控制字符",
        ),
        pytest.param(bytes([0xFF, 0x01, 0x9C, 0x80]) * 50, "the file is binary, not text", BINARY_FIX, id="乱码字节"),
        pytest.param(
            "通知".encode() + b"\xff\xff\xff",
            "the file looks like GB18030, but byte 6 (counted from 0) does not belong there",
            "the file was cut off or damaged, or is in another encoding: save it again as UTF-8",
            id="不是任何编码",
        ),
        pytest.param(
            # 10 letters of 3 bytes, the last cut after its second: byte 27 is where it begins
            "关于开展职业教育工作的"[:10].encode()[:-1],
            "the file looks like UTF-8, but byte 27 (counted from 0) does not belong there",
            "the file was cut off or damaged, or is in another encoding: save it again as UTF-8",
            id="UTF-8 末字不全",
        ),
        pytest.param(
            b"a" * 1_000_001,
            "a line has 1,000,001 characters, more than 1,000,000",
            "this is no notice, or its line breaks were lost: save it again from its source",
            id="一行太长",
        ),
        pytest.param(
            b"a\n" * (FILE_BYTES_LIMIT // 2) + b"b",
            "the file has 67,108,865 bytes, more than 67,108,864",
            "no notice is so large: give its text, or cut it into its parts",
            id="文件太大",
        ),
    ],
)
def test_what_is_no_text_is_refused_with_what_and_how_to_fix_it(content: bytes, what: str, fix: str):
    error = refused(content)
    assert (error.what, error.fix) == (what, fix)


def test_one_stray_control_character_in_a_long_text_is_left_where_it_is():
    text = "通知" * 1_000 + "\x07" + "内容"
    assert read_document(text.encode(), where="a.txt").text == text


def test_a_line_of_a_million_characters_is_still_read():
    assert len(read_document(b"a" * 1_000_000, where="a.txt").text) == 1_000_000
