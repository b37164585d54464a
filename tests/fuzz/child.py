"""One target under atheris, or one input of it again: what `python -m tests.fuzz` starts.

python -m tests.fuzz.child TARGET HOME SECONDS     fuzz; corpus, findings and figures are in HOME
python -m tests.fuzz.child TARGET FILE             run one input; exit 1 and say why if it breaks a promise
"""

import json
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

LONGEST_BYTES = 32_768
WALL_SECONDS_LIMIT = 30  # for what Python cannot interrupt; ends the process
MEMORY_MB_LIMIT = 3_000
BLIND_SHARE = 0.03  # of the changes: bytes as atheris likes them
AFRESH_SHARE = 0.2  # of the changes begin with a seed, since many in the corpus are broken for good


def main() -> None:
    """Fuzz, or run one input."""
    name, place, *seconds = sys.argv[1:]
    if seconds:
        fuzz(name, Path(place), int(seconds[0]))
    else:
        sys.exit(again(name, Path(place)))


def again(name: str, path: Path) -> int:
    """Run one input without instruments, as the product would; return the exit code."""
    from tests.fuzz.finding import failure, signature
    from tests.fuzz.targets import TARGETS

    target = TARGETS[name]
    broken = failure(target.confirm or target.check, path.read_bytes())
    if broken is not None:
        sys.stderr.write(f"{signature(broken)}\n")
    return int(broken is not None)


def fuzz(name: str, home: Path, seconds: int) -> None:
    """Run a target for some seconds."""
    import atheris  # pyright: ignore  # in the extra `fuzz`, which nothing but this needs

    with atheris.instrument_imports(include=["corpus"]):
        from tests.fuzz.finding import Findings, failure
        from tests.fuzz.targets import TARGETS

    target = TARGETS[name]
    seeds = target.seeds()
    corpus = home / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    findings = Findings(home / "findings", name, target.suffix)
    figures = _Figures(home / "figures" / f"{name}.json")

    def run(content: bytes) -> None:
        broken = failure(lambda held: figures.count(target.check(held)), content)
        if broken is not None:
            findings.keep(content, broken)
            figures.count(False)
        figures.write(findings.counts)

    def change(content: bytes, longest: int, seed: int) -> bytes:
        dice = Random(seed)
        if dice.random() < AFRESH_SHARE:
            content = dice.choice(seeds)
        if dice.random() < BLIND_SHARE or (changed := target.change(content, dice)) == content:
            return bytes(atheris.Mutate(content, longest))
        return changed if len(changed) <= longest else content

    atheris.Setup(_settings(name, home, seconds), run, custom_mutator=change)
    atheris.Fuzz()


def _settings(name: str, home: Path, seconds: int) -> list[str]:
    return [
        "fuzz",
        str(home / "corpus" / name),
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST_BYTES}",
        "-len_control=0",
        "-mutate_depth=2",
        f"-timeout={WALL_SECONDS_LIMIT}",
        f"-rss_limit_mb={MEMORY_MB_LIMIT}",
        f"-artifact_prefix={home / 'deaths' / name}-",
        "-print_final_stats=1",
        "-reload=0",
    ]


class _Figures:
    """How many inputs were run and read, written to a file about once a second."""

    def __init__(self, path: Path) -> None:
        self.path, self.runs, self.read, self.written = path, 0, 0, 0.0
        path.parent.mkdir(parents=True, exist_ok=True)

    def count(self, was_read: bool) -> bool:
        self.runs += 1
        self.read += was_read
        return was_read

    def write(self, counts: dict[str, int]) -> None:
        if time.monotonic() - self.written > 1:
            self.written = time.monotonic()
            figures: dict[str, Any] = {"runs": self.runs, "read": self.read, "findings": counts}
            self.path.write_text(json.dumps(figures), encoding="utf-8")


if __name__ == "__main__":
    main()
