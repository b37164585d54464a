"""The parts of a notice: cover, the instruments it issues, attachments; and what is in no clause.

A part is a run of paragraphs with a numbering of its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.genre import genre_of
from corpus.head import Head, is_organ
from corpus.label import label_at
from corpus.layout import Paragraph, is_date, is_page_mark, unspaced
from corpus.number import numbers_in
from corpus.span import Span

_ATTACHMENT = re.compile(
    r"附\s*(?:件|表|录)\s*[:：]?\s*(?P<n>[0-9０-９]{0,3}|[一二三四五六七八九十]{0,3})\s*(?P<mark>[:：.．、]?)\s*(?P<title>.*)",
    re.S,
)
_LISTED = re.compile(
    r"(?:附\s*件\s*[0-9０-９]{0,2}\s*[:：.．、]\s*)?(?:[0-9０-９]{1,2}\s*[.．、]|[（(]?[0-9]{1,2}[)）])?\s*(?P<title>\S.*)",
    re.S,
)
_NOTE = re.compile(
    r"[（(]?\s*(?:此件|信息公开|公开属性|公开方式|联\s*系\s*人|联系电话|联系科室|联系单位|联系方式|抄\s*送|主\s*送|分\s*送|印\s*发|打印|校对|关闭).*",
    re.S,
)
_ISSUING = re.compile(r"印发|发布|公布|制定|修订|颁布|颁发|转发|批准|审议通过|下发")
_TITLE_MARKS = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》", re.S)
_LONGEST_TITLE = 90


@dataclass(slots=True)
class Part:
    """One run of paragraphs with a numbering of its own.

    title:      as printed, "" for the cover or a notice that issues nothing
    label:      附件2 as printed, None for cover and unlabelled instruments
    heading:    spans of the label's and the title's lines
    paragraphs: what stands below, rows of tables included
    """

    title: str = ""
    label: str | None = None
    heading: list[Span] = field(default_factory=list[Span])
    paragraphs: list[Paragraph] = field(default_factory=list[Paragraph])


@dataclass(slots=True)
class Parts:
    """A notice taken apart.

    parts:       the cover first, then instruments and attachments in printed order
    header:      spans that are in no clause: signature, date, notes, attachment list, page marks
    signed:      bodies that signed, in printed order
    dates:       lines that are a date, as printed, with 印发 behind where it stands there
    attachments: titles under 附件：, in printed order
    """

    parts: list[Part]
    header: list[Span]
    signed: list[str]
    dates: list[str]
    attachments: list[str]


def take_apart(text: str, head: Head, paragraphs: Sequence[Paragraph]) -> Parts:
    """Sort the paragraphs behind the head into parts and header."""
    return _Sorting(text, head, paragraphs).run()


def issued_titles(text: str, head: Head, cover: Sequence[Span]) -> list[str]:
    """Return the titles that the notice says it issues, folded, the notice's title first."""
    title = folded(head.title)
    named = [folded(found[1]) for found in _TITLE_MARKS.finditer(head.title)]
    about = re.search(r"关于(?:印发|公布|发布|下发|颁布|转发)(.+?)的(?:通知|函|公告|通告|决定|命令)$", title)
    named += [about[1]] if about and not named else []
    for span in cover:
        words = span.of(text)
        if _ISSUING.search(words):
            named += [folded(found[1]) for found in _TITLE_MARKS.finditer(words)]
    return named


def _entry(words: str) -> str:
    """Return a line for comparison with a table of contents: dots and page number at its end left out."""
    return re.sub(r"[.．·…⋯\-—]*\d*$", "", folded(words))


def folded(words: str) -> str:
    """Return a title for comparison: blanks, title marks and the width of brackets make no difference."""
    return re.sub(r"[\s《》〈〉“”\"#*]", "", words).translate(str.maketrans("()［］", "（）[]"))


class _Sorting:
    """One pass over the paragraphs of one notice."""

    def __init__(self, text: str, head: Head, paragraphs: Sequence[Paragraph]) -> None:
        self.text, self.head, self.paragraphs = text, head, paragraphs
        self.words = [paragraph.span.of(text) for paragraph in paragraphs]
        self.parts = [Part()]
        self.found = Parts(self.parts, [], [], [], [])
        self.issued = issued_titles(text, head, [p.span for p in paragraphs[:6]])
        self.is_signed = False

    def run(self) -> Parts:
        place = 0
        while place < len(self.paragraphs):
            place += (
                self._contents(place)
                or self._header_lines(place)
                or self._attachment_list(place)
                or self._attachment_head(place)
                or self._instrument_title(place)
                or self._body(place)
            )
        return self.found

    def _body(self, place: int) -> int:
        self.parts[-1].paragraphs.append(self.paragraphs[place])
        return 1

    def _contents(self, place: int) -> int:
        """目录 and the lines below it that stand again further on: they are no clauses."""
        if folded(self.words[place]) != "目录":
            return 0
        taken = 1
        later = [_entry(words) for words in self.words]
        while place + taken < len(later) and later[place + taken] in later[place + taken + 1 :]:
            taken += 1
        self.found.header += [paragraph.span for paragraph in self.paragraphs[place : place + taken]]
        return taken

    def _header_lines(self, place: int) -> int:
        """Signature, date, notes and page marks."""
        words = self.words[place]
        if is_page_mark(words) and len(self.parts) + place > 1:
            return self._to_header(place)
        if is_date(words):
            self.found.dates.append(words)
            self.is_signed = True
            return self._to_header(place)
        if self._is_signature(place):
            self.found.signed += [unspaced(line.span.of(self.text)) for line in self.paragraphs[place].lines]
            return self._to_header(place)
        if _NOTE.fullmatch(words) and len(words) < 200 and (self.is_signed or words[0] in "（("):
            return self._to_header(place)
        return 0

    def _is_signature(self, place: int) -> bool:
        """A short line of a body's or a person's name, with a date some such lines below."""
        for later in range(place, min(place + 14, len(self.words))):
            words = self.words[later]
            if is_date(words):
                return later > place
            if not (is_organ(words) or self._is_signatory(words) or is_page_mark(words)):
                return False
        return False

    def _is_signatory(self, words: str) -> bool:
        named = re.fullmatch(r"(?:\S{1,6}\s+)?[\u4e00-\u9fff·]{1,5}\s?[\u4e00-\u9fff·]{0,8}", words)
        return bool(named) and len(words) <= 20 and not label_at(words, 0) and not genre_of(words)

    def _to_header(self, place: int) -> int:
        self.found.header.append(self.paragraphs[place].span)
        return 1

    def _attachment_list(self, place: int) -> int:
        """`附件：1.…` with the titles below it; what it names comes later or not at all."""
        found = _ATTACHMENT.fullmatch(self.words[place])
        if not found or label_at(self.words[place], 0) or "。" in self.words[place]:
            return 0
        if not self._names_only(place, found):
            return 0
        titles: list[str] = []
        taken = 0
        for words in self.words[place : place + 40]:
            if taken and not self._is_listed(words):
                break
            listed = _LISTED.fullmatch(re.sub(r"^附\s*件\s*[:：]\s*$", "", words) or " ")
            titles += self._titles(place + taken) if listed else []
            taken += 1
        self.found.attachments += titles
        self.found.header += [paragraph.span for paragraph in self.paragraphs[place : place + taken]]
        return taken

    def _titles(self, place: int) -> list[str]:
        titles: list[str] = []
        for line in self.paragraphs[place].lines:
            found = _LISTED.fullmatch(line.span.of(self.text))
            titles += [unspaced(found["title"]).rstrip("；;。")] if found else []
        return titles

    def _names_only(self, place: int, found: re.Match[str]) -> bool:
        """A list ends the body: a signature, its own title again, or nothing comes behind it."""
        if found["mark"] not in ("：", ":") and not found["title"]:
            return False
        if self.found.attachments and found["n"]:
            return False
        title = folded(found["title"])
        again = [folded(words) for words in self.words[place + 1 :]]
        if title and any(words.endswith(title) for words in again):
            return True
        behind = place + 1
        while behind < len(self.words) and self._is_listed(self.words[behind]):
            behind += 1
        return (
            behind == len(self.words)
            or is_date(self.words[behind])
            or self._is_signature(behind)
            or found["mark"] in "：:"
        )

    def _is_listed(self, words: str) -> bool:
        label = label_at(words, 0)
        numbered = (label is not None and label.text.isdecimal()) or bool(re.match(r"附\s*件\s*\d", words))
        return (
            numbered
            and len(words) < 80
            and not any(sign in words for sign in "。！")
            and bool(_LISTED.fullmatch(words))
        )

    def _attachment_head(self, place: int) -> int:
        """`附件2` on a line of its own, or with its title; title lines may follow."""
        found = _ATTACHMENT.fullmatch(self.words[place])
        if (
            not found
            or found["mark"] in "：:"
            and found["title"]
            and found["n"] == ""
            or len(self.words[place]) > _LONGEST_TITLE
        ):
            return 0
        if found["title"] and not (found["n"] and (self.is_signed or self.found.attachments)):
            return 0
        if any(sign in found["title"] for sign in "。；，"):
            return 0
        word = re.sub(r"\s", "", self.words[place])[:2]
        part = Part(unspaced(found["title"]), word + unspaced(found["n"]), [self.paragraphs[place].span])
        taken = 1 + (0 if part.title else self._title_lines(part, place + 1))
        self.parts.append(part)
        return taken

    def _title_lines(self, part: Part, place: int) -> int:
        taken = 0
        listed = [folded(title) for title in self.found.attachments]
        while place + taken < len(self.words) and taken < 3 and self._is_title_line(place + taken):
            if folded(part.title) in listed:
                break
            part.title += unspaced(self.words[place + taken])
            part.heading.append(self.paragraphs[place + taken].span)
            taken += 1
        return taken

    def _is_title_line(self, place: int) -> bool:
        words = self.words[place]
        return not (
            "|" in words
            or label_at(words, 0)
            or len(words) > _LONGEST_TITLE
            or words[-1] in "。；，：:"
            or is_date(words)
            or "。" in words
        )

    def _instrument_title(self, place: int) -> int:
        """A line of its own that is the title the notice says it issues."""
        for lines in (1, 2, 3):
            if place + lines > len(self.words) or not all(self._is_title_line(p) for p in range(place, place + lines)):
                return 0
            title = folded("".join(self.words[place : place + lines]))
            if title == folded(self.head.title) and len(self.parts) == 1 and self.is_signed:
                return sum(self._to_header(p) for p in range(place, place + lines))
            if self._is_issued(title):
                spans = [paragraph.span for paragraph in self.paragraphs[place : place + lines]]
                printed = unspaced("".join(self.words[place : place + lines])).strip("#* ")
                self.parts.append(Part(printed, None, spans))
                return lines
        return 0

    def _is_issued(self, title: str) -> bool:
        if len(title) < 5 or numbers_in(title) or title == folded(self.head.title):
            return False
        if any(title == named or (named.endswith(title) and genre_of(title)) for named in self.issued):
            return True
        return any(title.endswith(named) and len(named) > 5 for named in self.issued)
