"""The graph of a BertModel in 8 bits: a quarter of the bytes to read for a question, whole-number products.

Weights are rounded once, a scale for each output; a token's numbers are rounded as they come (dynamic quantisation).
A text is run alone, so that its vector does not depend on what was encoded beside it.  Its first and last token
come first: they alone carry numbers ten to thirty times as large as the rest where a layer is widest (`<s>` 32.9 in the
first layer, the median of the others 1.7), so they are rounded apart from the others.  Cosine to float32, 40 questions
and 24 passages: .9976 with one scale for all tokens, .9992 so.
"""

import mmap
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.adapter import adapted
from index.bert_graph import WEIGHTS, read_settings, read_weights
from index.manifest import write_whole
from index.nodes import OWN, Nodes, Weight

INT8_GRAPH = "model.int8.onnx"
# 7 bits of the 8: processors without VNNI add two products in 16 bits, which 2 x 255 x 127 would overflow.  Cosine to
# float32 with 127: .9995 instead of .9992.
LARGEST = 63
# The first and the last token, which stand before the others.
ENDS = 2
# Tensors begin where a page of memory does, so that the file is mapped and not read.
ALIGNED = 4096
FOUR_BIT_BLOCK = 32

Floats = NDArray[np.float32]


def write_int8_graph(folder: Path) -> Path:
    """Write model.int8.onnx for the BertModel in `folder`; raises ValueError or KeyError where it is another model."""
    return write_changed_graph(folder, {}, INT8_GRAPH, ENDS)


def write_changed_graph(folder: Path, matrices: Mapping[str, Floats], name: str, ends: int) -> Path:
    """Write `name` for the BertModel in `folder` with the products of `matrices` added; raises as `write_int8_graph`.

    matrices: see `adapter`
    ends:     so many tokens, the first ones that are given, are rounded apart from the others
    """
    places = read_weights(folder / WEIGHTS)
    tensors = adapted(read_tensors(folder / WEIGHTS, places), matrices)
    graph = _Graph(read_settings(folder), places, tensors, _Form(f"{name}_data", ends))
    content = graph.whole()
    write_whole(folder / f"{name}_data", bytes(graph.stored))
    write_whole(folder / name, content)
    return folder / name


def read_tensors(file: Path, places: Mapping[str, Weight]) -> dict[str, Floats]:
    """Return the tensors in a file of weights, mapped and not read."""
    with file.open("rb") as content:
        mapped = mmap.mmap(content.fileno(), 0, access=mmap.ACCESS_READ)
    return {
        name: np.frombuffer(mapped, "<f4", place.length // 4, place.offset).reshape(place.shape)
        for name, place in places.items()
    }


def rounded(matrix: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Return the (out, in) `matrix` as whole numbers (in, out) up to LARGEST, and the scale of each output."""
    scales = (np.abs(matrix).max(axis=1) / LARGEST).astype(np.float32)
    by_scale = np.divide(matrix, scales[:, None], out=np.zeros_like(matrix), where=scales[:, None] > 0)
    return np.ascontiguousarray(np.rint(by_scale).astype(np.int8).T), scales


def four_bits(table: Floats) -> tuple[NDArray[np.uint8], Floats] | None:
    """Return a table that was made of 4-bit numbers as them, two a byte, and a scale for each 32 of a row.

    None where that would not be the very same table: not one bit is lost here.
    """
    rows, width = table.shape
    if width % FOUR_BIT_BLOCK:
        return None
    blocks = table.reshape(rows, -1, FOUR_BIT_BLOCK)
    # The number that is farthest from 0 stands for -8 in such a table (see `packed`).
    farthest = np.take_along_axis(blocks, np.abs(blocks).argmax(axis=2)[..., None], axis=2)
    scales = farthest / np.float32(-8)
    by_scale = np.divide(blocks, scales, out=np.zeros_like(blocks), where=scales != 0)
    nibbles = np.clip(np.rint(by_scale) + 8, 0, 15).astype(np.uint8)
    if not np.array_equal((nibbles.astype(np.float32) - 8) * scales, blocks):
        return None
    pairs = nibbles[..., 0::2] | np.left_shift(nibbles[..., 1::2], 4, dtype=np.uint8)
    return pairs.reshape(rows, width // 2), scales[..., 0]


@dataclass(frozen=True, slots=True)
class _Form:
    """Where a graph keeps its tensors, and how many tokens at its ends are rounded apart."""

    stored_in: str
    ends: int


class _Graph(Nodes):
    """The nodes of a BERT that reads one text: (1, tokens, hidden) all the way, and their mean at the end."""

    def __init__(
        self, settings: dict[str, Any], places: Mapping[str, Weight], tensors: Mapping[str, Floats], form: _Form
    ) -> None:
        super().__init__()
        self._places, self._tensors, self._form = places, tensors, form
        self.stored = bytearray()
        self._layers, self._heads = int(settings["num_hidden_layers"]), int(settings["num_attention_heads"])
        self._hidden, self._epsilon = int(settings["hidden_size"]), float(settings["layer_norm_eps"])

    def whole(self) -> bytes:
        """Return the whole graph; its tensors are in `stored`."""
        tokens = self._embedded()
        self._apart()
        for layer in range(self._layers):
            tokens = self._layer(f"encoder.layer.{layer}", tokens)
        self.node("Identity", [tokens], "last_hidden_state")
        free = ("text", "tokens")
        return self.serialized({"input_ids": free, "position_ids": free}, "last_hidden_state", [*free, self._hidden])

    def _apart(self) -> None:
        """How many tokens are at the ends, and how many are others."""
        length = self.node("Shape", ["input_ids"], "length", start=1, end=2)
        ends = self.constant("ends", np.array([self._form.ends]))
        self.node("Concat", [ends, self.node("Sub", [length, ends], "others")], "apart", axis=0)

    def _embedded(self) -> str:
        name = "embeddings.word_embeddings.weight"
        packed = four_bits(self._tensors[name])
        # Where it is no table of 4-bit numbers it stays where it lies already.
        words = self._unpacked(*packed) if packed else self._looked_up(self.outside(name, WEIGHTS, self._places[name]))
        kind = self._tensors["embeddings.token_type_embeddings.weight"][0]
        placed = self._stored("places", self._tensors["embeddings.position_embeddings.weight"] + kind)
        added = self.node("Add", [words, self.node("Gather", [placed, "position_ids"], "at_place")], "placed")
        return self._normed(added, "embeddings.LayerNorm")

    def _looked_up(self, table: str) -> str:
        return self.node("Gather", [table, "input_ids"], "words")

    def _unpacked(self, packed: NDArray[np.uint8], scales: Floats) -> str:
        given = [self._stored("words_packed", packed), "input_ids", self._stored("words_scales", scales)]
        settings = {"gather_axis": 0, "quantize_axis": 1, "block_size": FOUR_BIT_BLOCK, "bits": 4}
        return self.node("GatherBlockQuantized", given, "words", domain=OWN, **settings)

    def _layer(self, name: str, tokens: str) -> str:
        looked = self._linear(self._attention(f"{name}.attention.self", tokens), f"{name}.attention.output.dense")
        seen = self._normed(self.node("Add", [looked, tokens], f"{name}.seen"), f"{name}.attention.output.LayerNorm")
        wide = self.node("Gelu", [self._linear_apart(seen, f"{name}.intermediate.dense")], f"{name}.wide")
        thought = self._linear_apart(wide, f"{name}.output.dense")
        return self._normed(self.node("Add", [thought, seen], f"{name}.thought"), f"{name}.output.LayerNorm")

    def _attention(self, name: str, tokens: str) -> str:
        given = [self._linear(tokens, f"{name}.{part}") for part in ("query", "key", "value")]
        return self.node("MultiHeadAttention", given, f"{name}.mixed", domain=OWN, num_heads=self._heads)

    def _linear_apart(self, tokens: str, name: str) -> str:
        """As `_linear`, the tokens at the ends with a scale of their own."""
        cut = self.parts(tokens, "apart", [f"{name}.{part}" for part in ("ends", "others")], axis=1)
        return self.node("Concat", [self._linear(part, name, part) for part in cut], f"{name}.done", axis=1)

    def _linear(self, tokens: str, name: str, yields: str = "") -> str:
        matrix, scales = self._rounded(name)
        given = [tokens, matrix, scales, "", self._small(f"{name}.bias")]
        return self.node("DynamicQuantizeMatMul", given, f"{yields or name}.made", domain=OWN)

    def _rounded(self, name: str) -> tuple[str, str]:
        if not self.holds(f"{name}.rounded"):
            matrix, scales = rounded(self._tensors[f"{name}.weight"])
            self._stored(f"{name}.rounded", matrix)
            self.constant(f"{name}.scales", scales)
        return f"{name}.rounded", f"{name}.scales"

    def _normed(self, tokens: str, name: str) -> str:
        given = [tokens, self._small(f"{name}.weight"), self._small(f"{name}.bias")]
        return self.node("LayerNormalization", given, f"{name}.done", axis=-1, epsilon=self._epsilon)

    def _small(self, name: str) -> str:
        return self.constant(name, self._tensors[name])

    def _stored(self, name: str, tensor: NDArray[Any]) -> str:
        """Keep `tensor` for the file beside the graph."""
        self.stored += bytes(-len(self.stored) % ALIGNED)
        weight = Weight(tensor.shape, len(self.stored), tensor.nbytes)
        self.stored += tensor.tobytes()
        return self.outside(name, self._form.stored_in, weight, str(tensor.dtype))
