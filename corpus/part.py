"""The parts of a notice: cover, the instruments it issues, attachments; and what is in no clause.

A part is a run of paragraphs with a numbering of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from corpus.attachment import (
    LONGEST_TITLE,
    AttachmentForm,
    attachment_form,
    ends_a_title,
    file_names,
    is_edition,
    linked_titles,
    listed_title,
    only_files,
)
from corpus.contents import contents_length
from corpus.head import Head
from corpus.instrument import folded, is_issued, issued_titles, titled_lines
from corpus.label import label_at
from corpus.layout import Paragraph, is_date, is_page_mark, unspaced
from corpus.listing import has_text, is_followed_by_head, is_title_line, list_length
from corpus.note import is_note
from corpus.organ import organs_in
from corpus.signature import signature_at, signed_below, signed_line, signers, with_signatures_apart
from corpus.span import Span

# With what sentences and rows of tables end, and no date, name, page mark or title: most paragraphs are the body's own.
_BODY_ENDS = "。；，：:|"
# Ends of a title that are left out or written otherwise where titles are compared.
_ENDS_LEFT_OUT = frozenset('《》〈〉“”"#*()（）[]［］')
# Each of these is compared with the whole notice, so that there must be an end to them; no notice among ours has 50.
_MOST_CONTENTS, _MOST_ATTACHMENTS, _MOST_PARTS = 20, 500, 500


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


def _is_figure(words: str) -> bool:
    """Say whether a line is only a figure, as where the cells of a table are set on lines of their own."""
    return words.replace(".", "", 1).isdecimal()


class _Sorting:
    """One pass over the paragraphs of one notice."""

    def __init__(self, text: str, head: Head, paragraphs: Sequence[Paragraph]) -> None:
        self.text, self.head = text, head
        self.paragraphs = with_signatures_apart(text, paragraphs)
        self.words = [paragraph.span.of(text) for paragraph in self.paragraphs]
        self.parts = [Part()]
        if head.label:
            self.parts.append(Part(head.title, head.label, list(head.spans)))
        self.found = Parts(self.parts, [], [], [], [])
        self.issued = issued_titles(text, head, [p.span for p in paragraphs[:6]])
        self.title_ends = {title[-1] for title in (*self.issued, folded(head.title)) if title} | _ENDS_LEFT_OUT
        self.is_signed = False
        self.contents = self.attachments = (
            0  # lines that were looked at as heads of contents, as heads or lists of 附件
        )
        self.attached: set[str] = set()
        self.again: list[str] | None = None  # every paragraph folded, once it is asked for
        self.inner: list[str] = []  # titles that an attachment lists as its own

    def run(self) -> Parts:
        place = 0
        while place < len(self.paragraphs):
            words = self.words[place]
            if words[-1] in _BODY_ENDS and self._is_plain(words):
                self.parts[-1].paragraphs.append(self.paragraphs[place])
                place += 1
                continue
            place += (
                self._contents(place)
                or (0 if _is_figure(words) else self._header_lines(place))
                or self._attachment(place)
                or self._instrument_title(place)
                or self._body(place)
            )
        self.found.attachments = self.found.attachments or self._unlisted()
        return self.found

    def _is_plain(self, words: str) -> bool:
        """Say whether a paragraph that ends as the body's do is one for certain, and needs no closer look."""
        if words[0] == "附" or "目" in words[:9]:
            return False
        return not ((self.is_signed or words[0] in "（(") and is_note(words))

    def _unlisted(self) -> list[str]:
        """Where no list is printed: what the heads of attachments say, or links at the end of a text in one line."""
        labelled = [part for part in self.parts[1:] if part.label not in (None, self.head.label)]
        heads = [part.title for part in labelled if part.title and part.title not in self.inner]
        heads = heads or [name for words in self.words if words[0] == "附" for name in file_names(words)]
        return heads or (linked_titles(self.words[-1]) if self.words else [])

    def _body(self, place: int) -> int:
        self.parts[-1].paragraphs.append(self.paragraphs[place])
        return 1

    def _contents(self, place: int) -> int:
        if "目" not in self.words[place][:9] or self.contents >= _MOST_CONTENTS:
            return 0
        self.contents += 1
        taken = contents_length(self.words, place)
        return self._to_header(place, taken) if taken else 0

    def _header_lines(self, place: int) -> int:
        """Signature, date, notes and page marks."""
        words = self.words[place]
        if is_page_mark(words) and len(self.parts) + place > 1:
            return self._to_header(place)
        if is_date(words):
            self.found.dates.append(words)
            self.is_signed = self.is_signed or len(self.parts) > 1 or bool(self.parts[0].paragraphs)
            below = [] if self.found.signed else self.words[place + 1 : place + 1 + signed_below(self.words, place + 1)]
            self.found.signed += [body for line in below for body in organs_in(line)]
            return self._to_header(place, 1 + len(below))
        if signed := signed_line(words):
            self.found.dates.append(signed.date)
            self.found.signed += [] if "印" in signed.date else signed.bodies
            self.is_signed = True
            return self._to_header(place)
        if signature_at(self.words, place):
            self.found.signed += [b for line in self.paragraphs[place].lines for b in signers(line.span.of(self.text))]
            return self._to_header(place)
        if only_files(words) or ((self.is_signed or words[0] in "（(") and is_note(words)):
            return self._to_header(place)
        return 0

    def _to_header(self, place: int, count: int = 1) -> int:
        self.found.header += [paragraph.span for paragraph in self.paragraphs[place : place + count]]
        return count

    def _attachment(self, place: int) -> int:
        form = attachment_form(self.words[place])
        if form is None or label_at(self.words[place], 0) or "。" in self.words[place]:
            return 0
        self.attachments += 1
        if self.attachments > _MOST_ATTACHMENTS:
            return 0
        if self._is_list(place, form):
            return self._attachment_list(place)
        return self._attachment_head(place, form)

    def _is_list(self, place: int, form: AttachmentForm) -> bool:
        """A list ends the body: a signature, its own titles again, or nothing comes behind it."""
        if not form.colon and not form.title:
            return False
        title = folded(form.title)
        length = list_length(self.words, place)
        if length > 1 and form.colon and (form.n or is_followed_by_head(self.words, place + length)):
            return True
        if self.found.attachments and (form.n or not title or self._is_attached(title)):
            return False
        if title and self._ends_later(title, place + 1):
            return True
        behind = place + length
        ends = behind == len(self.words) or is_date(self.words[behind]) or signature_at(self.words, behind)
        if length == 1 and not form.n and not form.title:
            return ends or (not self.is_signed and not has_text(self.words, place + 1))
        return (
            ends
            or (form.colon and (not self.is_signed or bool(form.n)))
            or (form.mark in tuple("：:") and not self.is_signed)
        )

    def _is_attached(self, title: str) -> bool:
        return title in self.attached

    def _ends_later(self, title: str, place: int) -> bool:
        """Say whether a paragraph from `place` on ends with a folded title."""
        self.again = self.again or [folded(words) for words in self.words]
        return any(words.endswith(title) for words in islice(self.again, place, None))

    def _attachment_list(self, place: int) -> int:
        """`附件：1.…` with the titles below it; what it names comes later or not at all."""
        taken = list_length(self.words, place)
        for paragraph in self.paragraphs[place : place + taken]:
            titles = [listed_title(line.span.of(self.text)) for line in paragraph.lines]
            named = self.found.attachments if self.parts[-1].label is None else self.inner
            named += [title for title in titles if title]
            self.attached |= {folded(title) for title in titles if title and named is self.found.attachments}
        return self._to_header(place, taken)

    def _attachment_head(self, place: int, form: AttachmentForm) -> int:
        """`附件2` on a line of its own, or with its title; title lines may follow."""
        if len(self.words[place]) > LONGEST_TITLE or any(sign in form.title for sign in "。；，"):
            return 0
        known = self.is_signed or self.found.attachments
        if form.title and not (known and (form.n or self._is_attached(folded(form.title)))):
            return 0
        part = Part(unspaced(form.title), form.label, [self.paragraphs[place].span])
        taken = 1 + (0 if part.title else self._title_lines(part, place + 1))
        above = self.parts[-1]
        if (above.label, above.title) == (part.label, part.title) and not above.paragraphs:
            above.heading += part.heading  # printed twice: on a cover sheet and above the text
        else:
            self.parts.append(part)
        return taken

    def _title_lines(self, part: Part, place: int) -> int:
        """Take the lines of an attachment's title: as listed, else up to where a title may end, else one."""
        titles = [""]
        for at in range(place, min(place + 3, len(self.words))):
            if not is_title_line(self.words, at):
                break
            titles.append(titles[-1] + unspaced(self.words[at]))
        ends = [n for n, title in enumerate(titles) if n and self._is_attached(folded(title))]
        ends = ends or [n for n, title in enumerate(titles) if n and ends_a_title(title)]
        taken = ends[0] if ends else min(1, len(titles) - 1)
        if 0 < taken < len(titles) - 1 and is_edition(self.words[place + taken]):
            taken += 1
        part.title = titles[taken]
        part.heading += [paragraph.span for paragraph in self.paragraphs[place : place + taken]]
        return taken

    def _instrument_title(self, place: int) -> int:
        """A line of its own that is the title the notice says it issues."""
        is_behind = len(self.parts) == 1 and self.is_signed
        may_be_issued = (self.issued or is_behind) and len(self.parts) < _MOST_PARTS and self._ends_a_title(place)
        for lines in (1, 2, 3) if may_be_issued else ():
            if not is_title_line(self.words, place + lines - 1):
                break
            title = folded("".join(self.words[place : place + lines]))
            if is_behind and title == folded(self.head.title):
                return self._to_header(place, lines)
            if is_issued(title, self.issued, self.head.title):
                spans = [paragraph.span for paragraph in self.paragraphs[place : place + lines]]
                printed = unspaced("".join(self.words[place : place + lines])).strip("#* ")
                self.parts.append(Part(printed, None, spans))
                return lines
        return self._unnamed_title(place)

    def _ends_a_title(self, place: int) -> bool:
        """Say whether one of the lines that may be a title ends as one does that is looked for: most do not."""
        return any(words[-1] in self.title_ends for words in self.words[place : place + 3])

    def _unnamed_title(self, place: int) -> int:
        """The title of a text of its own right behind the signature, which the notice does not name."""
        if not self.is_signed or self.parts[-1].label or self.parts[-1].paragraphs[-1:] == [self.paragraphs[place - 1]]:
            return 0
        upto = next((at for at in range(place, place + 3) if not is_title_line(self.words, at)), place + 3)
        taken = titled_lines(self.words, place, upto)
        if taken:
            spans = [paragraph.span for paragraph in self.paragraphs[place : place + taken]]
            self.parts.append(Part(unspaced("".join(self.words[place : place + taken])).strip("#* "), None, spans))
        return taken
