"""BM25 over words cut by any rule: the words half of the baselines."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import tantivy
from tantivy import Document, Occur, Query, SchemaBuilder

WRITER_BYTES = 64_000_000

Cut = Callable[[str], list[str]]


class Bm25:
    """Texts by their words; BM25 is tantivy's (k1 1.2, b 0.75), as in the product.

    words:  cuts texts and questions
    folder: where the index lies; None keeps it in memory
    """

    def __init__(self, texts: Sequence[str], words: Cut, folder: Path | None = None) -> None:
        fields = SchemaBuilder()
        fields.add_unsigned_field("row", fast=True)
        fields.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
        self._cut, self._schema = words, fields.build()
        if folder:
            folder.mkdir(parents=True)
        self._index = tantivy.Index(self._schema, path=str(folder) if folder else None)
        self._write(texts)

    def nearest(self, question: str, limit: int) -> list[int]:
        """Return the rows of the best `limit` texts, best first; those without a word of the question are left out."""
        return list(self.scored(question, limit))

    def scored(self, question: str, limit: int) -> dict[int, float]:
        """Return row -> BM25 of the best `limit` texts, best first; see `nearest`."""
        counts = Counter(self._cut(question))
        terms = [self._term(word, count) for word, count in counts.items()]
        searcher = self._index.searcher()
        query = Query.boolean_query([(Occur.Should, term) for term in terms])
        hits = searcher.search(query, limit=max(limit, 1), count=False).hits
        rows = searcher.fast_field_values("row", [address for _, address in hits])
        scored = [(-score, int(row or 0)) for (score, _), row in zip(hits, rows, strict=True)]
        return {row: -score for score, row in sorted(scored)}

    def _term(self, word: str, count: int) -> Query:
        return Query.boost_query(Query.term_query(self._schema, "words", word, "freq"), float(count))

    def _write(self, texts: Sequence[str]) -> None:
        writer = self._index.writer(WRITER_BYTES, num_threads=1)
        for row, text in enumerate(texts):
            document = Document()
            document.add_unsigned("row", row)
            document.add_text("words", " ".join(self._cut(text)))
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
