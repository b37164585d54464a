"""Nearest passages by words: BM25 over our own tokens, in tantivy."""

from collections import Counter
from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
import tantivy
from tantivy import Document, Occur, Query, Schema, SchemaBuilder

from corpus.errors import DamagedIndex
from index.asking import asked_for
from index.average import average_of, rarity
from index.dense import Scored
from index.entry import Entry
from index.manifest import write_whole
from index.recent import Recent
from index.short_form import ShortForm, agreed, short_forms_in
from index.tally import K1, Floats, Ids, Tally, Weight
from index.thesaurus import Thesaurus
from index.tokens import tokens_of
from index.widening import Terms

# A pasted page is no question; more tokens than this only cost time.
MOST_QUESTION_TOKENS = 400
# Title and headings are counted twice.  nDCG@10 (R@10) for none, 1, 2, 3: notices-2020 .667 (.832), .742 (.896),
# .755 (.899), .760 (.903); statutes-8k .491 (.587), .485 (.584), .483 (.580), .479 (.575).  A field of its own with a
# boost of .25, .5 or 1 reached .673 at most: two sums that saturate apart are not one that saturates once.
CONTEXT_TIMES = 2
# Passages whose tokens are held at once while an index is built.
AT_ONCE = 2_000
TALLY = "tally.npz"
# Questions whose words are kept weighed: a ranking asks twice.
WEIGHED = 64
WRITER_BYTES = 64_000_000
REBUILD = "run `tiaowen reindex`"
NO_TERMS = Thesaurus()
# What another word for something asked weighs beside the word itself.  Words alone, tuning halves, for 0, .2, .3, .5:
# statutes nDCG@10 .4958, .4981, .4998, .4981, R@50 .7587, .7649, .7672, .7746; notices-2020 nDCG@10 .7600, .7605,
# .7599, .7587.  So .3, the best nDCG@10 on statutes and .0001 below none on notices.  Our four notices had no say: who
# wrote the thesaurus had read them.  Measured with the thesaurus before its lines were reviewed.
OTHER_WORDS = 0.3


class Held(NamedTuple):
    """What some passages hold of a question, in their order.

    words:    BM25, 0.0 where a passage holds no word of the question
    coverage: the part of the question's words that a passage holds, 0 to 1
    """

    words: Floats
    coverage: Floats


class WordsIndex:
    """Passages by their words.  Many threads may search; one at a time may update.

    terms: what a question also looks for: the thesaurus, and the short forms that the passages define
    """

    def __init__(
        self,
        index: tantivy.Index,
        thesaurus: Thesaurus = NO_TERMS,
        tally: Tally | None = None,
        file: Path | None = None,
    ) -> None:
        index.config_reader("manual")
        self._index, self._tally, self._file = index, tally or Tally(), file
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
        file = folder / TALLY
        try:
            folder.mkdir(parents=True, exist_ok=True)
            tally = Tally.loaded(file.read_bytes()) if file.exists() else Tally()
            return cls(tantivy.Index(_schema(), path=str(folder)), thesaurus, tally, file)
        except (ValueError, KeyError, OSError) as error:
            raise DamagedIndex(f"the words index cannot be read: {error}", where=str(folder), fix=REBUILD) from error

    def update(self, added: Collection[Entry], removed: Collection[int]) -> None:
        """Take out the passages `removed`, put in those `added` (in place of older ones with their ids), and commit."""
        gone = [*removed, *(entry.passage for entry in added)]
        tally = self._tally.copy()
        tally.update((), gone)
        with self._committing(tally) as writer:
            # By a query: tantivy-py 0.27 makes a signed term of an int, which no unsigned field holds.
            writer.delete_documents_by_query(Query.term_set_query(self._schema, "passage", gone))
            _put(added, writer, tally)

    def replace_all(self, entries: Iterable[Entry]) -> None:
        """Put `entries` in place of everything held, in one commit."""
        tally = Tally()
        with self._committing(tally) as writer:
            writer.delete_all_documents()
            _put(entries, writer, tally)

    @contextmanager
    def _committing(self, tally: Tally) -> Generator[tantivy.IndexWriter]:
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
        if self._file:
            write_whole(self._file, tally.saved())
        self._tally = tally
        self.reload()

    def reload(self) -> None:
        """See what was committed last, by this process or another."""
        self._index.reload()
        self._searcher = self._index.searcher()
        self._average = average_of(self._searcher, self._schema)
        self._weighed: Recent[str, tuple[dict[str, Weight], float]] = Recent(WEIGHED)
        self.terms = Terms(self._thesaurus, agreed(self._defined()))

    def _defined(self) -> Iterator[ShortForm]:
        """Yield the short forms that the passages held define."""
        searcher = self._searcher
        query = Query.term_set_query(self._schema, "defines", [1])
        for _, address in searcher.search(query, limit=max(1, searcher.num_docs), count=False).hits:
            for pair in searcher.doc(address)["defined"]:
                yield ShortForm(*pair.split("\t"))

    def __len__(self) -> int:
        return self._searcher.num_docs

    def search(self, question: str, limit: int, notices: Collection[int] | None = None) -> list[Scored]:
        """Return the best `limit` passages by BM25, best first, of the given notices only (None: of all)."""
        query = self._question(question)
        if notices is not None:
            query = self._only(query, "notice", notices)
        return self._best(query, limit)

    def best(self, question: str, limit: int, notices: Collection[int] | None = None) -> Ids:
        """Return the passages of `search`, in no order."""
        query = self._question(question)
        hits = self._hits(query if notices is None else self._only(query, "notice", notices), limit)
        return np.array(self._searcher.fast_field_values("passage", [address for _, address in hits]), np.int64)

    def held(self, question: str, passages: Ids) -> Held:
        """Return BM25 and coverage of each of `passages`: those of `scores` and `coverage`, in one go."""
        weights, whole = self._weights(question)
        words, shares = self._tally.scores(passages, weights, self._average.length)
        return Held(words, np.minimum(1.0, shares / whole) if whole else np.zeros(len(passages)))

    def scores(self, question: str, passages: Collection[int]) -> dict[int, float]:
        """Return the BM25 score of each of `passages` that holds a word of the question."""
        return _positive(passages, self.held(question, np.array([*passages], np.int64)).words)

    def coverage(self, question: str, passages: Collection[int]) -> dict[int, float]:
        """Return, 0 to 1, how much of the question's words each of `passages` holds, rare words counting for more.

        A word counts once, by its inverse document frequency, however often a passage repeats it; one of a form that
        the question also looks for counts for OTHER_WORDS of that; single characters do not count.  Passages that hold
        no word are left out.
        """
        return _positive(passages, self.held(question, np.array([*passages], np.int64)).coverage)

    def ideal(self, question: str) -> float:
        """Return the BM25 of a passage that repeats every token of the question without end: no passage reaches it.

        How near the best passage comes says how much of the question's words the library knows.
        """
        return sum(count * (K1 + 1) * self.rarity(token) for token, count in _counts(question))

    def rarity(self, token: str) -> float:
        """Return how rare `token` is, as BM25 weighs it: 0 upwards, highest where no passage holds it."""
        return rarity(self._searcher.num_docs, self._searcher.doc_freq("words", token))

    def _weights(self, question: str) -> tuple[dict[str, Weight], float]:
        """Return what each token adds to BM25 and to coverage, and the coverage of all that is asked."""
        held = self._weighed.get(question)
        if held is None:
            asked = {token for token, _ in _counts(question)}
            weights = {
                token: self._weight(token, times, asked=token in asked)
                for token, times in self._asked(question).items()
            }
            held = weights, sum(weight.share for token, weight in weights.items() if token in asked)
            self._weighed.put(question, held)
        return held

    def _weight(self, token: str, times: float, *, asked: bool) -> Weight:
        held_by = self._searcher.doc_freq("words", token)
        share = 0.0 if len(token) == 1 else rarity(self._searcher.num_docs, held_by) * (1.0 if asked else OTHER_WORDS)
        return Weight(times * rarity(self._average.passages, held_by), share)

    def _best(self, query: Query, limit: int) -> list[Scored]:
        hits = self._hits(query, limit)
        ids = self._searcher.fast_field_values("passage", [address for _, address in hits])
        found = [Scored(int(id_ or 0), float(score)) for id_, (score, _) in zip(ids, hits, strict=True)]
        return sorted(found, key=lambda scored: (-scored.score, scored.passage))

    def _hits(self, query: Query, limit: int) -> list[tuple[float, tantivy.DocAddress]]:
        return self._searcher.search(query, limit=max(limit, 1), count=False).hits

    def _asked(self, question: str) -> dict[str, float]:
        """Return the tokens to look for and how often, those of other forms less than those asked."""
        asked = dict[str, float](_counts(question))
        return asked | {token: OTHER_WORDS * count for token, count in self._also(question) if token not in asked}

    def _question(self, question: str) -> Query:
        """Return one term of the query for each distinct token, weighted by how often it is asked."""
        return Query.boolean_query([(Occur.Should, self._term(*one)) for one in self._asked(question).items()])

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


def _put(entries: Iterable[Entry], writer: tantivy.IndexWriter, tally: Tally) -> None:
    waiting = iter(entries)
    while some := list(islice(waiting, AT_ONCE)):
        counted = [(entry.passage, _tokens(entry)) for entry in some]
        for entry, (_, tokens) in zip(some, counted, strict=True):
            writer.add_document(_document(entry, tokens))
        tally.update(counted, ())


def _tokens(entry: Entry) -> list[str]:
    number = [entry.number] if entry.number else []
    return [*(tokens_of(entry.context) * CONTEXT_TIMES), *tokens_of(entry.text), *number]


def _document(entry: Entry, tokens: Sequence[str]) -> Document:
    document = Document()
    document.add_unsigned("passage", entry.passage)
    document.add_unsigned("notice", entry.notice)
    document.add_text("words", " ".join(tokens))
    for form in short_forms_in(entry.text):
        document.add_unsigned("defines", 1)
        document.add_text("defined", "\t".join(form))
    return document


def _positive(passages: Iterable[int], values: Floats) -> dict[int, float]:
    return {passage: value for passage, value in zip(passages, values.tolist(), strict=True) if value}
