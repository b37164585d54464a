"""What /metrics tells Prometheus: how many requests came to which route, how they ended, how long they took."""

import threading
import time
from bisect import bisect_left
from collections import Counter
from itertools import accumulate

from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
# Upper bounds in seconds: a search takes about 0.03, an answer 0.15, a list 0.4; a language model tens of seconds.
BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_ELSEWHERE = "other"  # an address that is no route: its name is the asker's, and there is no end of them
_METHODS = frozenset({"GET", "HEAD", "POST", "DELETE"})

Answered = tuple[str, str, int]  # method, route as declared, status


class Metrics:
    """Counts since the process began.  Threads may share one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._answered: Counter[Answered] = Counter()
        self._taken: dict[str, list[int]] = {}
        self._seconds: dict[str, float] = {}

    def count(self, answered: Answered, seconds: float) -> None:
        """Note one request and the seconds until its answer was sent."""
        route = answered[1]
        with self._lock:
            self._answered[answered] += 1
            self._taken.setdefault(route, [0] * (len(BOUNDS) + 1))[bisect_left(BOUNDS, seconds)] += 1
            self._seconds[route] = self._seconds.get(route, 0.0) + seconds

    def text(self, gauges: dict[str, tuple[str, float]]) -> str:
        """Return the exposition; `gauges` are further values by name, each with what it means."""
        lines: list[str] = []
        for name, (meaning, value) in gauges.items():
            lines += [f"# HELP {name} {meaning}", f"# TYPE {name} gauge", f"{name} {value:g}"]
        with self._lock:
            return "\n".join([*lines, *self._requests(), *self._durations()]) + "\n"

    def _requests(self) -> list[str]:
        name = "tiaowen_requests_total"
        said = [f"# HELP {name} Requests answered.", f"# TYPE {name} counter"]
        for (method, route, status), count in sorted(self._answered.items()):
            said.append(f'{name}{{method="{method}",route="{route}",status="{status}"}} {count}')
        return said

    def _durations(self) -> list[str]:
        name = "tiaowen_request_seconds"
        said = [f"# HELP {name} Seconds until a request was answered.", f"# TYPE {name} histogram"]
        for route, counts in sorted(self._taken.items()):
            bounds = [*(f"{bound:g}" for bound in BOUNDS), "+Inf"]
            for bound, count in zip(bounds, accumulate(counts), strict=True):
                said.append(f'{name}_bucket{{route="{route}",le="{bound}"}} {count}')
            said.append(f'{name}_sum{{route="{route}"}} {self._seconds[route]:.6f}')
            said.append(f'{name}_count{{route="{route}"}} {sum(counts)}')
        return said


class Measured:
    """ASGI middleware: counts every request."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app, self.metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and count its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status = time.perf_counter(), 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, noting)
        finally:
            method = scope["method"] if scope["method"] in _METHODS else _ELSEWHERE
            self.metrics.count((method, _route(scope), status), time.perf_counter() - began)


def _route(scope: Scope) -> str:
    """Return the route as it was declared, so that ids and questions make no series of their own."""
    return getattr(scope.get("route"), "path", _ELSEWHERE)
