"""The search engine: a question in, cited passages out."""

import contextlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Self

import numpy as np

from corpus.errors import EmptyQuestion, StaleIndex
from corpus.notice import Notice, Passage
from index.answer import Answer
from index.answering import NEAR, Finding, find
from index.asks import Asks
from index.codes import EXACT_UP_TO
from index.derived import Choices, DerivedIndexes
from index.embedding import Embedded, embedded
from index.encoder import Encoder, Vectors
from index.filters import Filters
from index.folded import fold
from index.followup import taken_on
from index.held import HeldTexts, TextCase
from index.highlight import Stretch, highlights
from index.identity import Change, Place
from index.inquiry import Grounds, Inquiry, Models, Placed
from index.library import Library, Stored
from index.list_form import PERHAPS, list_odds
from index.listing import BREADTHS
from index.locality import Locality, LocalityCase, narrowed
from index.off_topic import OffTopic
from index.quoting import fact_claims, list_claims
from index.ranking import Asked, Indexes, Mode, Ranked, Scope, rank
from index.reader import Reader
from index.recent import Recent
from index.sentence_index import SentenceCase
from index.thesaurus import read_thesaurus
from index.topic import Widenings
from index.widening import Widening, used

__all__ = ["Change", "Filters", "Hit", "Mode", "SearchEngine", "Why"]

# People ask the same things, and a page asks again when a filter changes; a row of 384 floats is 1.5 KB.
REMEMBERED_QUESTIONS = 1_024
# The hits and the answer of one page stand on one ranking.
REMEMBERED_RANKINGS = 16


@dataclass(frozen=True, slots=True)
class Why:
    """What a passage was found by.

    meaning: cosine of question and passage, -1 to 1
    words:   BM25, 0.0 where no word of the question occurs in the passage or its headings
    terms:   what the question says and what the passage, or a heading above it, says instead: 职教本科=职业本科
    """

    meaning: float
    words: float
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that may answer.

    highlights: offsets in passage.text, half-open, sorted, disjoint
    score:      0 to 1 among what was found for this question, higher is nearer; `why` holds what can be compared
                between questions
    """

    notice: Notice
    passage: Passage
    highlights: tuple[Stretch, ...]
    score: float
    why: Why


@dataclass(frozen=True, slots=True)
class Found:
    """What an answer is made from; `scanned` clauses were looked at, `texts` are of the library as it was then."""

    question: str
    finding: Finding
    texts: HeldTexts
    scanned: int


ALL_NOTICES, NORMAL = Filters(), BREADTHS["normal"]
# A pasted page is no question: what follows after so many characters would change the ranking little and cost seconds.
LONGEST_QUESTION = 1_000


class SearchEngine:
    """A library with its indexes and an encoder.  Threads may share one."""

    def __init__(
        self, library: Library, derived: DerivedIndexes, encoder: Encoder, reader: Reader | None = None
    ) -> None:
        self.library = library
        self._derived, self._encoder = derived, encoder
        read = reader.read if reader else None
        self._models = Models(encoder.encode_passages, encoder.encode_questions, read)
        self._texts = TextCase(library.journal)
        self._localities = LocalityCase(library.journal)
        self._said = SentenceCase(library.journal, library.sentences, encoder.dim)
        self._off_topic = OffTopic(encoder.encode_questions)
        self._vectors: Recent[tuple[str, str], Vectors] = Recent(REMEMBERED_QUESTIONS)
        self._rankings: Recent[tuple[object, ...], tuple[int, list[Ranked]]] = Recent(REMEMBERED_RANKINGS)
        self._lock = threading.RLock()
        self._closed = False

    @classmethod
    def open(
        cls, home: Path, encoder: Encoder, *, exact_up_to: int = EXACT_UP_TO, reader: Reader | None = None
    ) -> Self:
        """Open home/library.sqlite and the indexes in home/indexes/, building what is missing or behind the library.

        Raises StaleIndex where another model built them, DamagedIndex or DamagedLibrary where they cannot be read, and
        BadThesaurus where home/terms.txt, the concepts of this home, cannot.

        exact_up_to: passages; in a larger library codes say which meanings to look at
        reader:      reads claims again before they are given as an answer
        """
        choices = Choices(read_thesaurus(home), exact_up_to)
        library = Library.open(home / "library.sqlite")
        try:
            library.embeddings.check(encoder)
            return cls(library, DerivedIndexes.open(home / "indexes", library, encoder, choices), encoder, reader)
        except BaseException:
            library.close()
            raise

    def search(
        self, question: str, *, limit: int = 10, filters: Filters = ALL_NOTICES, mode: Mode = Mode.BOTH
    ) -> list[Hit]:
        """Return the best `limit` passages of the notices that match `filters`, best first; raise EmptyQuestion."""
        if limit < 1:
            raise ValueError(f"limit is {limit}, and must be 1 or more")
        asked = self._asked(question)
        with self._lock:
            self._derived.catch_up()
            ranked = self._ranked(self._scope(filters), mode, asked, limit)
            widenings = self._derived.words.terms.widenings(asked.text) if mode is not Mode.MEANING else ()
        return self._hits(asked.text, ranked, widenings)

    def ask(
        self,
        question: str,
        *,
        before: Sequence[str] = (),
        filters: Filters = ALL_NOTICES,
        least: float = NORMAL,
    ) -> Answer:
        """Return what the notices that match `filters` say to a question, quoted verbatim; raise EmptyQuestion.

        before: earlier questions that this one may go on from, oldest first
        least:  how likely a clause of a list must be, 0 to 1: less widens it
        """
        return self._answer(self.find(taken_on(question, before), filters=filters, least=least))

    def listing(self, question: str, *, filters: Filters = ALL_NOTICES, least: float = NORMAL) -> Answer:
        """Return every clause on a subject, whatever kind of answer the words ask for; raise EmptyQuestion."""
        return self._answer(self.find(question, filters=filters, least=least, as_list=True))

    def find(
        self, question: str, *, filters: Filters = ALL_NOTICES, least: float = NORMAL, as_list: bool = False
    ) -> Found:
        """Return what `ask` answers from, before it is decided whether that is an answer; raise EmptyQuestion."""
        asked = self._asked(question)
        with self._lock:
            self._derived.catch_up()
            texts = self._texts.now()
            localities, scope = self._localities.now(texts), self._scope(filters)
            may_list = as_list or list_odds(asked.text) >= PERHAPS
            where = localities.named(asked.text) if may_list else Locality(asked.text)
            aside = self._off_topic.near(asked.text, self._derived.dense, texts)
            grounds = self._grounds(texts, scope, localities.of)
            listing = self._grounds(texts, narrowed(scope, where.notices, texts), localities.of)
            finding = find(Inquiry(asked, least, as_list, where.rest, aside), grounds, self._models, listing)
            scanned = (listing if finding.asks is Asks.LIST else grounds).clause_count
            return Found(asked.text, finding, texts, scanned)

    def _grounds(self, texts: HeldTexts, scope: Scope | None, placed: Placed) -> Grounds:
        ranked = partial(self._ranked, scope, Mode.BOTH)
        return Grounds(self._indexes, texts, scope, self._other_words, ranked, self._dated, placed, self._said.now)

    def _scope(self, filters: Filters) -> Scope | None:
        return None if filters.empty else Scope(*self.library.matching(filters))

    @property
    def _indexes(self) -> Indexes:
        return Indexes(self._derived.dense, self._derived.words)

    def _ranked(self, scope: Scope | None, mode: Mode, asked: Asked, limit: int) -> list[Ranked]:
        """Return what `rank` does, from memory where as many or more were just ranked of the same library."""
        notices = None if scope is None else tuple(scope.notices)
        key = (asked.text, notices, mode, self._derived.shown)
        held = self._rankings.get(key)
        if held is None or held[0] < limit:
            held = limit, rank(self._indexes, asked, scope=scope, mode=mode, limit=limit)
            self._rankings.put(key, held)
        return held[1][:limit]

    def _other_words(self, question: str) -> Widenings:
        widenings = self._derived.words.terms.widenings(question)
        return tuple((one.asked, tuple(map(fold, one.also))) for one in widenings)

    def _dated(self, row: int) -> frozenset[int]:
        notice = self.library.notice_at(row)
        years = (notice.year, notice.date.year if notice.date else None) if notice else ()
        return frozenset(year for year in years if year)

    def _answer(self, found: Found) -> Answer:
        finding, texts = found.finding, found.texts
        claims = list_claims(finding.listed, texts, self.library, finding.answering)
        claims = claims or fact_claims(finding.answering, self.library)
        widenings = self._derived.words.terms.widenings(found.question)
        near = () if claims else tuple(self._hits(found.question, finding.ranked[:NEAR], widenings))
        clauses = {(quote.notice.id, quote.passage.path) for claim in claims for quote in claim.quotes}
        terms, likely = finding.topic.terms, finding.certainty
        return Answer(found.question, finding.asks, claims, found.scanned, len(clauses), terms, near, likely)

    def _asked(self, question: str) -> Asked:
        text = question[:LONGEST_QUESTION].encode("utf-8", "replace").decode().strip()
        if not any(character.isalnum() for character in text):
            raise EmptyQuestion(
                "the question has no words",
                where=f"question {question!r}",
                fix="ask something, e.g. 哪些措施涉及职教本科",
            )
        return Asked(text, self._vector(text))

    def _vector(self, question: str) -> Vectors:
        key = self._encoder.name, question
        held = self._vectors.get(key)
        if held is None:
            held = self._encoder.encode_questions([question])[0]
            self._vectors.put(key, held)
        return held

    def _hits(self, question: str, ranked: Sequence[Ranked], widenings: Sequence[Widening]) -> list[Hit]:
        """Return what `ranked` points at; a passage that another process removed just now is left out."""
        places = self.library.places([one.passage for one in ranked])
        hits: list[Hit] = []
        for one in ranked:
            row, position = places.get(one.passage, (0, 0))
            notice = self.library.notice_at(row)
            if notice is not None:
                passage = notice.passages[position]
                hits.append(_hit(notice, passage, one, question, widenings))
        return hits

    def add(self, notice: Notice, *, origin: str) -> Change:
        """Embed the passages of `notice` if it is new or changed, and store it; the next search finds it.

        origin: absolute path of the file it was read from, "" for none
        """
        return self.add_file([notice], file=origin)[0].change

    def add_file(self, notices: Sequence[Notice], *, file: str) -> list[Stored]:
        """Store all notices of a file, as `add` does one: all of them or, where that fails, none."""
        places = [Place(file, number) for number in range(1, len(notices) + 1)]
        changes = [self.library.held(notice, place) for notice, place in zip(notices, places, strict=True)]
        # Where one is changed, what is unchanged before may be new behind it: all are embedded.
        changed = any(change is not Change.UNCHANGED for change in changes)
        none = Embedded(np.empty((0, self._encoder.dim), np.float32))
        vectors = [self._embedded(notice) if changed else none for notice in notices]
        return self.library.add_file(notices, file=file, vectors=vectors, encoder=self._encoder.name)

    def _embedded(self, notice: Notice) -> Embedded:
        return embedded(self._encoder, [("\n".join(passage.context), passage.text) for passage in notice.passages])

    def remove(self, notice_id: str) -> None:
        """Take a notice out; the next search no longer finds it.  Raises UnknownNotice."""
        self.library.remove(notice_id)

    def close(self) -> None:
        """Write the indexes, so that the next start finds them as the library is now, and close the files.

        Where another process has reindexed the library with another model there is nothing of ours left to write.
        """
        with self._lock, contextlib.suppress(StaleIndex):
            if self._closed:
                return
            self._closed = True
            try:
                self._derived.catch_up()
                self._derived.save()
            finally:
                self.library.close()


def _hit(notice: Notice, passage: Passage, ranked: Ranked, question: str, widenings: Sequence[Widening]) -> Hit:
    terms = used(widenings, (*passage.context, passage.text))
    marked = highlights(question, passage.text, tuple(term.partition("=")[2] for term in terms))
    return Hit(notice, passage, marked, ranked.score, Why(ranked.meaning, ranked.words, terms))
