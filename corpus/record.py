"""Notices, clauses and passages as the JSON of CONTRACT.md, and the lossless form in which a library keeps a notice."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from corpus.citation import cite, path_text
from corpus.label import label_at
from corpus.late import late
from corpus.layout import joined
from corpus.notice import Clause, Instrument, Notice, Passage, Reference, Region
from corpus.repeat import mark
from corpus.span import Span

Record = dict[str, Any]  # a JSON object on its way out, or in from our own store


def notice_record(notice: Notice) -> Record:
    """Return the contract's notice; `references[].notice` of others is null until a library resolves it."""
    return {
        **summary_record(notice),
        "year": notice.year,
        "addressees": list(notice.addressees),
        "attachments": list(notice.attachments),
        "instruments": [{"title": i.title, "label": i.label, "span": _pair(i.span)} for i in notice.instruments],
        "references": [_reference_record(reference, notice) for reference in notice.references],
        "status": notice.status,
        "source": notice.source,
        "sha256": notice.sha256,
        "warnings": list(notice.warnings),
    }


def _reference_record(reference: Reference, notice: Notice) -> Record:
    return {
        "title": reference.title,
        "number": reference.number,
        "span": _pair(reference.span),
        "notice": notice.id if reference.own else reference.notice,
        "path": [list(path) for path in reference.paths],
        "full_title": reference.full,
        "candidates": list(reference.candidates),
    }


def summary_record(notice: Notice) -> Record:
    """Return the fields that name a notice beside a passage."""
    region = notice.region
    return {
        "id": notice.id,
        "title": notice.title,
        "number": notice.number,
        "issuers": list(notice.issuers),
        "genre": notice.genre,
        "region": {"province": region.province, "city": region.city, "county": region.county},
        "date": notice.date.isoformat() if notice.date else None,
    }


def clause_record(clause: Clause, notice: Notice) -> Record:
    """Return the contract's clause with its children inside; `text` is its own words after the label."""
    return {
        "path": list(clause.path),
        "label": clause.label,
        "heading": clause.heading,
        "text": own_words(clause, notice.text),
        "span": _pair(clause.span),
        "page": notice.page_at(clause.span),
        "citation": cite(notice, clause.path, clause.span, clause.paragraph),
        "url": url(notice, clause.path, clause.span),
        "children": [clause_record(child, notice) for child in clause.children],
    }


def passage_record(passage: Passage, notice: Notice) -> Record:
    """Return the contract's passage without what only a search knows (score, why, highlights)."""
    return {
        "notice": summary_record(notice),
        "path": list(passage.path),
        "heading": passage.heading,
        "text": passage.text,
        "span": _pair(passage.span),
        "page": notice.page_at(passage.span),
        "paragraph": passage.paragraph,
        "citation": cite(notice, passage.path, passage.span, passage.paragraph),
        "url": url(notice, passage.path, passage.span),
    }


def url(notice: Notice, path: tuple[str, ...], span: Span | None = None) -> str:
    """Return where the service shows the clause: `/notices/jjzc-2024-4#三/（二）`.

    span: of the clause or words in it, which tells apart clauses of one path: `#附件/2@170`
    """
    place = mark(notice, path, span) if span else ""
    return f"/notices/{notice.id}" + (f"#{path_text(path)}{place}" if path else "")


def own_words(clause: Clause, text: str) -> str:
    """Return the clause's own words after the label, heading included, children excluded, one paragraph a line."""
    words = "\n".join(joined(text, span) for span in clause.paragraphs)
    if clause.row:
        return words.strip("| ").removeprefix(clause.label).lstrip(" |")
    found = label_at(words, 0) if clause.label else None
    if found:
        return words[found.end :].lstrip()
    return words.removeprefix(clause.label).lstrip() if clause.label else words


def notice_to_json(notice: Notice) -> str:
    """Write everything but `text`; `notice_from_json` reads it back without loss."""
    return json.dumps(
        {
            **notice_record(notice),
            "pages": list(notice.pages),
            "header": [_pair(s) for s in notice.header],
            "root": _clause_tree(notice.root),
            "passages": [
                {
                    "path": p.path,
                    "heading": p.heading,
                    "context": p.context,
                    "text": p.text,
                    "span": _pair(p.span),
                    "paragraph": p.paragraph,
                }
                for p in notice.passages
            ],
        },
        ensure_ascii=False,
    )


def notice_from_json(record: str, text: str) -> Notice:
    """Read what `notice_to_json` wrote, given the notice's text; a search that shows a passage needs no clauses."""
    kept: Record = json.loads(record)
    own_id, references, root, passages = kept["id"], kept["references"], kept["root"], kept["passages"]
    return Notice(
        id=own_id,
        title=kept["title"],
        number=kept["number"],
        issuers=tuple(kept["issuers"]),
        genre=kept["genre"],
        region=Region(**kept["region"]),
        date=date.fromisoformat(kept["date"]) if kept["date"] else None,
        year=kept["year"],
        addressees=tuple(kept["addressees"]),
        attachments=tuple(kept["attachments"]),
        instruments=tuple(Instrument(i["title"], i["label"], Span(*i["span"])) for i in kept["instruments"]),
        references=late(lambda: tuple(_reference(each, own_id) for each in references)),
        source=kept["source"],
        sha256=kept["sha256"],
        warnings=tuple(kept["warnings"]),
        status=kept["status"],
        text=text,
        pages=tuple(kept.get("pages", ())),  # a library written before pages were kept has none
        header=_spans(kept["header"]),
        root=late(lambda: _clause(root)),
        passages=late(lambda: tuple(map(_passage, passages))),
    )


def _passage(kept: Record) -> Passage:
    span, context = Span(*kept["span"]), tuple(kept["context"])
    return Passage(tuple(kept["path"]), kept["heading"], context, kept["text"], span, kept.get("paragraph"))


def references_from_json(kept: str, own_id: str) -> tuple[Reference, ...]:
    """Read the references of a record alone, given the notice's id."""
    return tuple(_reference(each, own_id) for each in json.loads(kept))


def _reference(kept: Record, own_id: str) -> Reference:
    """Read a reference; libraries of the first version hold no paths."""
    paths = tuple(tuple(path) for path in kept.get("path", ()))
    own = kept["notice"] == own_id
    return Reference(kept["title"], kept["number"], Span(*kept["span"]), paths, own, kept.get("full_title"))


def _clause_tree(clause: Clause) -> Record:
    return {
        "path": clause.path,
        "label": clause.label,
        "heading": clause.heading,
        "span": _pair(clause.span),
        "paragraphs": [_pair(s) for s in clause.paragraphs],
        "heading_only": clause.heading_only,
        "row": clause.row,
        "paragraph": clause.paragraph,
        "children": [_clause_tree(child) for child in clause.children],
    }


def _clause(kept: Record) -> Clause:
    return Clause(
        path=tuple(kept["path"]),
        label=kept["label"],
        heading=kept["heading"],
        span=Span(*kept["span"]),
        paragraphs=_spans(kept["paragraphs"]),
        heading_only=kept["heading_only"],
        row=kept["row"],
        paragraph=kept.get("paragraph"),
        children=tuple(_clause(child) for child in kept["children"]),
    )


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _spans(pairs: Iterable[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(*pair) for pair in pairs)
