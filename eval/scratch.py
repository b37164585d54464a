"""From the notes of someone who read a notice to its golden outline: `python -m eval.scratch NOTES… --data FOLDER`.

Notes are a text file named after the notice's file, `.outline` added.  Its head has the lines `number:`, `title:`,
`issuers: 甲 | 乙`, `date: 2022-11-22`, `genre: 通知`, `region: 吉林省 / 吉林市 / -`, `addressees:` and `attachments:`,
empty where the notice has none, left out or `?` where a field is not judged.  Behind a blank line each clause has a
line in printed order: its path, a tab, its first words as printed, label included.  Where those words also stand
further up, a tab and the number of the printed line follow.  A path `-` ends the body: what is printed
from its words on is in no clause.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import TiaowenError, UnreadableFile
from corpus.privacy import masked
from corpus.readers import read_document
from eval.ink import Ink, inked, phrase_mark
from eval.noticefile import notice_file
from eval.outline import FACTS, OUTLINES, PHRASES, Entry, Fact, Outline, Phrase, outline_to_json

NOTHING = "-"
UNJUDGED = "?"
SUFFIX = ".outline"

app = typer.Typer(add_completion=False)


@dataclass(frozen=True, slots=True)
class Note:
    """A line of notes: the clause at `path` begins with `words`, printed at or behind line `line`, from 1."""

    path: str
    words: str
    line: int


@app.command()
def write_outlines(
    notes: list[Path],
    data: Annotated[Path, typer.Option(help="Folder under which the notices are.")],
    out: Annotated[Path, typer.Option(help="Folder for the outlines.")] = OUTLINES,
) -> None:
    """Write the golden outline of every file of notes."""
    failed = False
    for path in notes:
        try:
            name = path.name.removesuffix(SUFFIX)
            outline = outline_of(path.read_text(encoding="utf-8"), name, notice_file(data, name).read_bytes())
        except (TiaowenError, ValueError) as error:
            typer.echo(f"{path.name}: {error}", err=True)
            failed = True
            continue
        (out / f"{name}.json").write_text(outline_to_json(outline), encoding="utf-8")
        typer.echo(f"{name}: {len(outline.clauses)} clauses")
    raise typer.Exit(failed)


def outline_of(notes: str, file: str, content: bytes) -> Outline:
    """Return the outline that `notes` describe.  Raises UnreadableFile for words that are not printed."""
    ink = Ink(masked(read_document(content, where=file).text))
    head, _, body = notes.strip("\n").partition("\n\n")
    fields = dict(_field(line) for line in head.splitlines())
    unknown = fields.keys() - {*FACTS, *PHRASES}
    if unknown:
        raise ValueError(f"the head of the notes has no field {', '.join(sorted(unknown))}")
    judged = {name: value for name, value in fields.items() if value != UNJUDGED}
    return Outline(
        file=file,
        sha256=hashlib.sha256(content).hexdigest(),
        facts={name: _fact(name, judged[name]) for name in FACTS if name in judged},
        phrases={name: tuple(_phrases(ink, name, judged[name], file)) for name in PHRASES if name in judged},
        clauses=tuple(_entries(ink, [_note(line) for line in body.splitlines() if line.strip()], file)),
    )


def _field(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name.strip(), value.strip()


def _note(line: str) -> Note:
    path, words, *place = line.rstrip().split("\t")
    return Note(path, words, int(place[0]) if place else 1)


def _fact(name: str, value: str) -> Fact:
    if name == "region":
        levels = [level.strip() for level in value.split("/")] if value else [NOTHING] * 3
        province, city, county = (None if level == NOTHING else level for level in levels)
        return [province, city, county]
    if name == "issuers":
        return [*_listed(value)]
    return date.fromisoformat(value).isoformat() if name == "date" and value else value or None


def _listed(value: str) -> list[str]:
    return [word.strip() for word in value.split("|") if word.strip()]


def _phrases(ink: Ink, name: str, value: str, file: str) -> Iterator[Phrase]:
    for words in [value] if name == "title" and value else _listed(value):
        nth = ink.find(words)
        if nth is None:
            raise UnreadableFile(f"{name}: “{words}” is not printed", where=file, fix="correct the notes")
        end = nth + len(inked(words))
        yield Phrase(ink.places[nth], ink.places[end - 1] + 1, phrase_mark(ink.signs[nth:end]))


def _entries(ink: Ink, notes: Sequence[Note], file: str) -> Iterator[Entry]:
    """Find the clauses one behind the other."""
    found: list[int] = []
    for note in notes:
        nth = ink.find(note.words, max(found[-1] + 1 if found else 0, ink.nth(_line_start(ink.text, note.line))))
        if nth is None:
            raise UnreadableFile(
                f"{note.path}: “{note.words}” is not printed there", where=file, fix="correct the notes"
            )
        found.append(nth)
    for place, (note, nth) in enumerate(zip(notes, found, strict=True)):
        if note.path != NOTHING:
            end = _end(ink, notes, found, place)
            yield Entry(note.path, ink.places[nth], ink.places[end - 1] + 1, ink.mark(nth))


def _end(ink: Ink, notes: Sequence[Note], found: Sequence[int], place: int) -> int:
    below = f"{notes[place].path}/"
    later = range(place + 1, len(notes))
    return next((found[at] for at in later if not notes[at].path.startswith(below)), len(ink.signs))


def _line_start(text: str, line: int) -> int:
    return sum(len(words) + 1 for words in text.split("\n")[: line - 1])


if __name__ == "__main__":
    app(prog_name="python -m eval.scratch")
