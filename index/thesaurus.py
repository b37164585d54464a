"""Words for the same thing, from plain files that people write: one concept a line.

    职教本科 = 职业本科 = 本科层次职业教育 = vocational undergraduate education
    坐牢 > 服刑 = 有期徒刑
    - 校长

`=` joins forms that may stand for each other.  In a line with `>`, each form before it looks for all behind it, and for
nothing else: how people ask, and how notices say it.  A form behind `-` is widened no more, whatever was said before.
`#` begins a remark.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

from corpus.errors import BadThesaurus
from index.folded import fold

FILE = "terms.txt"
SHIPPED = "thesaurus.txt"
_LONGEST_FORM = 80


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """Which forms also look for which.

    also: form, folded -> forms as written that mean the same, those written first nearest; never empty
    """

    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])


def read_thesaurus(home: Path) -> Thesaurus:
    """Return what ships with us, with the concepts of home/terms.txt where there is one; raise BadThesaurus."""
    own = home / FILE
    return thesaurus_of([*_shipped_lines(), *(_lines(own) if own.exists() else ())])


@cache
def shipped() -> Thesaurus:
    """Return the concepts that ship with us."""
    return thesaurus_of(_shipped_lines())


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file of concepts, and where it stands: `…/terms.txt:12`."""

    written: str
    where: str


def thesaurus_of(lines: Iterable[Line]) -> Thesaurus:
    """Read concepts, a later `-` taking back what came before; raise BadThesaurus at the first line that is none."""
    also: dict[str, dict[str, None]] = defaultdict(dict)
    for line in lines:
        concept = line.written.partition("#")[0].strip()
        if concept.startswith("-"):
            also.pop(_key(_form(concept[1:], line)), None)
        elif concept:
            for asked, meant in _pairs(concept, line):
                also[_key(asked)][meant] = None
    return Thesaurus({asked: tuple(meant) for asked, meant in also.items()})


def _pairs(concept: str, line: Line) -> Iterator[tuple[str, str]]:
    """Yield (asked, meant): without > each form with each other one, else each before it with each behind."""
    asking, arrow, behind = concept.partition(">")
    asked_forms = _forms(asking, line)
    meant_forms = _forms(behind, line) if arrow else asked_forms
    pairs = [(asked, meant) for asked in asked_forms for meant in meant_forms if _key(meant) != _key(asked)]
    if not pairs:
        fix = "write two or more forms with = between them, or with > between how people ask and what is meant"
        raise BadThesaurus("a concept needs two different forms", where=line.where, fix=fix)
    yield from pairs


def _forms(side: str, line: Line) -> list[str]:
    return [_form(one, line) for one in side.split("=")]


def _form(written: str, line: Line) -> str:
    form = " ".join(written.split())
    if not any(sign.isalnum() for sign in form):
        raise BadThesaurus("a form without words", where=line.where, fix="write one before and behind every = and >")
    if len(form) > _LONGEST_FORM or ">" in form:
        fix = f"one concept a line, forms of at most {_LONGEST_FORM} signs, at most one >"
        raise BadThesaurus(f"this is no form of a concept: {form[:20]}…", where=line.where, fix=fix)
    return form


def _key(form: str) -> str:
    return fold(form)


def _shipped_lines() -> list[Line]:
    text = files("index").joinpath(SHIPPED).read_text(encoding="utf-8")
    return [Line(written, f"index/{SHIPPED}:{number}") for number, written in enumerate(text.splitlines(), start=1)]


def _lines(file: Path) -> list[Line]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        fix = "make it a readable text file in UTF-8, or move it away"
        raise BadThesaurus(f"the terms cannot be read: {error}", where=str(file), fix=fix) from error
    return [Line(written, f"{file}:{number}") for number, written in enumerate(text.splitlines(), start=1)]
