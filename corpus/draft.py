"""A draft: its citations, its quotations, and which citation each quotation goes with."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.further import further_mentions
from corpus.mention import Mention, mentions_in
from corpus.quotation import Quotation, quotations_in
from corpus.span import Span, meets

# “…”（《某法》第三条）, “…”——《某法》第三条
_BEHIND = re.compile(
    r"[ \t\u3000]*[。，；,;.”’」』]?[ \t\u3000]*"
    r"(?:\n?[ \t\u3000]*[（(【\[〔]|\n?[ \t>]*(?:——|—|--|－－))"
    r"\s*(?:详见|参见|见|引自|摘自|摘录自|出自|语出|来源|依据|根据|出处)?(?:于|自)?[：:]?\s*"
)
# “…”是《某法》第三条的规定, “…”，见《某法》第三条: where nothing is cited before the quotation.
_SAID_BEHIND = re.compile(r"[ \t\u3000]*[，,；;]?[ \t\u3000]*(?P<link>[^\n。！？!?“”]{0,16})")
_LINK = re.compile(r"见|出|自|载|源|是|系|即|属|依据|根据|按照")
# “…”[1] with [1] 《某法》第三条 at the beginning of a later line; ①, 〔1〕, [^1] and 注1 as well.
_MARKER = re.compile(
    r"[。，；,;]?[ \t]*[（(]?"
    r"(?:[\[［〔【(（]\^?注?(?P<n>\d{1,3})[\]］〕】)）]|(?P<c>[①-⑳])|注(?P<z>\d{1,3})|(?P<s>[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}))"
)
_NOTE = re.compile(r"(?m)^[ \t\u3000>]*(?=[\[［〔【(（]\^?注?\d|[①-⑳]|注\d|[¹²³⁴⁵⁶⁷⁸⁹⁰])")
_BODY = re.compile(r"[\u4e00-\u9fff\d、]{0,30}")
_LONGEST_SENTENCE = 2_000  # between a citation and what it introduces
_SENTENCE_END = re.compile(r"[。！？!?\n]")
_INTO_NEXT_LINE = re.compile(r"[^\n]{0,20}[：:]\s*\n?[ \t\u3000]*")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation and the place of its citation among Draft.mentions, None where it has none."""

    quotation: Quotation
    mention: int | None


@dataclass(frozen=True, slots=True)
class Draft:
    """mentions: outside quotations, in printed order."""

    text: str
    mentions: tuple[Mention, ...]
    quoted: tuple[Quoted, ...]


def read_draft(text: str) -> Draft:
    """Read a draft; a citation behind its quotation in brackets or after a dash goes before one in the same sentence.

    Citations inside a quotation are the quoted text's own.
    """
    everywhere = mentions_in(text)
    quotations = quotations_in(text, everywhere)
    inside = sorted(one.outer for one in quotations if one.span != one.outer or ">" not in one.outer.of(text)[:4])
    outside = [one for one in everywhere if not meets(inside, one.span.start, one.span.end)]
    mentions = sorted([*outside, *further_mentions(text, outside, inside)], key=lambda one: one.span)
    links = _Links(text, mentions, quotations)
    return Draft(text, tuple(mentions), tuple(Quoted(one, links.of(one)) for one in quotations))


def _notes(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and number of each line that is a footnote."""
    for found in _NOTE.finditer(text):
        marker = _MARKER.match(text, found.end())
        if marker:
            end = text.find("\n", marker.end())
            yield found.start(), end if end >= 0 else len(text), _note_number(marker)


def _note_number(marker: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", next(filter(None, marker.groups())))


class _Links:
    """Which citation a quotation goes with."""

    def __init__(self, text: str, mentions: Sequence[Mention], quotations: Sequence[Quotation]) -> None:
        self._text = text
        self._starts = [mention.span.start for mention in mentions]
        self._ends = [mention.span.end for mention in mentions]
        self._quotations = [quotation.outer for quotation in quotations]
        self._notes = list(_notes(text))

    def of(self, quotation: Quotation) -> int | None:
        for way in (self._behind, self._in_note, self._before, self._said_behind):
            found = way(quotation.outer)
            if found is not None:
                return found
        return None

    def _behind(self, outer: Span) -> int | None:
        if outer.of(self._text).lstrip().startswith(">"):
            within = bisect_left(self._starts, outer.start)
            if within < len(self._starts) and self._starts[within] < outer.end:
                return within  # the source line of quoted lines
        lead = _BEHIND.match(self._text, outer.end)
        if not lead:
            return None
        at = bisect_left(self._starts, lead.end())
        if at == len(self._starts):
            return None
        return at if _BODY.fullmatch(self._text[lead.end() : min(self._starts[at], lead.end() + 40)]) else None

    def _before(self, outer: Span) -> int | None:
        """Return the last citation before it in the same sentence, or on the line that leads into it."""
        at = bisect_right(self._ends, outer.start) - 1
        if at < 0:
            return None
        if outer.start - self._ends[at] > _LONGEST_SENTENCE:
            return None
        between = self._text[self._ends[at] : outer.start]
        if _INTO_NEXT_LINE.fullmatch(between):
            return at
        return at if not _SENTENCE_END.search(self._without_quotations(self._ends[at], outer.start)) else None

    def _in_note(self, outer: Span) -> int | None:
        """Return the first citation of the footnote whose marker stands right behind a quotation."""
        marker = _MARKER.match(self._text, outer.end)
        if not marker:
            return None
        wanted = _note_number(marker)
        for start, end, number in self._notes:
            if number == wanted and start >= marker.end():
                at = bisect_left(self._starts, start)
                return at if at < len(self._starts) and self._starts[at] < end else None
        return None

    def _said_behind(self, outer: Span) -> int | None:
        """Return the citation that follows in the sentence: “…”是《某法》第三条的规定; not one that quotes."""
        at = bisect_left(self._starts, outer.end)
        if at == len(self._starts):
            return None
        between = _SAID_BEHIND.match(self._text, outer.end)
        if not between or between.end() < self._starts[at]:
            return None
        stop = _SENTENCE_END.search(self._text, self._ends[at])
        following = bisect_left(self._quotations, Span(outer.end, outer.end + 1))
        alone = following == len(self._quotations) or (
            stop is not None and self._quotations[following].start > stop.start()
        )
        return at if alone or _LINK.search(self._text[outer.end : self._starts[at]]) else None

    def _without_quotations(self, start: int, end: int) -> str:
        """Return the words between two offsets; what is quoted there ends no sentence of the draft."""
        first = bisect_left(self._quotations, Span(start, start + 1)) if end > start else 0
        kept, last = "", start
        for outer in self._quotations[first:]:
            if outer.start >= end:
                break
            kept += self._text[last : outer.start]
            last = max(last, outer.end)
        return kept + self._text[last:end]
