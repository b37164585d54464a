"""Lines of a text, and the paragraphs that a printer, a scanner or a page break cut into them.

The text is never edited: a paragraph is a span, and `joined` writes its words without the broken line ends.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from corpus.label import CAPTION, label_at
from corpus.span import Span

# The same line ends as str.splitlines knows.
_LINE = re.compile(r"\S(?:[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*\S)?")
_ONE_BREAK = re.compile(r"\r\n|[\n\r\x0c\u2028\u2029\x85\x0b]")
_MARK_BEGINS = "-—–－第"
_PAGE_MARK = re.compile(r"[-—–－ \t]*第?\s*\d{1,4}\s*页?(?:\s*[,，/]?\s*共\s*\d+\s*页)?[-—–－ \t]*")
_DATE = re.compile(
    r"[（(]?\s*(?:(?:\d{4}|[〇○◯零ОOoＯ0０一二三四五六七八九]{4})\s*年\s*[\d一二三四五六七八九十元]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日"
    r"|(?:19|20)\d\d\s*(?P<mark>[-－.．/])\s*\d{1,2}\s*(?P=mark)\s*\d{1,2})\s*[)）]?\s*(?:印发|发布)?"
)
_OPENING = re.compile(
    r"附\s*件|附\s*表|抄\s*送|主题词|专栏"
    r"|(?:联\s*系\s*(?:人|电\s*话|方\s*式|地\s*址)|电\s*话|传\s*真|电子邮箱|电子邮件|邮\s*箱|邮\s*编|邮政编码|(?:通讯|邮寄)?地\s*址)\s*[:：]"
)
_UNSEEN = re.compile(r"[\u200b-\u200d\ufeff]")  # zero width: no part of a name or a title
_WHITE = re.compile(r"\s+")
# No date and no page mark is longer, blanks and all; most lines need no closer look.
_LONGEST_MARK = 60
# What of a paragraph decides whether it goes on: its end.
_TAIL = 2_000
_ENDS = "。！？；：!?;:…"
_GOES_ON = "，、,"
_CLOSERS = "”’』」）)》〉】］]"
_GOES_ON_WITH = _CLOSERS + _GOES_ON + "。；："
_PAIRS = {"“": "”", "《": "》", "（": "）", "(": ")", "【": "】", "〈": "〉", "「": "」"}
_CLOSER = re.compile(f"[{re.escape(''.join(_PAIRS.values()))}]")
# Words with a comma but without a sentence end that are longer than this are no heading: a gap behind them is a page
# break.
_LONGEST_HEADING = 38
# Official paper is set in 28 characters a line (GB/T 9704—2012, 5.2.2); a scanner keeps 20 and more of them.
_SHORTEST_WRAPPED = 20
# A line set in further is set to the right, not full.
_WIDEST_INDENT = 4
_LONGEST_CUT_LABEL = 6
_CUT_LABEL_BEGINS = "第（(专#>*_"  # of all labels, only those that begin so hold what may be cut
# What stands before a page break is at least this long.
_SHORTEST_BROKEN = 14


class Line(NamedTuple):
    """One printed line that is not blank.

    span:   without the blanks at both ends
    indent: blanks before it in half-width columns; U+3000 counts two
    gap:    blank lines stand before it
    """

    span: Span
    indent: int
    gap: bool


class Paragraph(NamedTuple):
    """Lines that belong together.

    span: from the first line's first sign to the last line's last
    lines: its lines in printed order
    """

    span: Span
    lines: tuple[Line, ...]


def lines_of(text: str) -> list[Line]:
    """Return the lines of `text` that are not blank, in printed order."""
    lines: list[Line] = []
    last_end = 0
    settings: dict[str, tuple[int, bool]] = {"\n": (0, False)}  # the same blanks stand between most lines
    for found in _LINE.finditer(text):
        start, end = found.span()
        between = text[last_end:start]
        setting = settings.get(between)
        if setting is None:
            setting = settings[between] = _setting(between)
        indent, gap = setting
        lines.append(Line(Span(start, end), indent, gap and last_end > 0))
        last_end = end
    return lines


def _setting(between: str) -> tuple[int, bool]:
    """Return indent and gap of a line with the blanks `between` it and the line before."""
    lead = f"{between}.".splitlines()[-1][:-1]
    return len(lead) + lead.count("\u3000"), len(_ONE_BREAK.findall(between)) > 1


def paragraphs_of(text: str, lines: Iterable[Line]) -> list[Paragraph]:
    """Join lines that a printer, a scanner or a page break cut; what opens a label or a table row stands alone."""
    paragraphs: list[Paragraph] = []
    open_lines: list[Line] = []
    for line in lines:
        if open_lines and (_is_plain_end(text, open_lines, line) or not _goes_on(text, open_lines, line)):
            paragraphs.append(
                _paragraph(open_lines) if len(open_lines) > 1 else Paragraph(open_lines[0].span, (*open_lines,))
            )
            open_lines = []
        open_lines.append(line)
    if open_lines:
        paragraphs.append(_paragraph(open_lines))
    return paragraphs


def joined(text: str, span: Span) -> str:
    """Return the words of `span` with broken lines joined; without white space they equal the printed ones."""
    printed = span.of(text)
    if printed.splitlines() == [printed]:
        return printed  # as most are: no line ends inside
    return _one_line(printed)


def unspaced(words: str) -> str:
    """Return `words` without the blanks beside Chinese signs that set a title wide: 国 家 预 案."""
    words = _WHITE.sub(" ", _UNSEEN.sub("", words).strip())
    if " " not in words:
        return words
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", words)


def is_page_mark(words: str) -> bool:
    """Say whether a line is only a page number: — 3 —, 第 3 页 共 9 页; a bare number is not one."""
    if len(words) > _LONGEST_MARK or not (words[:1] in _MARK_BEGINS or words[0].isdecimal() or words[0].isspace()):
        return False
    return bool(_PAGE_MARK.fullmatch(words)) and not words.strip().isdecimal()


def is_date(words: str) -> bool:
    """Say whether a line is only a date, with 印发 behind it or not."""
    return (
        len(words) <= _LONGEST_MARK
        and ("日" in words or "20" in words or "19" in words)
        and bool(_DATE.fullmatch(words.strip()))
    )


def is_row(words: str) -> bool:
    """Say whether a line is a row of a pipe table."""
    return words[:1] == "|" and words.count("|") > 1


def _one_line(printed: str) -> str:
    """Leave out every run of blanks that a line ends in; a blank stays between two Latin words."""
    first, *others, last = f"{printed}.".splitlines()  # the stop keeps an end that is no line's
    inked = [words for words in (first.rstrip(), *(line.strip() for line in others), last.lstrip()) if words]
    joints = [" " if _is_latin(before[-1], after[0]) else "" for before, after in pairwise(inked)]
    return "".join(chain.from_iterable(zip(["", *joints], inked, strict=True)))[:-1]


def _is_latin(before: str, after: str) -> bool:
    return before.isascii() and after.isascii() and before.isalnum() and after.isalnum()


def _paragraph(lines: Sequence[Line]) -> Paragraph:
    if len(lines) == 1:
        return Paragraph(lines[0].span, (lines[0],))
    return Paragraph(Span(lines[0].span.start, lines[-1].span.end), tuple(lines))


def _goes_on(text: str, so_far: Sequence[Line], line: Line) -> bool:
    """Say whether `line` continues the paragraph that `so_far` began."""
    goes_on = text[line.span.start] in _GOES_ON_WITH or _is_cut_label(text, so_far[-1].span, line)
    if not goes_on and (_opens(text, line) or _is_caption(text, so_far[0])):
        return False
    last = so_far[-1].span
    if _stands_alone(text, last) or _stands_alone(text, line.span):
        return False
    return goes_on or _is_one(text, so_far, line)


def _is_one(text: str, so_far: Sequence[Line], line: Line) -> bool:
    """Say whether two lines are one paragraph, neither of which says by its signs that it stands alone."""
    last = so_far[-1].span
    before = text[_tail_start(so_far) : last.end]
    words = line.span.of(text)
    if _is_unclosed(before, words):
        return True
    if before[-1] in _ENDS or (before[-1] in _CLOSERS and before[-2:-1] in tuple(_ENDS)):
        return False
    if not _is_set_on(text, so_far, line):
        return False
    return _crosses_gap(before, words) if line.gap else _is_wrapped(before, words, so_far[-1], line)


def _is_plain_end(text: str, so_far: Sequence[Line], line: Line) -> bool:
    """Say whether a paragraph ends for certain, whatever opens behind it: most do, and need no closer look."""
    last, following = so_far[-1].span, line.span
    may_be_cut_label = last.end - last.start <= _LONGEST_CUT_LABEL and text[last.start] in _CUT_LABEL_BEGINS
    if text[following.start] in _GOES_ON_WITH or may_be_cut_label:
        return False
    if text[last.end - 1] not in _ENDS and _is_set_on(text, so_far, line):
        return False
    if not _CLOSER.search(text, following.start, following.end):
        return True
    return not _is_unclosed(text[_tail_start(so_far) : last.end], following.of(text))


def _is_set_on(text: str, so_far: Sequence[Line], line: Line) -> bool:
    """Say whether `line` may go on with the paragraph as both are set: how far in, how long, with a gap or without."""
    last = so_far[-1]
    start, end = last.span.start, last.span.end
    if line.gap:
        is_broken = end - start >= _SHORTEST_BROKEN or text[end - 1] in _GOES_ON
        return is_broken and not (line.indent >= 2 and so_far[0].indent >= 2)
    if text[end - 1] in _GOES_ON and text[_tail_start(so_far)] == "抄":
        return True
    if line.indent >= 2 and (line.indent > last.indent or len(so_far) == 1):
        return False
    return _width(last) >= _SHORTEST_WRAPPED


def _tail_start(lines: Sequence[Line]) -> int:
    return max(lines[0].span.start, lines[-1].span.end - _TAIL)


def _width(line: Line) -> int:
    """Return how many full-width signs a line takes, what sets it in included."""
    return line.span.end - line.span.start + min((line.indent + 1) // 2, _WIDEST_INDENT)


def _is_caption(text: str, line: Line) -> bool:
    label = label_at(text, line.span.start) if text[line.span.start] in "表专" else None
    return label is not None and label.kind in CAPTION


def _is_cut_label(text: str, last: Span, line: Line) -> bool:
    """Say whether the break behind the line `last` cuts a label: 第⏎十条, （⏎一）."""
    label = label_at(text, last.start) if last.end - last.start <= _LONGEST_CUT_LABEL else None
    return label is not None and label.end > line.span.start


def _stands_alone(text: str, span: Span) -> bool:
    words = span.of(text)
    return words[0] in "|#" and (words[0] == "#" or is_row(words)) or is_date(words) or is_page_mark(words)


def _opens(text: str, line: Line) -> bool:
    if text[line.span.start] in "附抄主专联电传邮通地":
        return bool(_OPENING.match(text, line.span.start))
    return label_at(text, line.span.start) is not None


def _is_unclosed(before: str, words: str) -> bool:
    """A quotation or bracket is open before the break and is closed behind it."""
    tail = before[-200:]
    for opener, closer in _PAIRS.items():
        if closer not in words:
            continue
        missing = tail.count(opener) - tail.count(closer)
        if missing > 0 and (opener not in words or words.index(closer) < words.index(opener)):
            return len(before) >= _SHORTEST_BROKEN
    return False


def _is_wrapped(before: str, words: str, last: Line, line: Line) -> bool:
    """No blank line between, the line before is long enough: say whether it was full."""
    if before[0] == "抄" and before[-1] in _GOES_ON:
        return True
    width = _width(last)
    may_be_heading = before[-1] not in _GOES_ON and len(before) < min(width, _LONGEST_HEADING)
    full = len(words) <= width + 2
    return full and not (may_be_heading and not _is_sentence(before, last, line) and label_at(before, 0))


def _is_sentence(before: str, last: Line, line: Line) -> bool:
    """Say whether a line set in, with the next one set out, holds more than a heading does: 一、甲。乙乙乙⏎丙丙丙。"""
    return last.indent >= 2 and line.indent == 0 and any(sign in before for sign in "。；，")


def _crosses_gap(before: str, words: str) -> bool:
    """Blank lines between: only a page break inside a sentence is crossed."""
    if before[-1] in _GOES_ON:
        return len(before) >= _SHORTEST_BROKEN
    is_prose = any(sign in before for sign in "。；") or ("，" in before and len(before) > _LONGEST_HEADING)
    return is_prose and any(sign in words for sign in "。；，")
