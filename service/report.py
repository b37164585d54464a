"""The findings of a check as a document to keep: Markdown or DOCX."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from service.checked import place_words

if TYPE_CHECKING:
    from index.checker import Finding

VERDICT_WORDS = {
    "exact": "一致",
    "differs": "有出入",
    "wrong_clause": "不在所引条款",
    "no_such_clause": "没有这一条",
    "not_held": "库里没有",
    "ambiguous": "不能确定",
    "unsupported": "找不到出处",
    "unreadable": "读不出",
}
KIND_WORDS = {"citation": "引用", "quotation": "引文"}
HEADING = "引文核对报告"
FOOT = "“库里没有”“找不到出处”只说明文库未收录，不等于没有相关规定。"
_MARKDOWN = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>#|~"})
_RUN_STYLE = {
    "draft": '<w:rPr><w:strike/><w:color w:val="9E2A1F"/></w:rPr>',
    "source": '<w:rPr><w:u w:val="single"/><w:color w:val="1F6E3A"/></w:rPr>',
    "bold": "<w:rPr><w:b/></w:rPr>",
}
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

Line = list[tuple[str, str]]  # a paragraph: runs of ("" | "bold" | "same" | "draft" | "source", words)


def tally(findings: Sequence[Finding]) -> str:
    """Return how many findings there are of each verdict: 一致 3 · 有出入 1."""
    verdicts = [finding.judged.verdict.value for finding in findings]
    counts = [f"{words} {verdicts.count(name)}" for name, words in VERDICT_WORDS.items() if name in verdicts]
    return " · ".join(counts) or "没有找到引用和引文"


def markdown(findings: Sequence[Finding]) -> str:
    """Return the report as Markdown; what the draft has and the source has not is struck out, the reverse bold."""
    lines = [f"# {HEADING}", tally(findings)]
    for line in _lines(findings):
        lines.append("".join(_marked(kind, words.translate(_MARKDOWN)) for kind, words in line))
    return "\n\n".join([*lines, FOOT, ""])


def docx(findings: Sequence[Finding]) -> bytes:
    """Return the report as a Word document."""
    lines: list[Line] = [[("bold", HEADING)], [("", tally(findings))], *_lines(findings), [("", FOOT)]]
    body = "".join(f"<w:p>{''.join(_run(kind, words) for kind, words in line)}</w:p>" for line in lines)
    document = f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (
            ("[Content_Types].xml", _CONTENT_TYPES),
            ("_rels/.rels", _RELATIONS),
            ("word/document.xml", document),
        ):
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{content}')
    return packed.getvalue()


def _lines(findings: Sequence[Finding]) -> Iterator[Line]:
    """Yield the paragraphs of a report."""
    for number, finding in enumerate(findings, 1):
        judged = finding.judged
        verdict = VERDICT_WORDS[judged.verdict.value]
        yield [("bold", f"{number}. {KIND_WORDS[finding.kind]}：{verdict}"), ("", f"　{finding.text}")]
        if finding.cited:
            yield [("", f"所引：{finding.cited}")]
        if judged.place:
            yield [("", f"原文：{place_words(judged.place.notice, judged.place)}")]
        if judged.difference:
            yield [("", "对照："), *judged.difference]
        for place in judged.candidates:
            yield [("", f"另见：{place_words(place.notice, place)}")]
        if judged.note:
            yield [("", f"说明：{judged.note}")]


def _marked(kind: str, words: str) -> str:
    flat = " ".join(words.split("\n"))
    marks = {"bold": "**", "draft": "~~", "source": "**"}.get(kind, "")
    return f"{marks}{flat}{marks}"


def _run(kind: str, words: str) -> str:
    printable = "".join(sign if sign.isprintable() else " " for sign in words)
    return f'<w:r>{_RUN_STYLE.get(kind, "")}<w:t xml:space="preserve">{escape(printable)}</w:t></w:r>'
