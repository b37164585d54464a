"""Any sentence-transformers model as that library runs it, on torch: right for every model, slow to load."""

import contextlib
import gc
import threading
import warnings
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from corpus.errors import UnknownModel
from index.engine import Precision, Vectors
from index.recipe import declared_prompt

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


class TorchEngine:
    """An Engine on sentence-transformers."""

    def __init__(self, model: "SentenceTransformer") -> None:
        self._model = cast(Any, model)  # its signatures are too wide for a type checker
        self._lock = threading.Lock()

    @classmethod
    def load(cls, folder: Path) -> "TorchEngine":
        """Load the model in `folder`, seconds of work; raise UnknownModel where it cannot be loaded."""
        try:
            with _collector_at_rest(), _silence():
                from sentence_transformers import SentenceTransformer

                return cls(SentenceTransformer(str(folder), local_files_only=True).eval())
        except Exception as error:  # the libraries below raise anything at all for a damaged or foreign folder
            reason = str(error).splitlines()[0] if str(error) else ""
            raise UnknownModel(
                f"the model cannot be loaded: {type(error).__name__}: {reason}",
                where=str(folder),
                fix="remove the folder and run `tiaowen setup`, or name another model in TIAOWEN_MODEL",
            ) from error

    @property
    def precision(self) -> Precision:
        """What it computes with."""
        return Precision.FLOAT32

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return int(self._model.get_embedding_dimension())

    def encode(self, texts: Sequence[str], *, question: bool) -> Vectors:
        """Encode at least one text; sentence-transformers sorts them by length into its batches."""
        prompt = declared_prompt(self._model.prompts, question=question)
        encode = self._model.encode_query if question else self._model.encode_document
        with self._lock:
            return np.asarray(encode(list(texts), prompt=prompt, show_progress_bar=False), dtype=np.float32)


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
