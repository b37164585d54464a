"""The type of a file, from its content: names lie (a .docx is often a .doc, a .doc a web page)."""

import codecs
import re
from enum import Enum

from corpus.errors import UnreadableFile
from corpus.readers.archive import Archive


class Format(Enum):
    """A format there is a reader for."""

    TEXT = "text"
    HTML = "HTML"
    MHT = "MHT"  # a web page in a MIME message
    DOCX = "DOCX"
    PDF = "PDF"
    OFD = "OFD"
    PICTURE = "a picture"
    LEGACY = "DOC, WPS, RTF or Word XML"  # what only an office program can read


PDF_MAGIC = b"%PDF-"
OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")  # Compound File Binary: .doc .wps .xls .ppt, encrypted .docx
ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

# Formats that people send by mistake; the second word says what to do with them.
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
PACKED = "unpack it, then add the files in it"
REFUSED: tuple[tuple[bytes, str, str], ...] = (
    (b"GIF8", "a picture (GIF)", "save it as PNG, then add that file"),
    (b"Rar!\x1a\x07", "a RAR archive", PACKED),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", PACKED),
    (b"\x1f\x8b", "a gzip archive", PACKED),
    (b"BZh", "a bzip2 archive", PACKED),
    (b"\xfd7zXZ\x00", "an xz archive", PACKED),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", PACKED),
    (b"\x7fELF", "a program", "give a document"),
    (b"MZ\x90", "a program", "give a document"),
    (b"SQLite format 3\x00", "a database", "give a document"),
    (b"CEB", "a CEB document", "open it in Apabi Reader and save it as PDF"),
)

OTHER_ZIPPED = (("xl/", "a spreadsheet (XLSX)"), ("ppt/", "slides (PPTX)"), ("content.xml", "an ODF document"))

BLANKS_AND_REMARKS = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s+|<!--.*?-->|<\?xml[^>]*>)*", re.DOTALL)
PAGE_OPENING = re.compile(rb"<(?:!doctype\s+html|(?:html|head|body|meta|title|script|style|link)[\s>])", re.IGNORECASE)
BLOCK_ENDINGS = re.compile(rb"</(?:p|div|td|tr|table|span|h[1-6]|section|article)\s*>", re.IGNORECASE)
TAG = re.compile(rb"<[a-z][^<>]*>", re.IGNORECASE)
HEAD_BYTES = 4096
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def format_of(content: bytes, *, where: str) -> Format:
    """Say which reader `content` needs.

    Raises UnreadableFile for the formats we know and do not read; whatever is none of these is called text, and the
    text reader refuses what is not.
    """
    if content[:1024].lstrip().startswith(PDF_MAGIC):
        return Format.PDF
    if content.startswith(ZIP_MAGIC):
        return _zipped(content, where=where)
    if content.startswith(OLE_MAGIC):
        return _compound(content, where=where)
    if _is_picture(content):
        return Format.PICTURE
    _refuse_known(content, where=where)
    return _worded(content)


def _worded(content: bytes) -> Format:
    head = content[:HEAD_BYTES].lstrip()
    if head.startswith(b"{\\rtf") or b"w:wordDocument" in head:
        return Format.LEGACY
    if head.startswith(b"MIME-Version:"):
        return Format.MHT
    return Format.HTML if _is_html(content) else Format.TEXT


def _zipped(content: bytes, *, where: str) -> Format:
    names = Archive(content, where=where).names
    if "OFD.xml" in names:
        return Format.OFD
    if any(name.startswith("word/") for name in names):
        return Format.DOCX
    for start, what in OTHER_ZIPPED:
        if any(name.startswith(start) for name in names):
            raise UnreadableFile(f"the file is {what}", where=where, fix="save it as DOCX or PDF, then add that file")
    raise UnreadableFile(
        "the file is a zip archive without word/document.xml (DOCX) or OFD.xml (OFD)",
        where=where,
        fix="unpack it and add the files in it; if it is a document, it is damaged: get it again",
    )


def _compound(content: bytes, *, where: str) -> Format:
    if _stream("EncryptedPackage") in content:
        raise UnreadableFile(
            "the document is encrypted", where=where, fix="open it with its password and save it without one"
        )
    for name, what in (("Workbook", "a spreadsheet (XLS)"), ("PowerPoint Document", "slides (PPT)")):
        if _stream(name) in content and _stream("WordDocument") not in content:
            raise UnreadableFile(f"the file is {what}", where=where, fix="save it as DOCX or PDF, then add that file")
    return Format.LEGACY


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le")


def _is_picture(content: bytes) -> bool:
    """PNG, JPEG, TIFF, BMP or WebP; a text may begin with BM, but then no unprintable byte follows."""
    bitmap = content.startswith(b"BM") and b"\x00" in content[:64]
    return content.startswith(PICTURES) or bitmap or (content[:4] == b"RIFF" and content[8:12] == b"WEBP")


def _refuse_known(content: bytes, *, where: str) -> None:
    for magic, what, fix in REFUSED:
        # A text may begin with the letters CEB; then no unprintable byte follows.
        if content.startswith(magic) and (not magic.isalpha() or b"\x00" in content[:64]):
            raise UnreadableFile(f"the file is {what}", where=where, fix=fix)


def _is_html(content: bytes) -> bool:
    """Tell a web page, or a piece of one, from Markdown that holds some tags."""
    if content.startswith(UTF16_MARKS):
        content = content.decode("utf-16", "replace").encode("utf-8", "replace")
    start = BLANKS_AND_REMARKS.match(content)
    head = content[start.end() if start else 0 :]
    if PAGE_OPENING.match(head):
        return True
    return bool(TAG.match(head)) and len(BLOCK_ENDINGS.findall(content)) * 2 > content.count(b"\n") + 1
