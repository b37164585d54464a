"""`python -m eval.list_forms`: the weights by which the form of a question says that it wants a list."""

import json
import random
from collections.abc import Iterator

import typer

from eval.fitting import fitted
from eval.question import EARLIER, FOUR, LISTS_TUNING, Kind, read_questions
from eval.reader.example import own_passages
from index.list_form import form_signs

# Questions on other subjects, by their texts alone, and questions for one thing each on the four notices.
FORMS = FOUR.with_name("list_forms.jsonl")
ONE_THING = FOUR.with_name("refusal_tuning.jsonl")
# So many of the reader's own questions, which want one thing.
_OWN = 250
_SEED = 1
# Kinds of them that their passages answer.
_ANSWERED = ("shared", "other")

app = typer.Typer(add_completion=False)


def examples() -> Iterator[tuple[tuple[float, ...], bool]]:
    """Yield the signs of each question and whether it wants a list."""
    for file in (FOUR, EARLIER, LISTS_TUNING):
        for one in read_questions(file):
            yield _signs(one.text), one.kind is Kind.LIST or file is LISTS_TUNING
    for line in FORMS.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        yield _signs(record["text"]), bool(record["list"])
    for line in ONE_THING.read_text(encoding="utf-8").splitlines():
        yield _signs(json.loads(line)["text"]), False
    own = [question for passage in own_passages() for kind, question, _ in passage.questions if kind in _ANSWERED]
    for question in random.Random(_SEED).sample(own, _OWN):
        yield _signs(question), False


@app.command()
def fit() -> None:
    """Print them."""
    typer.echo(f"index/list_form.py WEIGHTS = {fitted(list(examples()), balanced=False)}")


def _signs(question: str) -> tuple[float, ...]:
    return tuple(map(float, form_signs(question)))


if __name__ == "__main__":
    app(prog_name="python -m eval.list_forms")
