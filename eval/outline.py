"""A golden outline: what a person read in one notice, as paths and places, without the notice's words."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path as FilePath
from typing import Any

# A word, or words in printed order; a level of a region may be None.
Fact = str | list[str | None] | None
OUTLINES = FilePath(__file__).parent / "outlines"
# What a head says in a word or two is kept as said; whole phrases are kept as places.
FACTS = ("number", "date", "genre", "issuers", "region")
PHRASES = ("title", "addressees", "attachments")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a head, kept as their place.

    start, end: offsets in the notice's text
    mark:       of all their signs, folded (`eval.ink.phrase_mark`)
    """

    start: int
    end: int
    mark: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A clause of an outline.

    path:  as `三/（二）`
    start: offset of its label
    end:   where the next clause begins that is not below it, or where the body ends; not measured
    mark:  of its first signs (`eval.ink`)
    """

    path: str
    start: int
    end: int
    mark: str


@dataclass(frozen=True, slots=True)
class Outline:
    """What a person read in one file.

    file:    its name
    sha256:  of its bytes, hex
    facts:   number, date, genre: words, or None where the notice names none; issuers: words in printed order;
             region: [province, city, county], each None where it is not named
    phrases: title, addressees, attachments, in printed order
    clauses: in printed order

    A field that the person did not judge is in neither: the text is cut off there, or two readings are right.
    """

    file: str
    sha256: str
    facts: dict[str, Fact]
    phrases: dict[str, tuple[Phrase, ...]]
    clauses: tuple[Entry, ...]


def read_outlines(folder: FilePath = OUTLINES) -> list[Outline]:
    """Read every outline of `folder` in order of name."""
    return [outline_from_json(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]


def outline_to_json(outline: Outline) -> str:
    """Write one clause a line, so that a changed clause is a changed line."""
    head = {"file": outline.file, "sha256": outline.sha256, **outline.facts}
    head |= {
        name: [list(asdict(phrase).values()) for phrase in outline.phrases[name]]
        for name in PHRASES
        if name in outline.phrases
    }
    lines = [f" {_json(key)}: {_json(value)}" for key, value in head.items()]
    clauses = ",\n".join(f"  {_json([e.path, e.start, e.end, e.mark])}" for e in outline.clauses)
    return "{\n" + ",\n".join([*lines, f' "clauses": [\n{clauses}\n ]']) + "\n}\n"


def outline_from_json(words: str) -> Outline:
    """Read what `outline_to_json` wrote."""
    kept: dict[str, Any] = json.loads(words)
    return Outline(
        file=kept["file"],
        sha256=kept["sha256"],
        facts={name: kept[name] for name in FACTS if name in kept},
        phrases={name: _phrases(kept[name]) for name in PHRASES if name in kept},
        clauses=tuple(Entry(*entry) for entry in kept["clauses"]),
    )


def _phrases(kept: Iterable[Any]) -> tuple[Phrase, ...]:
    return tuple(Phrase(*phrase) for phrase in kept)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
