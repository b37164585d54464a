"""`python -m eval.targets`: are the quantities of notices found, and read right?"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

import corpus
from corpus.citation import path_text
from corpus.notice import Notice
from corpus.reading import read_notice
from corpus.span import Span
from corpus.target import Target, targets_of

NOTICES = Path(corpus.__file__).parent / "notices"
FIELDS = ("path", "value", "unit", "bound", "object", "deadline")
GOLD = Path(__file__).parent / "questions" / "targets.jsonl"

app = typer.Typer(add_completion=False)


@dataclass(frozen=True, slots=True)
class Expected:
    """A quantity as a reader found it; `object` and `deadline` are words, None for none."""

    notice: str
    path: str
    words: str
    span: Span
    value: float
    value_to: float | None
    unit: str
    bound: str
    object: str | None
    deadline: str | None


@dataclass(frozen=True, slots=True)
class Score:
    """How targets agree with what a reader found.

    expected, found, right: how many quantities; right where the spans are the same
    fields: of those that are right, how many have each field right
    unlike: one line for each difference
    """

    expected: int
    found: int
    right: int
    fields: dict[str, int]
    unlike: tuple[str, ...]


def read_expected(file: Path) -> list[Expected]:
    """Read one quantity a line."""
    lines: list[dict[str, Any]] = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [Expected(span=Span(*line.pop("span")), **line) for line in lines]


def scored(expected: Iterable[Expected], notices: Mapping[str, Notice]) -> Score:
    """Compare what was expected with what is found in `notices`, by the name that `Expected.notice` gives."""
    wanted = {(one.notice, one.span): one for one in expected}
    found = {(name, target.quantity.span): target for name, notice in notices.items() for target in targets_of(notice)}
    unlike = [f"missed  {one.notice} {one.path}: {one.words}" for place, one in wanted.items() if place not in found]
    fields: dict[str, int] = dict.fromkeys(FIELDS, 0)
    for (name, span), target in found.items():
        text = notices[name].text
        where = f"{name} {path_text(target.path)}: {_around(text, span)}"
        one = wanted.get((name, span))
        if one is None:
            unlike.append(f"wrong   {where}")
            continue
        for field, is_right in _agreement(one, target, text).items():
            fields[field] += is_right
            unlike += [] if is_right else [f"{field:8}{where}  {_told(target, text)}"]
    return Score(len(wanted), len(found), len(wanted.keys() & found.keys()), fields, tuple(unlike))


def _agreement(one: Expected, target: Target, text: str) -> dict[str, bool]:
    quantity = target.quantity
    return {
        "path": path_text(target.path) == one.path,
        "value": (quantity.value, quantity.value_to) == (one.value, one.value_to),
        "unit": quantity.unit.name == one.unit,
        "bound": quantity.bound.value == one.bound,
        "object": _alike(_words(target.counted, text), one.object),
        "deadline": _words(target.deadline.span if target.deadline else None, text) == one.deadline,
    }


def _alike(found: str | None, expected: str | None) -> bool:
    """Say whether one holds the other: where a noun begins, 年产值 or 产值, readers differ."""
    return found == expected or bool(found and expected and (found in expected or expected in found))


def _told(target: Target, text: str) -> str:
    due = target.deadline.span if target.deadline else None
    return f"{target.quantity.bound.value} {_words(target.counted, text)} {_words(due, text)}"


def _words(span: Span | None, text: str) -> str | None:
    return "".join(span.of(text).split()) if span else None


def _around(text: str, span: Span) -> str:
    before, behind = text[max(0, span.start - 12) : span.start], text[span.end : span.end + 12]
    return f"{before}[{span.of(text)}]{behind}".replace("\n", " ")


@app.command()
def evaluate(
    all_lines: Annotated[bool, typer.Option("--unlike", help="Print every difference.")] = False,
) -> None:
    """Print precision, recall and the share of right fields on our four notices."""
    expected = read_expected(GOLD)
    notices = {file.stem: read_notice(file) for file in sorted(NOTICES.glob("*.txt"))}
    _print(scored(expected, notices), all_lines)


def _print(score: Score, all_lines: bool) -> None:
    print(f"quantities of four notices: {score.expected} expected, {score.found} found")
    print(f"  precision {score.right / (score.found or 1):.3f}")
    print(f"  recall    {score.right / (score.expected or 1):.3f}")
    for field, count in score.fields.items():
        print(f"  {field + ' right':<15} {count / (score.right or 1):.3f}  of {score.right}")
    lines: Sequence[str] = score.unlike if all_lines else ()
    for line in lines:
        print(line)


if __name__ == "__main__":
    app()
