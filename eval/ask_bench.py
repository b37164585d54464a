"""`python -m eval.ask_bench`: how long an answer takes among 10,000 passages, in processor time."""

import statistics
import time
from collections.abc import Iterator, Sequence
from itertools import count, cycle, islice
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console

from corpus.errors import TiaowenError
from corpus.reading import notice_files, read_notice
from eval.four import NOTICES
from eval.question import Kind, read_questions
from eval.workplace import DEFAULT_HOME, load_model, model_folder
from index.adapter import SHIPPED
from index.answering import find
from index.dense import DenseIndex
from index.embedding import embedded
from index.encoder import Encoder
from index.entry import Entry
from index.held import HeldTexts
from index.inquiry import Grounds, Inquiry, Models
from index.listing import BREADTHS
from index.off_topic import OffTopic
from index.ranking import Asked, Indexes
from index.reader import Reader, open_reader
from index.sentence_index import SentenceIndex
from index.tokens import read_dictionary
from index.words import WordsIndex

PASSAGES = 10_000
# Of each kind; the first ones warm up.
QUESTIONS, WARMING = 30, 5

app = typer.Typer(add_completion=False)


@app.command()
def bench(
    home: Annotated[Path, typer.Option(help="Folder of the default model.")] = DEFAULT_HOME,
    passages: Annotated[int, typer.Option(help="So many passages: the four notices again and again.")] = PASSAGES,
) -> None:
    """Measure what answering costs, the question's encoding included, HTTP left out."""
    console = Console()
    try:
        library = Copies(load_model(None, home), passages, open_reader(model_folder(home), adapter=SHIPPED))
        for kind in (Kind.FACT, Kind.LIST):
            questions = [one.text for one in read_questions() if one.kind is kind][: QUESTIONS + WARMING]
            median, most = timed(library, questions)
            console.print(
                f"{kind.value} among {passages:,} passages: median {median:.0f} ms, 95 of 100 below {most:.0f}"
            )
    except TiaowenError as error:
        Console(stderr=True).print(str(error), markup=False, highlight=False)
        raise typer.Exit(1) from None


class Copies:
    """The passages of the four notices so often that there are as many as asked for."""

    def __init__(self, encoder: Encoder, passages: int, reader: Reader | None = None) -> None:
        read_dictionary()
        own = list(_entries())
        made = embedded(encoder, [(entry.context, entry.text) for entry in own])
        times = -(-passages // len(own))
        entries = list(islice(_again(own), passages))
        words = WordsIndex.in_memory()
        words.replace_all(entries)
        rows = np.tile(made.passages, (times, 1))[:passages]
        self._indexes = Indexes(DenseIndex.build(np.arange(passages, dtype=np.int64), rows), words)
        said = list(islice(cycle(made.sentences or ()), passages))
        self._said = SentenceIndex.build(range(passages), said, encoder.dim)
        self._texts = HeldTexts(entries, [f"{entry.notice}#{entry.passage}" for entry in entries])
        self._encoder, self._off_topic = encoder, OffTopic(encoder.encode_questions)
        read = reader.read if reader else None
        self._models = Models(encoder.encode_passages, encoder.encode_questions, read)

    def ask(self, question: str) -> None:
        """Look for what answers."""
        asked = Asked(question, self._encoder.encode_questions([question])[0])
        aside = self._off_topic.near(question, self._indexes.dense, self._texts)
        inquiry = Inquiry(asked, BREADTHS["normal"], aside=aside)
        find(inquiry, Grounds(self._indexes, self._texts, said=lambda: self._said), self._models)


def timed(library: Copies, questions: Sequence[str]) -> tuple[float, float]:
    """Return median and 95th percentile of the processor's milliseconds, all threads together."""
    took: list[float] = []
    for question in questions:
        began = time.process_time()
        library.ask(question)
        took.append((time.process_time() - began) * 1000)
    measured = sorted(took[WARMING:])
    return statistics.median(measured), measured[-(-95 * len(measured) // 100) - 1]


def _entries() -> Iterator[Entry]:
    numbers = count()
    for row, file in enumerate(notice_files(NOTICES)):
        notice = read_notice(file)
        for passage in notice.passages:
            yield Entry(next(numbers), row, "\n".join(passage.context), passage.text)


def _again(own: Sequence[Entry]) -> Iterator[Entry]:
    notices = own[-1].notice + 1
    for number in count():
        entry, copy = own[number % len(own)], number // len(own)
        yield Entry(number, entry.notice + copy * notices, entry.context, entry.text)


if __name__ == "__main__":
    app(prog_name="python -m eval.ask_bench")
