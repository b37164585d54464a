"""Text and Markdown: bytes become characters, and nothing else happens to them.

Line ends, blanks and stray characters stay, so that an offset in the text is an offset in what the office published.
"""

import codecs
import re
from itertools import islice

from corpus.errors import UnreadableFile
from corpus.readers.document import Document

LINE_CHARS_LIMIT = 1_000_000
BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

# A text may hold tabs, line ends and page breaks.  Some crawls leave another control character behind; more than one in
# a thousand characters is no text.
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
CHARS_PER_CONTROL = 1_000
CHARS_PER_BAD = 500


def read_text(content: bytes, *, where: str) -> Document:
    """Read a text or Markdown file."""
    text = decode(content, where=where)
    if not text.strip():
        raise UnreadableFile("the file holds only blanks", where=where, fix="add a file with words in it, or remove it")
    longest = max(map(len, text.splitlines())) if len(text) > LINE_CHARS_LIMIT else 0
    if longest > LINE_CHARS_LIMIT:
        raise UnreadableFile(
            f"a line has {longest:,} characters, more than {LINE_CHARS_LIMIT:,}",
            where=where,
            fix="this is no notice, or its line breaks were lost: save it again from its source",
        )
    return Document(text)


def decode(content: bytes, *, where: str) -> str:
    """Return the characters of UTF-8 (with or without mark), UTF-16 (with mark) or GB18030, the mark left out."""
    if not content:
        raise UnreadableFile("the file is empty", where=where, fix="add a file with words in it, or remove it")
    text = _decoded(content, where=where)
    tolerated = len(text) // CHARS_PER_CONTROL
    if "\x00" in text or sum(1 for _ in islice(CONTROLS.finditer(text), tolerated + 1)) > tolerated:
        raise _binary(where)
    return text


def decode_page(content: bytes, *, where: str) -> str:
    """Decode a web page; a few bytes that are no character, as content systems cut a summary, become U+FFFD."""
    try:
        return decode(content, where=where)
    except UnreadableFile:
        text = min(
            (content.decode(encoding, "replace") for encoding in ("utf-8", "gb18030")), key=lambda t: t.count("\ufffd")
        )
        if "\x00" in text or text.count("\ufffd") * CHARS_PER_BAD > len(text):
            raise
        return text


def _decoded(content: bytes, *, where: str) -> str:
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding, where=where)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as broken:
        if _is_damaged_utf8(content):
            raise _not_in("UTF-8", broken.start, where=where) from broken
    return _strictly(content, "gb18030", where=where)


def _strictly(content: bytes, encoding: str, *, where: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as broken:
        if sum(1 for _ in CONTROL_BYTES.finditer(content)) * CHARS_PER_CONTROL > len(content):
            raise _binary(where) from broken
        raise _not_in(encoding.upper(), broken.start, where=where) from broken


def _binary(where: str) -> UnreadableFile:
    """Return what is said of bytes that are neither text nor begin as any format that is read."""
    return UnreadableFile(
        "the file is binary, not text",
        where=where,
        fix="give TXT, Markdown, HTML, DOCX, PDF, OFD, DOC or WPS; if it is named as one of these it is damaged: "
        "get it again",
    )


def _not_in(encoding: str, byte: int, *, where: str) -> UnreadableFile:
    return UnreadableFile(
        f"the file looks like {encoding}, but byte {byte} (counted from 0) does not belong there",
        where=where,
        fix="the file was cut off or damaged, or is in another encoding: save it again as UTF-8",
    )


def _is_damaged_utf8(content: bytes) -> bool:
    """Say whether this is UTF-8 with a few bad bytes, which GB18030 would turn into other, wrong words."""
    read = content.decode("utf-8", errors="replace")
    bad = read.count("\ufffd")
    good = sum(1 for character in read if character > "\u07ff") - bad
    return good > 3 * bad
