"""Where a model's files are, and what to call them: a folder, or a name on the model hub."""

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from corpus.errors import UnknownModel

SUFFIXES = (".json", ".safetensors", ".bin", ".txt", ".model")
# Other engines' copies of the same weights, which sentence-transformers does not load unless told to.
OTHER_ENGINES = {"onnx", "openvino"}
# Half a kilobyte from every quarter megabyte: no weight matrix of a usable model is smaller than the gap, so a model
# that was trained further gets another fingerprint, and 470 MB take milliseconds instead of a second.
SAMPLE_BYTES, SAMPLE_EVERY = 512, 256 * 1024
HUB_TIMEOUT_SECONDS = 5
FIX = "set TIAOWEN_MODEL to a sentence-transformers folder or a model on the hub, or leave it out for the default model"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A model on this machine.

    folder: holds modules.json or config.json
    name:   its name and a fingerprint of its files, in one word: `bge-small-zh-v1.5@1f0c2a9b`
    """

    folder: Path
    name: str

    @property
    def fingerprint(self) -> str:
        """8 hex digits that change with any setting or weight of the model."""
        return self.name.rsplit("@", 1)[1]


def find_checkpoint(model: str) -> Checkpoint:
    """Return the folder `model`, or the hub's model of that name: from this machine's cache, else downloaded."""
    if not model.strip():
        raise UnknownModel("the model's name is empty", where="TIAOWEN_MODEL", fix=FIX)
    folder = Path(os.path.expanduser(model))
    if os.path.isdir(folder):  # unlike Path.is_dir it takes any string for an answer
        label = folder.resolve().name
    else:
        label, folder = model, _hub_folder(model)
    if not any((folder / name).is_file() for name in ("modules.json", "config.json")):
        raise UnknownModel("the folder holds no sentence-transformers model", where=str(folder), fix=FIX)
    return Checkpoint(folder, "-".join(f"{label}@{fingerprint(folder)}".split()))


def _hub_folder(model: str) -> Path:
    """Return where the hub's model is on this machine; the hub is asked for seconds, not minutes."""
    if model.startswith(("/", ".", "~", "\\")):
        raise UnknownModel("there is no such folder", where=model, fix=FIX)
    import huggingface_hub as hub

    download = cast(Callable[..., str], cast(Any, hub).snapshot_download)
    with contextlib.suppress(Exception):  # not here yet, or not a name the hub could have: the next step says which
        return Path(download(model, local_files_only=True))
    try:
        hub.HfApi().model_info(model, timeout=HUB_TIMEOUT_SECONDS)
        return Path(download(model, etag_timeout=HUB_TIMEOUT_SECONDS))
    except Exception as error:  # a bad name, no such model, no network, no disk: the cure is the same
        raise UnknownModel(
            f"no folder and no model of the hub is called {model!r}, or the hub cannot be reached "
            f"({type(error).__name__})",
            where=model,
            fix=FIX,
        ) from error


def fingerprint(folder: Path) -> str:
    """Return 8 hex digits that change with any setting or weight of the model in `folder`."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        place = file.relative_to(folder)
        if file.is_file() and file.suffix in SUFFIXES and not OTHER_ENGINES.intersection(place.parts):
            digest.update(f"{place.as_posix()}\0{file.stat().st_size}\0".encode())
            for sample in samples_of(file):
                digest.update(sample)
    return digest.hexdigest()[:8]


def samples_of(file: Path) -> Iterator[bytes]:
    """Yield SAMPLE_BYTES from every SAMPLE_EVERY bytes of `file`."""
    with file.open("rb") as content:
        for start in range(0, file.stat().st_size, SAMPLE_EVERY):
            content.seek(start)
            yield content.read(SAMPLE_BYTES)
