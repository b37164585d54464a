"""A small embeddings server, for the encoder that asks one."""

import json
import threading
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from index.bigram import BigramEncoder


class Embeddings(ThreadingHTTPServer):
    """A small server: `status` for the next answers, `seen` of what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.statuses: list[int] = []
        self.seen: list[dict[str, Any]] = []
        self.instead: Any = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Embeddings

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.seen.append({**asked, "key": self.headers["Authorization"]})
        status = self.server.statuses.pop(0) if self.server.statuses else 200
        # three times as long as a unit vector: the encoder makes unit rows of them
        rows = (3 * BigramEncoder(64).encode_passages(asked.get("inputs") or asked["input"])).tolist()
        named = {"data": [{"index": at, "embedding": row} for at, row in enumerate(rows)][::-1]}
        answer = self.server.instead or (rows if self.path == "/embed" else named)
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def serving() -> Generator[Embeddings]:
    """Run a server until the block is left."""
    with Embeddings() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield running
        finally:
            running.shutdown()
            thread.join()
