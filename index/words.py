"""Nearest passages by words: BM25 over our own tokens."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.errors import DamagedIndex
from index.asking import asked_for
from index.bm25 import Bm25, Floats, rarity
from index.dense import Scored
from index.entry import Entry
from index.lead_in import leads_in
from index.manifest import write_whole
from index.postings import Counted, Ids, Postings, joined
from index.recent import Recent
from index.short_form import ShortForm, agreed, short_forms_in
from index.tally import K1, Tally, Weight
from index.thesaurus import Thesaurus
from index.tokens import TOKEN_MIX, tokens_of
from index.widening import Terms

# Names how the index is kept and of which tokens; raise the number when its file changes.
KEPT_AS = f"{TOKEN_MIX} postings-2"
# A pasted page is no question; more tokens than this only cost time.
MOST_QUESTION_TOKENS = 400
# Title and headings are counted twice.  nDCG@10 (R@10) for none, 1, 2, 3: notices-2020 .667 (.832), .742 (.896),
# .755 (.899), .760 (.903); statutes-8k .491 (.587), .485 (.584), .483 (.580), .479 (.575).  A field of its own with a
# boost of .25, .5 or 1 reached .673 at most: two sums that saturate apart are not one that saturates once.
CONTEXT_TIMES = 2
# Passages whose tokens are held at once while an index is built.
AT_ONCE = 2_000
FILE = "postings.npz"
# Stands for what no question can hold: the passage leads to others.
LEAD_IN = "\0leads in"
# Questions whose words are kept matched: a ranking asks twice.
MATCHED = 4
REBUILD = "run `tiaowen reindex`"
NO_TERMS = Thesaurus()
Defined = dict[int, list[ShortForm]]
# What another word for something asked weighs beside the word itself.  Words alone, tuning halves, for 0, .2, .3, .5:
# statutes nDCG@10 .4958, .4981, .4998, .4981, R@50 .7587, .7649, .7672, .7746; notices-2020 nDCG@10 .7600, .7605,
# .7599, .7587.  So .3, the best nDCG@10 on statutes and .0001 below none on notices.  Our four notices had no say: who
# wrote the thesaurus had read them.  Measured with the thesaurus before its lines were reviewed.
OTHER_WORDS = 0.3


class Held(NamedTuple):
    """What some passages hold of a question, in their order.

    words:    BM25, 0.0 where a passage holds no word of the question
    coverage: the part of the question's words that a passage holds, 0 to 1
    lead_in:  the passage leads to others and says nothing itself (see `lead_in`)
    """

    words: Floats
    coverage: Floats
    lead_in: NDArray[np.bool_]


class WordsIndex:
    """Passages by their words.  Many threads may search; one at a time may update.

    terms: what a question also looks for: the thesaurus, and the short forms that the passages define
    """

    def __init__(self, thesaurus: Thesaurus = NO_TERMS, file: Path | None = None) -> None:
        self._thesaurus, self._file = thesaurus, file
        self._show(Postings.of(), {})

    @classmethod
    def in_memory(cls, thesaurus: Thesaurus = NO_TERMS) -> "WordsIndex":
        """Return an empty index that no file keeps."""
        return cls(thesaurus)

    @classmethod
    def open(cls, folder: Path, thesaurus: Thesaurus = NO_TERMS) -> "WordsIndex":
        """Open the index in `folder`, an empty one where there is none; raise DamagedIndex where it cannot be read."""
        index = cls(thesaurus, folder / FILE)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _damaged(folder, error) from error
        index.reload()
        return index

    def update(self, added: Collection[Entry], removed: Collection[int]) -> None:
        """Take out the passages `removed`, put in those `added` (in place of older ones with their ids), and commit."""
        gone = {*removed, *(entry.passage for entry in added)}
        postings, defined = _counted(added)
        kept = {passage: forms for passage, forms in self._defined.items() if passage not in gone}
        self._commit(self._postings.without(gone).followed_by(postings), kept | defined)

    def replace_all(self, entries: Iterable[Entry]) -> None:
        """Put `entries`, which ascend, in place of everything held, in one commit."""
        self._commit(*_counted(entries))

    def _commit(self, postings: Postings, defined: Defined) -> None:
        """Write the file whole, so that it holds the old or the new, and show it."""
        if self._file:
            beside = json.dumps([[passage, *forms] for passage, forms in defined.items()], ensure_ascii=False)
            write_whole(self._file, postings.saved(beside.encode("utf-8", "surrogatepass")))
        self._show(postings, defined)

    def reload(self) -> None:
        """See what was committed last, by this process or another; raise DamagedIndex."""
        if self._file and self._file.exists():
            try:
                postings, beside = Postings.loaded(self._file.read_bytes())
                told = json.loads(beside.decode("utf-8", "surrogatepass"))
                self._show(postings, {passage: [ShortForm(*form) for form in forms] for passage, *forms in told})
            except (ValueError, TypeError, OSError) as error:
                raise _damaged(self._file.parent, error) from error

    def _show(self, postings: Postings, defined: Defined) -> None:
        self._postings, self._defined = postings, defined
        self._bm25 = Bm25(postings)
        self._leading = np.zeros(len(postings), np.bool_)
        self._leading[postings.rows[postings.stretch(int(postings.places([LEAD_IN])[0]))]] = True
        self._known: Recent[str, _Known] = Recent(MATCHED)
        self.terms = Terms(self._thesaurus, agreed(chain.from_iterable(defined.values())))

    def __len__(self) -> int:
        return len(self._postings)

    def search(self, question: str, limit: int, notices: Collection[int] | None = None) -> list[Scored]:
        """Return the best `limit` passages by BM25, best first, of the given notices only (None: of all)."""
        passages = self.best(question, limit, notices)
        scores = self.held(question, passages).words
        order = np.lexsort((passages, -scores))
        return [Scored(int(passages[at]), float(scores[at])) for at in order]

    def best(self, question: str, limit: int, notices: Collection[int] | None = None) -> Ids:
        """Return the passages of `search`, in no order."""
        among = None
        if notices is not None:
            among = np.isin(self._postings.notices, np.fromiter(notices, np.int64, len(notices)))
        return self._postings.passages[self._matched(question).tally.best(max(limit, 1), among)]

    def held(self, question: str, passages: Ids) -> Held:
        """Return BM25 and coverage of each of `passages`: those of `scores` and `coverage`, in one go."""
        if not len(self):
            return Held(np.zeros(len(passages)), np.zeros(len(passages)), np.zeros(len(passages), np.bool_))
        known, rows = self._matched(question), self._postings.rows_of(passages)
        words, shares = (np.where(rows >= 0, each, 0).astype(np.float64) for each in known.tally.of(rows))
        covered = np.minimum(1.0, shares / known.whole) if known.whole else shares
        return Held(words, covered, (rows >= 0) & self._leading[rows])

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
        where = self._postings.stretch(int(self._postings.places([token])[0]))
        return rarity(len(self), where.stop - where.start)

    def _matched(self, question: str) -> "_Known":
        known = self._known.get(question)
        if known is None:
            known = self._match(self._asked(question), {token for token, _ in _counts(question)})
            self._known.put(question, known)
        return known

    def _match(self, looked_for: Mapping[str, float], asked: Collection[str]) -> "_Known":
        """Return what the tokens looked for give each passage, and the coverage of all that is asked."""
        lists = self._bm25.lists([*looked_for])
        weights, whole = list[Weight](), 0.0
        for (token, times), one in zip(looked_for.items(), lists, strict=True):
            rare = rarity(len(self), one.held_by)
            share = 0.0 if len(token) == 1 else rare * (1.0 if token in asked else OTHER_WORDS)
            weights.append(Weight(times * rare, share))
            whole += share if token in asked else 0.0
        return _Known(self._bm25.tally(lists, weights), whole)

    def _asked(self, question: str) -> dict[str, float]:
        """Return the tokens to look for and how often, those of other forms less than those asked."""
        asked = dict[str, float](_counts(question))
        return asked | {token: OTHER_WORDS * count for token, count in self._also(question) if token not in asked}

    def _also(self, question: str) -> Iterator[tuple[str, int]]:
        """Yield the tokens of what the question also looks for, one sign alone left out."""
        forms = (form for widening in self.terms.widenings(question) for form in widening.also)
        return chain.from_iterable(map(_form_counts, forms))


class _Known(NamedTuple):
    """What a question's tokens give each passage, and the coverage of all that it asks."""

    tally: Tally
    whole: float


@lru_cache(maxsize=64)
def _counts(question: str) -> tuple[tuple[str, int], ...]:
    """Return the tokens of a question and how often each occurs; a ranking asks twice for the same."""
    return tuple(Counter(tokens_of(asked_for(question))).most_common(MOST_QUESTION_TOKENS))


@lru_cache(maxsize=4_096)
def _form_counts(form: str) -> tuple[tuple[str, int], ...]:
    return tuple((token, count) for token, count in Counter(tokens_of(form)).items() if len(token) > 1)


def _counted(entries: Iterable[Entry]) -> tuple[Postings, Defined]:
    """Return the postings of passages, which ascend, and the short forms that they define."""
    defined: Defined = {}
    waiting = iter(entries)

    def parts() -> Iterator[Postings]:
        while some := list(islice(waiting, AT_ONCE)):
            defined.update((entry.passage, forms) for entry in some if (forms := short_forms_in(entry.text)))
            yield Postings.of(Counted(entry.passage, entry.notice, _tokens(entry)) for entry in some)

    return joined(parts()), defined


def _tokens(entry: Entry) -> list[str]:
    number = [entry.number] if entry.number else []
    leading = [LEAD_IN] if leads_in(entry.text) else []
    return [*(tokens_of(entry.context) * CONTEXT_TIMES), *tokens_of(entry.text), *number, *leading]


def _damaged(folder: Path, error: Exception) -> DamagedIndex:
    return DamagedIndex(f"the words index cannot be read: {error}", where=str(folder), fix=REBUILD)


def _positive(passages: Iterable[int], values: Floats) -> dict[int, float]:
    return {passage: value for passage, value in zip(passages, values.tolist(), strict=True) if value}
