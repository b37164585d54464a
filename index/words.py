"""Nearest passages by words: BM25 over our own tokens, in tantivy."""

from collections import Counter
from collections.abc import Collection, Generator, Iterable
from contextlib import contextmanager
from functools import lru_cache
from math import log
from pathlib import Path

import tantivy
from tantivy import Document, Occur, Query, Schema, SchemaBuilder

from corpus.errors import DamagedIndex
from index.asking import asked_for
from index.dense import Scored
from index.entry import Entry
from index.tokens import tokens_of

# A pasted page is no question; more tokens than this only cost time.
MOST_QUESTION_TOKENS = 400
# Title and headings are counted twice.  nDCG@10 (R@10) for none, 1, 2, 3: notices-2020 .667 (.832), .742 (.896),
# .755 (.899), .760 (.903); statutes-8k .491 (.587), .485 (.584), .483 (.580), .479 (.575).  A field of its own with a
# boost of .25, .5 or 1 reached .673 at most: two sums that saturate apart are not one that saturates once.
CONTEXT_TIMES = 2
# tantivy's BM25 (k1 of Robertson & Zaragoza 2009, as in Lucene).
K1 = 1.2
WRITER_BYTES = 64_000_000
REBUILD = "run `tiaowen reindex`"


class WordsIndex:
    """Passages by their words.  Many threads may search; one at a time may update."""

    def __init__(self, index: tantivy.Index) -> None:
        index.config_reader("manual")
        index.reload()
        self._index = index
        self._schema = index.schema

    @classmethod
    def in_memory(cls) -> "WordsIndex":
        """Return an empty index that no file keeps."""
        return cls(tantivy.Index(_schema()))

    @classmethod
    def open(cls, folder: Path) -> "WordsIndex":
        """Open the index in `folder`, an empty one where there is none; raise DamagedIndex where it cannot be read."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            return cls(tantivy.Index(_schema(), path=str(folder)))
        except (ValueError, OSError) as error:
            raise DamagedIndex(f"the words index cannot be read: {error}", where=str(folder), fix=REBUILD) from error

    def update(self, added: Collection[Entry], removed: Collection[int]) -> None:
        """Take out the passages `removed`, put in those `added` (in place of older ones with their ids), and commit."""
        gone = [*removed, *(entry.passage for entry in added)]
        with self._committing() as writer:
            # By a query: tantivy-py 0.27 makes a signed term of an int, which no unsigned field holds.
            writer.delete_documents_by_query(Query.term_set_query(self._schema, "passage", gone))
            for entry in added:
                writer.add_document(_document(entry))

    def replace_all(self, entries: Iterable[Entry]) -> None:
        """Put `entries` in place of everything held, in one commit."""
        with self._committing() as writer:
            writer.delete_all_documents()
            for entry in entries:
                writer.add_document(_document(entry))

    @contextmanager
    def _committing(self) -> Generator[tantivy.IndexWriter]:
        """Commit what the block writes, or nothing of it; the writer's lock is given back either way."""
        writer = self._index.writer(WRITER_BYTES, num_threads=1)
        try:
            yield writer
            writer.commit()
        except BaseException:
            writer.rollback()
            raise
        finally:
            writer.wait_merging_threads()
        self.reload()

    def reload(self) -> None:
        """See what was committed last, by this process or another."""
        self._index.reload()

    def __len__(self) -> int:
        return self._index.searcher().num_docs

    def search(self, question: str, limit: int, notices: Collection[int] | None = None) -> list[Scored]:
        """Return the best `limit` passages by BM25, best first, of the given notices only (None: of all)."""
        query = self._question(question)
        if notices is not None:
            query = self._only(query, "notice", notices)
        return self._best(query, limit)

    def scores(self, question: str, passages: Collection[int]) -> dict[int, float]:
        """Return the BM25 score of each of `passages` that holds a word of the question."""
        if not passages:
            return {}
        query = self._only(self._question(question), "passage", passages)
        return {scored.passage: scored.score for scored in self._best(query, len(passages))}

    def ideal(self, question: str) -> float:
        """Return the BM25 of a passage that repeats every token of the question without end: no passage reaches it.

        How near the best passage comes says how much of the question's words the library knows.
        """
        searcher = self._index.searcher()
        held = searcher.num_docs
        holders = [(searcher.doc_freq("words", token), count) for token, count in _counts(question)]
        return sum(count * (K1 + 1) * log(1 + (held - held_by + 0.5) / (held_by + 0.5)) for held_by, count in holders)

    def rarity(self, token: str) -> float:
        """Return how rare `token` is, as BM25 weighs it: 0 upwards, highest where no passage holds it."""
        searcher = self._index.searcher()
        held, held_by = searcher.num_docs, searcher.doc_freq("words", token)
        return log(1 + (held - held_by + 0.5) / (held_by + 0.5))

    def _best(self, query: Query, limit: int) -> list[Scored]:
        searcher = self._index.searcher()
        hits = searcher.search(query, limit=max(limit, 1), count=False).hits
        ids = searcher.fast_field_values("passage", [address for _, address in hits])
        found = [Scored(int(id_ or 0), float(score)) for id_, (score, _) in zip(ids, hits, strict=True)]
        return sorted(found, key=lambda scored: (-scored.score, scored.passage))

    def _question(self, question: str) -> Query:
        """Return one term of the query for each distinct token, weighted by how often it is asked."""
        return Query.boolean_query([(Occur.Should, self._term(token, count)) for token, count in _counts(question)])

    def _term(self, token: str, count: int) -> Query:
        return Query.boost_query(Query.term_query(self._schema, "words", token, "freq"), float(count))

    def _only(self, query: Query, field: str, allowed: Collection[int]) -> Query:
        among = Query.const_score_query(Query.term_set_query(self._schema, field, list(allowed)), 0.0)
        return Query.boolean_query([(Occur.Must, query), (Occur.Must, among)])


@lru_cache(maxsize=64)
def _counts(question: str) -> tuple[tuple[str, int], ...]:
    """Return the tokens of a question and how often each occurs; a ranking asks twice for the same."""
    return tuple(Counter(tokens_of(asked_for(question))).most_common(MOST_QUESTION_TOKENS))


def _schema() -> Schema:
    """Ids to filter by and to return, words to match: counts decide, places in the text do not."""
    fields = SchemaBuilder()
    fields.add_unsigned_field("passage", indexed=True, fast=True)
    fields.add_unsigned_field("notice", indexed=True, fast=True)
    fields.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    return fields.build()


def _document(entry: Entry) -> Document:
    document = Document()
    document.add_unsigned("passage", entry.passage)
    document.add_unsigned("notice", entry.notice)
    tokens = [*(tokens_of(entry.context) * CONTEXT_TIMES), *tokens_of(entry.text), entry.number]
    document.add_text("words", " ".join(tokens))
    return document
