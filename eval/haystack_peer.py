"""Haystack's own retrievers: BM25 and vectors in its in-memory store, joined by reciprocal ranks."""

import os
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from eval.ranking import Ranking, one_each
from eval.system import DEPTH
from index.encoder import Encoder, Vectors


class HaystackRetriever:
    """Haystack 3 as its documentation sets a hybrid up, with its defaults: BM25L over single Chinese characters.

    folder: where the store is written once, to see its size: that is JSON, the only form it has
    """

    def __init__(self, ids: Sequence[str], texts: Sequence[str], encoder: Encoder, folder: Path) -> None:
        os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"  # an evaluation tells nobody
        stores = cast(Any, import_module("haystack.document_stores.in_memory"))
        retrievers = cast(Any, import_module("haystack.components.retrievers.in_memory"))
        joiners = cast(Any, import_module("haystack.components.joiners"))
        store = stores.InMemoryDocumentStore(return_embedding=False)
        store.write_documents(_documents(ids, texts, encoder.encode_passages(texts)))
        self._encoder = encoder
        self._words = retrievers.InMemoryBM25Retriever(store, top_k=DEPTH)
        self._meaning = retrievers.InMemoryEmbeddingRetriever(store, top_k=DEPTH)
        self._joiner = joiners.DocumentJoiner(join_mode="reciprocal_rank_fusion")
        self.index_bytes = _written_bytes(store, folder / "haystack.json")

    def rank(self, question: str, limit: int) -> Ranking:
        """Return the places of the best `limit` passages, best first."""
        vector = self._encoder.encode_questions([question])[0].tolist()
        words = self._words.run(query=question)["documents"]
        meaning = self._meaning.run(query_embedding=vector)["documents"]
        joined = self._joiner.run(documents=[words, meaning])["documents"]
        return one_each([document.id for document in joined[:limit]])


def _documents(ids: Sequence[str], texts: Sequence[str], vectors: Vectors) -> list[Any]:
    document = cast(Any, import_module("haystack")).Document
    return [
        document(id=id_, content=text, embedding=vector.tolist())
        for id_, text, vector in zip(ids, texts, vectors, strict=True)
    ]


def _written_bytes(store: Any, file: Path) -> int:
    file.parent.mkdir(parents=True, exist_ok=True)
    store.save_to_disk(str(file))
    size = file.stat().st_size
    file.unlink()
    return size
