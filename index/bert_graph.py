"""The graph (ONNX) of a BertModel folder: 60 KB beside its weights, to whose file it refers instead of a copy.

Written with the ONNX package alone: an exporter would load torch and two packages more, and copy 470 MB.  A plain BERT
is a dozen kinds of nodes; whether the graph is right is not believed but compared (see `agreement`).
"""

import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from index.manifest import write_whole

GRAPH, WEIGHTS = "model.onnx", "model.safetensors"
# Gelu came with 20; onnxruntime reads this from 1.17 on.
OPERATORS, IR_VERSION = 20, 10
# Added to the score of a token that only fills up: nothing is left of it after the softmax.
UNSEEN = float(np.finfo(np.float32).min)


@dataclass(frozen=True, slots=True)
class Weight:
    """Where a tensor is in the file of weights, in bytes."""

    shape: tuple[int, ...]
    offset: int
    length: int


def write_graph(folder: Path) -> Path:
    """Write model.onnx for the BertModel in `folder`; raises ValueError or KeyError where that is another model."""
    settings: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    if settings["model_type"] != "bert" or settings["hidden_act"] != "gelu":
        raise ValueError("only a BertModel with gelu is known here")
    weights = read_weights(folder / WEIGHTS)
    write_whole(folder / GRAPH, _Graph(settings, weights).serialized())
    return folder / GRAPH


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


class _Graph:
    """The nodes of a BERT, in the order in which they are computed; a method returns the name of what it yields.

    Tokens of all texts lie in one matrix, a row each, except where they look at each other.
    """

    def __init__(self, settings: dict[str, Any], weights: dict[str, Weight]) -> None:
        import onnx

        self._onnx, self._weights = cast(Any, onnx), weights
        self._nodes: list[Any] = []
        self._constants: dict[str, Any] = {}
        self._layers, self._heads = int(settings["num_hidden_layers"]), int(settings["num_attention_heads"])
        self._hidden, self._epsilon = int(settings["hidden_size"]), float(settings["layer_norm_eps"])

    def serialized(self) -> bytes:
        """Return the whole graph as the bytes of model.onnx."""
        helper, types = self._onnx.helper, self._onnx.TensorProto
        self._build()
        free = ["batch", "tokens"]
        inputs = [helper.make_tensor_value_info(name, types.INT64, free) for name in ("input_ids", "attention_mask")]
        output = helper.make_tensor_value_info("last_hidden_state", types.FLOAT, [*free, self._hidden])
        graph = helper.make_graph(self._nodes, "bert", inputs, [output], list(self._constants.values()))
        operators = [helper.make_opsetid("", OPERATORS)]
        return helper.make_model(graph, opset_imports=operators, ir_version=IR_VERSION).SerializeToString()

    def _build(self) -> None:
        shape, head = self._node("Shape", ["input_ids"], "shape"), self._hidden // self._heads
        self._constant("by_token", np.array([-1, self._hidden]))
        self._node("Concat", [shape, self._constant("heads", np.array([self._heads, head]))], "by_head", axis=0)
        self._constant("scale", np.float32(1 / sqrt(head)))
        self._mask()
        tokens = self._embedded()
        for layer in range(self._layers):
            tokens = self._layer(f"encoder.layer.{layer}", tokens)
        by_text = self._node("Concat", [shape, self._constant("hidden", np.array([self._hidden]))], "by_text", axis=0)
        self._node("Reshape", [tokens, by_text], "last_hidden_state")

    def _mask(self) -> str:
        """0 for a token to look at, UNSEEN for one that only fills up: (batch, 1, 1, tokens)."""
        seen = self._node("Cast", ["attention_mask"], "seen", to=self._onnx.TensorProto.FLOAT)
        filling = self._node("Sub", [self._constant("one", np.float32(1)), seen], "filling")
        lowered = self._node("Mul", [filling, self._constant("unseen", np.float32(UNSEEN))], "lowered")
        return self._node("Unsqueeze", [lowered, self._constant("for_heads", np.array([1, 2]))], "mask")

    def _embedded(self) -> str:
        """Word, place and the one kind of token that we have, added up: (batch x tokens, hidden)."""
        tables = [self._weight(f"embeddings.{table}_embeddings") for table in ("word", "position", "token_type")]
        words = self._node("Gather", [tables[0], "input_ids"], "words")
        length = self._node("Shape", ["input_ids"], "length", start=1, end=2)
        places = self._node("Slice", [tables[1], self._constant("first", np.array([0])), length], "places")
        kind = self._node("Gather", [tables[2], self._constant("kind_0", np.array(0))], "kind")
        placed = self._node("Add", [words, self._node("Add", [places, kind], "place_and_kind")], "placed")
        flat = self._node("Reshape", [placed, "by_token"], "flat")
        return self._normed(flat, "embeddings.LayerNorm")

    def _layer(self, name: str, tokens: str) -> str:
        looked = self._linear(self._attention(f"{name}.attention.self", tokens), f"{name}.attention.output.dense")
        seen = self._normed(self._node("Add", [looked, tokens], f"{name}.seen"), f"{name}.attention.output.LayerNorm")
        wide = self._node("Gelu", [self._linear(seen, f"{name}.intermediate.dense")], f"{name}.wide")
        thought = self._linear(wide, f"{name}.output.dense")
        return self._normed(self._node("Add", [thought, seen], f"{name}.thought"), f"{name}.output.LayerNorm")

    def _attention(self, name: str, tokens: str) -> str:
        query = self._by_head(tokens, f"{name}.query", [0, 2, 1, 3])
        key = self._by_head(tokens, f"{name}.key", [0, 2, 3, 1])
        value = self._by_head(tokens, f"{name}.value", [0, 2, 1, 3])
        likeness = self._node("MatMul", [query, key], f"{name}.likeness")
        scaled = self._node("Mul", [likeness, "scale"], f"{name}.scaled")
        masked = self._node("Add", [scaled, "mask"], f"{name}.masked")
        shares = self._node("Softmax", [masked], f"{name}.shares", axis=-1)
        mixed = self._node("MatMul", [shares, value], f"{name}.mixed")
        joined = self._node("Transpose", [mixed], f"{name}.joined", perm=[0, 2, 1, 3])
        return self._node("Reshape", [joined, "by_token"], f"{name}.context")

    def _by_head(self, tokens: str, name: str, order: Sequence[int]) -> str:
        """A head's part of each token: (batch, heads, tokens, hidden / heads), or in another `order`."""
        cut = self._node("Reshape", [self._linear(tokens, name), "by_head"], f"{name}.cut")
        return self._node("Transpose", [cut], f"{name}.by_head", perm=list(order))

    def _linear(self, tokens: str, name: str) -> str:
        return self._node("Gemm", [tokens, self._weight(name), self._weight(name, "bias")], f"{name}.done", transB=1)

    def _normed(self, tokens: str, name: str) -> str:
        given = [tokens, self._weight(name), self._weight(name, "bias")]
        return self._node("LayerNormalization", given, f"{name}.done", axis=-1, epsilon=self._epsilon)

    def _node(self, operator: str, given: Sequence[str], yields: str, **settings: Any) -> str:
        self._nodes.append(self._onnx.helper.make_node(operator, list(given), [yields], name=yields, **settings))
        return yields

    def _constant(self, name: str, value: NDArray[Any] | np.float32) -> str:
        self._constants[name] = self._onnx.numpy_helper.from_array(np.asarray(value), name)
        return name

    def _weight(self, module: str, part: str = "weight") -> str:
        """A tensor of the file of weights, by its place there; raises KeyError where the model has none such."""
        name = f"{module}.{part}"
        weight, types = self._weights[name], self._onnx.TensorProto
        self._constants[name] = types(name=name, data_type=types.FLOAT, dims=weight.shape, data_location=types.EXTERNAL)
        for key, told in (("location", WEIGHTS), ("offset", weight.offset), ("length", weight.length)):
            self._constants[name].external_data.add(key=key, value=str(told))
        return name
