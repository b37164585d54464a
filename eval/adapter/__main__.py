"""`python -m eval.adapter`: make index/adapter.safetensors and the notes beside it; an hour on two cores."""

import random
import time
from collections import Counter
from pathlib import Path
from typing import Annotated

import torch
import typer
from rich.console import Console

from corpus.errors import TiaowenError
from eval.adapter.bert import AdaptedBert, Shape
from eval.adapter.pair import HeldBack, Pair, own_pairs, read_pairs, statute_pairs
from eval.adapter.rule import read_law, rule_pairs
from eval.adapter.shipment import ship
from eval.adapter.training import Plan, train
from eval.articles import law_files
from eval.reader.example import own_passages
from eval.testset import read_testset
from eval.workplace import DEFAULT_HOME
from index.adapter import ADAPTER
from index.weights import PLAIN_MODEL, unpack_default_model

# Layers 6 to 11 of 12 and rank 16: 1.3 MB in half precision.
SHAPE = Shape(first=6, rank=16)
# One law of three, by their names: as much variety, and a third of the reading.
EVERY_LAW = 3

app = typer.Typer(add_completion=False)


@app.command()
def make(
    data: Annotated[Path, typer.Option(help="Folder that holds laws.tar.xz and questions/statutes.")],
    home: Annotated[Path, typer.Option(help="Folder of the model that is adapted.")] = DEFAULT_HOME,
    to: Annotated[Path, typer.Option(help="The file to write; its notes get the ending .json.")] = ADAPTER,
    epochs: Annotated[float, typer.Option(help="How often every pair is seen.")] = Plan().epochs,
    threads: Annotated[int, typer.Option(help="Cores to use.")] = 2,
) -> None:
    """Train the default model's adapter on our own questions, on statutes' tuning half and on laws."""
    console = Console(stderr=True)
    torch.set_num_threads(threads)
    plan = Plan(epochs=epochs)
    try:
        folder = unpack_default_model(home / "models" / PLAIN_MODEL, adapter=None)
        pairs = gather(data, random.Random(plan.seed))
    except TiaowenError as error:
        console.print(str(error), markup=False, highlight=False)
        raise typer.Exit(1) from None
    model = AdaptedBert(folder, SHAPE, plan.seed)
    began = time.process_time()
    train(model, pairs, plan, lambda words: console.print(words, markup=False, highlight=False))
    cost = round(time.process_time() - began)
    ship(model, plan, dict(Counter(pair.kind for pair in pairs)), cost, to)
    console.print(f"wrote {to}", markup=False, highlight=False)


def gather(data: Path, chance: random.Random) -> list[Pair]:
    """Return all pairs to train on, none of them of what statutes is validated with."""
    statutes = read_testset(data / "questions" / "statutes")
    held_back = HeldBack.of(statutes)
    sources = sorted(law_files(data))[::EVERY_LAW]
    laws = [read_law(content.decode("utf-8").replace("\r\n", "\n")) for _, content in sources]
    return [
        *statute_pairs(statutes),
        *own_pairs(held_back, chance),
        *read_pairs(held_back, chance, own_passages()),
        *rule_pairs(laws, held_back, chance),
    ]


if __name__ == "__main__":
    app()
