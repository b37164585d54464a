"""The same subject at every level: what the nation, a province, a city and a county say of it, side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from corpus.notice import Notice
from corpus.target import Target, targets_of
from index.answer import Answer, Claim
from index.filters import Filters
from index.listing import BREADTHS

if TYPE_CHECKING:
    from index.search import SearchEngine


class Level(Enum):
    """Whose notice it is, widest first; the value is its name in JSON."""

    NATIONAL = "national"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    UNKNOWN = "unknown"  # neither a place nor a national body is named


_NATIONAL_BODY = re.compile(
    "国务院|中共中央|中央(?:军委|办公厅|宣传部|组织部)|全国人大|全国人民代表大会|最高人民|中华人民共和国|国家.{1,20}[局委会院部署]$|^教育部"
    "|^[\u4e00-\u9fff]{2,12}部$|人民银行|海关总署|总局$|^中国"
)


@dataclass(frozen=True, slots=True)
class Said:
    """What one notice says of the subject.

    claim:   its clauses with the sentences that match, as a list answer of `ask` has them
    targets: those that stand in these sentences, in printed order
    """

    notice: Notice
    claim: Claim
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was found at each level; levels without a notice on the subject have ().

    answer: the list answer it is made from: how many clauses were scanned, which terms, what comes closest
    """

    levels: dict[Level, tuple[Said, ...]]
    answer: Answer


def compared(engine: SearchEngine, question: str, filters: Filters, least: float = BREADTHS["normal"]) -> Comparison:
    """Return every clause on the subject by level; raise EmptyQuestion.

    The clauses are those that `ask` lists, by its threshold `least`; of each level the likeliest notice comes first.
    """
    answer = engine.listing(question, filters=filters, least=least)
    said = [_said(claim) for claim in answer.claims]
    levels = {level: tuple(one for one in said if level_of(one.notice) is level) for level in Level}
    if not levels[Level.UNKNOWN]:
        del levels[Level.UNKNOWN]
    return Comparison(levels, answer)


def level_of(notice: Notice) -> Level:
    """Return the level of the notice's region; of one that names none, whether a national body issued it."""
    region = notice.region
    for level, name in ((Level.COUNTY, region.county), (Level.CITY, region.city), (Level.PROVINCE, region.province)):
        if name:
            return level
    national = any(_NATIONAL_BODY.search(body) for body in notice.issuers)
    return Level.NATIONAL if national or notice.title.startswith("中华人民共和国") else Level.UNKNOWN


def _said(claim: Claim) -> Said:
    notice = claim.quotes[0].notice
    return Said(notice, claim, tuple(_standing_in(claim, targets_of(notice))))


def _standing_in(claim: Claim, targets: Sequence[Target]) -> list[Target]:
    sentences = [quote.sentence for quote in claim.quotes]
    return [target for target in targets if any(span.holds(target.quantity.span) for span in sentences)]
