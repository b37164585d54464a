"""A language model behind OpenAI's POST …/chat/completions: Ollama, vLLM, llama.cpp, or a public one.

Nothing that the server says is put into an error, since servers repeat the key they refuse.
"""

import json
import threading
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import Request

from pydantic import BaseModel, ValidationError

from index.prose.connection import Connection
from index.prose.trouble import ChatFailure, Trouble

# A summary of a few clauses has some hundred signs; a model that thinks first writes some ten thousand before them.
MOST_TOKENS, MOST_SIGNS, MOST_BYTES, LONGEST_LINE = 4_000, 40_000, 16_000_000, 1_000_000
_COMPLETIONS = "/chat/completions"

Message = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ChatServer:
    """Where a language model is asked.

    url:     whole address, …/v1/chat/completions, or the part before /chat/completions
    model:   its name on the server, "" where it serves one only
    key:     sent as a bearer token to this address alone, "" for none
    seconds: that an answer may take from first to last
    """

    url: str
    model: str = ""
    key: str = field(default="", repr=False)
    seconds: float = 60.0

    @property
    def address(self) -> str:
        """The whole address."""
        parts = urlsplit(self.url)
        path = parts.path.rstrip("/")
        return urlunsplit(parts._replace(path=path if path.endswith(_COMPLETIONS) else path + _COMPLETIONS))


class Chat:
    """Asks a server.  Threads may share one."""

    def __init__(self, server: ChatServer) -> None:
        self.server = server
        self._lock = threading.RLock()  # `close` may be called by a signal, in the middle of anything
        self._connections: set[Connection] = set()
        self._closed = False

    def connection(self) -> Connection:
        """Return a connection to ask over; who holds it may end the answer from another thread."""
        return Connection(self.server.seconds)

    def pieces(self, messages: Sequence[Message], connection: Connection | None = None) -> Generator[str]:
        """Yield the model's answer piece by piece; raise ChatFailure.  It ends in `server.seconds`, come what may."""
        connection = connection or self.connection()
        self._enter(connection)
        try:
            yield from self._answered(connection, messages)
        except HTTPError as error:
            error.close()
            moved = 300 <= error.code < 400
            raise ChatFailure(Trouble.REDIRECTED if moved else Trouble.REFUSED, str(error.code)) from None
        except (ValidationError, UnicodeError):
            raise ChatFailure(Trouble.LATE if connection.late else Trouble.FOREIGN) from None
        except (OSError, HTTPException, ValueError) as error:
            # A socket that is shut in the middle also fails as a closed file does: ValueError.
            unreached = isinstance(error, URLError) and not connection.late
            late = isinstance(error, TimeoutError)  # the socket's own time may be over a moment before the connection's
            raise ChatFailure(
                Trouble.UNREACHED if unreached else Trouble.LATE if late else _broken(connection)
            ) from None
        finally:
            connection.cut()
            with self._lock:
                self._connections.discard(connection)

    def close(self) -> None:
        """End every answer that is being read, and those to come."""
        with self._lock:
            self._closed = True
            connections = list(self._connections)
        for connection in connections:
            connection.cut()

    def _enter(self, connection: Connection) -> None:
        with self._lock:
            self._connections.add(connection)
            if self._closed:
                connection.cut()

    def _answered(self, connection: Connection, messages: Sequence[Message]) -> Iterator[str]:
        named = {"model": self.server.model} if self.server.model else {}
        asked = {**named, "messages": list(messages), "stream": True}
        try:
            response = connection.open(self._request({**asked, "max_tokens": MOST_TOKENS, "temperature": 0}))
        except HTTPError as error:
            if error.code != 400:
                raise
            error.close()  # some public models take neither; what is read is bounded all the same
            response = connection.open(self._request(asked))
        with response:
            yield from _Reading(connection).texts(response)

    def _request(self, asked: Mapping[str, Any]) -> Request:
        head = {"Content-Type": "application/json", "Accept": "text/event-stream, application/json"}
        if self.server.key:
            head["Authorization"] = f"Bearer {self.server.key}"
        return Request(self.server.address, json.dumps(asked).encode(), head)


class _Words(BaseModel):
    content: str | None = None


class _Choice(BaseModel):
    delta: _Words | None = None
    message: _Words | None = None
    finish_reason: str | None = None


class _Chunk(BaseModel):
    choices: list[_Choice] = []
    error: Any = None


class _Reading:
    """One answer as it is read.  What thoughts a model shows beside its answer are left out."""

    def __init__(self, connection: Connection) -> None:
        self._connection, self._bytes, self._signs, self._ended = connection, 0, 0, False

    def texts(self, response: HTTPResponse) -> Iterator[str]:
        """Yield what was written; an answer that does not say that it is at its end is a broken one."""
        match response.headers.get_content_type():
            case "text/event-stream":
                for chunk in self._events(response):
                    yield from self._text(chunk)
            case "application/json":
                whole = response.read(LONGEST_LINE + 1)
                if len(whole) > LONGEST_LINE:
                    raise ChatFailure(Trouble.ENDLESS)
                yield from self._text(_Chunk.model_validate_json(whole))
            case _:
                raise ChatFailure(Trouble.FOREIGN)
        if not self._ended:
            raise ChatFailure(_broken(self._connection))

    def _events(self, response: HTTPResponse) -> Iterator[_Chunk]:
        while line := response.readline(LONGEST_LINE):
            self._bytes += len(line)
            if self._bytes > MOST_BYTES or len(line) >= LONGEST_LINE:
                raise ChatFailure(Trouble.ENDLESS)
            name, _, value = line.partition(b":")
            if name == b"data" and value.strip() == b"[DONE]":
                self._ended = True
                return
            if name == b"data" and line.endswith(b"\n"):
                yield _Chunk.model_validate_json(value)

    def _text(self, chunk: _Chunk) -> Iterator[str]:
        if chunk.error:
            raise ChatFailure(Trouble.REFUSED)
        for choice in chunk.choices[:1]:
            said = choice.delta or choice.message
            text = (said.content if said else None) or ""
            self._signs += len(text)
            if text:
                yield text[:MOST_SIGNS]
            if self._signs > MOST_SIGNS or choice.finish_reason == "length":
                raise ChatFailure(Trouble.ENDLESS)
            self._ended = self._ended or bool(choice.finish_reason)


def _broken(connection: Connection) -> Trouble:
    return Trouble.LATE if connection.late else Trouble.BROKEN
