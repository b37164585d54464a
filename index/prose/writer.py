"""The writer: a language model that puts what an answer quotes into sentences; the gate passes or drops each."""

from collections.abc import Generator, Iterable
from contextlib import closing
from dataclasses import dataclass

from index.answer import Answer, Claim
from index.checking import Judge
from index.prose.chat import Chat
from index.prose.connection import Connection
from index.prose.gate import Dropped, Gate
from index.prose.prompt import messages, sources_of
from index.prose.trouble import ChatFailure, Trouble
from index.prose.utterance import utterances

# What is asked for is 8; a model that goes on is listened to for so many, and then no more.
MOST_SENTENCES = 24


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a reader of the prose is told.

    detail: a status such as `401`; "" where there is nothing to add
    """

    trouble: Trouble
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.trouble.value}{f' ({self.detail})' if self.detail else ''}"


Part = Claim | Dropped | Note


@dataclass(frozen=True, slots=True)
class Prose:
    """What came of asking the model.

    model:   its name
    claims:  sentences that passed, each with its quotations, in the order written
    dropped: those that did not, with the reason
    notes:   what went wrong on the way
    """

    model: str
    claims: tuple[Claim, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    notes: tuple[Note, ...] = ()

    @classmethod
    def of(cls, model: str, parts: Iterable[Part]) -> "Prose":
        """Put together what `Writer.write` yields."""
        listed = list(parts)
        claims = tuple(part for part in listed if isinstance(part, Claim))
        dropped = tuple(part for part in listed if isinstance(part, Dropped))
        return cls(model, claims, dropped, tuple(part for part in listed if isinstance(part, Note)))


class Writer:
    """Asks a language model to write.  Threads may share one.

    signs: of clauses that it is given at most, one clause at least
    """

    def __init__(self, chat: Chat, signs: int) -> None:
        self._chat, self._signs = chat, signs

    @property
    def name(self) -> str:
        """The model's name, as an answer gives it under `written_by`."""
        return self._chat.server.model or "language model"

    @property
    def seconds(self) -> float:
        """How long `write` takes at most."""
        return self._chat.server.seconds

    def connection(self) -> Connection:
        """Return a connection for `write`; cutting it ends what is written over it."""
        return self._chat.connection()

    def write(self, answer: Answer, judge: Judge, connection: Connection | None = None) -> Generator[Part]:
        """Yield each sentence as soon as it has passed or failed, and what went wrong; it raises nothing of that.

        A refusal is not sent to the model: there is nothing to quote, so there is nothing to write.
        """
        if not answer.claims:
            return
        sources, whole = sources_of(answer, self._signs)
        if not whole:
            yield Note(Trouble.CLIPPED, str(len(sources)))
        gate, count, passed = Gate(sources, judge), 0, 0
        try:
            with closing(self._chat.pieces(messages(answer.question, sources), connection)) as pieces:
                for utterance in utterances(pieces):
                    count += 1
                    if count > MOST_SENTENCES:
                        raise ChatFailure(Trouble.ENDLESS)
                    part = gate.passed(utterance)
                    passed += isinstance(part, Claim)
                    yield part
        except ChatFailure as failure:
            yield Note(failure.trouble, failure.detail)
        else:
            if not passed:
                yield Note(Trouble.UNVERIFIED if count else Trouble.SILENT)

    def close(self) -> None:
        """End what is being written."""
        self._chat.close()
