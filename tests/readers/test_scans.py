"""Text recognition on pages that are pictures.

`scanned_page.png` was drawn for these tests (letters of Noto Serif CJK); no font of the machine is needed.
"""

import struct
import zlib
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pytest

from corpus.errors import UnreadableFile
from corpus.readers import read_document
from corpus.reading import notice_files, parse_notice
from tests.readers.made_files import pdf

PAGE = Path(__file__).with_name("scanned_page.png")
READ = """公文识别示范办法
\u3000\u3000第一条 为了规范公文的识别（以下简称识别），保证
引用准确；便于查找，制定本办法。
\u3000\u3000第二条 本办法适用于：
\u3000\u3000（一）扫描件、照片和传真件；
\u3000\u3000（二）没有文字的文件。
\u3000\u3000第三条 识别的结果应当与原件核对（包括数字、日
期和文号）；不一致的，以原件为准。"""

# `make test` installs the extra, so there they run; who installed only `dev` is told why they do not.
recognises = pytest.mark.skipif(find_spec("rapidocr") is None, reason="the extra ocr is not installed")


def refused(content: bytes) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        read_document(content, where="a.png")
    return caught.value


def as_jpeg() -> tuple[bytes, int, int]:
    from PIL import Image

    packed = BytesIO()
    picture = Image.open(PAGE).convert("L")
    picture.save(packed, "JPEG", quality=90)
    return packed.getvalue(), *picture.size


@recognises
def test_a_picture_is_read_with_its_paragraphs_and_wide_signs():
    document = read_document(PAGE.read_bytes(), where="a.png")
    assert document.text == READ
    assert (document.pages, document.warnings) == (
        (0,),
        ("page 1 was recognised from an image: check figures and numbers",),
    )


@recognises
def test_the_clauses_of_a_scan_have_their_paths():
    notice = parse_notice(READ, source="a.png", sha256="0")
    paths = [clause.path for clause in notice.root.walk() if clause.label]
    assert paths == [("第一条",), ("第二条",), ("第二条", "（一）"), ("第二条", "（二）"), ("第三条",)]


@recognises
def test_a_tiff_has_a_page_for_each_picture_and_one_that_lies_on_its_side_is_turned():
    from PIL import Image

    packed = BytesIO()
    page = Image.open(PAGE).convert("L")
    page.save(packed, "TIFF", save_all=True, append_images=[page.rotate(90, expand=True)], compression="tiff_lzw")
    document = read_document(packed.getvalue(), where="a.tif")
    assert document.text == READ + "\n" + READ
    assert document.pages == (0, len(READ) + 1)


@recognises
def test_only_the_pages_of_a_pdf_without_text_of_their_own_are_recognised():
    jpeg = as_jpeg()
    printed = [(50, 350, "某市教育局关于印发办法的通知"), (50, 334, "现将办法印发给你们，请认真贯彻执行。")]
    pages = printed, [], [(50, 50, "\ue001\ue002\ue003")], [], [(140, 20, "— 4 —")], [(140, 350, "— 5 —")]
    document = read_document(pdf(*pages, pictures={1: jpeg, 2: jpeg, 4: jpeg}), where="a.pdf")
    ends = [*document.pages[1:], len(document.text) + 1]
    read = [document.text[start : end - 1] for start, end in zip(document.pages, ends, strict=True)]
    assert read[0] == "某市教育局关于印发办法的通知\n现将办法印发给你们，请认真贯彻执行。"
    assert ["第三条" in page for page in read] == [False, True, True, False, True, False]
    assert document.warnings == (
        "pages 2-3, 5 were recognised from images: check figures and numbers",
        "page 4 has no text: it is blank or a picture",
    )


def test_without_the_extra_a_picture_is_refused_and_the_error_names_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("corpus.readers.scan.can_recognise", lambda: False)
    error = refused(PAGE.read_bytes())
    assert (error.what, error.fix) == (
        "the file is a picture, and the reader of pictures (OCR) is not installed",
        "pip install 'tiaowen[ocr]'",
    )


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width: int, height: int, rows: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@recognises
@pytest.mark.parametrize(
    ("content", "what"),
    [
        pytest.param(png(60_000, 60_000, b""), "it has 3,600,000,000 pixels, more than 120,000,000", id="像素过多"),
        pytest.param(PAGE.read_bytes()[:5_000], "image file is truncated", id="截断"),
        pytest.param(b"\xff\xd8\xff" + bytes(200), "cannot identify image file", id="不是图片"),
        pytest.param(png(8, 8, b"\x00\xff" * 8), "no words are recognised in the picture", id="空白"),
    ],
)
def test_a_picture_that_cannot_be_read_is_refused(content: bytes, what: str):
    assert what in refused(content).what


@recognises
def test_a_scan_of_hundreds_of_pages_is_refused():
    assert "it has 301 pages without text, more than 300" in refused(pdf(*[[]] * 301)).what


@recognises
def test_a_pdf_of_blank_pages_is_refused():
    error = refused(pdf([], []))
    assert error.what == "the PDF has no text on any of its 2 pages, and none is recognised on them"


def test_the_icons_beside_a_saved_web_page_are_no_notices(tmp_path: Path):
    for name in ("扫描/一.png", "通知_files/icon.png", "通知.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"a")
    assert [file.name for file in notice_files(tmp_path)] == ["一.png", "通知.html"]
