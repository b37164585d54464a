"""How fast the encoder is beside sentence-transformers with the same model in float32, in the same run."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.table import Table

from index.checkpoint import find_checkpoint
from index.encoder import Encoder
from index.torch_engine import TorchEngine

QUESTIONS, PASSAGES, SIGNS = 40, 48, 200


@dataclass(frozen=True, slots=True)
class Encoding:
    """Medians of one question, and seconds for all passages of about SIGNS signs; `usual` is sentence-transformers."""

    question_ms: float
    usual_question_ms: float
    passages_s: float
    usual_passages_s: float


def measure_encoding(model: str, encoder: Encoder, questions: Sequence[str], texts: Sequence[str]) -> Encoding:
    """Encode questions one by one and passages together, in turns: what disturbs the machine disturbs both.

    texts: what passages are made of, SIGNS signs of all of them at a time
    """
    usual = TorchEngine.load(find_checkpoint(model).folder)
    joined = "".join(texts)
    passages = [joined[at * SIGNS : (at + 1) * SIGNS] for at in range(min(PASSAGES, len(joined) // SIGNS))]
    usual.encode(passages[:1], question=True)
    encoder.encode_passages(passages[:1])
    ours, theirs = list[float](), list[float]()
    for question in questions[:QUESTIONS]:
        ours.append(_seconds(lambda q=question: encoder.encode_questions([q])))
        theirs.append(_seconds(lambda q=question: usual.encode([q], question=True)))
    return Encoding(
        statistics.median(ours) * 1000,
        statistics.median(theirs) * 1000,
        _seconds(lambda: encoder.encode_passages(passages)),
        _seconds(lambda: usual.encode(passages, question=False)),
    )


def _seconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def encoding_rows(measured: Encoding) -> Table:
    """Return the table."""
    table = Table(title="Encoding, beside sentence-transformers in float32", title_justify="left")
    for column in ("", "ours", "usual", "faster"):
        table.add_column(column, justify="right" if column else "left")
    pairs = {
        "a question": (measured.question_ms, measured.usual_question_ms, "ms"),
        f"passages of {SIGNS} signs": (measured.passages_s, measured.usual_passages_s, "s"),
    }
    for name, (ours, usual, unit) in pairs.items():
        table.add_row(name, f"{ours:.2f} {unit}", f"{usual:.2f} {unit}", f"{usual / ours:.1f} x")
    return table
