"""What is put into a file comes out of it: every sign, in its order, whatever the format."""

from collections.abc import Callable, Sequence
from html import escape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.readers import read_document
from tests.readers.made_files import docx, ofd, paragraph, pdf, printed

WORDS = [
    "一、",
    "（一）",
    "第三条",
    "甲",
    "教育",
    "《",
    "》",
    "“",
    "。",
    "；",
    "&",
    "<",
    "|",
    "#",
    "附件：",
    "2024年5月6日",
    "〔2024〕",
    "abc",
    "𠀀",
    "①",
    "\u3000",
    " ",
    "…",
]
lines = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map("".join).filter(str.strip), min_size=1, max_size=12)  # fmt: skip


def word(texts: Sequence[str]) -> bytes:
    return docx("".join(paragraph(escape(text)) for text in texts))


def page(texts: Sequence[str]) -> bytes:
    return ("<html><body>" + "".join(f"<p>{escape(text)}</p>" for text in texts) + "</body></html>").encode()


def fixed(texts: Sequence[str]) -> bytes:
    return ofd("".join(printed(escape(text), 20, 20 + 12 * place) for place, text in enumerate(texts)))


def paper(texts: Sequence[str]) -> bytes:
    return pdf([(20, 380 - 20 * place, text) for place, text in enumerate(texts)])


def plain(texts: Sequence[str]) -> bytes:
    return "\n".join(texts).encode("gb18030")


@pytest.mark.parametrize(
    "made", [pytest.param(plain, id="TXT"), pytest.param(word, id="DOCX"), pytest.param(page, id="HTML"), pytest.param(fixed, id="OFD")]
)  # fmt: skip
@settings(max_examples=40, deadline=None)
@given(texts=lines)
def test_every_sign_comes_out_of_the_file(made: Callable[[Sequence[str]], bytes], texts: list[str]):
    read = read_document(made(texts), where="a").text
    assert "".join(read.split()) == "".join("".join(texts).split())


@settings(max_examples=15, deadline=None)
@given(texts=lines)
@example(texts=["#"])
@example(texts=["教育教育教育", "甲"])
@example(texts=["一、教育", "一、教育"])
def test_every_sign_comes_out_of_a_pdf_whose_font_has_no_outlines(texts: list[str]):
    """PDFium alone passes over a letter without ink, and over a line that stands below its equal."""
    read = read_document(paper(texts), where="a").text
    assert "".join(read.split()) == "".join("".join(texts).split())
