"""A small server that speaks as OpenAI's POST /v1/chat/completions does, and misbehaves as it is told to."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[["Handler"], None]


class ModelServer(ThreadingHTTPServer):
    """`behaviour` answers; `asked` holds what came in, the key of each under "key"."""

    daemon_threads = True

    def __init__(self, behaviour: Behaviour) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behaviour = behaviour
        self.asked: list[dict[str, Any]] = []
        self.stopping = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that has had enough is what some tests want."""


class Handler(BaseHTTPRequestHandler):
    server: ModelServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append({**body, "path": self.path, "key": self.headers["Authorization"]})
        self.close_connection = True
        self.server.behaviour(self)

    def head(self, status: int = 200, kind: str = "text/event-stream", **more: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in more.items():
            self.send_header(name, value)
        self.end_headers()

    def event(self, text: str, **choice: Any) -> None:
        chunk = {"choices": [{"index": 0, "delta": {"content": text}, **choice}]}
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.flush()

    def done(self) -> None:
        self.wfile.write(b"data: [DONE]\n\n")

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def running(behaviour: Behaviour) -> Iterator[ModelServer]:
    with ModelServer(behaviour) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.stopping.set()
        server.shutdown()
        thread.join()


def line(sentence: str, *quotes: tuple[int, str]) -> str:
    """Return a record as the prompt asks for it."""
    named = [{"clause": clause, "words": words} for clause, words in quotes]
    return json.dumps({"sentence": sentence, "quotes": named}, ensure_ascii=False) + "\n"


def says(*lines: str, signs: int = 7) -> Behaviour:
    """Stream the lines, a few signs an event, as a model does."""

    def behave(handler: Handler) -> None:
        handler.head()
        text = "".join(lines)
        for start in range(0, len(text), signs):
            handler.event(text[start : start + signs])
        handler.event("", finish_reason="stop")
        handler.done()

    return behave


def says_whole(*lines: str) -> Behaviour:
    """Answer with one JSON document, as servers do that do not stream."""

    def behave(handler: Handler) -> None:
        handler.head(kind="application/json; charset=utf-8")
        choice = {"message": {"role": "assistant", "content": "".join(lines)}, "finish_reason": "stop"}
        handler.wfile.write(json.dumps({"choices": [choice]}).encode())

    return behave


def sends(status: int, body: str = "", kind: str = "application/json", **headers: str) -> Behaviour:
    def behave(handler: Handler) -> None:
        handler.head(status, kind, **headers)
        handler.wfile.write(body.encode())

    return behave


def breaks_off(*lines: str) -> Behaviour:
    """Stream the lines and close, without saying that this is the end."""

    def behave(handler: Handler) -> None:
        handler.head()
        for one in lines:
            handler.event(one)

    return behave


def breaks_a_chunk(handler: Handler) -> None:
    handler.head(**{"Transfer-Encoding": "chunked"})
    handler.wfile.write(b"40\r\ndata: {")


def is_silent(handler: Handler) -> None:
    handler.server.stopping.wait(20)


def drips(handler: Handler) -> None:
    """Send a header one sign at a time: no single read ever takes long."""
    while not handler.server.stopping.wait(0.02):
        handler.wfile.write(b"H")
        handler.wfile.flush()


def never_ends(handler: Handler) -> None:
    handler.head()
    for at in range(10_000_000):
        handler.event(line(f"第{at}句。"))


def never_ends_its_line(handler: Handler) -> None:
    handler.head()
    for _ in range(10_000):
        handler.wfile.write(b"data: " + b"x" * 100_000)


def thinks_without_end(handler: Handler) -> None:
    """Stream nothing but comments, fast at first: bytes without an answer."""
    handler.head()
    while not handler.server.stopping.is_set():
        handler.wfile.write(b": " + b"." * 200_000 + b"\n")
        time.sleep(0)
