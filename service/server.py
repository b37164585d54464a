"""The server process: an app on a socket until it is told to stop, its log on stderr."""

import copy
import signal
import socket
from types import FrameType

import uvicorn
from uvicorn.config import LOGGING_CONFIG

from index.prose.writer import Writer
from index.search import SearchEngine
from service.app import create_app
from service.request_line import LenientProtocol

_SHUTDOWN_SECONDS = 5  # a search takes milliseconds; what is still open then is a stuck connection


def run(engine: SearchEngine, listening: socket.socket, writer: Writer | None = None, *, admin_token: str = "") -> None:
    """Serve until SIGINT or SIGTERM, finish what is being answered, close the library."""
    config = uvicorn.Config(
        create_app(engine, writer, admin_token=admin_token),
        http=LenientProtocol,
        log_config=log_config(),
        server_header=False,
        timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
    )
    # uvicorn raises the signal once more after it has shut down; being told to stop is not a failure.
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, lambda _signal, _frame: None)
    _Server(config, writer).run(sockets=[listening])
    engine.close()


class _Server(uvicorn.Server):
    """Ends what a language model is still writing when it is told to stop, not when its patience is at an end."""

    def __init__(self, config: uvicorn.Config, writer: Writer | None) -> None:
        super().__init__(config)
        self._writer = writer

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if self._writer:
            self._writer.close()
        super().handle_exit(sig, frame)


def log_config() -> dict[str, object]:
    """Return uvicorn's logging with a time on every line, access lines and our own on stderr."""
    config = copy.deepcopy(LOGGING_CONFIG)
    for formatter in config["formatters"].values():
        formatter["fmt"] = "%(asctime)s " + formatter["fmt"]
    config["handlers"]["access"]["stream"] = "ext://sys.stderr"
    config["loggers"]["tiaowen"] = {"handlers": ["default"], "level": "INFO", "propagate": False}
    return config
