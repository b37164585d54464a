"""A question with texts that answer it and texts that do not: what a reader is trained on."""

import json
import lzma
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from eval.reader.window import Sizes, nearest, window, without
from eval.testset import read_testset
from index.folded import fold
from index.highlight import Stretch
from index.reader import TITLE_SIGNS

# Passages of official texts, free of copyright, each with two questions that it answers and two that it nearly does,
# one of each in its own words and one in others, some of them in English too; written for this by sessions of a
# language model.
OWN = Path(__file__).with_name("own.jsonl.xz")
# Further questions on some of them, to be told apart by reading closely: three that a passage nearly answers and two
# that it does, although they look like the former.
CLOSE = Path(__file__).with_name("close.jsonl.xz")
# Of the own passages so many 256ths are kept back, to measure on.
KEPT_BACK = 26
# Signs shown of a paragraph of an encyclopedia, and of our own passages.
GENERAL, OFFICIAL, PART = Sizes(50, 150), Sizes(50, 170), Sizes(40, 120)
# So often a near miss is shown the sentence it sounds like, else any.
AS_FOUND = 0.8
# A passage longer than this may be shown without the words that answer.
DIVISIBLE = 160


@dataclass(frozen=True, slots=True)
class Shown:
    """A text shown for a question.

    words: those that answer, offsets in the text; None where it does not answer, or where they are not known
    """

    title: str
    text: str
    words: Stretch | None
    answers: bool


@dataclass(frozen=True, slots=True)
class Example:
    """A question and the texts it is read with."""

    question: str
    shown: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class OwnPassage:
    """One of our own passages.

    id:        p0001
    title:     title and headings
    source:    the file it is from
    questions: kind (shared, other, near, near_other), question, answering words or ""
    """

    id: str
    title: str
    text: str
    source: str
    questions: tuple[tuple[str, str, str], ...]

    @property
    def kept_back(self) -> bool:
        """It is for measuring."""
        return sha256(self.id.encode()).digest()[0] < KEPT_BACK


def own_passages(file: Path = OWN) -> list[OwnPassage]:
    """Read our own passages, those kept back too."""
    return [OwnPassage(one["id"], one["title"], one["text"], one["source"], _questions(one)) for one in _lines(file)]


def close_passages(passages: Sequence[OwnPassage], file: Path = CLOSE) -> list[OwnPassage]:
    """Return those of the passages that are asked about again, with these questions; none of them is kept back."""
    known = {one.id: one for one in passages}
    return [replace(known[one["id"]], questions=_questions(one)) for one in _lines(file)]


def _lines(file: Path) -> list[dict[str, Any]]:
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _questions(told: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    return tuple((kind, question, words) for kind, question, words in told["questions"])


def own_examples(passages: Sequence[OwnPassage], chance: random.Random) -> Iterator[Example]:
    """Yield an example for every question: a near miss is shown the passage that nearly answers it."""
    by_source: defaultdict[str, list[OwnPassage]] = defaultdict(list)
    for passage in passages:
        by_source[passage.source].append(passage)
    for passage in passages:
        for _, question, answer in passage.questions:
            if not answer:
                part = window(passage.text, _tempting(passage.text, question, chance), Sizes(70, 170), chance)
                yield Example(question, (_shown(passage, part, None),))
                continue
            start = passage.text.index(answer)
            words = (start, start + len(answer))
            right = _shown(passage, window(passage.text, words, OFFICIAL, chance), words)
            wrong = _wrong(passage, answer, by_source[passage.source], chance)
            yield Example(question, (right, *wrong))


def _tempting(text: str, question: str, chance: random.Random) -> Stretch:
    """Return what a near miss is shown for: mostly the sentence it sounds like, as answering would find it."""
    if chance.random() < AS_FOUND:
        return nearest(text, question)
    start = chance.randrange(len(text))
    return start, min(len(text), start + 8)


def _wrong(passage: OwnPassage, answer: str, beside: Sequence[OwnPassage], chance: random.Random) -> Iterator[Shown]:
    """Yield a part of another passage of the file, and half of the time one of the same without the answer."""
    others = [one for one in beside if one is not passage and answer not in one.text]
    if others:
        other = chance.choice(others)
        found = without(other.text, (answer,), OFFICIAL, chance)
        yield from [_shown(other, found, None)] if found else []
    if len(passage.text) > DIVISIBLE and chance.random() < 0.5:
        found = without(passage.text, (answer,), PART, chance)
        yield from [_shown(passage, found, None)] if found else []


def _shown(passage: OwnPassage, part: Stretch, words: Stretch | None) -> Shown:
    inside = (words[0] - part[0], words[1] - part[0]) if words else None
    return Shown(passage.title[-TITLE_SIGNS:], passage.text[slice(*part)], inside, words is not None)


def general_examples(folder: Path, chance: random.Random) -> Iterator[Example]:
    """Yield the questions of a set of reading comprehension (cmrc2018, drcd): `answers` says the words.

    The window that does not answer is of the same paragraph; another question's stands in where there is none, and
    one time in four besides.
    """
    held = read_testset(folder)
    texts = {passage.id: passage for passage in held.passages}
    with (folder / "queries.jsonl").open(encoding="utf-8") as lines:
        answers: Mapping[str, list[str]] = {one["id"]: one["answers"] for one in map(json.loads, lines)}
    made: list[tuple[str, list[Shown]]] = []
    for id_, question in held.questions.items():
        passage = texts[next(iter(held.grades[id_]))]
        text = _same_length(passage.text)
        known = tuple(_same_length(answer) for answer in answers[id_])
        answer = next((one for one in known if one and one in text), None)
        if answer is None:
            continue
        words = _best_place(text, answer, question)
        part = window(text, words, GENERAL, chance)
        right = Shown(passage.title, text[slice(*part)], (words[0] - part[0], words[1] - part[0]), answers=True)
        found = without(text, known, GENERAL, chance)
        wrong = [Shown(passage.title, text[slice(*found)], None, answers=False)] if found else []
        made.append((question, [right, *wrong]))
    for question, shown in made:
        other = chance.choice(made)[1][0]
        more = (
            [Shown(other.title, other.text, None, answers=False)] if len(shown) == 1 or chance.random() < 0.25 else []
        )
        yield Example(question, (*shown, *more))


def _same_length(text: str) -> str:
    """Return `text` in simplified script where that keeps every sign's place."""
    folded = fold(text)
    return folded if len(folded) == len(text) else text


def _best_place(text: str, answer: str, question: str) -> Stretch:
    """Return where `answer` stands with most of the question around it."""
    pairs = {question[at : at + 2] for at in range(len(question) - 1)}

    def around(start: int) -> int:
        near = text[max(0, start - 40) : start + len(answer) + 40]
        return sum(near[at : at + 2] in pairs for at in range(len(near) - 1))

    places = [at for at in range(len(text)) if text.startswith(answer, at)]
    start = max(places, key=around)
    return (start, start + len(answer))
