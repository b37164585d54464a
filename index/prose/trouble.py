"""What can go wrong with a language model's server, in words that hold nothing the server sent."""

from enum import Enum


class Trouble(Enum):
    """The conditions; the value is told to whoever asked.  Nothing of an address, a key or an answer is in it."""

    UNREACHED = "the language model cannot be reached"
    REFUSED = "the language model's server refuses the question"
    REDIRECTED = "the language model's server sends the question on to another address, which is not followed"
    FOREIGN = "the language model's server answers with something else than a chat completion"
    BROKEN = "the language model's answer broke off"
    LATE = "the language model took too long"
    ENDLESS = "the language model's answer was cut off: it was longer than a summary is"
    BUSY = "the language model is busy with other questions"
    SILENT = "the language model wrote nothing"
    UNVERIFIED = "no sentence of the language model could be verified; the quotations stand alone"
    CLIPPED = "only the first clauses were given to the language model"


class ChatFailure(Exception):
    """The model gave no whole answer.

    detail: what an operator needs beside `trouble`: a status such as `401`; "" where there is nothing to add
    """

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(f"{trouble.value}{f' ({detail})' if detail else ''}")
        self.trouble, self.detail = trouble, detail
