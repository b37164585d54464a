"""A graph (ONNX) in the making: nodes, constants, and tensors that lie in a file beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

# Gelu came with 20; onnxruntime reads this from 1.17 on.
OPERATORS, IR_VERSION = 20, 10
# onnxruntime's own operators beside the standard ones.
OWN = "com.microsoft"


@dataclass(frozen=True, slots=True)
class Weight:
    """Where a tensor is in a file of weights, in bytes."""

    shape: tuple[int, ...]
    offset: int
    length: int


class Nodes:
    """Nodes in the order in which they are computed; a method returns the name of what it yields."""

    def __init__(self) -> None:
        import onnx

        self._onnx = cast(Any, onnx)
        self._nodes: list[Any] = []
        self._constants: dict[str, Any] = {}

    def node(self, operator: str, given: Sequence[str], yields: str, *, domain: str = "", **settings: Any) -> str:
        """Add a node that yields one tensor; an input left out is ""."""
        made = self._onnx.helper.make_node(operator, list(given), [yields], name=yields, domain=domain, **settings)
        self._nodes.append(made)
        return yields

    def parts(self, given: str, sizes: str, yields: Sequence[str], axis: int) -> Sequence[str]:
        """Add a node that cuts `given` along `axis` into parts of `sizes`."""
        made = self._onnx.helper.make_node("Split", [given, sizes], list(yields), name=yields[0], axis=axis)
        self._nodes.append(made)
        return yields

    def constant(self, name: str, value: "NDArray[Any] | np.generic") -> str:
        """Add a constant that is written into the graph itself."""
        self._constants[name] = self._onnx.numpy_helper.from_array(np.asarray(value), name)
        return name

    def holds(self, name: str) -> bool:
        """Say whether there is a constant of this name."""
        return name in self._constants

    def outside(self, name: str, file: str, weight: Weight, dtype: str = "float32") -> str:
        """Add a constant that lies in `file`, a name in the graph's own folder."""
        kind = self._onnx.helper.np_dtype_to_tensor_dtype(np.dtype(dtype))
        types = self._onnx.TensorProto
        made = types(name=name, data_type=kind, dims=weight.shape, data_location=types.EXTERNAL)
        for key, told in (("location", file), ("offset", weight.offset), ("length", weight.length)):
            made.external_data.add(key=key, value=str(told))
        self._constants[name] = made
        return name

    def serialized(self, inputs: Mapping[str, Sequence[str]], output: str, shape: Sequence[str | int]) -> bytes:
        """Return the whole graph: integer `inputs` by name with the names of their axes, one float `output`."""
        helper, types = self._onnx.helper, self._onnx.TensorProto
        given = [helper.make_tensor_value_info(name, types.INT64, list(axes)) for name, axes in inputs.items()]
        made = helper.make_tensor_value_info(output, types.FLOAT, list(shape))
        graph = helper.make_graph(self._nodes, "bert", given, [made], list(self._constants.values()))
        operators = [helper.make_opsetid("", OPERATORS), helper.make_opsetid(OWN, 1)]
        return helper.make_model(graph, opset_imports=operators, ir_version=IR_VERSION).SerializeToString()
