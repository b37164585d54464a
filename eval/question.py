"""The questions of eval/questions over our four notices, each with every clause that answers it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from corpus.citation import path_text
from index.form_sign import is_english

FOUR = Path(__file__).parent / "questions" / "four.jsonl"
# Written after the code of `ask` was done, by a session that had seen neither; nothing may be tuned on them.
FRESH = FOUR.with_name("fresh.jsonl")
# Such a set of before, since tuned on.
EARLIER = FOUR.with_name("earlier.jsonl")
# Lists by another author, to tune on.
LISTS_TUNING = FOUR.with_name("lists_tuning.jsonl")
ALSO_ANSWER = FOUR.with_name("also_answer.jsonl")


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

    clauses: the units (see `clause_unit`) of the four notices that answer it, all of them; none for Kind.NONE
    also:    units of the distractors that were found to answer it as well
    """

    id: str
    text: str
    kind: Kind
    wording: Wording
    clauses: frozenset[str]
    also: frozenset[str] = frozenset()

    @property
    def english(self) -> bool:
        """Whether more letters are Latin than Chinese: an English question may name 职教本科."""
        return is_english(self.text)

    @property
    def group(self) -> str:
        """The wording and, for an English one, the language: what figures are reported by."""
        return self.wording.value + (", English" if self.english else "")


def clause_unit(source: str, path: Sequence[str]) -> str:
    """Name a clause among all notices by its file and path: `吉教职成〔2024〕4号#三/（二）`; .txt is left out."""
    return f"{source.removesuffix('.txt')}#{path_text(tuple(path))}"


def notice_of(unit: str) -> str:
    """Return the notice's part of a clause's name."""
    return unit.rpartition("#")[0]


def read_questions(file: Path = FOUR, also_answer: Path = ALSO_ANSWER) -> list[Question]:
    """Read every question, in the file's order."""
    also = {record["id"]: _units(record) for record in _records(also_answer)}
    return [
        Question(
            record["id"],
            record["text"],
            Kind(record["kind"]),
            Wording(record["wording"]),
            _units(record),
            also.get(record["id"], frozenset()),
        )
        for record in _records(file)
    ]


def _records(file: Path) -> Iterator[dict[str, Any]]:
    yield from (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip())


def _units(record: dict[str, Any]) -> frozenset[str]:
    return frozenset(f"{notice}#{path}" for notice, path in record["clauses"])
