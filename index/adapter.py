"""What the default model learned beyond its packed weights: two narrow matrices beside each linear part (LoRA).

`adapter.safetensors` is made by `make adapter`; what it was made of, and what the adapted model gives for two known
texts, is in `adapter.json` beside it.  Added to the weights it leaves an ordinary BertModel, no slower than before.
Source of the method: Hu and others, LoRA: Low-Rank Adaptation of Large Language Models (2021).
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np

from corpus.errors import UnknownModel
from index.packed import Floats

ADAPTER = Path(__file__).with_name("adapter.safetensors")
# None in a checkout that has none: the default model is then the plain one.
SHIPPED = ADAPTER if ADAPTER.is_file() else None
# Part of the default model's name, and so of what vectors are kept under; count it up with each adapter that ships.
NAME = "gongwen2"
DOWN, UP = ".lora_A", ".lora_B"


@dataclass(frozen=True, slots=True)
class Known:
    """The first numbers of two vectors, made with the very model; unpacked anywhere else it gives the same."""

    question: tuple[float, ...]
    passage: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Adapter:
    """A change of a model's linear parts.

    sha256:   of its file, hex
    known:    what the adapted model gives
    matrices: under a linear part's name and .lora_A (rank, in) or .lora_B (out, rank); their product is what is added
    """

    sha256: str
    known: Known
    matrices: Mapping[str, Floats]


def noted_sha256(file: Path | None) -> str:
    """Return the sha256 of an adapter as its notes give it, "" for none; quick, so that every start may ask."""
    if file is None:
        return ""
    try:
        return str(_notes(file)["sha256"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _unreadable(file, error) from error


def read_adapter(file: Path) -> Adapter:
    """Read what `make adapter` wrote; raise UnknownModel where file or notes are missing or do not belong together."""
    try:
        content = file.read_bytes()
        notes = _notes(file)
        digest = hashlib.sha256(content).hexdigest()
        if notes["sha256"] != digest:
            raise ValueError("the notes beside it are of another file")
        known = Known(tuple(notes["known"]["question"]), tuple(notes["known"]["passage"]))
        return Adapter(digest, known, _matrices(content))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _unreadable(file, error) from error


def _notes(file: Path) -> dict[str, Any]:
    return json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))


def _unreadable(file: Path, error: Exception) -> UnknownModel:
    what = f"the default model's adapter cannot be read: {error}"
    return UnknownModel(what, where=str(file), fix="install tiaowen again, or make the adapter with `make adapter`")


def _matrices(content: bytes) -> dict[str, Floats]:
    from safetensors import numpy as safetensors

    load = cast(Callable[[bytes], dict[str, Any]], cast(Any, safetensors).load)
    return {name: np.asarray(matrix, np.float32) for name, matrix in load(content).items()}


def adapted(weights: Mapping[str, Floats], matrices: Mapping[str, Floats]) -> dict[str, Floats]:
    """Return `weights` with the product of each pair of `matrices` added; raise KeyError where a part is unknown.

    weights: a BertModel's, a linear part's as (out, in) under its name and .weight
    """
    changed = dict(weights)
    for name in (name.removesuffix(DOWN) for name in matrices if name.endswith(DOWN)):
        added = matrices[name + UP] @ matrices[name + DOWN]
        changed[f"{name}.weight"] = np.asarray(changed[f"{name}.weight"] + added, np.float32)
    return changed


def joined(first: Mapping[str, Floats], second: Mapping[str, Floats], weight: float) -> dict[str, Floats]:
    """Return matrices whose products are those of `first` and `weight` times those of `second`, added."""
    names = [name.removesuffix(DOWN) for name in {**first, **second} if name.endswith(DOWN)]
    made: dict[str, Floats] = {}
    for name in names:
        held = [(part, by) for part, by in ((first, 1.0), (second, weight)) if name + DOWN in part]
        made[name + DOWN] = np.concatenate([part[name + DOWN] for part, _ in held])
        made[name + UP] = np.concatenate([part[name + UP] * np.float32(by) for part, by in held], axis=1)
    return made
