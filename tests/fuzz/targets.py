"""What is fuzzed: for each target its check, its way of changing an input, its seeds and its share of the time."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import cast

from corpus.errors import TiaowenError
from corpus.readers import doc, pdf, pdfium, read_document
from corpus.readers.document import Document
from corpus.readers.docx import read_docx
from corpus.readers.html import read_html, read_web_archive
from corpus.readers.ofd import read_ofd
from corpus.readers.text import decode
from tests.fuzz import seeds
from tests.fuzz.mutation import changed_archive, changed_mht, changed_page, changed_pdf
from tests.fuzz.oracle import check_file, check_text
from tests.fuzz.pieces import changed_text


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to fuzz.

    check:   runs one input and says whether it was read; what it raises is a finding
    change:  changes an input so that it stays mostly whole
    seeds:   makes the inputs to begin with
    share:   of the time, in parts of all shares
    suffix:  of the files that hold inputs
    confirm: another check that decides on inputs which ended the process
    """

    check: Callable[[bytes], bool]
    change: Callable[[bytes, Random], bytes]
    seeds: Callable[[], list[bytes]]
    share: int
    suffix: str
    confirm: Callable[[bytes], bool] | None = None


def _check_words(content: bytes) -> bool:
    check_text(content.decode("utf-8", "replace"))
    return True


def _changed_words(content: bytes, dice: Random) -> bytes:
    return changed_text(content.decode("utf-8", "replace"), dice).encode("utf-8", "replace")


def _read_pdf_here(content: bytes, *, where: str) -> Document:
    """Read a PDF in this process: a new one for each input would take half a second.  Only for the fuzzer's child."""
    pdf.__dict__["_answer"] = _pdf_answer
    return pdf.read_pdf(content, where=where)


def _pdf_answer(content: bytes, *, where: str) -> dict[str, object]:
    try:
        answer = {"pages": list(pdfium._pages(content))}
    except (pdfium.PDFIUM.PdfiumError, ValueError, MemoryError) as broken:
        answer = {"error": str(broken) or type(broken).__name__}
    return cast("dict[str, object]", json.loads(json.dumps(answer)))


def _read_antiword(content: bytes, *, where: str) -> Document:
    """Join what antiword prints, text and DocBook, a zero byte between them; it need not be installed."""
    printed, _, marked = content.partition(b"\x00")
    lines = [line.strip(" ") for line in decode(printed or b" ", where=where).splitlines()]
    tables = list(doc._tables(marked, where=where))
    return Document("\n".join(line for line in doc._with_tables(lines, tables) if line.strip()))


def _read_any(content: bytes, *, where: str) -> Document:
    """Read bytes of unknown type, except through other programs."""
    if content[:1024].lstrip().startswith(b"%PDF-") or content.startswith(b"\xd0\xcf\x11\xe0"):
        raise TiaowenError("it is left to another target", where=where, fix="none")
    return read_document(
        content,
        where=where,
    )


TARGETS = {
    "text": Target(_check_words, _changed_words, seeds.texts, 9, ".txt"),
    "docx": Target(lambda content: check_file(content, read_docx), changed_archive, seeds.word_documents, 4, ".docx"),
    "html": Target(lambda content: check_file(content, read_html), changed_page, seeds.pages, 4, ".html"),
    "ofd": Target(lambda content: check_file(content, read_ofd), changed_archive, seeds.fixed_layouts, 3, ".ofd"),
    "pdf": Target(
        lambda content: check_file(content, _read_pdf_here),
        *(changed_pdf, seeds.printed_documents, 3, ".pdf"),
        confirm=lambda content: check_file(content, pdf.read_pdf),
    ),
    "mht": Target(lambda content: check_file(content, read_web_archive), changed_mht, seeds.web_archives, 2, ".mht"),
    "doc": Target(lambda content: check_file(content, _read_antiword), changed_page, seeds.antiword_outputs, 1, ".antiword"),
    "any": Target(lambda content: check_file(content, _read_any), lambda content, _: content, seeds.everything, 2, ".bin"),
}  # fmt: skip
