"""The real service, started as a process of its own and spoken to over HTTP."""

import contextlib
import json
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from http.client import HTTPConnection
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlencode

from corpus.errors import TiaowenError

HOST = "127.0.0.1"
START_SECONDS = 120
ASK_AGAIN_SECONDS = 0.05


class ServiceProcess:
    """A running `tiaowen serve`."""

    def __init__(self, process: "subprocess.Popen[str]", port: int, log: IO[str]) -> None:
        self._process, self._port, self._log = process, port, log
        self.ready_seconds = self._wait_until_ready()
        self._connection = HTTPConnection(HOST, port, timeout=30)

    def search(self, question: str, limit: int = 10) -> dict[str, Any]:
        """Ask /api/search over a connection that stays open, as a browser's does."""
        try:
            self._connection.request("GET", "/api/search?" + urlencode({"q": question, "limit": limit}))
            answer = self._connection.getresponse()
            content = answer.read()
        except OSError as error:
            raise self._down(f"/api/search did not answer: {error}") from error
        if answer.status != 200:
            raise self._down(f"/api/search answered {answer.status}")
        return json.loads(content)

    def stop(self) -> None:
        """Tell it to stop and wait until it has."""
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _wait_until_ready(self) -> float:
        """Return the seconds from the start of the process until /readyz says yes."""
        began = time.perf_counter()
        while time.perf_counter() - began < START_SECONDS:
            if self._process.poll() is not None:
                raise self._down(f"it ended with exit code {self._process.returncode}")
            if _is_ready(self._port):
                return time.perf_counter() - began
            time.sleep(ASK_AGAIN_SECONDS)
        raise self._down(f"it was not ready within {START_SECONDS} s")

    def _down(self, what: str) -> TiaowenError:
        self._log.seek(0)
        said = self._log.read()[-600:].strip()
        return TiaowenError(
            f"the service failed: {what}: {said}", where=f"http://{HOST}:{self._port}", fix="make serve"
        )


@contextlib.contextmanager
def running_service(home: Path, model: str) -> Generator[ServiceProcess]:
    """Run the service on a free port with the library of `home`, and stop it afterwards."""
    port = free_port()
    # Only service/ reads the environment: the child's two settings are added to it by env(1).
    settings = ["env", f"TIAOWEN_HOME={home}", f"TIAOWEN_MODEL={model}"]
    command = [*settings, sys.executable, "-m", "service.cli", "serve", "--host", HOST, "--port", str(port)]
    root = Path(__file__).resolve().parent.parent
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        process = subprocess.Popen(command, cwd=root, stdout=log, stderr=log, text=True)
        service = None
        try:
            service = ServiceProcess(process, port, log)
            yield service
        finally:
            if service:
                service.stop()
            elif process.poll() is None:
                process.kill()
                process.wait()


def free_port() -> int:
    """Return a TCP port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _is_ready(port: int) -> bool:
    connection = HTTPConnection(HOST, port, timeout=2)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
