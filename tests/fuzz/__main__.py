"""`make fuzz MINUTES=60`: every target in turn, on one core, unattended; the summary at the end, or when interrupted.

What breaks a promise is kept in HOME/findings with the reason beside it, and is tried again at the next start: what is
repaired goes to the corpus, what is not counts again.  Exit 0: nothing found; 1: findings.
"""

import argparse
import hashlib
import json
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from types import FrameType

from tests.fuzz.targets import TARGETS

SHORTEST_SLICE = 10  # seconds; a child takes some to start
SLICE = 600  # seconds at most in one go, so that an interrupted run has seen every target
DEATHS_LIMIT = 20  # of one target in a row; then something is wrong with it or with the machine
ROOT = Path(__file__).parents[2]


def main() -> int:
    """Fuzz, and return the exit code."""
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Fuzz the parser and the readers.")
    asked.add_argument("--minutes", type=float, default=60)
    asked.add_argument("--home", type=Path, default=ROOT / "var" / "fuzz")
    asked.add_argument("--targets", default=",".join(TARGETS), help="names, commas between them")
    asked.add_argument("seeds", nargs="*", type=Path, help="further files to begin with, each tried by its ending")
    given = asked.parse_args()
    signal.signal(signal.SIGTERM, _interrupt)
    run = Run(given.home, given.targets.split(","))
    try:
        run.prepare(given.seeds)
        run.fuzz(given.minutes * 60)
    except KeyboardInterrupt:
        sys.stdout.write("interrupted\n")
    return run.summary()


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


class Run:
    """One run of some targets in a folder that later runs go on with."""

    def __init__(self, home: Path, names: list[str]) -> None:
        self.home, self.names = home, names
        self.seconds: Counter[str] = Counter()
        self.runs: Counter[str] = Counter()
        self.read: Counter[str] = Counter()
        self.survived: Counter[str] = Counter()
        self.broken: Counter[str] = Counter()

    def prepare(self, seeds: list[Path]) -> None:
        """Make the folders, write the seeds, and try again what was found before."""
        for folder in ("findings", "deaths", "survived", "log"):
            (self.home / folder).mkdir(parents=True, exist_ok=True)
        for name in self.names:
            given = [seed.read_bytes() for seed in seeds if seed.suffix.lower() == TARGETS[name].suffix]
            for content in [*TARGETS[name].seeds(), *given]:
                self._to_corpus(name, content)
            for path in self._found(name):
                if not self._fails(name, path):
                    self._to_corpus(name, path.read_bytes())
                    path.unlink()
                    Path(f"{path}.why").unlink(missing_ok=True)

    def fuzz(self, seconds: float) -> None:
        """Give each target its share of the time, in slices."""
        shares = sum(TARGETS[name].share for name in self.names)
        rounds = max(1, round(max(TARGETS[name].share for name in self.names) / shares * seconds / SLICE))
        for turn in range(rounds):
            for name in self.names:
                share = TARGETS[name].share / shares * seconds / rounds
                self._slice(name, max(SHORTEST_SLICE, share))
                self._say(f"round {turn + 1} of {rounds}  {self._line(name)}")

    def summary(self) -> int:
        """Write what was done and what was found; return the exit code."""
        self._say("\n" + "\n".join(self._line(name) for name in self.names))
        found = [path for name in self.names for path in self._found(name)]
        for path in found:
            why = Path(f"{path}.why")
            self._say(f"FOUND {path}: {why.read_text(encoding='utf-8').splitlines()[0] if why.exists() else 'ended'}")
        for name, cause in self.broken.items():
            self._say(f"BROKEN {name}: {cause} times in a row the process ended at once; see {self.home / 'log'}")
        hours = sum(self.seconds.values()) / 3600
        self._say(f"{sum(self.runs.values()):,} inputs in {hours:.2f} h, {len(found)} findings")
        return int(bool(found or self.broken))

    def _slice(self, name: str, seconds: float) -> None:
        """Run one target; where an input ends the process, look at that input and go on."""
        end = time.monotonic() + seconds
        deaths = 0
        while (left := end - time.monotonic()) > 2 and deaths < DEATHS_LIMIT:
            began = time.monotonic()
            code = self._child(name, int(left))
            self.seconds[name] += round(time.monotonic() - began)
            self._add_figures(name)
            died = self._look_at_deaths(name)
            deaths = deaths + 1 if code and not died and time.monotonic() - began < SHORTEST_SLICE else 0
            deaths = deaths if code else DEATHS_LIMIT + 1
        self.broken.update({name: deaths} if deaths == DEATHS_LIMIT else {})

    def _child(self, name: str, seconds: int) -> int:
        with (self.home / "log" / f"{name}.txt").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.fuzz.child", name, str(self.home), str(seconds)],
                cwd=ROOT,
                stdout=log,
                stderr=log,
            )
            try:
                return process.wait(seconds + 120)
            except subprocess.TimeoutExpired:
                return 1
            finally:
                process.kill()
                process.wait()

    def _add_figures(self, name: str) -> None:
        path = self.home / "figures" / f"{name}.json"
        if path.exists():
            figures = json.loads(path.read_text(encoding="utf-8"))
            self.runs[name] += figures["runs"]
            self.read[name] += figures["read"]
            path.unlink()

    def _look_at_deaths(self, name: str) -> int:
        """Try inputs that ended the process in the way the product runs them; count what it survives."""
        deaths = list((self.home / "deaths").glob(f"{name}-*"))
        for path in deaths:
            fails = self._fails(name, path)
            self.survived[name] += not fails
            shutil.move(path, self.home / ("findings" if fails else "survived") / path.name)
        return len(deaths)

    def _fails(self, name: str, path: Path) -> bool:
        again = [sys.executable, "-m", "tests.fuzz.child", name, str(path)]
        try:
            return subprocess.run(again, cwd=ROOT, capture_output=True, timeout=120).returncode != 0
        except subprocess.TimeoutExpired:
            return True

    def _found(self, name: str) -> list[Path]:
        kept = (self.home / "findings").glob(f"{name}-*")
        return sorted(path for path in kept if path.suffix != ".why")

    def _to_corpus(self, name: str, content: bytes) -> None:
        folder = self.home / "corpus" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / hashlib.sha1(content).hexdigest()).write_bytes(content)

    def _line(self, name: str) -> str:
        seconds, runs = self.seconds[name], self.runs[name]
        held = len(list((self.home / "corpus" / name).glob("*")))
        return (
            f"{name:5} {seconds:5} s {runs:9,} inputs {runs / max(seconds, 1):6.0f}/s {self.read[name] / max(runs, 1):4.0%} read"
            f"  {held:5} in the corpus  {len(self._found(name))} found  {self.survived[name]} ended the reader and were survived"
        )

    def _say(self, words: str) -> None:
        sys.stdout.write(f"{words}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
