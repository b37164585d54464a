"""Lines of a text, and the paragraphs that a printer, a scanner or a page break cut into them.

The text is never edited: a paragraph is a span, and `joined` writes its words without the broken line ends.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.label import CAPTION, label_at
from corpus.span import Span, stripped

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
# From the first blank of a run: from each it would take quadratic time.
_BREAK = re.compile(r"(?<!\s)\s*[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]\s*")
_ONE_BREAK = re.compile(r"\r\n|[\n\r\x0c\u2028\u2029\x85\x0b]")
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
# What stands before a page break is at least this long.
_SHORTEST_BROKEN = 14


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line that is not blank.

    span:   without the blanks at both ends
    indent: blanks before it in half-width columns; U+3000 counts two
    gap:    blank lines stand before it
    """

    span: Span
    indent: int
    gap: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
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
    for found in _LINE.finditer(text):
        span = stripped(text, found.start(), found.end())
        if span is None:
            continue
        between = text[last_end : span.start]
        gap = bool(lines) and between != "\n" and len(_ONE_BREAK.findall(between)) > 1
        lead = text[found.start() : span.start]
        lines.append(Line(span, len(lead) + lead.count("\u3000"), gap))
        last_end = span.end
    return lines


def paragraphs_of(text: str, lines: Iterable[Line]) -> list[Paragraph]:
    """Join lines that a printer, a scanner or a page break cut; what opens a label or a table row stands alone."""
    paragraphs: list[Paragraph] = []
    open_lines: list[Line] = []
    for line in lines:
        if open_lines and not _goes_on(text, open_lines, line):
            paragraphs.append(_paragraph(open_lines))
            open_lines = []
        open_lines.append(line)
    if open_lines:
        paragraphs.append(_paragraph(open_lines))
    return paragraphs


def joined(text: str, span: Span) -> str:
    """Return the words of `span` with broken lines joined; without white space they equal the printed ones."""
    return _BREAK.sub(_joint, span.of(text))


def unspaced(words: str) -> str:
    """Return `words` without the blanks beside Chinese signs that set a title wide: 国 家 预 案."""
    words = _WHITE.sub(" ", _UNSEEN.sub("", words).strip())
    if " " not in words:
        return words
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", words)


def is_page_mark(words: str) -> bool:
    """Say whether a line is only a page number: — 3 —, 第 3 页 共 9 页; a bare number is not one."""
    found = _PAGE_MARK.fullmatch(words) if len(words) <= _LONGEST_MARK else None
    return bool(found) and not words.strip().isdecimal()


def is_date(words: str) -> bool:
    """Say whether a line is only a date, with 印发 behind it or not."""
    return (
        len(words) <= _LONGEST_MARK
        and ("日" in words or "20" in words or "19" in words)
        and bool(_DATE.fullmatch(words.strip()))
    )


def is_row(words: str) -> bool:
    """Say whether a line is a row of a pipe table."""
    return words.startswith("|") and words.count("|") > 1


def _joint(found: re.Match[str]) -> str:
    """A blank between two Latin words, nothing between Chinese ones."""
    text = found.string
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    latin = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
    return " " if latin else ""


def _paragraph(lines: Sequence[Line]) -> Paragraph:
    return Paragraph(Span(lines[0].span.start, lines[-1].span.end), tuple(lines))


def _goes_on(text: str, so_far: Sequence[Line], line: Line) -> bool:
    """Say whether `line` continues the paragraph that `so_far` began."""
    before = text[max(so_far[0].span.start, so_far[-1].span.end - _TAIL) : so_far[-1].span.end]
    words = line.span.of(text)
    if (
        _is_plain_end(before, words, so_far[-1])
        or _stands_alone(text, so_far[-1].span)
        or _stands_alone(text, line.span)
    ):
        return False
    if words[0] in _GOES_ON_WITH or _is_cut_label(text, so_far, line):
        return True
    if _opens(text, line) or _is_caption(text, so_far[0]):
        return False
    if _is_unclosed(before, words):
        return True
    if before[-1] in _ENDS or (before[-1] in _CLOSERS and before[-2:-1] in tuple(_ENDS)):
        return False
    return _crosses_gap(before, words, so_far, line) if line.gap else _is_wrapped(before, words, so_far, line)


def _is_plain_end(before: str, words: str, last: Line) -> bool:
    """Say whether a paragraph ends for certain, whatever opens behind it: most do, and need no closer look."""
    return (
        before[-1] in _ENDS
        and words[0] not in _GOES_ON_WITH
        and len(last.span) > _LONGEST_CUT_LABEL
        and not _CLOSER.search(words)
    )


def _is_caption(text: str, line: Line) -> bool:
    label = label_at(text, line.span.start) if text[line.span.start] in "表专" else None
    return label is not None and label.kind in CAPTION


def _is_cut_label(text: str, so_far: Sequence[Line], line: Line) -> bool:
    """Say whether the break cuts a label: 第⏎十条, （⏎一）."""
    label = label_at(text, so_far[-1].span.start) if len(so_far[-1].span) <= _LONGEST_CUT_LABEL else None
    return label is not None and label.end > line.span.start


def _stands_alone(text: str, span: Span) -> bool:
    words = span.of(text)
    return is_row(words) or is_date(words) or is_page_mark(words) or words.startswith("#")


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


def _is_wrapped(before: str, words: str, so_far: Sequence[Line], line: Line) -> bool:
    """No blank line between: the line before was full, and this one is not set in as a new paragraph."""
    last = len(so_far[-1].span) + min((so_far[-1].indent + 1) // 2, _WIDEST_INDENT)
    if before[0] == "抄" and before[-1] in _GOES_ON:
        return True
    if line.indent >= 2 and (line.indent > so_far[-1].indent or len(so_far) == 1):
        return False
    full = last >= _SHORTEST_WRAPPED and len(words) <= last + 2
    may_be_heading = before[-1] not in _GOES_ON and len(before) < min(last, _LONGEST_HEADING)
    return full and not (may_be_heading and not _is_sentence(before, so_far[-1], line) and label_at(before, 0))


def _is_sentence(before: str, last: Line, line: Line) -> bool:
    """Say whether a line set in, with the next one set out, holds more than a heading does: 一、甲。乙乙乙⏎丙丙丙。"""
    return last.indent >= 2 and line.indent == 0 and any(sign in before for sign in "。；，")


def _crosses_gap(before: str, words: str, so_far: Sequence[Line], line: Line) -> bool:
    """Blank lines between: only a page break inside a sentence is crossed."""
    if line.indent >= 2 and so_far[0].indent >= 2:
        return False
    if before[-1] in _GOES_ON:
        return len(before) >= _SHORTEST_BROKEN
    is_prose = any(sign in before for sign in "。；") or ("，" in before and len(before) > _LONGEST_HEADING)
    goes_to_an_end = any(sign in words for sign in "。；，")
    return is_prose and goes_to_an_end and len(so_far[-1].span) >= _SHORTEST_BROKEN
