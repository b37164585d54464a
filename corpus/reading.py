"""From a file to a Notice: decode, mask, take apart, cut."""

import hashlib
from collections.abc import Iterable, Sequence
from operator import attrgetter
from pathlib import Path as FilePath

from corpus.bundle import notices_in
from corpus.clause import Tree, grow_tree
from corpus.errors import UnreadableFile
from corpus.genre import genre_of
from corpus.head import Head, read_head
from corpus.identity import notice_id
from corpus.imprint import head_words, imprint_of
from corpus.instrument import folded
from corpus.label import label_at
from corpus.late import late
from corpus.layout import Line, lines_of, paragraphs_of
from corpus.notice import Clause, Instrument, Notice, Path, Reference
from corpus.part import Part, Parts, take_apart
from corpus.passage import cut_passages
from corpus.privacy import masked
from corpus.readers import PICTURES, READABLE, read_document
from corpus.reference import references_in
from corpus.region import region_of
from corpus.runon import with_runons_cut
from corpus.span import Span


def read_notice(path: FilePath) -> Notice:
    """Read one file, of several notices in it the first.  Raises UnreadableFile."""
    return read_notices(path)[0]


def read_notices(path: FilePath) -> tuple[Notice, ...]:
    """Read every notice of a file.  Raises UnreadableFile.  With `notice_files` the only function here with IO."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            f"the file cannot be read: {error.strerror}", where=str(path), fix="check the path and its permissions"
        ) from error
    return notices_of(content, name=path.name, where=str(path))


def notices_of(content: bytes, *, name: str, where: str) -> tuple[Notice, ...]:
    """Return every notice in the content of a file.  Raises UnreadableFile, which names the file as `where`.

    Each has its own text, the sha256 of the file and a warning that it is not alone.
    """
    document = read_document(content, where=where)
    digest = hashlib.sha256(content).hexdigest()
    lines = lines_of(document.text)
    spans = notices_in(document.text, lines) or [Span(0, max(len(document.text), 1))]
    notices: list[Notice] = []
    for place, span in enumerate(spans, 1):
        among = (f"the file holds {len(spans)} notices: this is number {place}",) if len(spans) > 1 else ()
        pages = tuple(max(start - span.start, 0) for start in document.pages if start < span.end)
        text = span.of(document.text)
        assembly = _assembly(text, lines if len(spans) == 1 else lines_of(text), name, digest)
        notices.append(assembly.notice((*document.warnings, *among), pages))
    return tuple(notices)


def notice_files(path: FilePath) -> list[FilePath]:
    """Return `path` itself if it is a file, else the readable files below it in order of name.

    Raises UnreadableFile for a path that does not exist or a folder without a readable file.
    """
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise UnreadableFile("no such file or folder", where=str(path), fix="check the spelling of the path")
    found = sorted(file for file in path.rglob("*") if file.suffix.lower() in READABLE and _is_shown(file, path))
    if not found:
        kinds = " ".join(sorted(READABLE))
        raise UnreadableFile("the folder holds no file to read", where=str(path), fix=f"put notices into it: {kinds}")
    return found


def parse_notice(text: str, *, source: str, sha256: str) -> Notice:
    """Return the notice that `text` prints.

    Mobile and identity numbers are masked first, one sign for one, so that no part of the notice holds them.
    Raises UnreadableFile where the text is blank.
    """
    return _assembly(text, lines_of(text), source, sha256).notice()


def _assembly(text: str, lines: Sequence[Line], source: str, sha256: str) -> "_Assembly":
    text = masked(text)  # which leaves the lines where they are
    lines = with_runons_cut(text, lines)
    if not lines:
        raise UnreadableFile("the file holds no text", where=source, fix="check that it was saved with its text")
    head = read_head(text, lines)
    parts = take_apart(text, head, paragraphs_of(text, lines[head.lines :]))
    return _Assembly(text, source, sha256, head, parts)


def _is_shown(file: FilePath, folder: FilePath) -> bool:
    if file.suffix.lower() in PICTURES and file.parent.name.endswith(("_files", ".files")):
        return False  # the icons that a browser saves beside a web page
    return file.is_file() and not any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)


# Pairs sort many times faster than spans.
_PLACE = attrgetter("span.start", "span.end")  # of a clause or passage
_ENDS = attrgetter("start", "end")  # of a span


class _Assembly:
    """Puts the parts of one notice together."""

    def __init__(self, text: str, source: str, sha256: str, head: Head, parts: Parts) -> None:
        self.text, self.source, self.sha256, self.head, self.found = text, source, sha256, head, parts
        self.warnings: list[str] = []
        self.header = list(parts.header) if head.label else [*head.spans, *parts.header]
        self.title = self._ordered_title() or head.title or FilePath(source).stem
        if not head.title:
            self.warnings.append(f"no title is printed: the file's name stands for it ({self.title})")

    def _ordered_title(self) -> str:
        """Return the title of the rules that an order publishes: 某省人民政府令 is what they are published by."""
        issued = [part.title for part in self.found.parts[1:] if part.label is None]
        return issued[0] if len(issued) == 1 and genre_of(self.head.title) in ("令", "命令") else ""

    def notice(self, file_warnings: tuple[str, ...] = (), pages: tuple[int, ...] = ()) -> Notice:
        """Return the notice; what its outline does not need, passages and references, is left until it is read."""
        text, title = self.text, self.title
        root, instruments = self._root()
        imprint = imprint_of(text, self.head, self.found)
        return Notice(
            id=notice_id(imprint.number, imprint.issuers, imprint.date, self.title),
            title=self.title,
            number=imprint.number,
            issuers=imprint.issuers,
            genre=genre_of(self.title),
            region=region_of(imprint.issuers, head_words(self.head) or self.title),
            date=imprint.date,
            year=imprint.year,
            addressees=self.head.addressees,
            attachments=tuple(self.found.attachments),
            instruments=instruments,
            references=late(lambda: _references(text, imprint.number, title, instruments, root)),
            source=self.source,
            sha256=self.sha256,
            text=self.text,
            header=tuple(sorted(self.header, key=_ENDS)),
            root=root,
            passages=late(lambda: tuple(sorted(cut_passages(text, title, instruments, root), key=_PLACE))),
            warnings=(*file_warnings, *self.warnings),
            pages=pages,
        )

    def _root(self) -> tuple[Clause, tuple[Instrument, ...]]:
        """Grow a tree for each part and hang it where its path says."""
        own: list[Span] = []
        clauses: list[Clause] = []
        instruments: list[Instrument] = []
        prefixes = self._prefixes()
        for part, prefix in zip(self.found.parts, prefixes, strict=True):
            tree = grow_tree(self.text, part.paragraphs, prefix, is_reply=genre_of(self.title) in ("答复", "函"))
            self.warnings += tree.warnings
            span = _whole([*part.heading, *tree.paragraphs, *(clause.span for clause in tree.clauses)])
            if part.title and span:
                instruments.append(Instrument(part.title, part.label, span))
            if prefix and span and (part.title or part.paragraphs):
                clauses.append(_part_clause(part, prefix, tree, span))
            else:
                self.header += part.heading
                own += tree.paragraphs
                clauses += tree.clauses
        whole = _whole([*own, *(clause.span for clause in clauses)]) or Span(0, len(self.text))
        root = Clause((), "", "", whole, tuple(sorted(own, key=_ENDS)), children=tuple(sorted(clauses, key=_PLACE)))
        return root, tuple(self._widened(instruments))

    def _prefixes(self) -> list[Path]:
        """Return what the paths of each part begin with (CONTRACT.md, path)."""
        parts = self.found.parts
        unlabelled = [part for part in parts[1:] if part.label is None]
        labelled = [part for part in parts[1:] if part.label is not None]
        cover_has_clauses = any(label_at(self.text, p.span.start) for p in parts[0].paragraphs)
        alone = unlabelled or [part for part in labelled if self._is_issued(part)]
        bare = alone[0] if len(alone) == 1 and not cover_has_clauses else None
        prefixes: list[Path] = [()]
        for part in parts[1:]:
            named = part.label or f"《{part.title}》"
            prefixes.append(() if part is bare else (self._unused(named, prefixes),))
        return prefixes

    def _unused(self, label: str, prefixes: Iterable[Path]) -> str:
        """Number a label that is printed twice, and say so."""
        taken = {prefix[0] for prefix in prefixes if prefix}
        if label not in taken:
            return label
        count = 2
        while f"{label}({count})" in taken:
            count += 1
        self.warnings.append(f"the label {label} is printed {count} times: the later one is called {label}({count})")
        return f"{label}({count})"

    def _is_issued(self, part: Part) -> bool:
        """Say whether the title names this part as the one it issues: 印发《甲办法》等两项制度 names one of several."""
        title, own = folded(self.title), folded(part.title)
        alone = bool(own) and own in title and f"{own}等" not in title
        return alone and any(word in title for word in ("印发", "发布", "公布"))

    def _widened(self, instruments: Sequence[Instrument]) -> list[Instrument]:
        """Let an unlabelled instrument hold the attachments printed behind it: they are its own."""
        wide: list[Instrument] = []
        for place, instrument in enumerate(instruments):
            end = instrument.span.end
            if instrument.label is None:
                for later in instruments[place + 1 :]:
                    if later.label is None:
                        break
                    end = later.span.end
            wide.append(Instrument(instrument.title, instrument.label, Span(instrument.span.start, end)))
        return wide


def _references(
    text: str, number: str | None, title: str, instruments: Sequence[Instrument], root: Clause
) -> tuple[Reference, ...]:
    return references_in(text, number, {folded(title), *(folded(one.title) for one in instruments)}, root)


def _part_clause(part: Part, prefix: Path, tree: Tree, span: Span) -> Clause:
    """Return the clause that an attachment or a titled instrument is."""
    return Clause(
        path=prefix,
        label=prefix[0],
        heading=part.title,
        span=span,
        paragraphs=tuple(sorted([*part.heading, *tree.paragraphs], key=_ENDS)),
        heading_only=True,
        children=tree.clauses,
    )


def _whole(spans: Sequence[Span]) -> Span | None:
    return Span(min([span.start for span in spans]), max([span.end for span in spans])) if spans else None
