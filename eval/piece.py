"""A notice cut the usual way, into pieces of a fixed length, and which clauses such a piece shows."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.notice import Clause, Notice
from corpus.span import Span
from eval.question import clause_unit

# The default of many kits, and about what the default model reads at once.
PIECE_CHARACTERS = 500


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a notice's text, cut without regard to its clauses.

    text:  as it stands in Notice.text
    units: the clauses it shows, see `shows`; its own name where it shows none (a title, a signature)
    """

    text: str
    units: frozenset[str]


def cut_pieces(notice: Notice, length: int = PIECE_CHARACTERS) -> Iterator[Piece]:
    """Yield `notice.text` in pieces of `length` characters, the last one shorter, without overlap; no blank ones."""
    for start in range(0, len(notice.text), length):
        span = Span(start, min(start + length, len(notice.text)))
        units = frozenset(
            clause_unit(notice.source, clause.path) for clause in notice.root.walk() if shows(span, clause)
        )
        if span.of(notice.text).strip():
            yield Piece(span.of(notice.text), units or frozenset((f"{notice.source}[{span.start}:{span.end}]",)))


def shows(piece: Span, clause: Clause) -> bool:
    """Say whether a piece shows a clause: it holds half of the clause's own words or more, or consists of them by half.

    By this rule every clause is shown by at least one piece.
    """
    own = sum(map(len, clause.paragraphs))
    shared = sum(max(0, min(piece.end, part.end) - max(piece.start, part.start)) for part in clause.paragraphs)
    return shared > 0 and (2 * shared >= own or 2 * shared >= len(piece))
