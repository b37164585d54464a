"""A question and what answers it: what an adapter is trained on."""

import json
import lzma
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from eval.half import Half, half_of
from eval.reader.example import OwnPassage
from eval.testset import TestPassage, TestSet
from index.entry import embedded_text

# Written for this: what lay people and administrators ask of some 10,000 clauses of laws and notices.
OWN = Path(__file__).with_name("own.jsonl.xz")
ARTICLE = re.compile(r"^(第[一二三四五六七八九十百千零]+条(?:之.)?)[ 　]+")
COUNTRY = re.compile("^中华人民共和国")
# Of the tuning half as many 256ths are kept back, to choose what no gradient can.
KEPT_BACK = 48
# Two texts that begin with so many letters in common are one text.
SAME_LETTERS = 60


@dataclass(frozen=True, slots=True)
class Pair:
    """One question with every passage known to answer it, as a model reads them.

    kind:  where it is from: `own`, `read`, `statutes`, or the rule that made it
    group: law or notice; pairs of a group are near each other's wrong answers
    """

    kind: str
    question: str
    passages: tuple[str, ...]
    group: str


def letters(text: str) -> str:
    """Return `text` without the label of its article, blanks and signs."""
    return re.sub(r"^第[一二三四五六七八九十百千零]+条(之[一二三四五])?|\W", "", text)


def text_key(text: str) -> str:
    """Return what tells a text from others whatever its label, blanks and signs."""
    return letters(text)[:SAME_LETTERS]


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What must not be trained on: questions of the validation half, and the articles that answer them."""

    questions: frozenset[str]
    articles: frozenset[str]

    @classmethod
    def of(cls, statutes: TestSet) -> "HeldBack":
        """Return what `statutes` is validated with."""
        articles = {passage.id: passage for passage in statutes.passages}
        asked = [id_ for id_ in statutes.questions if half_of(id_) is Half.VALIDATION]
        gold = {text_key(articles[one].text) for id_ in asked for one in statutes.grades[id_] if one in articles}
        return cls(frozenset(letters(statutes.questions[id_]) for id_ in asked), frozenset(gold))


def statute_pairs(statutes: TestSet) -> Iterator[Pair]:
    """Yield the questions of the tuning half, less those kept back, with the articles that are indexed."""
    articles = {passage.id: passage for passage in statutes.passages}
    for id_, question in statutes.questions.items():
        gold = [articles[one] for one in statutes.grades[id_] if one in articles]
        if half_of(id_) is Half.TUNING and not kept_back(id_) and gold:
            yield Pair("statutes", question, tuple(_read(one) for one in gold), re.sub("第.*", "", gold[0].title))


def kept_back(question: str) -> bool:
    """Say whether the question with this id, of a tuning half, is kept back from training."""
    return sha256(question.encode("utf-8")).digest()[1] < KEPT_BACK


def _read(passage: TestPassage) -> str:
    return embedded_text(passage.title, passage.text)


def own_pairs(held_back: HeldBack, chance: random.Random, file: Path = OWN) -> Iterator[Pair]:
    """Yield our own questions, but none of an article that is validated with."""
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        for told in map(json.loads, lines):
            if letters(told["question"]) in held_back.questions or text_key(told["passage"]) in held_back.articles:
                continue
            passage = _formed(told["title"], told["passage"], chance)
            yield Pair("own", told["question"], (passage,), told["source"].split("#")[0])


def read_pairs(held_back: HeldBack, chance: random.Random, passages: Sequence[OwnPassage]) -> Iterator[Pair]:
    """Yield what the reader's own passages answer, but not those that it is measured on, nor an article as above."""
    for one in passages:
        if one.kept_back or text_key(one.text) in held_back.articles:
            continue
        passage = _formed(one.title, one.text, chance)
        yield from (Pair("read", question, (passage,), one.source) for _, question, answer in one.questions if answer)


def _formed(title: str, text: str, chance: random.Random) -> str:
    found = ARTICLE.match(text)
    label, words = (found[1], text[found.end() :]) if found else ("", text)
    return in_a_form(title, label, words, chance.random())


def in_a_form(title: str, label: str, words: str, drawn: float) -> str:
    """Return an article as one of the forms in which passages are embedded; `drawn`, 0 to 1, says which."""
    if label and drawn < 0.5:
        return f"{words}\n{COUNTRY.sub('', title)}{label}"
    if label and drawn < 0.75:
        return f"{label} {words}\n{title}"
    return f"{words}\n{title}"
