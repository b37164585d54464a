"""The two halves of a public set: one to set constants on, one to report."""

from enum import Enum
from hashlib import sha256


class Half(Enum):
    """What a question may be used for."""

    TUNING = "tuning"
    VALIDATION = "validation"


def half_of(question: str) -> Half:
    """Return the half of the question with this id: tuning where the first byte of the id's sha256 is even.

    It depends on nothing but the id, so it is the same for everybody and for ever, whatever else is in the set.
    """
    return Half.VALIDATION if sha256(question.encode("utf-8")).digest()[0] % 2 else Half.TUNING
