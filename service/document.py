"""A whole notice, or one clause of it, as a JSON document for programs.

A notice's document is the contract's notice with its clause tree and its text; a clause's is the contract's clause
with the fields that name its notice.
"""

import re
from typing import Any

from corpus.citation import path_text
from corpus.errors import AmbiguousClause, UnknownClause
from corpus.notice import Clause, Notice, Path
from corpus.numeral import chinese
from corpus.paragraph import paragraph_named, paragraph_of, starts_in
from corpus.record import clause_record, notice_record, passage_record, summary_record
from corpus.repeat import address, placed

_DIVISION = re.compile(r"第.+(?:[编篇章节]|部分)")
_LABELS_SHOWN = 12  # enough to see how a notice numbers its clauses


def notice_document(notice: Notice) -> dict[str, Any]:
    """Return the notice with its clause tree and its text."""
    return {**notice_record(notice), "clauses": clause_tree(notice), "text": notice.text}


def parse_document(notice: Notice, *more: Notice) -> dict[str, Any]:
    """Return what `tiaowen parse --json` prints: notice, clauses, passages, text, and `more` notices of the file."""
    others = {"more": [parse_document(other) for other in more]} if more else {}
    return {
        "notice": notice_record(notice),
        "clauses": clause_tree(notice),
        "passages": [passage_record(passage, notice) for passage in notice.passages],
        "text": notice.text,
        **others,
    }


def clause_tree(notice: Notice) -> list[dict[str, Any]]:
    """Return the top clauses, children inside; the words under no label stand in `passages` with the path []."""
    return [clause_record(clause, notice) for clause in notice.root.children]


def clause_document(notice: Notice, clause: Clause) -> dict[str, Any]:
    """Return one clause with its children and the notice it belongs to."""
    return {"notice": summary_record(notice), **clause_record(clause, notice), "paragraph": clause.paragraph}


def clause_at(notice: Notice, path: Path) -> Clause:
    """Return the clause at `path`, found also without its 编, 章 and 节; raises UnknownClause, AmbiguousClause.

    Of several with one path the place tells which: 附件/2@170.  A path may hold a 款: 第二十条/第三款 is that
    paragraph of the article with what is listed below it.
    """
    for place, label in enumerate(path):
        number = paragraph_named(label)
        if place and number is not None:
            return _below(notice, clause_at(notice, path[:place]), number, path[place + 1 :])
    path, start = placed(path)
    clauses = [clause for clause in notice.root.walk() if start is None or clause.span.start == start]
    found = [clause for clause in clauses if clause.path == path]
    found = found or [clause for clause in clauses if path and _undivided(clause.path) == path]
    if len(found) > 1:
        addresses = "、".join(address(notice, clause) for clause in found[:_LABELS_SHOWN])
        what = f"{len(found)} clauses have the path {path_text(path)}"
        raise AmbiguousClause(what, where=f"notice {notice.id}", fix=f"give one of {addresses}")
    if found:
        return found[0]
    held = "、".join(path_text(clause.path) for clause in notice.root.children[:_LABELS_SHOWN])
    raise _unknown(notice, path, f"its clauses are {held}" if held else "it has no numbered clauses")


def _below(notice: Notice, article: Clause, number: int, rest: Path) -> Clause:
    """Return a 款 of an article, or the clause at `rest` below it."""
    named = (*article.path, f"第{chinese(number)}款")
    paragraph = paragraph_of(notice.text, article, number)
    if paragraph is None:
        raise _unknown(notice, named, f"{article.label} has {len(starts_in(notice.text, article))} 款")
    found = [clause for clause in paragraph.walk() if clause.path == (*article.path, *rest)]
    if not found:
        held = "、".join(child.label for child in paragraph.children[:_LABELS_SHOWN]) or "nothing"
        raise _unknown(notice, (*named, *rest), f"below that paragraph stands {held}")
    return found[0]


def _unknown(notice: Notice, path: Path, fix: str) -> UnknownClause:
    return UnknownClause(f"no clause {path_text(path)}", where=f"notice {notice.id}", fix=fix)


def _undivided(path: Path) -> Path:
    return tuple(label for label in path if not _DIVISION.fullmatch(label))
