"""Which engine a model runs on: onnxruntime where its vectors are known to be those of sentence-transformers.

A graph (model.onnx, or model.int8.onnx of 8 bits) beside a model's weights may be of other weights, rounded, or
damaged.  So the first time it and sentence-transformers encode the same texts; if they agree, a note beside the graph
keeps what was compared, and from then on torch is not loaded.  Where weights or graph are no longer those of the note,
they are compared anew.
"""

import hashlib
import json
import logging
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.checkpoint import Checkpoint, samples_of
from index.engine import Engine, Precision
from index.int8_engine import Int8Engine
from index.int8_graph import INT8_GRAPH
from index.manifest import write_whole
from index.onnx_engine import OnnxEngine, find_graph
from index.recipe import Recipe, read_recipe
from index.torch_engine import TorchEngine

# Raise it when the engines or index/recipe.py come to other vectors, so that every model is compared anew.
VERSION = 1
# float32 against float32: other orders of adding, nothing else.
LEAST_COSINE = 0.99999
# 8 bits against float32, which differ in every number's last digits.  Of 200 questions and 200 passages of notices-2020
# the default model's lie at .9974 on average and .9959 at least.  nDCG@10 on statutes-8k, all questions, of float32 and
# of 8 bits, before the model was adapted: .532 and .532.  Another model's or a damaged graph is nowhere near.
LEAST_COSINE_INT8 = 0.995
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


@dataclass(frozen=True, slots=True)
class Quick:
    """A graph that may stand in for sentence-transformers.

    open:         opens it; raises anything at all where it cannot
    least_cosine: between its vectors and the model's, for them to be used
    """

    graph: Path
    precision: Precision
    open: Callable[[Path, Recipe], Engine]
    least_cosine: float


def quick_engines(folder: Path) -> Iterator[Quick]:
    """Yield the graphs of the model in `folder`, the quickest first."""
    if (folder / INT8_GRAPH).is_file():
        yield Quick(folder / INT8_GRAPH, Precision.INT8, Int8Engine.open, LEAST_COSINE_INT8)
    graph = find_graph(folder)
    if graph:
        yield Quick(graph, Precision.FLOAT32, OnnxEngine.open, LEAST_COSINE)


def load_engine(checkpoint: Checkpoint, reference: Engine | None = None) -> Engine:
    """Load the model on the quickest engine that gives its vectors; raise UnknownModel where none can load it.

    reference: the model on sentence-transformers, where that is loaded already; all its graphs are then compared
    """
    recipe, chosen = read_recipe(checkpoint.folder), None
    for quick in quick_engines(checkpoint.folder) if recipe else ():
        noted = verdict(checkpoint, quick.graph)
        if recipe is None or noted is False or (chosen and not reference):
            continue
        engine = _opened(quick, recipe)
        if engine and noted is None:
            reference = reference or TorchEngine.load(checkpoint.folder)
            noted = _compared(engine, reference, quick, checkpoint)
        chosen = chosen or (engine if noted else None)
    return chosen or reference or TorchEngine.load(checkpoint.folder)


def noted_precision(checkpoint: Checkpoint) -> Precision | None:
    """Return what `load_engine` will compute with, as far as notes tell; None where it has to compare first."""
    if read_recipe(checkpoint.folder):
        for quick in quick_engines(checkpoint.folder):
            noted = verdict(checkpoint, quick.graph)
            if noted is not False:
                return quick.precision if noted else None
    return Precision.FLOAT32


def verdict(checkpoint: Checkpoint, graph: Path) -> bool | None:
    """Return whether `graph` gives the model's vectors, None where these weights and this graph were not compared."""
    try:
        note: dict[str, object] = json.loads(_note_of(graph).read_text(encoding="utf-8"))
        agrees = note.pop("agrees")
        return agrees is True if note == _things(graph, checkpoint) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def agree(one: Engine, other: Engine, least_cosine: float = LEAST_COSINE) -> bool:
    """Say whether two engines give the same vectors: `least_cosine` and more, for every one of some awkward texts."""
    for question in (True, False):
        ours, theirs = one.encode(TEXTS, question=question), other.encode(TEXTS, question=question)
        lengths = np.linalg.norm(ours, axis=1) * np.linalg.norm(theirs, axis=1)
        if ours.shape != theirs.shape or not ((ours * theirs).sum(axis=1) >= least_cosine * lengths).all():
            return False
    return True


def _opened(quick: Quick, recipe: Recipe) -> Engine | None:
    try:
        return quick.open(quick.graph, recipe)
    except Exception as error:  # onnxruntime and tokenizers raise anything at all for a foreign or damaged file
        reason = str(error).split("\n", 1)[0]
        _log.info("%s cannot be used, torch is loaded instead: %s", quick.graph, reason)
        return None


def _compared(engine: Engine, reference: Engine, quick: Quick, checkpoint: Checkpoint) -> bool:
    """Say whether the engines agree, and note it."""
    graph = quick.graph
    try:
        agrees = agree(engine, reference, quick.least_cosine)
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
