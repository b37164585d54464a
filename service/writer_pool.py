"""Where a language model's sentences are waited for, without holding up what needs none."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Generator

from anyio import CapacityLimiter, to_thread

from index.answer import Answer
from index.checker import Checker
from index.prose.trouble import Trouble
from index.prose.writer import Note, Part, Prose, Writer

# Answers written at once.  A model here writes one after the other anyway; each waits in a thread of its own.
AT_ONCE = 4
_log = logging.getLogger("tiaowen")


class WriterPool:
    """Has answers written, a few at once; without a writer it writes nothing."""

    def __init__(self, writer: Writer | None, checker: Checker) -> None:
        self._writer, self._checker = writer, checker
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._limiter = CapacityLimiter(AT_ONCE)

    @property
    def name(self) -> str:
        """The model's name; "" where there is none."""
        return self._writer.name if self._writer else ""

    @property
    def writes(self) -> bool:
        """Say whether there is a writer."""
        return self._writer is not None

    async def parts(self, answer: Answer) -> AsyncGenerator[Part]:
        """Yield the sentences as they pass or fail, and what went wrong; nothing for a refusal."""
        if self._writer is None or not answer.claims:
            return
        try:
            async with asyncio.timeout(self._writer.seconds):
                await self._turns.acquire()
        except TimeoutError:
            yield Note(Trouble.BUSY)
            return
        connection = self._writer.connection()
        parts = self._writer.write(answer, self._checker.judge(), connection)
        try:
            while (part := await self._next(parts)) is not None:
                if isinstance(part, Note):
                    _log.warning("writer: %s", part)
                yield part
        finally:  # also where whoever asked has left: the thread that waits for the model then comes back at once
            connection.cut()
            self._turns.release()

    async def _next(self, parts: Generator[Part]) -> Part | None:
        return await to_thread.run_sync(next, parts, None, abandon_on_cancel=True, limiter=self._limiter)

    async def prose(self, answer: Answer) -> Prose | None:
        """Return all that was written; None where nothing was asked for."""
        if self._writer is None or not answer.claims:
            return None
        return Prose.of(self._writer.name, [part async for part in self.parts(answer)])

    def close(self) -> None:
        """End what is being written."""
        if self._writer:
            self._writer.close()
