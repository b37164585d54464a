"""What stands before the first clause: red head, number, title, addressees.

Reads lines, not paragraphs: a title is set on as many lines as its layout asks for.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.addressee import addressee_lines, addressees_in
from corpus.enactment import note_lines
from corpus.genre import genre_of
from corpus.headline import (
    ATTACHED,
    CATALOGUE,
    RED_HEAD,
    SUBTITLE,
    is_beside_title,
    is_number_line,
    is_red_head,
    order_lines,
)
from corpus.label import label_at
from corpus.layout import Line, is_date, is_row, unspaced
from corpus.number import numbers_in
from corpus.organ import is_organ, names_organs, organs_in
from corpus.span import Span
from corpus.title import title_lines, title_of

# A head is on the first page: more lines than this are no head.
_MOST_LINES = 60
_LONGEST_TITLE = 160
_LONGEST_LINE = 2_000  # a 题注 has up to 1,500 signs


@dataclass(frozen=True, slots=True)
class Head:
    """The parts of a head, each as printed.

    label:      附件1, where the text is an attachment without the notice that carries it, else None
    title:      lines joined, blanks that set it wide left out; "" where none was found
    title_span: from the title's first sign to its last, or None
    number:     in the usual form, or None
    red_head:   issuing bodies of a red head (…文件), in printed order
    ordering:   the body of an order or announcement, 海关总署 公告〔2024〕137号, where its line names it
    addressees: 主送机关, in printed order
    below:      the lines under the title that are neither number nor addressees: 题注, subtitle, who signed
    spans:      every line of the head, in printed order
    lines:      how many lines it takes
    """

    label: str | None
    title: str
    title_span: Span | None
    number: str | None
    red_head: tuple[str, ...]
    ordering: str | None
    addressees: tuple[str, ...]
    below: tuple[str, ...]
    spans: tuple[Span, ...]
    lines: int


def read_head(text: str, lines: Sequence[Line]) -> Head:
    """Read the head with which `lines` begin; what is no head is left to the body."""
    upto = _head_end(text, lines)
    words = [line.span.of(text) for line in lines[:upto]]
    title = title_lines(words, lines)
    behind = title[-1] + 1 if title else 0
    addressed = addressee_lines(words, behind, _is_no_addressee)
    used = _used(words, title, addressed, upto)
    span = Span(lines[title[0]].span.start, lines[title[-1]].span.end) if title else None
    number_words = words[: title[0]] + words[behind:used] if title else words[:used]
    number = _number_in_title(text, span) or _order(words[:used]) or _number(number_words)
    return Head(
        label=_label(words),
        title=title_of(words, title) or _untitled(words[:used]),
        title_span=span,
        number=number,
        red_head=_red_head(words, title),
        ordering=_ordering(words[:used]),
        addressees=addressees_in("".join(words[place] for place in addressed)) if addressed else (),
        below=tuple(words[place] for place in range(behind, used) if place not in addressed),
        spans=tuple(line.span for line in lines[:used]),
        lines=used,
    )


def _head_end(text: str, lines: Sequence[Line]) -> int:
    """Return how many lines stand before the first clause or sentence."""
    window = [line.span.of(text) for line in lines[:_MOST_LINES]]
    noted = 0
    for place, (line, words) in enumerate(zip(lines, window, strict=False)):
        if len(words) > _LONGEST_LINE:
            return place
        if place < noted or is_row(words) or CATALOGUE.match(words) or SUBTITLE.fullmatch(words):
            continue
        noted = place + note_lines(window, place)
        if place < noted:
            continue
        if label_at(text, line.span.start) or (words[-1] in "。；" and len(words) > 1):
            return place
        if "。" in words or len(words) > _LONGEST_TITLE or is_date(words):
            return place
    return min(len(lines), _MOST_LINES)


def _is_no_addressee(words: str) -> bool:
    return bool(is_row(words) or genre_of(words) or CATALOGUE.match(words) or is_number_line(words))


def _untitled(words: Sequence[str]) -> str:
    """Return 海关总署公告〔2024〕137号 as the title of an order or announcement that prints no other."""
    named = (_numbered(line) for line in words if is_number_line(line))
    return next((number for number in named if genre_of(number) in ("令", "公告", "通告")), "")


def _label(words: Sequence[str]) -> str | None:
    """Return 附件1 where the first line is that and no more."""
    return re.sub(r"[\s:：]", "", words[0]) if words and ATTACHED.fullmatch(words[0]) else None


def _used(words: Sequence[str], title: Sequence[int], addressed: Sequence[int], upto: int) -> int:
    """Return how many of the lines are head: up to the addressees, or to what still belongs to the title."""
    if addressed:
        return addressed[-1] + 1
    used = title[-1] + 1 if title else 0
    while used < upto:
        taken = note_lines(words, used) or order_lines(words, used) or order_lines(words, used - 1) - 1
        taken = max(taken, _author_lines(words, used))
        if taken <= 0 and not (
            is_number_line(words[used]) or is_beside_title(words[used]) or words[used].startswith("<!--")
        ):
            break
        used += max(taken, 1)
    return min(used, upto)


def _author_lines(words: Sequence[str], place: int) -> int:
    """Return how many lines name who publishes, with the month in brackets below: 某县统计局⏎（2023年5月）."""
    last = next((at for at in range(place, len(words)) if not names_organs(words[at])), place)
    return last - place if last > place and SUBTITLE.fullmatch(words[last]) else 0


def _number(words: Sequence[str]) -> str | None:
    """Return the first number that a line of its own prints, else one that catalogue data gives."""
    whole = [numbers_in(line)[0].usual for line in words if is_number_line(line)]
    if whole:
        return whole[0]
    given = [n.usual for line in words if CATALOGUE.match(line) or is_row(line) for n in numbers_in(line)]
    beside = [part for line in words if line[-1] in "：:" for part in line.split() if is_number_line(part)]
    return next(iter([*given, *(numbers_in(part)[0].usual for part in beside)]), None)


def _numbered(line: str) -> str:
    """Return the number of a line; 海关总署 公告〔2024〕137号 has its body before a blank."""
    number = numbers_in(line)[0]
    body = unspaced(line[: number.span.start])
    return body + number.usual if genre_of(number.code) and is_organ(body) else number.usual


def _ordering(words: Sequence[str]) -> str | None:
    lines = [line for line in words if is_number_line(line) and _numbered(line) != numbers_in(line)[0].usual]
    return unspaced(lines[0][: numbers_in(lines[0])[0].span.start]) if lines else None


def _order(words: Sequence[str]) -> str | None:
    """Return the number of 中山市人民政府令 （第16号）, set on one line or on several."""
    for place in range(len(words)):
        taken = order_lines(words, place)
        if taken:
            joined = re.sub(r"[\s（()）]", "", "".join(words[place : place + taken]))
            return numbers_in(joined)[0].usual
    return None


def _number_in_title(text: str, title: Span | None) -> str | None:
    """Return the number with which a title begins, 某部令〔2025〕第12号（…）, or ends, …的通知（某发〔2024〕1号）."""
    numbers = numbers_in(text, title.start, title.end) if title else []
    begins = [n for n in numbers if title and not re.search(r"[^\s#*]", text[title.start : n.span.start])]
    ends = [n for n in numbers if title and text[n.span.end : title.end] in ("）", ")")]
    return next((n.usual for n in (*begins, *ends)), None)


def _red_head(words: Sequence[str], title: Sequence[int]) -> tuple[str, ...]:
    """Return the bodies above the number of a red head: the lines beside the one that ends with 文件."""
    before = title[0] if title else len(words)
    for place in range(before):
        if not is_red_head(words[place]):
            continue
        first = last = place
        while first > 0 and names_organs(words[first - 1]):
            first -= 1
        while last + 1 < before and names_organs(words[last + 1]):
            last += 1
        bodies = [RED_HEAD.sub(r"\1", line).strip() for line in words[first : last + 1]]
        return tuple(body for line in bodies if line for body in organs_in(line))
    return ()
