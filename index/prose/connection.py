"""A connection to a server that ends by a fixed time, whatever the server does."""

import contextlib
import socket
import ssl
import threading
import time
from functools import partial
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.request import HTTPHandler, HTTPRedirectHandler, HTTPSHandler, OpenerDirector, Request, build_opener

# A server that is there takes a connection at once; that a model is slow is told by its answer.
CONNECT_SECONDS = 10.0


class Connection:
    """One exchange.  `cut` ends it from any thread: what waits for the server then gets an end of file or an error.

    late: it was cut since its time was over
    """

    def __init__(self, seconds: float) -> None:
        self.late = False
        self._ends = time.monotonic() + seconds
        self._seconds, self._sockets, self._cut = seconds, list[socket.socket](), False
        self._lock = threading.RLock()
        self._clock = threading.Timer(seconds, self._end)
        self._clock.daemon = True

    def open(self, request: Request) -> HTTPResponse:
        """Send `request`; raise HTTPError for any status but 200 to 299, a redirection among them, and OSError."""
        if not self._clock.ident:
            self._clock.start()
        left = max(0.1, self._ends - time.monotonic())
        return self._opener().open(request, timeout=min(CONNECT_SECONDS, left))

    def cut(self) -> None:
        """End the connection, and one that is not open yet as soon as it is."""
        self._clock.cancel()
        with self._lock:
            self._cut = True
            for held in self._sockets:
                _shut(held)

    def hold(self, opened: socket.socket) -> None:
        """Take over a socket that is connected: from now on only the whole time counts."""
        opened.settimeout(self._seconds)
        with self._lock:
            self._sockets.append(opened)
            if self._cut:
                _shut(opened)

    def _end(self) -> None:
        self.late = True
        self.cut()

    def _opener(self) -> OpenerDirector:
        return build_opener(_Handler(self), _NoRedirection)


def _shut(held: socket.socket) -> None:
    with contextlib.suppress(OSError):
        held.shutdown(socket.SHUT_RDWR)


class _NoRedirection(HTTPRedirectHandler):
    """A key is for the address that the operator named, and for no other."""

    def redirect_request(self, *_args: Any, **_named: Any) -> None:
        """Follow nothing: the redirection becomes an HTTPError."""


class _Held(HTTPConnection):
    """Hands its socket over once it is connected."""

    def __init__(self, *args: Any, connection: Connection, **named: Any) -> None:
        super().__init__(*args, **named)
        self._connection = connection

    def connect(self) -> None:
        super().connect()
        self._connection.hold(self.sock)


class _HeldSecurely(_Held, HTTPSConnection):
    """The same over TLS."""


class _Handler(HTTPHandler, HTTPSHandler):
    """Opens both kinds so that they are held."""

    def __init__(self, connection: Connection) -> None:
        super().__init__()
        self._connection = connection

    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(partial(_Held, connection=self._connection), req)

    def https_open(self, req: Request) -> HTTPResponse:
        tls = ssl.create_default_context()
        return self.do_open(partial(_HeldSecurely, connection=self._connection), req, context=tls)
