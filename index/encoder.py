"""Texts to unit vectors: what an index needs of an embedding model, and the model of production."""

import contextlib
import gc
import json
import threading
import warnings
from collections import OrderedDict
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from corpus.errors import UnknownModel
from index.checkpoint import Checkpoint, find_checkpoint

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]

# A model reads 512 tokens, at most some 3,000 characters; what is longer is only tokenised in vain.
LONGEST_TEXT = 8_000
# People ask the same things, and a page asks again when a filter changes; a row of 384 floats is 1.5 KB.
REMEMBERED_QUESTIONS = 1_024
# The names under which models declare their prompts.
QUESTION_PROMPTS = ("query", "question")
PASSAGE_PROMPTS = ("document", "passage", "corpus")


class Encoder(Protocol):
    """What an index needs to know of a model."""

    @property
    def name(self) -> str:
        """Weights and settings, in one word; stored with every vector."""
        ...

    @property
    def dim(self) -> int:
        """Length of a vector."""
        ...

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), dim) float32 rows, each of length 1 (or all zero)."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), dim) float32 rows, each of length 1 (or all zero)."""
        ...


def unit_rows(rows: Vectors) -> Vectors:
    """Scale each row of (n, d) to length 1; a zero row stays zero."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.divide(rows, lengths, out=np.zeros_like(rows, dtype=np.float32), where=lengths > 0)


class SentenceEncoder:
    """An Encoder on sentence-transformers: any model it can load, prompts as the model's own settings declare them.

    The weights are loaded on first use, so that a program which only needs `name` starts fast.  Threads may share one.
    """

    def __init__(self, checkpoint: Checkpoint) -> None:
        self._checkpoint = checkpoint
        self._model: SentenceTransformer | None = None
        self._lock = threading.RLock()
        self._remembered: OrderedDict[str, Vectors] = OrderedDict()

    @classmethod
    def load(cls, model: str) -> "SentenceEncoder":
        """Find `model`, a folder or a name on the model hub; raise UnknownModel where it cannot be had."""
        return cls(find_checkpoint(model))

    @property
    def name(self) -> str:
        """The model's name and a fingerprint of its files: `multilingual-e5-small-q4@1f0c2a9b`."""
        return self._checkpoint.name

    @property
    def dim(self) -> int:
        """Length of a vector, from the model's settings where they say it."""
        return _declared_dim(self._checkpoint.folder) or _dim_of(self._loaded())

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), dim) float32 unit rows; questions asked lately are remembered."""
        with self._lock:
            new = list(dict.fromkeys(text for text in texts if text not in self._remembered))
            found = dict(zip(new, self._encode(new, question=True), strict=True)) if new else {}
            rows = [found[text] if text in found else self._remembered[text] for text in texts]
            self._remember(texts, rows)
        return np.stack(rows) if rows else np.empty((0, self.dim), np.float32)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), dim) float32 unit rows."""
        with self._lock:
            return self._encode(texts, question=False) if texts else np.empty((0, self.dim), np.float32)

    def _remember(self, texts: Sequence[str], rows: Sequence[Vectors]) -> None:
        for text, row in zip(texts, rows, strict=True):
            self._remembered[text] = row
            self._remembered.move_to_end(text)
        while len(self._remembered) > REMEMBERED_QUESTIONS:
            self._remembered.popitem(last=False)

    def _encode(self, texts: Sequence[str], *, question: bool) -> Vectors:
        """Encode at least one text; sentence-transformers sorts them by length into its batches."""
        model = cast(Any, self._loaded())  # its signatures are too wide for a type checker
        prompt = _declared_prompt(model.prompts, QUESTION_PROMPTS if question else PASSAGE_PROMPTS)
        encode = model.encode_query if question else model.encode_document
        readable = [text[:LONGEST_TEXT].encode("utf-8", "replace").decode() for text in texts]
        return unit_rows(np.asarray(encode(readable, prompt=prompt, show_progress_bar=False), dtype=np.float32))

    def _loaded(self) -> "SentenceTransformer":
        with self._lock:
            if self._model is None:
                self._model = _load(self._checkpoint.folder)
            return self._model


def _load(folder: Path) -> "SentenceTransformer":
    try:
        with _collector_at_rest(), _silence():
            from sentence_transformers import SentenceTransformer

            return SentenceTransformer(str(folder), local_files_only=True).eval()
    except Exception as error:  # the libraries below raise anything at all for a damaged or foreign folder
        raise UnknownModel(
            f"the model cannot be loaded: {type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}",
            where=str(folder),
            fix="remove the folder and run `tiaowen setup`, or name another model in TIAOWEN_MODEL",
        ) from error


@contextlib.contextmanager
def _collector_at_rest() -> Generator[None]:
    """Load without collecting garbage, and let what was loaded stand outside the collector for good.

    The model libraries make some hundred thousand objects that stay: 10.7 s to the first vector become 8.9 s.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


@contextlib.contextmanager
def _silence() -> Generator[None]:
    """Keep the model libraries' progress bars and warnings to themselves while they load."""
    from transformers.utils import logging

    logging.disable_progress_bar()
    before = logging.get_verbosity()
    logging.set_verbosity_error()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.set_verbosity(before)


def _declared_prompt(prompts: dict[str, str], names: tuple[str, ...]) -> str:
    """Return the first of the model's prompts that says anything, "" where it wants none.

    Left to itself, encode_document prefers the empty "document" which sentence-transformers adds to every model over
    the "passage" that the E5 family declares: cosines to the right vectors fall to 0.965.
    """
    return next((prompts[name] for name in names if prompts.get(name)), "")


def _declared_dim(folder: Path) -> int | None:
    """Return the length of a vector if pooling alone decides it, None if only the loaded model knows."""
    try:
        modules: list[dict[str, Any]] = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        kinds = {module["type"].rsplit(".", 1)[-1]: module["path"] for module in modules}
        if set(kinds) - {"Transformer", "Pooling", "Normalize"}:
            return None
        pooling: dict[str, Any] = json.loads((folder / kinds["Pooling"] / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    ways = sum(1 for key, value in pooling.items() if key.startswith("pooling_mode_") and value is True)
    return pooling.get("word_embedding_dimension") if ways == 1 else None


def _dim_of(model: "SentenceTransformer") -> int:
    return int(cast(Any, model).get_embedding_dimension())
