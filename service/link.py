"""Links from the words of a notice to what they refer to, where the library holds it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from urllib.parse import quote

from corpus.citation import path_text
from corpus.notice import Notice, Passage
from corpus.span import Span


@dataclass(frozen=True, slots=True)
class Link:
    """Words at `span` of Notice.text that lead to `href`."""

    span: Span
    href: str


def links(notice: Notice) -> list[Link]:
    """Return a link for each reference that was found, in printed order; of several clauses the first."""
    found: list[Link] = []
    for reference in notice.references:
        held = notice.id if reference.own else reference.notice
        if held and not (found and reference.span.start < found[-1].span.end):
            anchor = f"#{quote(path_text(reference.paths[0]))}" if reference.paths else ""
            page = "" if held == notice.id else f"/notices/{quote(held)}"
            found.append(Link(reference.span, page + anchor))
    return found


def links_in(passage: Passage, text: str, given: Sequence[Link]) -> list[tuple[int, int, str]]:
    """Return the links of one passage as offsets in its own text, whose broken lines are joined."""
    first = bisect_left([link.span.start for link in given], passage.span.start)
    inside = [link for link in given[first:] if passage.span.holds(link.span)]
    if not inside:
        return []
    inked = list(accumulate((not sign.isspace() for sign in passage.span.of(text)), initial=0))
    places = [at for at, sign in enumerate(passage.text) if not sign.isspace()]
    start = passage.span.start
    spans = [(places[inked[link.span.start - start]], places[inked[link.span.end - start] - 1] + 1) for link in inside]
    return [(begin, end, link.href) for (begin, end), link in zip(spans, inside, strict=True)]
