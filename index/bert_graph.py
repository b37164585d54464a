"""The graph (ONNX) of a BertModel folder: 60 KB beside its weights, to whose file it refers instead of a copy.

Written with the ONNX package alone: an exporter would load torch and two packages more, and copy 470 MB.  A plain BERT
is a dozen kinds of nodes; whether the graph is right is not believed but compared (see `agreement`).
"""

import json
import struct
from collections.abc import Sequence
from math import sqrt
from pathlib import Path
from typing import Any

import numpy as np

from index.manifest import write_whole
from index.nodes import Nodes, Weight

GRAPH, WEIGHTS = "model.onnx", "model.safetensors"
FLOAT = 1  # onnx.TensorProto.FLOAT
# Added to the score of a token that only fills up: nothing is left of it after the softmax.
UNSEEN = float(np.finfo(np.float32).min)


def write_graph(folder: Path) -> Path:
    """Write model.onnx for the BertModel in `folder`; raises ValueError or KeyError where that is another model."""
    settings = read_settings(folder)
    weights = read_weights(folder / WEIGHTS)
    write_whole(folder / GRAPH, _Graph(settings, weights).whole())
    return folder / GRAPH


def read_settings(folder: Path) -> dict[str, Any]:
    """Return the settings of the BertModel in `folder`; raise ValueError where that is another model."""
    settings: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    if settings["model_type"] != "bert" or settings["hidden_act"] != "gelu":
        raise ValueError("only a BertModel with gelu is known here")
    return settings


def read_weights(file: Path) -> dict[str, Weight]:
    """Return where each tensor of a safetensors file is: a length, so much JSON, then the tensors."""
    with file.open("rb") as content:
        (length,) = struct.unpack("<Q", content.read(8))
        header: dict[str, Any] = json.loads(content.read(length))
    header.pop("__metadata__", None)
    if any(told["dtype"] != "F32" for told in header.values()):
        raise ValueError("the weights are not all of 32 bits")
    return {
        name: Weight(tuple(told["shape"]), 8 + length + start, end - start)
        for name, told in header.items()
        for start, end in [told["data_offsets"]]
    }


class _Graph(Nodes):
    """The nodes of a BERT.

    Tokens of all texts lie in one matrix, a row each, except where they look at each other.
    """

    def __init__(self, settings: dict[str, Any], weights: dict[str, Weight]) -> None:
        super().__init__()
        self._weights = weights
        self._layers, self._heads = int(settings["num_hidden_layers"]), int(settings["num_attention_heads"])
        self._hidden, self._epsilon = int(settings["hidden_size"]), float(settings["layer_norm_eps"])

    def whole(self) -> bytes:
        """Return the whole graph as the bytes of model.onnx."""
        self._build()
        free = ("batch", "tokens")
        return self.serialized({"input_ids": free, "attention_mask": free}, "last_hidden_state", [*free, self._hidden])

    def _build(self) -> None:
        shape, head = self.node("Shape", ["input_ids"], "shape"), self._hidden // self._heads
        self.constant("by_token", np.array([-1, self._hidden]))
        self.node("Concat", [shape, self.constant("heads", np.array([self._heads, head]))], "by_head", axis=0)
        self.constant("scale", np.float32(1 / sqrt(head)))
        self._mask()
        tokens = self._embedded()
        for layer in range(self._layers):
            tokens = self._layer(f"encoder.layer.{layer}", tokens)
        by_text = self.node("Concat", [shape, self.constant("hidden", np.array([self._hidden]))], "by_text", axis=0)
        self.node("Reshape", [tokens, by_text], "last_hidden_state")

    def _mask(self) -> str:
        """0 for a token to look at, UNSEEN for one that only fills up: (batch, 1, 1, tokens)."""
        seen = self.node("Cast", ["attention_mask"], "seen", to=FLOAT)
        filling = self.node("Sub", [self.constant("one", np.float32(1)), seen], "filling")
        lowered = self.node("Mul", [filling, self.constant("unseen", np.float32(UNSEEN))], "lowered")
        return self.node("Unsqueeze", [lowered, self.constant("for_heads", np.array([1, 2]))], "mask")

    def _embedded(self) -> str:
        """Word, place and the one kind of token that we have, added up: (batch x tokens, hidden)."""
        tables = [self._weight(f"embeddings.{table}_embeddings") for table in ("word", "position", "token_type")]
        words = self.node("Gather", [tables[0], "input_ids"], "words")
        length = self.node("Shape", ["input_ids"], "length", start=1, end=2)
        places = self.node("Slice", [tables[1], self.constant("first", np.array([0])), length], "places")
        kind = self.node("Gather", [tables[2], self.constant("kind_0", np.array(0))], "kind")
        placed = self.node("Add", [words, self.node("Add", [places, kind], "place_and_kind")], "placed")
        flat = self.node("Reshape", [placed, "by_token"], "flat")
        return self._normed(flat, "embeddings.LayerNorm")

    def _layer(self, name: str, tokens: str) -> str:
        looked = self._linear(self._attention(f"{name}.attention.self", tokens), f"{name}.attention.output.dense")
        seen = self._normed(self.node("Add", [looked, tokens], f"{name}.seen"), f"{name}.attention.output.LayerNorm")
        wide = self.node("Gelu", [self._linear(seen, f"{name}.intermediate.dense")], f"{name}.wide")
        thought = self._linear(wide, f"{name}.output.dense")
        return self._normed(self.node("Add", [thought, seen], f"{name}.thought"), f"{name}.output.LayerNorm")

    def _attention(self, name: str, tokens: str) -> str:
        query = self._by_head(tokens, f"{name}.query", [0, 2, 1, 3])
        key = self._by_head(tokens, f"{name}.key", [0, 2, 3, 1])
        value = self._by_head(tokens, f"{name}.value", [0, 2, 1, 3])
        likeness = self.node("MatMul", [query, key], f"{name}.likeness")
        scaled = self.node("Mul", [likeness, "scale"], f"{name}.scaled")
        masked = self.node("Add", [scaled, "mask"], f"{name}.masked")
        shares = self.node("Softmax", [masked], f"{name}.shares", axis=-1)
        mixed = self.node("MatMul", [shares, value], f"{name}.mixed")
        joined = self.node("Transpose", [mixed], f"{name}.joined", perm=[0, 2, 1, 3])
        return self.node("Reshape", [joined, "by_token"], f"{name}.context")

    def _by_head(self, tokens: str, name: str, order: Sequence[int]) -> str:
        """A head's part of each token: (batch, heads, tokens, hidden / heads), or in another `order`."""
        cut = self.node("Reshape", [self._linear(tokens, name), "by_head"], f"{name}.cut")
        return self.node("Transpose", [cut], f"{name}.by_head", perm=list(order))

    def _linear(self, tokens: str, name: str) -> str:
        return self.node("Gemm", [tokens, self._weight(name), self._weight(name, "bias")], f"{name}.done", transB=1)

    def _normed(self, tokens: str, name: str) -> str:
        given = [tokens, self._weight(name), self._weight(name, "bias")]
        return self.node("LayerNormalization", given, f"{name}.done", axis=-1, epsilon=self._epsilon)

    def _weight(self, module: str, part: str = "weight") -> str:
        """A tensor of the file of weights, by its place there; raises KeyError where the model has none such."""
        name = f"{module}.{part}"
        return self.outside(name, WEIGHTS, self._weights[name])
