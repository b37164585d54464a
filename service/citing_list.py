"""Below a notice's page: which other notices cite it, in which clause, in which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from corpus.citation import path_words
from corpus.layout import joined
from service.anchor import anchor_at
from service.referred import citing_words

if TYPE_CHECKING:
    from corpus.notice import Notice
    from index.referral import Referral, Referrals

_SHOWN = 20
_SIGNS_SHOWN = 160  # of a sentence; a row of a table may be long


@dataclass(frozen=True, slots=True)
class CitingLine:
    """One place that cites the notice.

    names:  the clauses of this notice that it names, 第三条、第五条, "" for the whole
    unsure: other notices fit the words as well
    """

    citation: str
    href: str
    sentence: str
    names: str
    unsure: bool


@dataclass(frozen=True, slots=True)
class CitingList:
    """The first lines; `more` counts the rest."""

    lines: tuple[CitingLine, ...]
    more: int


def citing_list(referrals: Referrals, notice: Notice) -> CitingList:
    """Return what cites a notice, its own clauses left out."""
    cited_by = referrals.cited_by(notice, most=_SHOWN)
    own = sum(reference.own for reference in notice.references)
    lines = tuple(_line(one) for one in cited_by.referrals if not one.reference.own)
    return CitingList(lines, cited_by.total - own - len(lines))


def _line(one: Referral) -> CitingLine:
    path = one.clause.path
    anchor = anchor_at(one.notice, path, one.clause.span) if path else ""
    href = f"/notices/{quote(one.notice.id)}" + (f"#{quote(anchor)}" if anchor else "")
    words = joined(one.notice.text, one.sentence)
    shown = words if len(words) <= _SIGNS_SHOWN else f"{words[:_SIGNS_SHOWN]}…"
    names = "、".join(path_words(clause.path, clause.paragraph) for clause in one.named)
    return CitingLine(citing_words(one), href, shown, names, one.target is not None and bool(one.reference.candidates))
