"""Inputs that break a promise: one run with its limits, and the folder where what was found is kept."""

import hashlib
import resource
import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

SECONDS_LIMIT = 5.0  # of computing; a clock would count what other programs take
MEMORY_BYTES_LIMIT = 200 * 1024 * 1024  # that one small input may add to the most this process ever held
ROOT = Path(__file__).parents[2]


class Hang(BaseException):
    """An input takes longer than it may.  Not an Exception, so that no reader can take it for a broken file."""


class MemoryBlownUp(Exception):
    """A small input fills the memory."""


@contextmanager
def limits() -> Iterator[None]:
    """Let what runs inside take some seconds of computing and some memory; raise Hang or MemoryBlownUp."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    old = signal.signal(signal.SIGPROF, _hung)
    signal.setitimer(signal.ITIMER_PROF, SECONDS_LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, old)
    added = 1024 * (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
    if added > MEMORY_BYTES_LIMIT:
        raise MemoryBlownUp(f"{added / 1e6:.0f} MB more than ever before")


def _hung(_signal: int, _frame: FrameType | None) -> None:
    raise Hang(f"not done after {SECONDS_LIMIT} s")


def failure(check: Callable[[bytes], bool], content: bytes) -> BaseException | None:
    """Return what `check` raises on `content`, None where all promises hold."""
    try:
        with limits():
            check(content)
    except KeyboardInterrupt:
        raise
    except BaseException as broken:
        return broken
    return None


def signature(broken: BaseException) -> str:
    """Return what two failures of one cause share: the error, and the function of ours that it came from."""
    frames = [frame for frame in traceback.extract_tb(broken.__traceback__) if frame.filename.startswith(str(ROOT))]
    ours = [frame for frame in frames if "/tests/fuzz/" not in frame.filename] or frames
    place = f"{Path(ours[-1].filename).relative_to(ROOT)} {ours[-1].name}" if ours else ""
    words = str(broken) if isinstance(broken, AssertionError) else ""
    return f"{type(broken).__name__} {words} in {place}"


@dataclass(slots=True)
class Findings:
    """Failures of one target in a folder: for each cause the shortest input and its traceback."""

    folder: Path
    target: str
    suffix: str
    counts: dict[str, int] = field(default_factory=dict[str, int])

    def keep(self, content: bytes, broken: BaseException) -> None:
        """Write an input down unless a shorter one of the same cause is kept already."""
        cause = signature(broken)
        self.counts[cause] = self.counts.get(cause, 0) + 1
        path = self.folder / f"{self.target}-{hashlib.sha256(cause.encode()).hexdigest()[:8]}{self.suffix}"
        if path.exists() and path.stat().st_size <= len(content):
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        story = "".join(traceback.format_exception(broken, limit=-30))
        Path(f"{path}.why").write_text(f"{cause}\n\n{story}", encoding="utf-8", errors="replace")
