"""Answering by quotation: what to quote for a list, what for one thing, and when to refuse."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from corpus.sentence import sentences
from index.asks import Asks, one_thing_of
from index.elsewhere import is_elsewhere, places_named
from index.entry import Entry
from index.fact import Fact, best_pick, echoes
from index.focus import around_asking, focus_of
from index.folded import fold
from index.held import HeldTexts
from index.highlight import Stretch
from index.inquiry import Grounds, Inquiry, Models
from index.list_form import CLEARLY, PERHAPS, list_odds, wants_list
from index.listing import Listed, Nears, listed, near_of
from index.measure import gives
from index.off_topic import nearness
from index.ranking import Ranked
from index.refusal import ANSWERED_FROM, Evidence, certainty
from index.rereading import READ, READ_OTHER_WORDS, bears_out, reread
from index.sought import Sought
from index.subject import Subject, subject_of
from index.topic import Topic, stands, topic_of
from index.year import speaks_of, years_named

# Nearest passages that the evidence is of, those of them that words are picked from, and those shown with a refusal.
# Character F1 of the first quote for 5 and 8 picked from, tuning half of notices-2020: .487, .483.
LOOKED_IN, PICKED_FROM, NEAR = 12, 5, 5
# Passages below one that only repeats the question.
_BELOW = 5
# Claims that are always given, and all claims: further ones where they hold this part of the question's words that
# the first holds, since several notices may answer.
FACTS, MOST_FACTS = 3, 5
_BESIDE = 0.75
# A sentence without a figure, a time, a place or an address answers no question for one.  Of 32 such first sentences
# for questions of eval/questions none was right; 10 of them were quoted before this.
_BORNE = frozenset({Asks.NUMBER, Asks.WHEN, Asks.WHERE, Asks.CONTACT})
# Of these a sentence must give the quantity that is asked for (see `measure`).
_MEASURED = frozenset({Asks.NUMBER, Asks.WHEN})
# Where no passage has this share of the question's words, words cannot choose among passages and sentences.  Of 37
# questions in other words whose clause a search ranks first the sentence chosen by words answers 26, by meaning 31.
_KNOWN = 0.5
# A sentence that has no vector yet costs some 6 ms.
_MOST_SENTENCES = 12
# A figure or Latin word.
_SIGNS = re.compile(r"\d+(?:\.\d+)?%?|[a-z]{3,}")
# Passages that are close to a question; the mean of as many behind them says how far they stand out.
_CLOSE = 5
# What stands for the words around the word that asks where there are none.
_UNASKED = 0.5
# Things of a list whose meaning is looked for; each costs some 5 ms.
_MOST_THINGS = 4


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found for a question.

    facts:     best first; for a list at most one, that answers best where the question may want one thing
    listed:    passages on the subject, by row; () for a fact
    ranked:    the closest passages, best first
    seen:      what speaks for an answer
    certainty: of an answer, 0 to 1 (see refusal); of a list that of its likeliest clause
    direct:    that the fact of a list answers, 0 to 1
    """

    asks: Asks
    topic: Topic
    facts: tuple[Fact, ...]
    listed: tuple[Listed, ...]
    ranked: tuple[Ranked, ...]
    seen: Evidence
    certainty: float
    direct: float = 0.0

    @property
    def answering(self) -> tuple[Fact, ...]:
        """The facts, if it is likely enough that they answer."""
        return self.facts if (self.direct if self.listed else self.certainty) >= ANSWERED_FROM else ()


def find(inquiry: Inquiry, grounds: Grounds, models: Models, listing: Grounds | None = None) -> Finding:
    """Look for what answers, or list every clause, or both where the question's form leaves it open.

    listing: what a list is made from; None: `grounds`
    """
    asked, listing = inquiry.asked.text, listing or grounds
    odds = list_odds(asked)
    if inquiry.as_list:
        return _every(inquiry, listing, models)
    if odds >= CLEARLY:
        return _borne_out(_every(inquiry, listing, models), inquiry, listing, models)
    one = _one_thing(inquiry, grounds, models)
    if odds < PERHAPS:
        return one
    every = _every(inquiry, listing, models)
    told = one.seen.read[0] if one.seen.read else 0.0
    chances = [clause.chance for clause in every.listed]
    answered = bool(one.answering)
    if len(chances) <= answered or not wants_list(asked, told, chances, answered=answered):
        return one
    if not answered and not _borne_out(every, inquiry, listing, models).listed:
        return one
    return replace(every, facts=one.facts[:1], direct=one.certainty)


def _borne_out(every: Finding, inquiry: Inquiry, grounds: Grounds, models: Models) -> Finding:
    """Return a list without its clauses where they do not read as if they answered (see `rereading`)."""
    if models.read is None or bears_out(models.read, inquiry.asked.text, every.listed, grounds.held):
        return every
    return replace(every, listed=(), certainty=0.0)


def _every(inquiry: Inquiry, grounds: Grounds, models: Models) -> Finding:
    """List every clause."""
    asked = inquiry.asked
    rarity, other_words = grounds.indexes.words.rarity, grounds.widen(asked.text)
    topic = topic_of(asked.text, rarity, other_words)
    ranked = tuple(grounds.closest(asked, LOOKED_IN))
    seen = evidence(inquiry, grounds, topic, ranked, ())
    subject = subject_of(inquiry.about, rarity, other_words) if inquiry.about else Subject(())
    subject = subject if subject.things else subject_of(asked.text, rarity, other_words)
    near = _near(inquiry, grounds, models, subject)
    found = listed(subject, grounds.held, near, inquiry.aside, inquiry.least)
    clauses = tuple(_saying(inquiry, grounds, one) for one in found)
    return Finding(Asks.LIST, topic, (), clauses, ranked, seen, max((one.chance for one in clauses), default=0.0))


def _saying(inquiry: Inquiry, grounds: Grounds, one: Listed) -> Listed:
    """Return a clause of a list with the sentence that is nearest by meaning, where none has a word of the subject."""
    if one.words:
        return one
    nearest = _nearest_sentence(inquiry, grounds, Models(), grounds.held.entries[one.row])
    return replace(one, sentences=(nearest,)) if nearest else one


def _one_thing(inquiry: Inquiry, grounds: Grounds, models: Models) -> Finding:
    asked = inquiry.asked
    topic = topic_of(asked.text, grounds.indexes.words.rarity, grounds.widen(asked.text))
    ranked = tuple(grounds.closest(asked, LOOKED_IN))
    known = _known(topic, grounds.held, ranked)
    sought = Sought(topic, one_thing_of(asked.text), focus_of(asked.text), known)
    facts, told = tuple(_facts(inquiry, grounds, models, sought, ranked)), None
    if models.read is not None:
        most = READ if sought.known else READ_OTHER_WORDS
        again = reread(models.read, inquiry.asked.text, sought.asks, facts[:most], grounds.held)
        again = replace(again, facts=(*again.facts, *facts[most:]))
        facts, told = again.facts, again.told
    seen = replace(evidence(inquiry, grounds, sought.topic, ranked, facts), read=told)
    typed = seen.typed or sought.asks not in _BORNE
    apt = typed and not _of_another_year(grounds, sought.asks, inquiry.asked.text, facts)
    return Finding(sought.asks, sought.topic, facts, (), ranked, seen, certainty(seen) if apt else 0.0)


def _of_another_year(grounds: Grounds, asks: Asks, question: str, facts: Sequence[Fact]) -> bool:
    """Say whether a number is asked of a year that neither the passage nor its notice's date and headings have.

    It costs no answered question of the tuning sets (our own, refusal_tuning, notices-2020), of which 13 name a year.
    """
    years = years_named(question) if asks is Asks.NUMBER else frozenset[int]()
    if not years or not facts:
        return False
    row = grounds.held.rows([facts[0].passage])[0]
    spoken = speaks_of(grounds.held.folded_at(row), years)
    return not spoken and years.isdisjoint(grounds.dated(grounds.held.entries[row].notice))


def _near(inquiry: Inquiry, grounds: Grounds, models: Models, subject: Subject) -> Nears:
    """Return how near the passages to look at come to the question, to the nearest of the things it names, and by what
    they say: a passage without vectors of its sentences counts as one itself.
    """
    ids, dense, asked = grounds.held.ids, grounds.indexes.dense, inquiry.asked.vector
    looked_at = None if grounds.scope is None else np.isin(ids, grounds.scope.passages)
    question = dense.cosines(asked, ids)
    said = grounds.said().nearest(asked, ids)
    named = [thing.printed for thing in subject.things[:_MOST_THINGS]]
    itself = named in ([], [fold(inquiry.asked.text)])
    vectors = models.questions(named) if models.questions and not itself else ()
    things = np.max([dense.cosines(vector, ids) for vector in vectors] or [question], axis=0)
    said = np.where(np.isnan(said), question, said)
    return Nears(*(near_of(each.astype(np.float64), looked_at) for each in (question, things, said)))


def _known(topic: Topic, held: HeldTexts, ranked: Sequence[Ranked]) -> bool:
    """Say whether a passage holds the question's words."""
    rows = held.rows([one.passage for one in ranked])
    return max((topic.covered(held.folded_at(row)) for row in rows), default=0.0) >= _KNOWN


def _facts(inquiry: Inquiry, grounds: Grounds, models: Models, sought: Sought, ranked: Sequence[Ranked]) -> list[Fact]:
    """Return the best words of each passage: what answers best, then those of the other nearest passages.

    Where no passage holds the question's words they cannot choose: the nearest passage is first, and its sentence that
    is nearest by meaning.
    """
    held = grounds.held
    found: list[Fact] = []
    for row, place in _places(held, sought.topic, _from_there(inquiry, grounds, ranked)[:PICKED_FROM]).items():
        entry = held.entries[row]
        within = None if sought.known or found else _nearest_sentence(inquiry, grounds, models, entry)
        pick = best_pick(sought, entry.text, entry.context, place, within)
        if pick and (sought.asks not in _MEASURED or gives(inquiry.asked.text, entry.text[slice(*pick.sentence)])):
            found.append(Fact(entry.passage, pick))
    if not found:
        return []
    first = max(found, key=lambda fact: fact.pick.score) if sought.known else found[0]
    others = [fact for fact in found if fact is not first]
    beside = [fact for fact in others[FACTS - 1 :] if fact.pick.holds >= first.pick.holds * _BESIDE]
    return [first, *others[: FACTS - 1], *beside][:MOST_FACTS]


def _from_there(inquiry: Inquiry, grounds: Grounds, ranked: Sequence[Ranked]) -> list[Ranked]:
    """Return those of `ranked` that are not of another place than one that the question names.

    Of the first claims of the tuning sets, 470 of notices whose place is known, it takes away 26: 24 where the library
    does not answer, and two wrong ones.
    """
    places, held = places_named(inquiry.asked.text), grounds.held
    if not places:
        return list(ranked)
    rows = [(one, row) for one in ranked for row in held.rows([one.passage])]
    placed = [(one, row, grounds.placed(held.entries[row].notice)) for one, row in rows]
    return [one for one, row, place in placed if not is_elsewhere(places, held.folded_at(row), place)]


def _nearest_sentence(inquiry: Inquiry, grounds: Grounds, models: Models, entry: Entry) -> Stretch | None:
    """Return the sentence of a passage that is nearest to the question, None where that cannot be told."""
    cut = sentences(entry.text)
    said = grounds.said().of(entry.passage) if len(cut) > 1 else None
    if said is not None and said.spans == cut:
        return cut[int(np.argmax(said.cosines(inquiry.asked.vector)))]
    if models.passages is None or len(cut) <= 1:
        return None
    texts = [entry.text[slice(*sentence)] for sentence in cut[:_MOST_SENTENCES]]
    return cut[int(np.argmax(models.passages(texts) @ inquiry.asked.vector))]


def _places(held: HeldTexts, topic: Topic, ranked: Sequence[Ranked]) -> dict[int, float]:
    """Return the rows to pick words from, each with its passage's score, best first.

    For a passage that only repeats the question those below it in its notice stand in.
    """
    places: dict[int, float] = {}
    for one in ranked:
        for row in held.rows([one.passage]):
            below = held.below(row, _BELOW) if echoes(topic, held.entries[row].text) else ()
            for place in below or (row,):
                places[place] = max(one.score, places.get(place, 0.0))
    return dict(sorted(places.items(), key=lambda place: -place[1]))


def evidence(
    inquiry: Inquiry, grounds: Grounds, topic: Topic, ranked: Sequence[Ranked], facts: Sequence[Fact]
) -> Evidence:
    """Return what speaks for an answer."""
    held, words, asked = grounds.held, grounds.indexes.words, inquiry.asked
    rows = held.rows([one.passage for one in ranked])
    claimed = "".join(held.folded_at(row) for row in held.rows([fact.passage for fact in facts[:1]]))
    there, rarest, named = topic.held(claimed), words.rarity("\0"), topic.of_words
    around = around_asking(asked.text)
    wanted = [word for word in topic.weights if word in around]
    cosines = sorted((one.meaning for one in ranked), reverse=True)
    return Evidence(
        passage=max((topic.covered(held.folded_at(row)) for row in rows), default=0.0),
        words=max((one.words for one in ranked), default=0.0) / (words.ideal(asked.text) or 1.0),
        typed=bool(facts) and facts[0].pick.typed,
        asked=_part(topic, wanted, there) if wanted else _UNASKED,
        named=_part(topic, named, there),
        unheld=_part(topic, named, {word for word in named if topic.weights[word] >= rarest}),
        lacking=max((topic.weights[word] for word in named if word not in there), default=0.0) / (rarest or 1.0),
        unlike=any(not stands(claimed, sign) for sign in _SIGNS.findall(fold(asked.text))),
        near=nearness(cosines[0] if cosines else 0.0, inquiry.aside),
        margin=cosines[0] - float(np.mean(cosines[5:10])) if len(cosines) > _CLOSE else 0.0,
    )


def _part(topic: Topic, words: Sequence[str], there: Collection[str]) -> float:
    """Return the part of the weight of `words` that those `there` have, 0 to 1."""
    whole = sum(topic.weights[word] for word in words)
    return sum(topic.weights[word] for word in words if word in there) / (whole or 1.0)
