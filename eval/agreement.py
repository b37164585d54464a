"""How far our reading of a notice agrees with a person's outline of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path as FilePath

from corpus.citation import path_text
from corpus.notice import Notice
from corpus.number import folded
from eval.ink import Ink, inked, phrase_mark
from eval.outline import Entry, Fact, Outline, Phrase

Place = tuple[str, int]  # a path and the sign with which its clause begins, NOWHERE where that is not to be found
NOWHERE = -1
SHOWN = 24  # signs of a clause that a difference shows


class Kind(Enum):
    """How a clause of one side differs from the other's."""

    MISSING = "missing"  # only in the outline
    INVENTED = "invented"  # only in our reading
    RENAMED = "other path"  # same place, another path
    MOVED = "moved"  # same path, another place
    LOST = "not anchored"  # the text has no such words any more


@dataclass(frozen=True, slots=True)
class Difference:
    """A clause that differs.

    path:  the outline's, ours where it is invented
    ours:  our path at that place, for another path
    line:  printed line in the notice's text, from 1; of the outline's place where there is one
    start: its offset
    words: with which it begins
    """

    kind: Kind
    path: str
    ours: str
    line: int
    start: int
    words: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the head: what was wanted and what we read, as words."""

    name: str
    wanted: str
    found: str
    right: bool


@dataclass(frozen=True, slots=True)
class Agreement:
    """One notice's scores.

    right:   pairs of path and place that both have
    wanted:  clauses of the outline
    found:   clauses of our reading
    """

    file: str
    right: int
    wanted: int
    found: int
    fields: tuple[Field, ...]
    differences: tuple[Difference, ...]

    @property
    def precision(self) -> float:
        """Share of our clauses that are right; 1 where neither side has any."""
        return self.right / self.found if self.found else float(not self.wanted)

    @property
    def recall(self) -> float:
        """Share of the outline's clauses that we have; 1 where neither side has any."""
        return self.right / self.wanted if self.wanted else float(not self.found)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, over clauses."""
        return f1_of(self.right, self.wanted, self.found)

    @property
    def fields_right(self) -> float:
        """Share of the judged fields of the head that are right; 1 where none was judged."""
        return sum(field.right for field in self.fields) / len(self.fields) if self.fields else 1.0


def f1_of(right: int, wanted: int, found: int) -> float:
    """Return 2·right / (wanted + found), 1 where neither side has any."""
    return 2 * right / (wanted + found) if wanted + found else 1.0


def agreement(outline: Outline, notice: Notice) -> Agreement:
    """Compare an outline with our reading of the same file."""
    ink = Ink(notice.text)
    wanted = _anchored(ink, outline.clauses)
    ours = [
        (_plain(path_text(clause.path)), ink.nth(clause.span.start)) for clause in notice.root.walk() if clause.path
    ]
    theirs = [(_plain(entry.path), nth) for entry, nth in zip(outline.clauses, wanted, strict=True)]
    right = sum((Counter(ours) & Counter(theirs)).values())
    return Agreement(
        file=outline.file,
        right=right,
        wanted=len(theirs),
        found=len(ours),
        fields=tuple(_fields(outline, notice)),
        differences=tuple(sorted(_differences(ink, outline.clauses, theirs, ours), key=lambda d: d.start)),
    )


def _anchored(ink: Ink, entries: Sequence[Entry]) -> list[int]:
    """Return the sign with which each entry begins in this text, NOWHERE where its words are gone.

    The text may have grown or shrunk since the outline was written: what was found last tells by how much.
    """
    shift = 0
    anchored: list[int] = []
    for entry in entries:
        nth = ink.nearest(entry.mark, ink.nth(max(0, entry.start + shift)))
        anchored.append(NOWHERE if nth is None else nth)
        if nth is not None:
            shift = ink.places[nth] - entry.start
    return anchored


def _differences(
    ink: Ink,
    entries: Sequence[Entry],
    theirs: Sequence[Place],
    ours: Sequence[Place],
) -> Iterator[Difference]:
    left = Counter(ours)
    missed: list[Place] = []
    for (path, nth), entry in zip(theirs, entries, strict=True):
        if nth == NOWHERE:
            yield Difference(Kind.LOST, path, "", 0, entry.start, "")
        elif left[path, nth]:
            left[path, nth] -= 1
        else:
            missed.append((path, nth))
    invented = list(left.elements())
    for path, nth in missed:
        twin = _twin(path, nth, invented)
        if twin:
            invented.remove(twin)
        kind = Kind.MISSING if not twin else Kind.RENAMED if twin[1] == nth else Kind.MOVED
        yield _difference(kind, path, nth, ink, twin[0] if twin and kind is Kind.RENAMED else "")
    for path, nth in invented:
        yield _difference(Kind.INVENTED, path, nth, ink)


def _twin(path: str, nth: int, invented: Sequence[Place]) -> Place | None:
    """Return what we read instead: another path at the place, else the same path elsewhere."""
    there = next((one for one in invented if one[1] == nth), None)
    return there or next((one for one in invented if one[0] == path), None)


def _difference(kind: Kind, path: str, nth: int, ink: Ink, ours: str = "") -> Difference:
    start = ink.places[nth]
    return Difference(kind, path, ours, ink.text.count("\n", 0, start) + 1, start, ink.signs[nth : nth + SHOWN])


def _fields(outline: Outline, notice: Notice) -> Iterator[Field]:
    for name, wanted in outline.facts.items():
        ours = _facts(notice)[name]
        right = _number(wanted) == _number(ours) if name == "number" else _same(wanted, ours)
        yield Field(name, _said(wanted), _said(ours), right)
    ours_said = {"title": _title(notice), "addressees": notice.addressees, "attachments": notice.attachments}
    for name, phrases in outline.phrases.items():
        right = [phrase.mark for phrase in phrases] == [phrase_mark(words) for words in ours_said[name]]
        said = " | ".join(_words(phrase, notice.text) for phrase in phrases)
        yield Field(name, said, " | ".join(ours_said[name]), right)


def _title(notice: Notice) -> tuple[str, ...]:
    """Return the title that we read: the name of the file only stands for one."""
    return () if notice.title in ("", FilePath(notice.source).stem) else (notice.title,)


def _facts(notice: Notice) -> dict[str, Fact]:
    region = notice.region
    return {
        "number": notice.number,
        "issuers": list(notice.issuers),
        "date": notice.date.isoformat() if notice.date else None,
        "genre": notice.genre or None,
        "region": [region.province, region.city, region.county],
    }


def _number(value: Fact) -> str | None:
    return folded(value) if isinstance(value, str) else None


def _same(wanted: Fact, ours: Fact) -> bool:
    if isinstance(wanted, list) and isinstance(ours, list):
        return [_plain(one or "") for one in wanted] == [_plain(one or "") for one in ours]
    return wanted == ours


def _said(value: Fact) -> str:
    return " | ".join(one or "-" for one in value) if isinstance(value, list) else value or ""


def _words(phrase: Phrase, text: str) -> str:
    """Return the words of a phrase where they still stand at their place."""
    words = inked(text[phrase.start : phrase.end])
    return words if phrase_mark(words) == phrase.mark else f"(once at {phrase.start})"


def _plain(words: str) -> str:
    return "".join(words.split())
