"""A reader as it ships: half precision, with what made it and what it says of known texts written beside."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import torch
from safetensors import torch as safetensors

from eval.adapter.bert import Tensor
from eval.reader.training import Sitting
from index.manifest import write_whole

SOURCES = {
    "own": "own.jsonl.xz, close.jsonl.xz, written for this project over official texts, free of copyright",
    "mined": "what index/adapter.json names as own and statutes, with wrong passages that the adapted model finds",
    "general": "CMRC 2018 (ymcui/cmrc2018, CC BY-SA 4.0) and DRCD (DRCKnowledgeTeam/DRCD, CC BY-SA 3.0)",
}


def ship(tensors: Mapping[str, Tensor], sittings: Sequence[Sitting], facts: Mapping[str, Any], to: Path) -> None:
    """Write the trained `tensors` to the file `to` and its notes beside it.

    facts: what else is known of the training, as seed, counts and cost
    """
    kept = {name: tensor.detach().to(torch.float16).contiguous() for name, tensor in tensors.items()}
    content = cast(Callable[..., bytes], cast(Any, safetensors).save)(kept)
    notes = {
        "sha256": hashlib.sha256(content).hexdigest(),
        "sittings": [sitting.told() for sitting in sittings],
        **facts,
        "sources": SOURCES,
    }
    write_whole(to, content)
    write_whole(to.with_suffix(".json"), f"{json.dumps(notes, ensure_ascii=False, indent=1)}\n".encode())
