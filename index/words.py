"""Nearest passages by words: BM25 over our own tokens, in tantivy."""

from collections import Counter
from collections.abc import Collection, Generator, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain
from math import log
from pathlib import Path

import tantivy
from tantivy import Document, Occur, Query, Schema, SchemaBuilder

from corpus.errors import DamagedIndex
from index.asking import asked_for
from index.dense import Scored
from index.entry import Entry
from index.short_form import ShortForm, agreed, short_forms_in
from index.thesaurus import Thesaurus
from index.tokens import tokens_of
from index.widening import Terms

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
NO_TERMS = Thesaurus()
# What another word for something asked weighs beside the word itself.  Words alone, tuning halves, for 0, .2, .3, .5:
# statutes nDCG@10 .4958, .4981, .4998, .4981, R@50 .7587, .7649, .7672, .7746; notices-2020 nDCG@10 .7600, .7605,
# .7599, .7587.  So .3, the best nDCG@10 on statutes and .0001 below none on notices.  Our four notices had no say: who
# wrote the thesaurus had read them.  Measured with the thesaurus before its lines were reviewed.
OTHER_WORDS = 0.3


class WordsIndex:
    """Passages by their words.  Many threads may search; one at a time may update.

    terms: what a question also looks for: the thesaurus, and the short forms that the passages define
    """

    def __init__(self, index: tantivy.Index, thesaurus: Thesaurus = NO_TERMS) -> None:
        index.config_reader("manual")
        self._index = index
        self._schema = index.schema
        self._thesaurus = thesaurus
        self.reload()

    @classmethod
    def in_memory(cls, thesaurus: Thesaurus = NO_TERMS) -> "WordsIndex":
        """Return an empty index that no file keeps."""
        return cls(tantivy.Index(_schema()), thesaurus)

    @classmethod
    def open(cls, folder: Path, thesaurus: Thesaurus = NO_TERMS) -> "WordsIndex":
        """Open the index in `folder`, an empty one where there is none; raise DamagedIndex where it cannot be read."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            return cls(tantivy.Index(_schema(), path=str(folder)), thesaurus)
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
        self.terms = Terms(self._thesaurus, agreed(self._defined()))

    def _defined(self) -> Iterator[ShortForm]:
        """Yield the short forms that the passages held define."""
        searcher = self._index.searcher()
        query = Query.term_set_query(self._schema, "defines", [1])
        for _, address in searcher.search(query, limit=max(1, searcher.num_docs), count=False).hits:
            for pair in searcher.doc(address)["defined"]:
                yield ShortForm(*pair.split("\t"))

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

    def coverage(self, question: str, passages: Collection[int]) -> dict[int, float]:
        """Return, 0 to 1, how much of the question's words each of `passages` holds, rare words counting for more.

        A word counts once, by its inverse document frequency, however often a passage repeats it; one of a form that
        the question also looks for counts for OTHER_WORDS of that; single characters do not count.  Passages that hold
        no word are left out.
        """
        asked = {token for token, _ in _counts(question) if len(token) > 1}
        whole = sum(map(self.rarity, asked))
        if not passages or not whole:
            return {}
        other = {token for token, _ in self._also(question)} - asked
        weights = {token: self.rarity(token) for token in asked}
        weights |= {token: OTHER_WORDS * self.rarity(token) for token in other}
        terms = [
            (Occur.Should, Query.const_score_query(Query.term_query(self._schema, "words", token, "basic"), weight))
            for token, weight in weights.items()
        ]
        found = self._best(self._only(Query.boolean_query(terms), "passage", passages), len(passages))
        return {scored.passage: min(1.0, scored.score / whole) for scored in found}

    def ideal(self, question: str) -> float:
        """Return the BM25 of a passage that repeats every token of the question without end: no passage reaches it.

        How near the best passage comes says how much of the question's words the library knows.
        """
        return sum(count * (K1 + 1) * self.rarity(token) for token, count in _counts(question))

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
        asked = dict[str, float](_counts(question))
        other = {token: OTHER_WORDS * count for token, count in self._also(question) if token not in asked}
        return Query.boolean_query([(Occur.Should, self._term(*one)) for one in (asked | other).items()])

    def _also(self, question: str) -> Iterator[tuple[str, int]]:
        """Yield the tokens of what the question also looks for, one sign alone left out."""
        forms = (form for widening in self.terms.widenings(question) for form in widening.also)
        return chain.from_iterable(map(_form_counts, forms))

    def _term(self, token: str, count: float) -> Query:
        return Query.boost_query(Query.term_query(self._schema, "words", token, "freq"), float(count))

    def _only(self, query: Query, field: str, allowed: Collection[int]) -> Query:
        among = Query.const_score_query(Query.term_set_query(self._schema, field, list(allowed)), 0.0)
        return Query.boolean_query([(Occur.Must, query), (Occur.Must, among)])


@lru_cache(maxsize=64)
def _counts(question: str) -> tuple[tuple[str, int], ...]:
    """Return the tokens of a question and how often each occurs; a ranking asks twice for the same."""
    return tuple(Counter(tokens_of(asked_for(question))).most_common(MOST_QUESTION_TOKENS))


@lru_cache(maxsize=4_096)
def _form_counts(form: str) -> tuple[tuple[str, int], ...]:
    return tuple((token, count) for token, count in Counter(tokens_of(form)).items() if len(token) > 1)


def _schema() -> Schema:
    """Ids to filter by and to return, words to match: counts decide, places in the text do not.

    defines: 1 where the passage defines short forms; defined: each with its name, a tab between
    """
    fields = SchemaBuilder()
    fields.add_unsigned_field("passage", indexed=True, fast=True)
    fields.add_unsigned_field("notice", indexed=True, fast=True)
    fields.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    fields.add_unsigned_field("defines", indexed=True)
    fields.add_text_field("defined", stored=True, tokenizer_name="raw", index_option="basic")
    return fields.build()


def _document(entry: Entry) -> Document:
    document = Document()
    document.add_unsigned("passage", entry.passage)
    document.add_unsigned("notice", entry.notice)
    tokens = [*(tokens_of(entry.context) * CONTEXT_TIMES), *tokens_of(entry.text), entry.number]
    document.add_text("words", " ".join(tokens))
    for form in short_forms_in(entry.text):
        document.add_unsigned("defines", 1)
        document.add_text("defined", "\t".join(form))
    return document
