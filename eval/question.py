"""The questions of eval/questions/four.jsonl, each with every clause that answers it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from corpus.citation import path_text
from index.tokens import HAN

FOUR = Path(__file__).parent / "questions" / "four.jsonl"


class Kind(Enum):
    """What a question wants: every clause on a subject, one thing, or what these notices do not say."""

    LIST = "list"
    FACT = "fact"
    NONE = "none"


class Wording(Enum):
    """Whether a question has a content word in common with a clause that answers it."""

    SHARED = "shared"
    PARAPHRASED = "paraphrased"


@dataclass(frozen=True, slots=True)
class Question:
    """One question and its answer.

    clauses: the units (see `clause_unit`) that answer it, all of them; none for Kind.NONE
    """

    id: str
    text: str
    kind: Kind
    wording: Wording
    clauses: frozenset[str]

    @property
    def english(self) -> bool:
        """Whether more letters are Latin than Chinese: an English question may name 职教本科."""
        latin = sum(letter.isascii() and letter.isalpha() for letter in self.text)
        return latin > sum(map(len, HAN.findall(self.text)))


def clause_unit(source: str, path: Sequence[str]) -> str:
    """Name a clause among all notices by its file and path: `吉教职成〔2024〕4号#三/（二）`; .txt is left out."""
    return f"{source.removesuffix('.txt')}#{path_text(tuple(path))}"


def notice_of(unit: str) -> str:
    """Return the notice's part of a clause's name."""
    return unit.rpartition("#")[0]


def read_questions(file: Path = FOUR) -> list[Question]:
    """Read every question, in the file's order."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [_question(line) for line in lines if line.strip()]


def _question(line: str) -> Question:
    record = json.loads(line)
    clauses = frozenset(f"{notice}#{path}" for notice, path in record["clauses"])
    return Question(record["id"], record["text"], Kind(record["kind"]), Wording(record["wording"]), clauses)
