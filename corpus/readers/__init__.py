"""Bytes of a file in, text of a notice out: one module a format.

`read_document` finds the format from the content and never from the name; it raises UnreadableFile, and nothing else,
for whatever cannot be read.
"""

from typing import Protocol

from corpus.errors import UnreadableFile
from corpus.readers.doc import read_doc
from corpus.readers.document import FILE_BYTES_LIMIT, Document
from corpus.readers.docx import read_docx
from corpus.readers.html import read_html, read_web_archive
from corpus.readers.ofd import read_ofd
from corpus.readers.pdf import read_pdf
from corpus.readers.scan import read_picture
from corpus.readers.sniff import Format, format_of
from corpus.readers.text import read_text

__all__ = ["PICTURES", "READABLE", "Document", "read_document"]

# What a folder is searched for; the content then says what a file really is.
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"})
READABLE = PICTURES | {".txt", ".md", ".html", ".htm", ".docx", ".pdf", ".ofd", ".doc", ".wps"}


class Reader(Protocol):
    """Reads the bytes of one format; raises UnreadableFile."""

    def __call__(self, content: bytes, *, where: str) -> Document: ...


READERS: dict[Format, Reader] = {
    Format.TEXT: read_text,
    Format.HTML: read_html,
    Format.MHT: read_web_archive,
    Format.DOCX: read_docx,
    Format.PDF: read_pdf,
    Format.OFD: read_ofd,
    Format.PICTURE: read_picture,
    Format.LEGACY: read_doc,
}


def read_document(content: bytes, *, where: str) -> Document:
    """Read the bytes of one file; `where` names it in errors."""
    if len(content) > FILE_BYTES_LIMIT:
        raise UnreadableFile(
            f"the file has {len(content):,} bytes, more than {FILE_BYTES_LIMIT:,}",
            where=where,
            fix="no notice is so large: give its text, or cut it into its parts",
        )
    try:
        document = READERS[format_of(content, where=where)](content, where=where)
    except RecursionError as deep:
        raise UnreadableFile("the file nests too deeply", where=where, fix="save it anew from its program") from deep
    if not document.text.strip():
        raise UnreadableFile("there is no text in the file", where=where, fix="check that it is the right file")
    return document
