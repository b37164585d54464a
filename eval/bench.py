"""`python -m eval.bench`: how fast the running service answers, beside what encoding the question alone costs."""

import json
import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from corpus.errors import TiaowenError
from eval.encoding import Encoding, encoding_rows, measure_encoding
from eval.four import NOTICES, add_all
from eval.parsing import Parsing, measure_parsing, parsing_rows, text_files
from eval.product import MODES
from eval.question import read_questions
from eval.searching import Searching, measure_searching, searching_rows
from eval.service_process import ServiceProcess, running_service
from eval.workplace import CHECKOUT, DEFAULT_HOME, Workplace, model_folder, workplace
from index.encoder import Encoder, SentenceEncoder
from index.search import SearchEngine

QUESTIONS = 100
SIZES = [10_000, 100_000]
DATA = CHECKOUT.parent / "shared" / "data" / "notices"

app = typer.Typer(add_completion=False)


@dataclass(frozen=True, slots=True)
class Timing:
    """Of one kind of work: milliseconds, median and the 95th of a hundred."""

    median_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True)
class Bench:
    """What was measured.

    http:          /api/search, ten passages, over an open connection
    took:          what the service itself says each of those took, HTTP left out
    encoding:      the same questions encoded alone, the model warm, nothing remembered
    ratio:         median of http over median of encoding
    ready_seconds: from starting the process to /readyz, the library being there
    ranking:       the engine without encoding, by the name of the system
    parsing:       of text files
    searching:     in made libraries
    beside_usual:  encoding with our engine and with sentence-transformers
    load:          programs wanting a processor when it began (1 minute's average); above half the processors, distrust
                   the rest: on a busy machine encoding with two threads takes up to twenty times as long
    """

    questions: int
    http: Timing
    took: Timing
    encoding: Timing
    ratio: float
    ready_seconds: float
    ranking: dict[str, Timing]
    parsing: Parsing
    searching: list[Searching]
    beside_usual: Encoding
    load: float


@app.command()
def bench(
    home: Annotated[Path, typer.Option(help="Folder of the default model.")] = DEFAULT_HOME,
    model: Annotated[str | None, typer.Option(help="Another sentence-transformers model, folder or name.")] = None,
    data: Annotated[Path, typer.Option(help="Folder of text files to parse; without any, the four notices.")] = DATA,
    passages: Annotated[
        list[int], typer.Option(help="Size of a made library to search in; 100,000 take ten minutes to make.")
    ] = SIZES,
    as_json: Annotated[bool, typer.Option("--json", help="JSON on stdout instead of a table.")] = False,
) -> None:
    """Measure the service, the engine and the parser on the four notices."""
    try:
        name = model or str(model_folder(home))
        encoder = SentenceEncoder.load(name)
        with workplace(encoder, home) as work:
            measured = measure(name, encoder, work, text_files(data), sorted(passages))
    except TiaowenError as error:
        Console(stderr=True).print(str(error), markup=False, highlight=False)
        raise typer.Exit(1) from None
    if as_json:
        print(json.dumps(asdict(measured), indent=1))
    else:
        print_bench(measured)


def measure(model: str, encoder: Encoder, work: Workplace, files: Sequence[Path], sizes: Sequence[int]) -> Bench:
    """Measure with the service running `model`, `encoder` the same model in this process, and `files` to be parsed."""
    load = os.getloadavg()[0]
    parsing = measure_parsing(files)
    home = work.scratch / "bench"
    engine = SearchEngine.open(home, work.encoder)
    add_all(engine, NOTICES)
    asked, warming = bench_questions()
    with running_service(home, model) as service:
        http, took, encoding = _side_by_side(service, encoder, asked, warming)
        ready_seconds = service.ready_seconds
    work.encoder.learn(asked)
    ranking = {name: timing(_milliseconds(_searches(engine, name, asked))) for name in MODES}
    texts = [passage.text for notice in engine.library.notices() for passage in notice.passages]
    engine.close()
    ratio = http.median_ms / encoding.median_ms
    beside = measure_encoding(model, encoder, asked, texts)
    searching = measure_searching(sizes, asked, work)
    return Bench(len(asked), http, took, encoding, ratio, ready_seconds, ranking, parsing, searching, beside, load)


def bench_questions() -> tuple[list[str], list[str]]:
    """Return the questions to be measured with, from all over the four-notice set, and others to warm up with."""
    texts = list(dict.fromkeys(question.text for question in read_questions()))
    step = len(texts) / QUESTIONS
    asked = [texts[int(place * step)] for place in range(QUESTIONS)]
    return asked, [text for text in texts if text not in asked][:20]


def _side_by_side(
    service: ServiceProcess, encoder: Encoder, asked: Sequence[str], warming: Sequence[str]
) -> tuple[Timing, Timing, Timing]:
    """Time /api/search, by this clock and the service's own, and encoding in turns: a busy machine slows both alike.

    Service and encoder remember questions: each is asked once of either, and the warming-up is done with others.  Both
    encode in a thread of a pool: torch is not as fast there as in the main thread, nor as slow on a busy machine.
    """
    http: list[float] = []
    took: list[float] = []
    encoding: list[float] = []
    with ThreadPoolExecutor(max_workers=1) as pool:
        # The model first: loading it takes longer than the service keeps an idle connection open.
        for question in warming:
            pool.submit(encoder.encode_questions, [question]).result()
        for question in warming:
            service.search(question)
        for question in asked:
            http += _milliseconds([lambda q=question: took.append(float(service.search(q)["took_ms"]))])
            encoding += pool.submit(_milliseconds, [lambda q=question: encoder.encode_questions([q])]).result()
    return timing(http), timing(took), timing(encoding)


def _searches(engine: SearchEngine, name: str, questions: Sequence[str]) -> Iterator[Callable[[], object]]:
    return ((lambda q=question: engine.search(q, mode=MODES[name])) for question in questions)


def _milliseconds(calls: "Sequence[Callable[[], object]] | Iterator[Callable[[], object]]") -> list[float]:
    took: list[float] = []
    for call in calls:
        began = time.perf_counter()
        call()
        took.append((time.perf_counter() - began) * 1000)
    return took


def timing(milliseconds: Sequence[float]) -> Timing:
    """Return median and 95th percentile (the smallest that 95 of 100 do not exceed)."""
    ordered = sorted(milliseconds)
    return Timing(statistics.median(ordered), ordered[-(-95 * len(ordered) // 100) - 1])


def print_bench(measured: Bench) -> None:
    """Print the table."""
    table = Table(title=f"{measured.questions} questions over the four notices", title_justify="left")
    for column in ("", "median", "p95"):
        table.add_column(column, justify="right" if column else "left")
    rows = {
        "GET /api/search": measured.http,
        "  of which the service says": measured.took,
        "encoding the question alone": measured.encoding,
        **{f"{name}, without encoding": timed for name, timed in measured.ranking.items()},
    }
    for name, timed in rows.items():
        table.add_row(name, f"{timed.median_ms:.2f} ms", f"{timed.p95_ms:.2f} ms")
    table.add_row("search / encoding", f"{measured.ratio:.2f} x", "")
    table.add_row("start to ready", f"{measured.ready_seconds:.1f} s", "")
    console = Console()
    console.print(table)
    console.print(encoding_rows(measured.beside_usual))
    console.print(searching_rows(measured.searching))
    console.print(parsing_rows(measured.parsing))
    if measured.load > (os.cpu_count() or 1) / 2:
        console.print(f"The machine was busy (load {measured.load:.1f}): measure again when it is not.")


if __name__ == "__main__":
    app(prog_name="python -m eval.bench")
