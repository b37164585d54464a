"""Bytes of a file in, text of a notice out: one module a format.

`read_document` finds the format from the content and never from the name; it raises UnreadableFile, and nothing else,
for whatever cannot be read.
"""

from typing import assert_never

from corpus.errors import UnreadableFile
from corpus.readers.document import FILE_BYTES_LIMIT, Document
from corpus.readers.docx import read_docx
from corpus.readers.html import read_html, read_web_archive
from corpus.readers.pdf import read_pdf
from corpus.readers.sniff import Format, format_of
from corpus.readers.text import read_text

__all__ = ["READABLE", "Document", "read_document"]

# What a folder is searched for; the content then says what a file really is.
READABLE = frozenset({".txt", ".md", ".html", ".htm", ".docx", ".pdf", ".ofd", ".doc", ".wps"})


def read_document(content: bytes, *, where: str) -> Document:
    """Read the bytes of one file; `where` names it in errors."""
    if len(content) > FILE_BYTES_LIMIT:
        raise UnreadableFile(
            f"the file has {len(content):,} bytes, more than {FILE_BYTES_LIMIT:,}",
            where=where,
            fix="no notice is so large: give its text, or cut it into its parts",
        )
    try:
        document = _read(content, where=where)
    except RecursionError as deep:
        raise UnreadableFile("the file nests too deeply", where=where, fix="save it anew from its program") from deep
    if not document.text.strip():
        raise UnreadableFile("there is no text in the file", where=where, fix="check that it is the right file")
    return document


def _read(content: bytes, *, where: str) -> Document:
    match format_of(content, where=where):
        case Format.TEXT:
            return read_text(content, where=where)
        case Format.HTML:
            return read_html(content, where=where)
        case Format.MHT:
            return read_web_archive(content, where=where)
        case Format.DOCX:
            return read_docx(content, where=where)
        case Format.PDF:
            return read_pdf(content, where=where)
        case Format.OFD | Format.LEGACY as other:
            raise UnreadableFile(f"{other.value} is not read yet", where=where, fix="give a text file")
        case _ as never:
            assert_never(never)
