"""BM25 over jieba's words alone: what most Chinese RAG kits use for words, here as a baseline."""

from collections.abc import Sequence

import tantivy
from tantivy import Document, Occur, Query, SchemaBuilder

from index.folded import fold
from index.tokens import cut

WRITER_BYTES = 64_000_000


def jieba_words(printed: str) -> list[str]:
    """Return jieba's search-mode words, lower case and half width, signs and blanks left out."""
    return [word for word in cut(fold(printed)) if any(map(str.isalnum, word)) and not any(map(str.isspace, word))]


class JiebaWords:
    """Texts by their jieba words; BM25 is tantivy's (k1 1.2, b 0.75), as in the product."""

    def __init__(self, texts: Sequence[str]) -> None:
        fields = SchemaBuilder()
        fields.add_unsigned_field("row", fast=True)
        fields.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
        self._schema = fields.build()
        self._index = tantivy.Index(self._schema)
        writer = self._index.writer(WRITER_BYTES, num_threads=1)
        for row, text in enumerate(texts):
            document = Document()
            document.add_unsigned("row", row)
            document.add_text("words", " ".join(jieba_words(text)))
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def nearest(self, question: str, limit: int) -> list[int]:
        """Return the rows of the best `limit` texts, best first; those without a word of the question are left out."""
        terms = [Query.term_query(self._schema, "words", word, "freq") for word in jieba_words(question)]
        searcher = self._index.searcher()
        query = Query.boolean_query([(Occur.Should, term) for term in terms])
        hits = searcher.search(query, limit=max(limit, 1), count=False).hits
        rows = searcher.fast_field_values("row", [address for _, address in hits])
        scored = [(-score, int(row or 0)) for (score, _), row in zip(hits, rows, strict=True)]
        return [row for _, row in sorted(scored)]
