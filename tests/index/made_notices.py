"""Notices written by hand, for the tests of index/."""

import hashlib
from dataclasses import replace
from datetime import date
from typing import Any

from corpus.notice import Clause, Notice, Passage, Region
from corpus.span import Span

LABELS = "一二三四五六七八九十"


def made_notice(title: str = "某市办法", *paragraphs: str, **other: Any) -> Notice:
    """Return a notice whose n-th paragraph is its n-th clause; id and sha256 follow from title and text."""
    words = paragraphs or ("建设职业本科学校。",)
    text = "\n".join([title, *words])
    clauses: list[Clause] = []
    passages: list[Passage] = []
    start = len(title) + 1
    for label, paragraph in zip(LABELS, words, strict=False):
        span = Span(start, start + len(paragraph))
        clauses.append(Clause((label,), label, "", span, (span,)))
        passages.append(Passage((label,), "", (title,), paragraph, span))
        start = span.end + 1
    whole = Span(len(title) + 1, len(text))
    notice = Notice(
        id="made",
        title=title,
        number=None,
        issuers=("某市教育局",),
        genre="办法",
        region=Region(city="某市"),
        date=date(2024, 5, 6),
        year=2024,
        addressees=(),
        attachments=(),
        instruments=(),
        references=(),
        source="made.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        header=(Span(0, len(title)),),
        root=Clause((), "", "", whole, (), children=tuple(clauses)),
        passages=tuple(passages),
    )
    return replace(notice, **other)
