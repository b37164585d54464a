"""What a draft quotes: words in quotation marks, lines behind >, and what follows a citation and a colon."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.mention import Mention
from corpus.span import Span, meets, stripped
from corpus.wording import has_words

_MARK = re.compile(r"[“”‘’「」『』\"＂]")
_CLOSER = {"“": "”", "‘": "’", "「": "」", "『": "』", '"': '"', "＂": "＂"}
_BLANK_LINE = re.compile(r"\n[ \t\u3000]*\n")
_LINE_START = re.compile(r"(?:^|\n)[ \t\u3000]*$")
_QUOTED_LINES = re.compile(r"(?m)^[ \t\u3000]*>[^\n]*(?:\n[ \t\u3000]*>[^\n]*)*")
_QUOTE_SIGN = re.compile(r"(?m)^[ \t\u3000]*>+[ \t\u3000]?")
_SOURCE_LINE = re.compile(r"(?:^|\n)[ \t]*(?:——|—|--|－－|[（(])[^\n]*$")
# 《…》第七条规定：, 《…》第七条如下：
_COLON = re.compile(
    r"(?:的|中)?(?:明确|明文)?(?:规定|提出|指出|要求|强调|载明|写道|内容|原文|表述)?(?:如下|是|为)?[ \t]*[：:]"
)
_VERBATIM = re.compile(r"如下|原文|表述|写道|载明")  # what follows these is given as the text itself
_BLOCK = re.compile(r"[ \t\u3000]*\n?[ \t\u3000]*(?P<words>[^\n]+)")
LONGEST_BLOCK = 5_000
# “职教法” behind 以下简称 is a name.
_NAMING = re.compile(r"(?:以下|下文|下|[（(，,])(?:统称|简称|称)为?\s*[:：]?\s*$")
_AROUND_CITATION = 2  # signs beside a citation in quotation marks that is no quotation: a full stop


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that a draft gives as another text's.

    span:   of the words in the draft, marks excluded
    outer:  marks included
    words:  what is quoted, signs of quoted lines left out
    closed: False where a quotation mark has no counterpart
    marked: False where nothing but a colon says that it is quoted, 《…》第七条规定：…, which may be a paraphrase
    """

    span: Span
    outer: Span
    words: str
    closed: bool = True
    marked: bool = True


def quotations_in(text: str, mentions: Sequence[Mention]) -> list[Quotation]:
    """Return the quotations of a draft in printed order; what only names documents, “《某法》第三条”, is none."""
    blocks = list(_quoted_lines(text))
    taken = [block.outer for block in blocks]
    marked = [one for one in _marked(text) if not meets(taken, one.outer.start, one.outer.end)]
    marked = [one for one in marked if not _NAMING.search(text[max(0, one.outer.start - 12) : one.outer.start])]
    taken = sorted([*taken, *(one.outer for one in marked)])
    behind = [one for one in _behind_colons(text, mentions) if not meets(taken, one.outer.start, one.outer.end)]
    found = [*blocks, *marked, *behind]
    starts = [mention.span.start for mention in mentions]
    return sorted((one for one in found if not _is_citation(one, starts, mentions)), key=lambda one: one.outer)


def _marked(text: str) -> Iterator[Quotation]:
    """Yield what stands in quotation marks, of nested ones the outermost."""
    opened: re.Match[str] | None = None
    depth = 0
    for mark in _MARK.finditer(text):
        if opened and _is_broken(text, opened, mark):
            yield from _unclosed(text, opened)
            opened = None
        if opened is None:
            opened, depth = (mark, 1) if mark[0] in _CLOSER else (None, 0)
        elif mark[0] == _CLOSER[opened[0]]:
            depth -= 1
            if depth == 0:
                yield from _quotation(text, opened.end(), mark.start(), Span(opened.start(), mark.end()))
                opened = None
        elif mark[0] == opened[0] and not _begins_line(text, mark.start()):
            depth += 1
    if opened:
        yield from _unclosed(text, opened)


def _is_broken(text: str, opened: re.Match[str], mark: re.Match[str]) -> bool:
    """Say whether a quotation was left open: a blank line follows, or more begin on later lines than end."""
    between = text[opened.end() : mark.start()]
    if "\n" not in between or (mark[0] == opened[0] == "“" and _begins_line(text, mark.start())):
        return False
    if _BLANK_LINE.search(between):
        return True
    return mark[0] == opened[0] != _CLOSER[opened[0]] and not _is_balanced(text, opened)


def _is_balanced(text: str, opened: re.Match[str]) -> bool:
    """Say whether as many marks close as open from here to the next blank line."""
    stop = text.find("\n\n", opened.start(), opened.start() + LONGEST_BLOCK)
    block = text[opened.start() : stop if stop >= 0 else opened.start() + LONGEST_BLOCK]
    return block.count(_CLOSER[opened[0]]) >= block.count(opened[0])


def _begins_line(text: str, at: int) -> bool:
    return bool(_LINE_START.search(text[max(0, at - 20) : at])) or at == 0


def _unclosed(text: str, opened: re.Match[str]) -> Iterator[Quotation]:
    if opened[0] == "‘":
        return  # an apostrophe
    stop = text.find("\n", opened.end())
    stop = stop if stop >= 0 else len(text)
    yield from _quotation(text, opened.end(), stop, Span(opened.start(), max(stop, opened.end())), closed=False)


def _quotation(text: str, start: int, end: int, outer: Span, *, closed: bool = True) -> Iterator[Quotation]:
    span = stripped(text, start, end)
    if span and has_words(span.of(text)):
        yield Quotation(span, outer, span.of(text), closed)


def _quoted_lines(text: str) -> Iterator[Quotation]:
    """Yield lines behind >, without the line that names their source."""
    for found in _QUOTED_LINES.finditer(text):
        words = _QUOTE_SIGN.sub("", found[0])
        source = _SOURCE_LINE.search(words)
        words = words[: source.start()] if source and source.start() else words
        words = words.strip().strip("“”")
        if has_words(words):
            span = Span(found.start(), found.end())
            yield Quotation(span, span, words)


def _behind_colons(text: str, mentions: Sequence[Mention]) -> Iterator[Quotation]:
    """Yield the paragraph that a citation of a clause leads into: 《某法》第三条规定：…"""
    for mention in mentions:
        colon = _COLON.match(text, mention.span.end) if mention.chains else None
        block = _BLOCK.match(text, colon.end()) if colon else None
        if block and block["words"][0] not in '“‘「『"＂>' and block.end() - block.start() <= LONGEST_BLOCK:
            span = stripped(text, block.start("words"), block.end("words"))
            if span and has_words(span.of(text)):
                marked = bool(_VERBATIM.search(colon[0])) if colon else False
                yield Quotation(span, span, span.of(text), marked=marked)


def _is_citation(quotation: Quotation, starts: Sequence[int], mentions: Sequence[Mention]) -> bool:
    """Say whether a quotation is nothing but a citation, or lies inside one."""
    after = bisect_left(starts, quotation.span.start)
    near = mentions[max(0, after - 1) : after + 1]
    return any(
        mention.span.holds(quotation.span)
        or (quotation.span.holds(mention.span) and len(quotation.span) - len(mention.span) <= _AROUND_CITATION)
        for mention in near
    )
