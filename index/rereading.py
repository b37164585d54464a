"""Claims read again: which of the first answers, in which words, and what speaks for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from corpus.sentence import sentences
from index.asks import Asks
from index.detector import bears
from index.entry import Entry
from index.excerpt import excerpt
from index.fact import Fact
from index.held import HeldTexts
from index.highlight import Stretch
from index.listing import Listed
from index.reader import Told

# Claims that are read, of a question in words that passages hold and of one in others, and signs of each: some 30 ms a
# claim.  In other words the first sentence answers, for 1, 2, 3, 4, 5 read: 158 questions of our passages kept back
# .639 .639 .646 .652 .671, 20 on the four notices .25 .25 .30 .30 .40.  Of 150 signs as much is told as of 90.
READ, READ_OTHER_WORDS, SIGNS = 2, 5, 90
# Of what is told, beside a pick's own score.  The first sentence answers, for 0, .05, .1, .2 and 1: our passages kept
# back, in shared words .893 .907 .927 .933 .927, in other words .543 .603 .636 .623 .609; notices-2020, tuning half
# .657 .677 .673 .673 .637.
WEIGHT = 0.1
# What is told of a text that says nothing of the question; more or less than this counts no further.
MOST = 6.0
# Character F1 of the picked words and of those that are read, our own passages and notices-2020 (both halves): number
# .630 .735 and .670 .721, time .522 .675 and .627 .677, who .395 .707 and .526 .745, where .173 .374 and .416 .565,
# whether .259 .379 and .436 .559, contact (notices-2020) .524 .537; how .245 .499 but .515 .373, what .250 .589 but
# .462 .389: those stay as they are.
_BY_READING = frozenset({Asks.NUMBER, Asks.WHEN, Asks.WHO, Asks.WHERE, Asks.WHETHER, Asks.CONTACT})

# The likeliest clauses of a list are read, so many, where none is as likely as this or says so much of the subject in
# one sentence.  A list none of which reads better than the last bears nothing out: of 22 lists that the notices do not
# answer and that were given 15 are refused so, of those that they do answer none of 221 in shared words and 8 of 134 in
# others; read whatever they say of the subject 17, 2 and 8, with -2.2 15, none and 13.
_SURE, _SAID, _READ_OF_LIST, _LEAST_TOLD = 0.85, 0.9, 4, -2.5

# What is made of a question and texts, each with its title (see `reader`).
Read = Callable[[str, Sequence[tuple[str, str]]], Sequence[Told]]


@dataclass(frozen=True, slots=True)
class Reread:
    """Claims after they were read.

    facts: what was read, first what answers best by words and by reading
    told:  log odds of the first of them, and the most of any that was read
    """

    facts: tuple[Fact, ...]
    told: tuple[float, float]


def reread(read: Read, question: str, asks: Asks, facts: Sequence[Fact], held: HeldTexts) -> Reread:
    """Read every claim, and put the one first that answers."""
    if not facts:
        return Reread((), (-MOST, -MOST))
    entries = [held.entries[held.rows([fact.passage])[0]] for fact in facts]
    shown = [excerpt(entry.text, fact.pick.sentence, SIGNS) for entry, fact in zip(entries, facts, strict=True)]
    told = read(question, [_titled(entry, part) for entry, part in zip(entries, shown, strict=True)])
    answers = [max(-MOST, min(MOST, one.answers)) for one in told]
    order = sorted(range(len(told)), key=lambda at: -(facts[at].pick.score + WEIGHT * answers[at]))
    worded = [_worded(facts[at], asks, entries[at].text, told[at], shown[at][0]) for at in order]
    return Reread(tuple(worded), (answers[order[0]], max(answers)))


def bears_out(read: Read, question: str, listed: Sequence[Listed], held: HeldTexts) -> bool:
    """Say whether the likeliest clauses of a list read as if they answered, unread where one is sure or says enough."""
    likeliest = sorted(listed, key=lambda one: -one.chance)[:_READ_OF_LIST]
    if not likeliest or likeliest[0].chance >= _SURE or max(one.words for one in listed) >= _SAID:
        return True
    entries = [held.entries[one.row] for one in likeliest]
    texts = [
        _titled(entry, excerpt(entry.text, one.sentences[0], SIGNS))
        for entry, one in zip(entries, likeliest, strict=True)
    ]
    return max(one.answers for one in read(question, texts)) >= _LEAST_TOLD


def _titled(entry: Entry, part: Stretch) -> tuple[str, str]:
    """Return a part of a passage as it is read: its headings, and the words."""
    return entry.context.replace("\n", " "), entry.text[slice(*part)]


def _worded(fact: Fact, asks: Asks, text: str, told: Told, shown_from: int) -> Fact:
    """Return the claim with the words that were read, where those of its kind are better so."""
    if asks not in _BY_READING or told.words[0] >= told.words[1]:
        return fact
    start = shown_from + told.words[0]
    sentence = next((cut for cut in sentences(text) if cut[0] <= start < cut[1]), fact.pick.sentence)
    end = min(shown_from + told.words[1], sentence[1])
    printed = text[start:end].rstrip("。；，、！？;,!? \n\u3000")
    if not printed.strip() or (asks is Asks.NUMBER and not bears(asks, printed)):
        return fact
    typed = fact.pick.typed or bears(asks, printed)
    return replace(fact, pick=replace(fact.pick, words=(start, start + len(printed)), sentence=sentence, typed=typed))
