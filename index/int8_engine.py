"""A model's graph in 8 bits (see `int8_graph`) on onnxruntime: a question in half of the float32 graph's time."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np

from index.cutter import Cutter
from index.engine import Precision, Vectors
from index.onnx_engine import open_session
from index.recipe import Recipe


class Int8Engine:
    """An Engine on onnxruntime that runs each text alone: its vector is the same whatever is encoded beside it."""

    def __init__(self, session: Any, cutter: Cutter, recipe: Recipe) -> None:
        self._session, self._cutter, self._recipe = session, cutter, recipe
        self._dim = int(session.get_outputs()[0].shape[-1])

    @classmethod
    def open(cls, graph: Path, recipe: Recipe) -> "Int8Engine":
        """Open `graph`; raises anything at all where it, or the tokenizer, is not what we can run."""
        return cls(open_session(graph), Cutter(recipe), recipe)

    @property
    def precision(self) -> Precision:
        """What it computes with."""
        return Precision.INT8

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return self._dim

    def encode(self, texts: Sequence[str], *, question: bool) -> Vectors:
        """Encode at least one text."""
        prompt = self._recipe.prompt(question=question)
        return np.stack([self._run(tokens) for tokens in self._cutter.cut(prompt, texts)])

    def _run(self, ids: Sequence[int]) -> Vectors:
        # The last token stands second: what a model's first and last token carry is rounded apart from the others.
        places = np.array([[0, len(ids) - 1, *range(1, len(ids) - 1)]])
        given = {"input_ids": np.array([ids])[:, places[0]], "position_ids": places}
        hidden = cast(Vectors, self._session.run(None, given)[0][0])
        return hidden[0] if self._recipe.pooling == "cls" else hidden.mean(axis=0)
