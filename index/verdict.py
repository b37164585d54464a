"""What a check says of a citation or a quotation, in the words of CONTRACT.md."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.notice import Clause, Notice
from corpus.span import Span


class Verdict(StrEnum):
    """The eight verdicts; only `EXACT` accepts."""

    EXACT = "exact"
    DIFFERS = "differs"
    WRONG_CLAUSE = "wrong_clause"
    NO_SUCH_CLAUSE = "no_such_clause"
    NOT_HELD = "not_held"
    AMBIGUOUS = "ambiguous"
    UNSUPPORTED = "unsupported"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Place:
    """A clause of a notice, or of it the words at a span.

    clause: the root for the whole notice, and for words under no label
    span:   of the words meant, in Notice.text
    """

    notice: Notice
    clause: Clause
    span: Span


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a citation names.

    verdict:    exact, no_such_clause, not_held, ambiguous or unreadable
    notice:     the one notice it names, None where there is none or more than one
    places:     the clauses it names, in the order cited; () for a whole notice
    candidates: what fits as well, or what a reader may have meant
    note:       how it was read, or what is amiss, in Chinese; "" where there is nothing to say
    scope:      what a quotation must stand in to be verbatim: `places`, or the notice or instrument cited whole
    """

    verdict: Verdict
    notice: Notice | None = None
    places: tuple[Place, ...] = ()
    candidates: tuple[Place, ...] = ()
    note: str = ""
    scope: tuple[Place, ...] = ()
