"""Which engine a model runs on: onnxruntime where its vectors are known to be those of sentence-transformers.

A graph (model.onnx) beside a model's weights may be of other weights, rounded, or damaged.  So the first time both
engines encode the same texts; if they agree, a note beside the graph keeps what was compared, and from then on torch
is not loaded.  Where weights or graph are no longer those of the note, they are compared anew.
"""

import hashlib
import json
import logging
import os
from pathlib import Path

import numpy as np

from index.checkpoint import Checkpoint, samples_of
from index.engine import Engine
from index.manifest import write_whole
from index.onnx_engine import OnnxEngine, find_graph
from index.recipe import Recipe, read_recipe
from index.torch_engine import TorchEngine

# Raise it when index/onnx_engine.py or index/recipe.py come to other vectors, so that every model is compared anew.
VERSION = 1
LEAST_COSINE = 0.99999
# Graphs that only refer to weights are some 60 KB, and every byte of them counts; larger ones hold the weights.
READ_WHOLE_BYTES = 4 * 1024 * 1024
# What tokenizers and models differ in: scripts, width, case, accents, blanks, unknown signs, nothing, too much.
TEXTS = (
    "哪些措施涉及职教本科",
    "七、健全梯度衔接培养体系。支持职教本科探索以职教高考为招生主渠道，５～10人，3.5%，〔2024〕4号。",
    "Which Measures cover VOCATIONAL colleges? Café Müller, naïve ＡＢＣ",
    "  blanks \t in\u3000front,  between\n\nand behind  ",
    "𠮷野家 😀 ☎ 臺灣　한국어 кириллица",
    "",
    "？",
    "职业教育产教融合与本科层次职业学校建设，" * 150,
)

_log = logging.getLogger("tiaowen")


def load_engine(checkpoint: Checkpoint) -> Engine:
    """Load the model on the quickest engine that gives its vectors; raise UnknownModel where none can load it."""
    graph, recipe = find_graph(checkpoint.folder), read_recipe(checkpoint.folder)
    noted = verdict(checkpoint)
    if graph is None or recipe is None or noted is False:
        return TorchEngine.load(checkpoint.folder)
    quick = _opened(graph, recipe)
    if noted and quick:
        return quick
    reference = TorchEngine.load(checkpoint.folder)
    return quick if quick and _compared(quick, reference, graph, checkpoint) else reference


def verdict(checkpoint: Checkpoint) -> bool | None:
    """Return whether the model's graph gives its vectors, None where these weights and this graph were not compared."""
    graph = find_graph(checkpoint.folder)
    if graph is None:
        return None
    try:
        note: dict[str, object] = json.loads(_note_of(graph).read_text(encoding="utf-8"))
        agrees = note.pop("agrees")
        return agrees is True if note == _things(graph, checkpoint) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def agree(one: Engine, other: Engine) -> bool:
    """Say whether two engines give the same vectors: cosine 0.99999 and more, for every one of some awkward texts."""
    for question in (True, False):
        ours, theirs = one.encode(TEXTS, question=question), other.encode(TEXTS, question=question)
        lengths = np.linalg.norm(ours, axis=1) * np.linalg.norm(theirs, axis=1)
        if ours.shape != theirs.shape or not ((ours * theirs).sum(axis=1) >= LEAST_COSINE * lengths).all():
            return False
    return True


def _opened(graph: Path, recipe: Recipe) -> OnnxEngine | None:
    try:
        return OnnxEngine.open(graph, recipe)
    except Exception as error:  # onnxruntime and tokenizers raise anything at all for a foreign or damaged file
        _log.info("%s cannot be used, torch is loaded instead: %s", graph, str(error).split("\n", 1)[0])
        return None


def _compared(quick: Engine, reference: Engine, graph: Path, checkpoint: Checkpoint) -> bool:
    """Say whether the engines agree, and note it."""
    try:
        agrees = agree(quick, reference)
    except Exception as error:  # as above, now that it runs
        _log.info("%s cannot be run: %s", graph, str(error).split("\n", 1)[0])
        agrees = False
    if not agrees:
        _log.info("%s does not give the model's vectors: torch is used instead", graph)
    try:
        write_whole(_note_of(graph), json.dumps({**_things(graph, checkpoint), "agrees": agrees}).encode())
    except OSError as error:
        _log.info("what was compared cannot be noted beside %s: %s", graph, error)
    return agrees


def _note_of(graph: Path) -> Path:
    """Return where the note is: its name ends so that the model's fingerprint leaves it out."""
    return graph.with_name(f"{graph.name}.agreed")


def _things(graph: Path, checkpoint: Checkpoint) -> dict[str, object]:
    digest = hashlib.sha256()
    for file in sorted(graph.parent.glob(f"{graph.name}*")):  # model.onnx_data holds what a large graph refers to
        if file != _note_of(graph):
            digest.update(f"{file.name}\0{os.path.getsize(file)}\0".encode())
            whole = os.path.getsize(file) <= READ_WHOLE_BYTES
            for part in [file.read_bytes()] if whole else samples_of(file):
                digest.update(part)
    return {"version": VERSION, "weights": checkpoint.fingerprint, "graph": digest.hexdigest()}
