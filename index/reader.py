"""A reader: does this text answer this question, and in which words?  Both are read in one go (a cross-encoder).

A vector is made of a question alone or of a text alone, so cosines rank but cannot tell what a text says of its subject
from what it leaves out; here every word of the question is seen beside every word of the text.  The reader is the
plain default model with narrow matrices beside its linear parts (LoRA), whatever adapter vectors are made with, and
three rows of weights over what its last layer leaves: one says how likely the text answers, two where the answering
words begin and end (Devlin and others, BERT, 2018).  `make reader` makes `reader.safetensors`; of what, and what it
says of known texts, is in `reader.json`.
"""

import hashlib
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import numpy as np

from corpus.errors import UnknownModel
from index.adapter import joined, read_adapter
from index.cutter import Cutter
from index.engine import Vectors
from index.highlight import Stretch
from index.int8_graph import write_changed_graph
from index.onnx_engine import open_session
from index.packed import Floats
from index.recipe import Recipe, read_recipe

READER = Path(__file__).with_name("reader.safetensors")
# Under these names beside the matrices: (1, 2 hidden) and (1,) over the first token's numbers and the mean of all, and
# (2, hidden) over each token's.
SCORE, BIAS, SPAN = "score.weight", "score.bias", "span.weight"
# Most tokens of a question, of a title and of all together: as in training.
QUESTION, TITLE, WHOLE = 40, 32, 176
# Of a title with its headings the last signs are read, those nearest to the text.
TITLE_SIGNS = 60
# <s> question </s></s> title </s> text </s>, as the tokenizer numbers them.
BEGIN, END = 0, 2
# The first token and the four that end a part: they carry far larger numbers than words and are rounded apart.
ENDS = 5
# Rounding to 8 bits moves what is told by .15 on average, .6 at most (120 pairs).
KNOWN_TOLERANCE = 1.5
# Beginnings that are tried, and the most tokens of an answer.
_BEGINNINGS, _LONGEST = 8, 60

_log = logging.getLogger("tiaowen")


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader makes of a question and a text.

    answers: the text answers the question: log of the odds, as learned; 0 is as likely as not
    words:   those that answer if any do, offsets in the text, half-open; empty where the text is
    """

    answers: float
    words: Stretch


@dataclass(frozen=True, slots=True)
class Sheet:
    """A question and a text as tokens.

    ids:     all tokens
    first:   where those of the text begin
    offsets: of each token of the text, in the text
    """

    ids: list[int]
    first: int
    offsets: list[Stretch]


class Reader:
    """Reads one text for one question at a time.  Threads may share one; it is loaded when it is first used."""

    def __init__(self, graph: Path, recipe: Recipe, file: Path = READER) -> None:
        self._graph, self._recipe, self._file = graph, recipe, file

    def read(self, question: str, texts: Sequence[tuple[str, str]]) -> list[Told]:
        """Return what each text says of the question.

        texts: title with headings, and words
        """
        return [self._told(self.sheet(question, title, text), text) for title, text in texts]

    def sheet(self, question: str, title: str, text: str) -> Sheet:
        """Return the tokens that are read: a long question or title loses its end, a long text what is too much."""
        asked = self._cutter.pieces(question)[0][:QUESTION]
        above = self._cutter.pieces(title[-TITLE_SIGNS:])[0][:TITLE]
        ids, offsets = self._cutter.pieces(text)
        before = [BEGIN, *asked, END, END, *above, END]
        room = max(0, WHOLE - len(before) - 1)
        return Sheet([*before, *ids[:room], END], len(before), offsets[:room])

    def _told(self, sheet: Sheet, text: str) -> Told:
        hidden, heads = self._hidden(sheet.ids), self._heads
        seen = np.concatenate([hidden[0], hidden.mean(axis=0)])
        edges = hidden[sheet.first : sheet.first + len(sheet.offsets)] @ heads[SPAN].T
        return Told(float(heads[SCORE][0] @ seen + heads[BIAS][0]), _span(edges, sheet.offsets) if text else (0, 0))

    def _hidden(self, ids: Sequence[int]) -> Vectors:
        """Return (tokens, hidden), in the order of `ids`."""
        apart = [at for at, token in enumerate(ids) if token in (BEGIN, END)]
        places = np.array([*apart, *(at for at, token in enumerate(ids) if token not in (BEGIN, END))])
        given = {"input_ids": np.array([ids])[:, places], "position_ids": places[None]}
        hidden = cast(Vectors, self._session.run(None, given)[0][0])
        back = np.empty_like(hidden)
        back[places] = hidden
        return back

    @cached_property
    def _session(self) -> Any:
        return open_session(self._graph)

    @cached_property
    def _cutter(self) -> Cutter:
        return Cutter(self._recipe)

    @cached_property
    def _heads(self) -> dict[str, Floats]:
        return {name: tensor for name, tensor in _tensors(self._file).items() if name in (SCORE, BIAS, SPAN)}


def _span(edges: Vectors, offsets: Sequence[Stretch]) -> Stretch:
    """Return the likeliest stretch: the greatest sum of a beginning's and a later end's number."""
    if not offsets:
        return (0, 0)
    starts, ends = edges[:, 0], edges[:, 1]
    firsts = cast(list[int], np.argsort(-starts)[:_BEGINNINGS].tolist())
    tried = [(first, first + int(np.argmax(ends[first : first + _LONGEST]))) for first in firsts]
    first, last = max(tried, key=lambda one: float(starts[one[0]] + ends[one[1]]))
    return offsets[first][0], offsets[last][1]


def open_reader(folder: Path, file: Path = READER, *, adapter: Path | None = None) -> Reader | None:
    """Return the reader made of the default model in `folder`, its graph written there on first need.

    adapter: what the model in `folder` has beyond the plain one, and the reader has not

    None where there is no reader, or where it cannot be written or does not say of the known texts what it should:
    questions are answered without it then, and a line of the log says so.
    """
    try:
        graph = folder / f"reader.{hashlib.sha256(file.read_bytes()).hexdigest()[:8]}.int8.onnx"
        recipe = read_recipe(folder)
        if recipe is None:
            return None
        if not graph.is_file():
            _write(graph, recipe, file, adapter)
        return Reader(graph, recipe, file)
    except (OSError, ValueError, KeyError, TypeError, UnknownModel) as error:
        _log.warning("answers are not read again, the reader cannot be used: %s", error)
        return None


def _write(graph: Path, recipe: Recipe, file: Path, adapter: Path | None) -> None:
    """Write the graph; it gets its name once it has said of the known texts what it should."""
    trial = graph.with_name(f"{graph.name}.trial")
    matrices = {name: tensor for name, tensor in _tensors(file).items() if name not in (SCORE, BIAS, SPAN)}
    if adapter is not None:
        matrices = joined(matrices, read_adapter(adapter).matrices, -1.0)
    write_changed_graph(graph.parent, matrices, graph.name, ENDS)
    graph.rename(trial)
    known: list[dict[str, Any]] = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))["known"]
    tried = Reader(trial, recipe, file)
    for one in known:
        told = tried.read(one["question"], [(one["title"], one["text"])])[0]
        if abs(told.answers - one["answers"]) > KNOWN_TOLERANCE:
            raise ValueError(f"it gives {told.answers:.2f} where it should give {one['answers']:.2f}")
    trial.rename(graph)


def _tensors(file: Path) -> Mapping[str, Floats]:
    from safetensors import numpy as safetensors

    load = cast(Callable[[bytes], dict[str, Any]], cast(Any, safetensors).load)
    return {name: np.asarray(tensor, np.float32) for name, tensor in load(file.read_bytes()).items()}
