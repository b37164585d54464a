"""`python -m eval.list_forms`: the weights by which the form of a question says that it wants a list."""

import json
import random
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import typer

from eval.fitting import likeliest
from eval.question import EARLIER, FOUR, LISTS_TUNING, Kind, read_questions
from eval.reader.example import own_passages
from index.form_gram import GRAMS, grams_of
from index.form_sign import NAMES, form_signs
from index.list_form import CLEARLY, PERHAPS

# Questions on other subjects, by their texts alone, and questions for one thing each on the four notices.
FORMS = FOUR.with_name("list_forms.jsonl")
ONE_THING = FOUR.with_name("refusal_tuning.jsonl")
# So many of the reader's own questions, which want one thing.
_OWN = 250
_SEED = 1
# Kinds of them that their passages answer.
_ANSWERED = ("shared", "other")
# A run of signs counts where so many authors have it: what fewer have is of their subject.
_AUTHORS = 4
# How strongly weights are kept small, of signs and of runs: there are many runs, and few of them say anything.
_RIDGE_SIGNS, _RIDGE_RUNS = 1.0, 10.0
# A run that weighs less is left out.
_LEAST = 0.03

app = typer.Typer(add_completion=False)


@dataclass(frozen=True, slots=True)
class Form:
    """A question of which only the form counts.

    author: who wrote it, and others like it
    """

    author: str
    text: str
    wants_list: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """Weights of signs, in the order of NAMES, and of runs."""

    signs: tuple[float, ...]
    runs: dict[str, float]

    def odds(self, question: str) -> float:
        """Return the log odds that `question` wants a list."""
        signs = sum(weight for weight, there in zip(self.signs, form_signs(question), strict=True) if there)
        return signs + sum(self.runs.get(gram, 0.0) for gram in grams_of(question))


def forms() -> Iterator[Form]:
    """Yield every question to fit on."""
    for file in (FOUR, EARLIER, LISTS_TUNING):
        for one in read_questions(file):
            if one.kind is not Kind.NONE or file is LISTS_TUNING:
                yield Form(f"{file.stem} {one.id[0]}", one.text, one.kind is Kind.LIST or file is LISTS_TUNING)
    for line in FORMS.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        yield Form(record["author"], record["text"], bool(record["list"]))
    for line in ONE_THING.read_text(encoding="utf-8").splitlines():
        yield Form("refusal", json.loads(line)["text"], False)
    own = [question for passage in own_passages() for kind, question, _ in passage.questions if kind in _ANSWERED]
    for question in random.Random(_SEED).sample(own, _OWN):
        yield Form("reader", question, False)


def fitted_forms(examples: Sequence[Form]) -> Fit:
    """Return the weights under which `examples` are likeliest."""
    grams = [grams_of(one.text) for one in examples]
    runs = {run: at for at, run in enumerate(_of_many(examples, grams))}
    held = np.zeros((len(examples), len(NAMES) + len(runs)))
    for row, one in enumerate(examples):
        held[row, : len(NAMES)] = form_signs(one.text)
        held[row, [len(NAMES) + runs[run] for run in grams[row] if run in runs]] = 1.0
    right = np.array([one.wants_list for one in examples], np.float64)
    ridge = np.full(held.shape[1], _RIDGE_RUNS)
    ridge[: len(NAMES)] = _RIDGE_SIGNS
    weights = np.round(likeliest(held, right, ridge), 2)
    heavy = {run: float(weights[len(NAMES) + at]) for run, at in runs.items()}
    return Fit(
        tuple(weights[: len(NAMES)].tolist()), {run: weight for run, weight in heavy.items() if abs(weight) >= _LEAST}
    )


def _of_many(examples: Sequence[Form], grams: Sequence[Collection[str]]) -> list[str]:
    """Return the runs that several authors have, in order."""
    authors = defaultdict[str, set[str]](set)
    for one, runs in zip(examples, grams, strict=True):
        for run in runs:
            authors[run].add(one.author)
    return sorted(run for run, by in authors.items() if len(by) >= _AUTHORS)


@app.command()
def fit(
    apart: bool = typer.Option(False, help="Show what weights fitted on all other authors say of each author."),
) -> None:
    """Print the weights of signs and write those of runs, or show how they do on authors that they do not know."""
    examples = list(forms())
    if apart:
        for author in dict.fromkeys(one.author for one in examples):
            known = fitted_forms([one for one in examples if one.author != author])
            typer.echo(_told(author, known, [one for one in examples if one.author == author]))
        return
    found = fitted_forms(examples)
    GRAMS.write_text("".join(f"{run}\t{weight:g}\n" for run, weight in sorted(found.runs.items())), encoding="utf-8")
    typer.echo(f"index/list_form.py WEIGHTS = {' '.join(f'{weight:g}' for weight in found.signs)}")
    typer.echo(f"{GRAMS}: {len(found.runs)} runs")


def _told(author: str, known: Fit, examples: Sequence[Form]) -> str:
    """Return how many of an author's lists and facts are taken for one thing, left open and taken for lists."""
    counts = Counter((one.wants_list, _band(known.odds(one.text))) for one in examples)
    lists, facts = ([counts[wants, band] for band in range(4)] for wants in (True, False))
    return f"{author:16} lists {_shares(lists)}   one thing {_shares(facts)}"


def _band(odds: float) -> int:
    return sum(odds >= bound for bound in (PERHAPS, 0.0, CLEARLY))


def _shares(counts: Sequence[int]) -> str:
    """Return their number, and which part is below PERHAPS, below 0, below CLEARLY, and above."""
    whole = sum(counts)
    return f"{whole:4}: {' '.join(f'{count / whole:.2f}' for count in counts)}" if whole else f"{whole:4}" + " " * 21


if __name__ == "__main__":
    app(prog_name="python -m eval.list_forms")
