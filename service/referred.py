"""What a notice cites and what cites it, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.citation import cite, in_title_marks, parse_path, path_words
from corpus.layout import joined
from corpus.record import summary_record, url
from corpus.span import Span
from service.document import clause_at

if TYPE_CHECKING:
    from corpus.notice import Clause, Notice
    from index.referral import Referral, Referrals

DEFAULT_CITING, MAX_CITING = 100, 1000  # a law may be cited ten thousand times


def references_record(referrals: Referrals, notice: Notice, path: str | None, most: int) -> dict[str, Any]:
    """Return both directions for a notice or the clause at `path`; raises UnknownClause."""
    within = clause_at(notice, parse_path(path)) if path else None
    cited_by = referrals.cited_by(notice, within, most=most)
    return {
        "notice": summary_record(notice),
        "path": list(within.path) if within else [],
        "cites": [cites_record(one) for one in referrals.cites(notice, within)],
        "cited_by": [cited_by_record(one) for one in cited_by.referrals],
        "cited_by_total": cited_by.total,
    }


def cites_record(one: Referral) -> dict[str, Any]:
    """Return what a clause cites: `citation` and `url` are of what is cited, `path` of the clause that cites."""
    reference, target = one.reference, one.target
    return {
        **_words_record(one),
        "title": reference.title,
        "full_title": reference.full,
        "number": reference.number,
        "held": target is not None or bool(reference.candidates),
        "notice": target.id if target else None,
        **_names_record(one),
        "citation": cited_words(one),
        "url": _target_url(target, one) if target else None,
    }


def cited_by_record(one: Referral) -> dict[str, Any]:
    """Return what cites a notice: `path`, `citation` and `url` are of the clause that cites."""
    return {
        "notice": summary_record(one.notice),
        **_words_record(one),
        **_names_record(one),
        "citation": citing_words(one),
        "url": url(one.notice, one.clause.path, one.clause.span),
    }


def cited_words(one: Referral) -> str:
    """Write what is cited as a citation: as the library has it, else as it is printed."""
    if one.target is not None:
        return _citation(one.target, one.named[0]) if one.named else _whole_citation(one.target)
    title = one.reference.full or one.reference.title
    number = one.reference.number or ""
    named = in_title_marks(title) + (f"（{number}）" if number else "") if title else number
    return named + "、".join(path_words(labels) for labels in one.labels)


def citing_words(one: Referral) -> str:
    """Write the citation of the clause that cites."""
    return _citation(one.notice, one.clause)


def _words_record(one: Referral) -> dict[str, Any]:
    text, span = one.notice.text, one.reference.span
    return {
        "path": list(one.clause.path),
        "text": joined(text, span),
        "span": [span.start, span.end],
        "sentence": {"text": joined(text, one.sentence), "span": [one.sentence.start, one.sentence.end]},
        "page": one.notice.page_at(span),
        "own": one.reference.own,
    }


def _names_record(one: Referral) -> dict[str, Any]:
    """Return which clauses are named: as cited, and those of the notice that was found."""
    target = one.target
    return {
        "labels": [list(labels) for labels in one.labels] if not one.reference.own else [],
        "targets": [_target_record(target, clause) for clause in one.named] if target else [],
        "candidates": list(one.reference.candidates),
    }


def _target_record(target: Notice, clause: Clause) -> dict[str, Any]:
    return {
        "path": list(clause.path),
        "citation": _citation(target, clause),
        "url": url(target, clause.path, clause.span),
    }


def _target_url(target: Notice, one: Referral) -> str:
    return url(target, one.named[0].path, one.named[0].span) if one.named else url(target, ())


def _citation(notice: Notice, clause: Clause) -> str:
    if not clause.label:
        return _whole_citation(notice)
    return cite(notice, clause.path, clause.span, clause.paragraph)


def _whole_citation(notice: Notice) -> str:
    return cite(notice, (), Span(0, len(notice.text)))
