"""An adapter as it ships: half precision, with what made it written beside."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

import torch
from safetensors import torch as safetensors

from eval.adapter.bert import AdaptedBert, Tensor
from eval.adapter.training import Plan
from index.adapter import UP
from index.manifest import write_whole
from index.weights import known_with

SOURCES = {
    "own": "eval/adapter/own.jsonl.xz, written for this project; passages of official texts, free of copyright",
    "read": "eval/reader/own.jsonl.xz, written for this project; what its passages answer, less those kept back",
    "statutes": "STARD (oneal2000/STARD, MIT), questions of its train part whose id falls in the tuning half",
    "others": "made by rule (eval/adapter/rule.py) from laws of LawRefBook/Laws, texts free of copyright",
}


def ship(model: AdaptedBert, plan: Plan, pairs: Mapping[str, int], seconds: int, to: Path) -> None:
    """Write the matrices of `model` to the file `to` and its notes beside it.

    pairs:   how many of each kind it was trained on
    seconds: of processor time that the training took
    """
    kept = _shared(model.matrices, plan.share)
    content = cast(Callable[..., bytes], cast(Any, safetensors).save)(kept)
    notes: dict[str, Any] = {
        "sha256": hashlib.sha256(content).hexdigest(),
        "first_layer": model.shape.first,
        "rank": model.shape.rank,
        "plan": plan.told(),
        "pairs": dict(pairs),
        "sources": SOURCES,
        "processor_seconds": seconds,
        "known": asdict(known_with({name: matrix.float().numpy() for name, matrix in kept.items()})),
    }
    write_whole(to, content)
    write_whole(to.with_suffix(".json"), f"{json.dumps(notes, ensure_ascii=False, indent=1)}\n".encode())


def _shared(matrices: Mapping[str, Tensor], share: float) -> dict[str, Tensor]:
    """Return the matrices in 16 bits; of each product `share` is kept."""
    return {
        name: (matrix.detach() * (share if name.endswith(UP) else 1.0)).to(torch.float16).contiguous()
        for name, matrix in matrices.items()
    }
