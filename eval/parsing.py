"""How fast text is read with its outline built, what memory that takes, and how both grow with length."""

import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.table import Table

from corpus.notice import Notice
from corpus.reading import notice_files, parse_notice, read_notices
from eval.four import NOTICES
from eval.testset import QUERIES

REPEATED = (1, 10, 100)
KINDS = {".txt": "plain text", ".md": "Markdown"}
TURNS = 1_000_000
USUAL_TURN_NS = 25.0  # of the machines that this project was measured on last


@dataclass(frozen=True, slots=True)
class Growth:
    """One notice printed `times` over in one file.

    seconds: to parse it
    """

    times: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Parsing:
    """Text files read and parsed, each the fastest of three times, in seconds of one processor.

    mb_s:         million bytes of all files a second, with the outline built
    whole_mb_s:   the same with passages and references too, which a notice works out when they are first read
    kinds:        as `mb_s`, of plain text and of Markdown, where there is any
    turn_ns:      what this machine takes for a turn of an empty loop of Python: by it, figures of other machines or of
                  a busier hour can be compared
    usual_mb_s, usual_whole_mb_s: both on a machine that takes 25 ns for a turn
    slowest:      name of the file with the fewest bytes a second
    slowest_mb_s: its million bytes a second
    largest:      name of the file with the most bytes
    peak_mb:      million bytes that a process which reads nothing but the largest holds at most, Python included
    growth:       the notice of median size, 1, 10 and 100 times over, with passages and references
    """

    files: int
    mb_s: float
    whole_mb_s: float
    kinds: dict[str, float]
    turn_ns: float
    usual_mb_s: float
    usual_whole_mb_s: float
    slowest: str
    slowest_mb_s: float
    largest: str
    peak_mb: float
    growth: tuple[Growth, ...]


def text_files(data: Path) -> list[Path]:
    """Return the text files below `data`, test sets and what describes a folder left out; the four notices if none."""
    files = notice_files(data) if data.is_dir() else []
    found = [file for file in files if file.suffix in KINDS and not _is_beside_notices(file)]
    return found or notice_files(NOTICES)


def _is_beside_notices(file: Path) -> bool:
    return file.stem == "README" or (file.parent / QUERIES).exists()


def measure_parsing(files: Sequence[Path]) -> Parsing:
    """Read each file three times, the largest in a process of its own, and one notice over and over."""
    read_notices(files[0])  # what is loaded once is not the files' cost
    sizes = {file: file.stat().st_size for file in files}
    before = _turn_ns()
    timed = {file: [_seconds_to_read(file) for _ in range(3)] for file in files}
    turn_ns = min(before, _turn_ns())
    seconds = {file: min(outlined for outlined, _ in timed[file]) for file in files}
    whole = _mb_s(files, sizes, {file: min(whole for _, whole in timed[file]) for file in files})
    kinds = {name: [file for file in files if file.suffix == suffix] for suffix, name in KINDS.items()}
    mb_s = _mb_s(files, sizes, seconds)
    slowest = min(files, key=lambda file: sizes[file] / seconds[file])
    largest = max(files, key=lambda file: sizes[file])
    median = sorted(files, key=lambda file: sizes[file])[len(files) // 2]
    return Parsing(
        files=len(files),
        mb_s=mb_s,
        whole_mb_s=whole,
        kinds={name: _mb_s(some, sizes, seconds) for name, some in kinds.items() if some},
        turn_ns=turn_ns,
        usual_mb_s=mb_s * turn_ns / USUAL_TURN_NS,
        usual_whole_mb_s=whole * turn_ns / USUAL_TURN_NS,
        slowest=slowest.name,
        slowest_mb_s=_mb_s([slowest], sizes, seconds),
        largest=largest.name,
        peak_mb=_peak_mb(largest),
        growth=tuple(_growth(read_notices(median)[0].text, times) for times in REPEATED),
    )


def parsing_rows(parsing: Parsing) -> Table:
    """Return the table for a person."""
    table = Table(title=f"parsing {parsing.files} text files", title_justify="left")
    table.add_column("")
    table.add_column("", justify="right")
    table.add_row("all, with the outline built", f"{parsing.mb_s:.2f} MB/s")
    for name, mb_s in parsing.kinds.items():
        table.add_row(f"  {name}", f"{mb_s:.2f} MB/s")
    table.add_row("all, with passages and references too", f"{parsing.whole_mb_s:.2f} MB/s")
    table.add_row(f"both, if a turn of a loop took {USUAL_TURN_NS:.0f} ns", f"{parsing.usual_mb_s:.2f} MB/s")
    table.add_row("", f"{parsing.usual_whole_mb_s:.2f} MB/s")
    table.add_row("  a turn here", f"{parsing.turn_ns:.1f} ns")
    table.add_row(f"slowest: {parsing.slowest}", f"{parsing.slowest_mb_s:.2f} MB/s")
    table.add_row(f"memory for the largest: {parsing.largest}", f"{parsing.peak_mb:.0f} MB")
    for growth in parsing.growth:
        each = growth.seconds / growth.times * 1000
        table.add_row(f"one notice {growth.times} x", f"{growth.seconds * 1000:.0f} ms, {each:.1f} ms each")
    return table


def _mb_s(files: Sequence[Path], sizes: Mapping[Path, int], seconds: Mapping[Path, float]) -> float:
    return sum(sizes[file] for file in files) / 1e6 / sum(seconds[file] for file in files)


def _seconds_to_read(file: Path) -> tuple[float, float]:
    """Return how long a file takes with the outline built, and with passages and references too."""
    began = time.process_time()
    notices = read_notices(file)
    outlined = time.process_time() - began
    _cut(notices)
    return outlined, time.process_time() - began


def _cut(notices: Sequence[Notice]) -> int:
    """Have passages and references worked out, and return how many there are."""
    return sum(len(notice.passages) + len(notice.references) for notice in notices)


def _turn_ns() -> float:
    """Time an empty loop, the fastest of three."""
    took: list[float] = []
    for _ in range(3):
        began = time.process_time()
        for _ in range(TURNS):
            pass
        took.append(time.process_time() - began)
    return min(took) / TURNS * 1e9


def _growth(text: str, times: int) -> Growth:
    repeated = "\n".join([text] * times)
    began = time.process_time()
    _cut([parse_notice(repeated, source="repeated.txt", sha256="")])
    return Growth(times, time.process_time() - began)


def _peak_mb(file: Path) -> float:
    done = subprocess.run([sys.executable, "-m", "eval.parsing", str(file)], capture_output=True, text=True, check=True)
    return float(done.stdout)


if __name__ == "__main__":
    _cut(read_notices(Path(sys.argv[1])))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6)
