"""What cite and check found, as the JSON of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.citation import cite
from corpus.layout import joined
from corpus.record import clause_record, summary_record, url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.notice import Notice
    from index.checker import Finding
    from index.verdict import Place, Ruling

MAX_DRAFT_SIGNS = 100_000  # 200 pages; a longer draft is checked in parts
_WORDS_SHOWN = 400  # of a candidate: enough to tell it from the others


def cite_record(citation: str, ruling: Ruling) -> dict[str, Any]:
    """Return the contract's answer to a citation; `clauses` holds all it names, `clause` the first."""
    clauses = [clause_answer(place) for place in ruling.places]
    return {
        "citation": citation,
        "verdict": ruling.verdict.value,
        "notice": summary_record(ruling.notice) if ruling.notice else None,
        "clause": clauses[0] if clauses else None,
        "clauses": clauses,
        "candidates": [candidate_record(place) for place in ruling.candidates],
        "note": ruling.note,
    }


def clause_answer(place: Place) -> dict[str, Any]:
    """Return a clause with the notice it is in; `paragraph` is the 款 that was cited."""
    notice, clause = place.notice, place.clause
    return {
        "notice": summary_record(notice),
        **clause_record(clause, notice),
        "paragraph": clause.paragraph,
    }


def candidate_record(place: Place) -> dict[str, Any]:
    """Return a place that fits too: its words as printed, shortened where it is a whole notice or a long clause."""
    notice, clause, span = place.notice, place.clause, place.span
    words = joined(notice.text, span) if clause.label or len(span) <= _WORDS_SHOWN else notice.title
    return {
        "notice": summary_record(notice),
        "path": list(clause.path),
        "heading": clause.heading,
        "text": words if len(words) <= _WORDS_SHOWN else f"{words[:_WORDS_SHOWN]}…",
        "span": [span.start, span.end],
        "page": notice.page_at(span),
        "citation": place_words(notice, place),
        "url": url(notice, clause.path, span),
    }


def place_words(notice: Notice, place: Place) -> str:
    """Write the citation of a place."""
    return cite(notice, place.clause.path, place.span, place.clause.paragraph)


def check_record(findings: Sequence[Finding]) -> dict[str, Any]:
    """Return the contract's answer to a draft."""
    return {"findings": [_finding_record(finding) for finding in findings]}


def _finding_record(finding: Finding) -> dict[str, Any]:
    judged = finding.judged
    notice = judged.place.notice if judged.place else finding.notice
    return {
        "text": finding.text,
        "span": [finding.span.start, finding.span.end],
        "kind": finding.kind,
        "verdict": judged.verdict.value,
        "citation": finding.cited,
        "notice": summary_record(notice) if notice else None,
        "clause": clause_answer(judged.place) if judged.place else None,
        "source": _source_record(finding),
        "candidates": [candidate_record(place) for place in judged.candidates],
        "difference": [list(run) for run in judged.difference],
        "note": judged.note,
    }


def _source_record(finding: Finding) -> dict[str, Any] | None:
    """Return the words of the notice that a quotation was compared with."""
    place = finding.judged.place
    found = finding.kind == "quotation" and finding.judged.verdict.value in ("exact", "differs")
    return candidate_record(place) if place and found else None
