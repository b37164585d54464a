"""A plain model's graph (ONNX) on onnxruntime, with its tokenizer and no torch: loaded in a second instead of ten.

The vectors are those of sentence-transformers to the sixth place; `agreement` sees to that before one is used.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from index.cutter import read_tokenizer
from index.engine import Precision, Vectors
from index.recipe import Recipe

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

Tokens = NDArray[np.int64]

# Where exporters put a model's graph; beside the weights it may share their file.
GRAPHS = ("onnx/model.onnx", "model.onnx")
# The vectors of all tokens: what exporters call them.
OUTPUTS = ("last_hidden_state", "token_embeddings")
# Tokens in one run, padding included.  Passages of our notices a CPU second: 9.0 with 512, 7.6 with 2048, and 6.7 with
# torch; the process then holds 530, 620 and 1,340 MB.
TOKENS_AT_ONCE = 512
ERRORS_ONLY = 3


class OnnxEngine:
    """An Engine on onnxruntime."""

    def __init__(self, session: Any, tokenizer: "Tokenizer", recipe: Recipe) -> None:
        self._session, self._tokenizer, self._recipe = session, tokenizer, recipe
        self._inputs = {given.name for given in session.get_inputs()}
        self._output = next(made.name for made in session.get_outputs() if made.name in OUTPUTS)
        self._dim = int(next(made.shape[-1] for made in session.get_outputs() if made.name == self._output))
        self._pad = int(cast(Any, tokenizer).token_to_id(recipe.pad))

    @classmethod
    def open(cls, graph: Path, recipe: Recipe) -> "OnnxEngine":
        """Open `graph`; raises anything at all where it, or the tokenizer, is not what we can run."""
        return cls(open_session(graph), read_tokenizer(recipe), recipe)

    @property
    def precision(self) -> Precision:
        """What it computes with."""
        return Precision.FLOAT32

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return self._dim

    def encode(self, texts: Sequence[str], *, question: bool) -> Vectors:
        """Encode at least one text, those of about one length together."""
        prompt = self._recipe.prompt(question=question)
        cut = self._tokenizer.encode_batch([prompt + text for text in texts])
        rows = np.empty((len(texts), self._dim), np.float32)
        for batch in batches([len(tokens.ids) for tokens in cut]):
            rows[batch] = self._run([cut[at] for at in batch])
        return rows

    def _run(self, cut: "Sequence[Encoding]") -> Vectors:
        mask = _filled([tokens.attention_mask for tokens in cut], 0)
        given = {
            "input_ids": _filled([tokens.ids for tokens in cut], self._pad),
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(mask),
        }
        only = {name: given[name] for name in self._inputs}
        hidden = cast(Vectors, self._session.run([self._output], only)[0])
        if self._recipe.pooling == "cls":
            return hidden[:, 0]
        weights = mask.astype(np.float32)[:, None, :]
        return (weights @ hidden)[:, 0] / weights.sum(axis=2)


def find_graph(folder: Path) -> Path | None:
    """Return the graph in a model's folder, None where it has none."""
    return next((folder / name for name in GRAPHS if (folder / name).is_file()), None)


def batches(lengths: Sequence[int], at_once: int = TOKENS_AT_ONCE) -> Iterator[list[int]]:
    """Yield the places of texts of `lengths` tokens, short ones first, each in one run of `at_once` tokens or alone."""
    batch: list[int] = []
    for at in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[at] > at_once:
            yield batch
            batch = []
        batch.append(at)
    if batch:
        yield batch


def _filled(rows: Sequence[Sequence[int]], fill: int) -> Tokens:
    filled = np.full((len(rows), max(map(len, rows))), fill, np.int64)
    for at, row in enumerate(rows):
        filled[at, : len(row)] = row
    return filled


def open_session(graph: Path) -> Any:
    """Open a graph on all cores; raises anything at all where onnxruntime cannot run it."""
    import onnxruntime  # pyright: ignore[reportMissingTypeStubs]

    runtime = cast(Any, onnxruntime)
    runtime.set_default_logger_severity(ERRORS_ONLY)
    options = runtime.SessionOptions()
    options.log_severity_level = ERRORS_ONLY
    options.intra_op_num_threads = _usable_cores()
    # Waiting threads that spin take the cores from the rest of a search: 170 ms a question become 85 on a busy machine.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return runtime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])


def _usable_cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
