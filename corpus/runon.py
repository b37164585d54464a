"""Lines that a page or a copy ran together: a head with blanks for line breaks, a signature behind the last words."""

import re
from collections.abc import Iterator, Sequence

from corpus.day import FIGURES
from corpus.genre import genre_of
from corpus.headline import is_number_line
from corpus.label import label_at
from corpus.layout import Line, is_date, is_row
from corpus.organ import begins_with_place, names_organs
from corpus.span import Span, stripped

_WORD = re.compile(r"\S+")
_HEAD_WORD = re.compile(r"\S+?号[-—–_]+(?=\S)|\S+")  # 某政发〔2020〕3号-某局关于…
_SHORTEST_TITLE = 8
# A signature stands among the last lines, attachments aside; a wrong cut further up would only part words.
_SIGNED_AMONG = 40
_SIGNED = re.compile(
    rf"(?P<front>\S.*?)[\s\u200b-\u200d]*(?P<date>(?=19|20){FIGURES})[\s\u200b-\u200d]*"
    r"(?P<rest>[（(][^（）()]{2,24}[)）]|(?:分享|打印|关闭|来源|责任编辑)\S{0,12})?"
)
_SITE = re.compile("分享|打印|关闭|来源|责任编辑")  # what a page prints behind, twelve signs at most with it
_MOST_WORDS = 3  # a body's name that blanks set wide or a page broke


def with_runons_cut(text: str, lines: Sequence[Line]) -> list[Line]:
    """Return `lines` with a head on one line, and words and signature on one line, set apart."""
    if not lines:
        return []
    head = list(_cut_head(text, lines[0]))
    tail = max(1, len(lines) - _SIGNED_AMONG)
    signed = [part for line in lines[tail:] for part in _cut_signature(text, line)]
    return [*head, *lines[1:tail], *signed]


def _cut_head(text: str, line: Line) -> Iterator[Line]:
    """某局关于某事的通知␠某教发〔2024〕4号␠各市教育局：, each on a line of its own; a title set wide stays whole."""
    words = [Span(found.start(), found.end()) for found in _HEAD_WORD.finditer(text, line.span.start, line.span.end)]
    alone = [_is_of_a_head(span.of(text)) for span in words]
    upto = alone.index(False) if False in alone else len(words)
    titled = any(_is_title(span.of(text)) for span in words[:upto])
    if not titled or len(words) < 2 or not _goes_on_as_head(text, words, upto):
        yield line
        return
    starts = [*words[:upto], *([Span(words[upto].start, line.span.end)] if upto < len(words) else [])]
    for place, span in enumerate(starts):
        yield Line(span, line.indent if place == 0 else 0, line.gap if place == 0 else False)


def _is_of_a_head(words: str) -> bool:
    return _is_title(words) or is_number_line(words) or (len(words) > 3 and names_organs(words))


def _is_title(words: str) -> bool:
    is_named = len(words) >= _SHORTEST_TITLE and bool(genre_of(words))
    return is_named and not re.search(r"[。；，：]", words) and not is_number_line(words)


def _goes_on_as_head(text: str, words: Sequence[Span], upto: int) -> bool:
    """Say whether what follows the title can: a number, a body, an addressee or a sentence, not the title's own end."""
    if upto == len(words):
        return any(is_number_line(span.of(text)) for span in words)
    following = text[words[upto].start : words[-1].end]
    return following[0] not in "的及与和（(" and not label_at(following, 0) and any(s in following for s in "。：，；")


def _cut_signature(text: str, line: Line) -> Iterator[Line]:
    """…。␠某市教育局␠2024年5月6日（此件公开发布）: words, body with date, note."""
    words = line.span.of(text)
    may_be_signed = "日" in words[-40:] and (words[-1] in "日)）" or _SITE.search(words, max(len(words) - 20, 0)))
    found = _SIGNED.fullmatch(words) if may_be_signed and not is_row(words) and not is_date(words) else None
    begin = _body_start(found["front"]) if found else None
    if found is None or begin is None or (begin == 0 and not found["rest"]):
        yield line
        return
    start = line.span.start
    before = stripped(text, start, start + begin) if begin else None
    if before:
        yield Line(before, line.indent, line.gap)
    yield Line(Span(start + begin, start + found.end("date")), 0, True)
    if found["rest"]:
        yield Line(Span(start + found.start("rest"), start + found.end("rest")), 0, True)


def _body_start(front: str) -> int | None:
    """Return where the body begins with which `front` ends, None where it ends with none."""
    places = [found.start() for found in _WORD.finditer(front)][-_MOST_WORDS:][::-1]
    bodies = [place for place in places if len(front) - place > 3 and names_organs(front[place:])]
    if not bodies:
        return None
    return next((place for place in bodies if begins_with_place(front[place:])), bodies[0])
