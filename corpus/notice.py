"""A notice (公文) and its clauses, as data.

The words are those of CONTRACT.md.  `Notice.text` is the text as published and is never edited; a quotation is made
from a span of it, so that what is quoted is what was printed.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from corpus.late import with_late
from corpus.span import Span

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """Where a notice applies, read from its issuers and title; a level it does not name is None.

    province: 吉林省, also 北京市 or 新疆维吾尔自治区
    city:     吉林市, a prefecture-level division
    county:   梅河口市, a county-level division
    """

    province: str | None = None
    city: str | None = None
    county: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """What the text refers to: another document, 《…》 with or without a number, or clauses of it or of its own.

    title:  the words between 《 and 》, lines joined; None where only a number is printed, and of its own clauses
    number: its 发文字号 folded to the usual form 吉政发〔2021〕28号; None where only a title is printed
    span:   its place in Notice.text, brackets, number and clause numbers included
    paths:  the clauses it names, () for the whole document; in its own text and in a notice that was found they are
            paths of clauses, elsewhere labels as cited: (第五条, 第二款, （三）)
    own:    it names clauses of the notice it stands in
    full:   the title that a short name stands for (以下简称《…》), None where the notice defines none
    notice: id of the one notice in the library that it names, None where none or several fit
    candidates: ids of the several
    """

    title: str | None
    number: str | None
    span: Span
    paths: tuple[Path, ...] = ()
    own: bool = False
    full: str | None = None
    notice: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """The measures, plan or rules that a notice issues (印发) or carries as an attachment.

    title: as printed, lines joined, without 《》
    label: its printed label, 附件2, or None
    span:  title and words
    """

    title: str
    label: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Clause:
    """A node of the clause tree.

    path:       labels from the root down, () for the root; labels folded only in width
    label:      the last of them, "" for the root
    heading:    the title words after the label, lines joined; "" where there is none
    span:       label, words and children
    paragraphs: its own paragraphs in printed order, children excluded; the first carries the label
    heading_only: the first paragraph is a heading on a line of its own
    children:   in printed order
    row:        it is a row of a numbered table, its words are cells
    paragraph:  the 款 of its article that it is listed in, from 1; None where the article has only one
    """

    path: Path
    label: str
    heading: str
    span: Span
    paragraphs: tuple[Span, ...]
    heading_only: bool = False
    children: tuple["Clause", ...] = ()
    row: bool = False
    paragraph: int | None = None

    def walk(self) -> Iterator["Clause"]:
        """Yield this clause and all below it in printed order, parents first."""
        waiting: list[Clause] = [self]  # a generator in a generator costs at every depth
        while waiting:
            clause = waiting.pop()
            yield clause
            waiting += reversed(clause.children)


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of one clause, or one table row: what is embedded, ranked and cited.

    path:    of the clause it stands in
    heading: of that clause
    context: what stands above it, for embedding only: instrument or notice title, then the headings of the path
    text:    as printed with broken lines joined; without white space it equals `span.of(notice.text)` without it
    span:    its place in Notice.text, label included where the paragraph carries it
    paragraph: the 款 of its article, from 1; None outside articles and where the article has only one
    """

    path: Path
    heading: str
    context: tuple[str, ...]
    text: str
    span: Span
    paragraph: int | None = None


@with_late("references", "root", "passages")
@dataclass(frozen=True, slots=True)
class Notice:
    """One published document.

    id:          jjzc-2024-4, from its number, or from issuer, date and title; unique in a library
    title:       as printed, lines joined
    number:      its 发文字号 in the usual form, None where it has none
    issuers:     issuing bodies, in printed order
    genre:       通知, 答复, 办法 …; "" where the title names none
    date:        day of signature; None where the text gives none
    year:        of the date, else of the number, else None
    addressees:  主送机关, in printed order
    attachments: titles under 附件：, in printed order
    source:      file name
    sha256:      of the file's bytes, hex
    header:      spans of title, number, issuers, addressees, signature, attachment list: what is in no clause
    root:        the clause tree; its own paragraphs stand under no label
    passages:    in printed order; of a notice just parsed or stored worked out when first read, as `references` are,
                 and the `root` of one stored
    warnings:    what the parser was not sure of, one sentence each
    pages:       offsets in `text` where each page begins, page 1 first; () where the format has no pages
    """

    id: str
    title: str
    number: str | None
    issuers: tuple[str, ...]
    genre: str
    region: Region
    date: date | None
    year: int | None
    addressees: tuple[str, ...]
    attachments: tuple[str, ...]
    instruments: tuple[Instrument, ...]
    references: tuple[Reference, ...]
    source: str
    sha256: str
    text: str
    header: tuple[Span, ...]
    root: Clause
    passages: tuple[Passage, ...]
    warnings: tuple[str, ...] = field(default=())
    status: str = "unknown"
    pages: tuple[int, ...] = ()

    def page_at(self, span: Span) -> int | None:
        """Return the page on which `span` begins, from 1; None where the format has no pages."""
        return bisect_right(self.pages, span.start) or None

    def instrument_at(self, span: Span) -> Instrument | None:
        """Return the innermost instrument that holds `span`, or None."""
        around = [i for i in self.instruments if i.span.holds(span)]
        return min(around, key=lambda i: len(i.span), default=None)
