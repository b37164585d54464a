"""`python -m eval.reader`: make index/reader.safetensors and the notes beside it; three hours of one core."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, TypeVar

import torch
import typer
from rich.console import Console

from corpus.errors import TiaowenError
from eval.adapter.pair import HeldBack
from eval.reader.example import Example, close_passages, general_examples, own_examples, own_passages
from eval.reader.joint import JointBert
from eval.reader.known import known_of
from eval.reader.mined import mine, mined_examples, pool_of, training_pairs
from eval.reader.shipment import ship
from eval.reader.training import Sitting, Stream, train
from eval.testset import read_testset
from eval.workplace import DEFAULT_HOME, model_folder
from index.adapter import ADAPTER, joined, read_adapter
from index.reader import READER

SEED = 3
GENERAL_SETS = ("cmrc2018", "drcd")
# First what reading is, from encyclopedias, then what an official text says and does not say.
SITTINGS = (
    Sitting(361, 24, 1e-3, {"general": 1.0, "own": 0.35}),
    Sitting(686, 20, 8e-4, {"general": 0.5, "own": 1.0, "mined": 0.5}),
    Sitting(256, 20, 5e-4, {"general": 0.25, "own": 1.0, "mined": 0.4}),
    Sitting(520, 20, 7e-4, {"general": 0.15, "own": 1.0, "mined": 0.35}),
    Sitting(240, 20, 5e-4, {"general": 0.1, "own": 1.0}, warm_up=20),
    Sitting(480, 20, 6e-4, {"general": 0.15, "own": 1.0, "close": 0.8}, warm_up=20),
    Sitting(700, 20, 6e-4, {"general": 0.1, "own": 0.5, "close": 1.0}, warm_up=20),
)

app = typer.Typer(add_completion=False)
T = TypeVar("T")


@app.command()
def make(
    data: Annotated[Path, typer.Option(help="Folder that holds questions/statutes, cmrc2018 and drcd.")],
    home: Annotated[Path, typer.Option(help="Folder of the model that the reader is made of.")] = DEFAULT_HOME,
    to: Annotated[Path, typer.Option(help="The file to write; its notes get the ending .json.")] = READER,
    part: Annotated[float, typer.Option(help="Part of the steps, for a trial.")] = 1.0,
    threads: Annotated[int, typer.Option(help="Cores to use.")] = 2,
) -> None:
    """Train the reader on our own questions, on what the adapter is trained on, and on general ones."""
    console = Console(stderr=True)
    torch.set_num_threads(threads)
    chance = random.Random(SEED)
    sittings = [Sitting(max(1, int(one.steps * part)), one.batch, one.rate, one.mix) for one in SITTINGS]
    try:
        folder = model_folder(home)
        streams = {
            "general": _endless(lambda: _general(data, chance), chance),
            "own": _own(chance),
            "mined": _mined(folder, data, chance),
            "close": _close(chance),
        }
    except TiaowenError as error:
        console.print(str(error), markup=False, highlight=False)
        raise typer.Exit(1) from None
    model, began = JointBert(folder, SEED), time.process_time()
    for sitting in sittings:
        train(model, streams, sitting, chance, lambda words: console.print(words, markup=False, highlight=False))
    facts = {"seed": SEED, "processor_seconds": round(time.process_time() - began), "known": known_of(model)}
    trained = {name: matrix.detach().numpy() for name, matrix in model.matrices.items()}
    from_plain = joined(read_adapter(ADAPTER).matrices, trained, 1.0)
    ship({**{name: torch.tensor(part) for name, part in from_plain.items()}, **model.heads}, sittings, facts, to)
    console.print(f"wrote {to}", markup=False, highlight=False)


def _general(data: Path, chance: random.Random) -> Iterator[Example]:
    for name in GENERAL_SETS:
        yield from general_examples(data / "questions" / name, chance)


def _own(chance: random.Random) -> Stream:
    passages = [one for one in own_passages() if not one.kept_back]
    return _endless(lambda: own_examples(passages, chance), chance)


def _close(chance: random.Random) -> Stream:
    passages = close_passages(own_passages())
    return _endless(lambda: own_examples(passages, chance), chance)


def _mined(folder: Path, data: Path, chance: random.Random) -> Stream:
    """Yield without end; the passages are looked for when the first is asked for."""
    statutes = read_testset(data / "questions" / "statutes")
    held_back = HeldBack.of(statutes)
    pairs = training_pairs(statutes, held_back, chance)
    pool = pool_of(pairs, statutes, held_back, chance)
    mined = list(mine(folder, pairs, pool))
    yield from _endless(lambda: mined_examples(mined, pool, chance), chance)


def _endless(examples: Callable[[], Iterator[T]], chance: random.Random) -> Iterator[T]:
    """Yield all that `examples` yields in an order by chance, and again, drawn anew, without end."""
    while True:
        drawn: Sequence[T] = chance.sample(made := list(examples()), len(made))
        yield from drawn


if __name__ == "__main__":
    app()
