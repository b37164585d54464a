"""The one way from a model's words into an answer: each sentence is held against its quotes, and dropped if it fails.

1. It is one sentence, not too long, without signs that are not seen.
2. It has quotes, and each has the verdict `exact` of `check` (index/checking) for the very clause that it names:
   notice, clause and `text[span]` equal, no number cut; a marked omission (……) is none here, since what it leaves out
   may turn the sense.
3. Every number and day of it (`figure`), and every name (`name`), stands in its quotes.
4. In Chinese, half of its words stand in its quotes.
What is shown beside a sentence are the notice's own words at the span that was found, never the model's.

What no rule here finds: a sentence that turns its quote round (应当 for 不得, 以下 for 以上), that gives a number to
another thing than its quote, or in English says what the quote does not.  That is why the quotes stand beside every
sentence.  An instruction in a notice that the model obeys changes nothing of this: what it then writes comes through
here as well.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from corpus.sentence import sentences
from corpus.span import Span
from corpus.wording import folded_words, has_words, parts_of
from index.answer import Claim, Quote, quoted
from index.checking import Judge
from index.prose import figure, name
from index.prose.prompt import Source
from index.prose.utterance import Quoted, Utterance
from index.source import innermost
from index.tokens import HAN, words_of
from index.verdict import Place, Ruling, Verdict

# More is no sentence of a summary, and more quotes are no support for one.
LONGEST_SENTENCE, MOST_QUOTES = 300, 8
# Of 61 facts of our four notices asked in their words, 93 % share half of their words or more with a passage of the
# clause that answers, and 4 % of 610 pairs with another clause; a sentence that says what its quote says is nearer.
LEAST_SHARED = 0.5
_FEWEST_SIGNS = 2  # one sign stands everywhere
_ENDS_INSIDE = re.compile(r"[。！？!?][”’」』）)\"]*\s*(?=\S)|(?<=[^\W\d_]{2})\.\s+(?=[A-Z])|\n\s*(?=\S)")
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})


class Fault(Enum):
    """Why a sentence was dropped; the value is told to whoever asked."""

    FORM = "it is not one plain sentence"
    UNQUOTED = "it has no quote"
    CLAUSE = "it quotes a clause that was not given"
    OMITTED = "its quote leaves words out"
    CHANGED = "its quote is not what the clause says"
    MISPLACED = "its quote is not from the clause that it names"
    FIGURE = "its quotes do not have its number"
    NAME = "its quotes do not have its name"
    STRAY = "it says other things than its quotes"


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sentence that is not shown as an answer.

    sentence: as written, shortened, without unseen signs
    detail:   the number, name or quote that failed; "" where there is none
    """

    sentence: str
    fault: Fault
    detail: str = ""


class _Failed(Exception):
    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(fault.value)
        self.fault, self.detail = fault, detail


class Gate:
    """Lets sentences through that stand on the clauses that the model was given."""

    def __init__(self, sources: Sequence[Source], judge: Judge) -> None:
        self._sources, self._judge = sources, judge

    def passed(self, utterance: Utterance) -> Claim | Dropped:
        """Return the sentence as a claim with its quotations, or why it is none."""
        sentence = utterance.sentence.strip()
        try:
            _check_form(sentence)
            quotes = tuple(self._quotes(utterance.quotes))
        except _Failed as failed:
            return Dropped(_seen(sentence), failed.fault, _seen(failed.detail))
        fault = fault_in(sentence, [quote.text for quote in quotes])
        return Dropped(_seen(sentence), fault[0], _seen(fault[1])) if fault else Claim(sentence, quotes)

    def _quotes(self, given: Sequence[Quoted]) -> Iterator[Quote]:
        if not given:
            raise _Failed(Fault.UNQUOTED)
        for one in given[:MOST_QUOTES]:
            if not 0 < one.clause <= len(self._sources):
                raise _Failed(Fault.CLAUSE, str(one.clause))
            yield self._quote(self._sources[one.clause - 1], one.words)

    def _quote(self, source: Source, words: str) -> Quote:
        if not has_words(words) or len(folded_words(words)) < _FEWEST_SIGNS:
            raise _Failed(Fault.UNQUOTED, words)
        if len(parts_of(words)) > 1:
            raise _Failed(Fault.OMITTED, words)
        notice, passage = source.notice, source.passage
        place = Place(notice, innermost(notice, passage.span), passage.span)
        judged = self._judge.judge(words, Ruling(Verdict.EXACT, notice, (place,), scope=(place,)))
        if judged.verdict is not Verdict.EXACT or judged.place is None:
            raise _Failed(Fault.MISPLACED if judged.verdict is Verdict.WRONG_CLAUSE else Fault.CHANGED, words)
        return _with_sentence(source, judged.place.span)


def _check_form(sentence: str) -> None:
    seen = all(unicodedata.category(sign) not in _UNSEEN for sign in sentence)
    if not seen or not has_words(sentence) or len(sentence) > LONGEST_SENTENCE or _ENDS_INSIDE.search(sentence):
        raise _Failed(Fault.FORM)


def fault_in(sentence: str, quotes: list[str]) -> tuple[Fault, str] | None:
    """Return why a sentence does not stand on the words it quotes, with the number or name; None where it does.

    28 sentences written by hand on the four notices: all stand; with any one digit changed none of 269 does; beside the
    quote of another of them 16 of 746 do, most of them English or on the same subject.
    """
    stray = figure.unsupported(sentence, quotes)
    if stray:
        return Fault.FIGURE, stray
    stray = name.unsupported(sentence, quotes)
    if stray:
        return Fault.NAME, stray
    if not name.is_english(sentence) and _shared(sentence, quotes) < LEAST_SHARED:
        return Fault.STRAY, ""
    return None


def _shared(sentence: str, quotes: list[str]) -> float:
    """Return the share of the sentence's Chinese words that stand in its quotes, 0 to 1; 0 where it has no word."""
    words = {word for word in words_of(sentence) if HAN.fullmatch(word)}
    held = [folded_words(quote) for quote in quotes]
    return sum(any(word in quote for quote in held) for word in words) / (len(words) or 1)


def _with_sentence(source: Source, span: Span) -> Quote:
    """Return the quotation, with the sentence or sentences of the passage that it stands in."""
    notice, passage = source.notice, source.passage
    cut = sentences(passage.text) or ((0, len(passage.text)),)
    around = [quoted(notice, passage, one, one).span for one in cut]
    held = [one for one in around if one.start < span.end and span.start < one.end] or [span]
    return Quote(notice, passage, span, Span(min(span.start, held[0].start), max(span.end, held[-1].end)))


def _seen(words: str) -> str:
    """Return words that may be shown: one line, no unseen signs, shortened."""
    kept = words[:LONGEST_SENTENCE]
    plain = " ".join("".join(" " if unicodedata.category(sign) in _UNSEEN else sign for sign in kept).split())
    return plain if len(words) <= LONGEST_SENTENCE else f"{plain}…"
