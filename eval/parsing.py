"""How fast text is read with its outline built, what memory that takes, and how both grow with length."""

import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.table import Table

from corpus.reading import notice_files, parse_notice, read_notices
from eval.four import NOTICES

REPEATED = (1, 10, 100)
TEXTS = (".txt", ".md")


@dataclass(frozen=True, slots=True)
class Growth:
    """One notice printed `times` over in one file.

    seconds: to parse it
    """

    times: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Parsing:
    """Text files read and parsed, each the faster of two times, in one thread.

    mb_s:         million bytes of all files a second
    slowest:      name of the file with the fewest bytes a second
    slowest_mb_s: its million bytes a second
    largest:      name of the file with the most bytes
    peak_mb:      million bytes that a process which reads nothing but the largest holds at most, Python included
    growth:       the notice of median size, 1, 10 and 100 times over
    """

    files: int
    mb_s: float
    slowest: str
    slowest_mb_s: float
    largest: str
    peak_mb: float
    growth: tuple[Growth, ...]


def text_files(data: Path) -> list[Path]:
    """Return the text files below `data`, or the four notices where it has none."""
    found = [file for file in notice_files(data) if file.suffix in TEXTS] if data.is_dir() else []
    return found or notice_files(NOTICES)


def measure_parsing(files: Sequence[Path]) -> Parsing:
    """Read each file twice, the largest in a process of its own, and one notice over and over."""
    read_notices(files[0])  # what is loaded once is not the files' cost
    sizes = {file: file.stat().st_size for file in files}
    seconds = {file: min(_seconds_to_read(file), _seconds_to_read(file)) for file in files}
    slowest = min(files, key=lambda file: sizes[file] / seconds[file])
    largest = max(files, key=lambda file: sizes[file])
    median = sorted(files, key=lambda file: sizes[file])[len(files) // 2]
    return Parsing(
        files=len(files),
        mb_s=sum(sizes.values()) / 1e6 / sum(seconds.values()),
        slowest=slowest.name,
        slowest_mb_s=sizes[slowest] / 1e6 / seconds[slowest],
        largest=largest.name,
        peak_mb=_peak_mb(largest),
        growth=tuple(_growth(read_notices(median)[0].text, times) for times in REPEATED),
    )


def parsing_rows(parsing: Parsing) -> Table:
    """Return the table for a person."""
    table = Table(title=f"parsing {parsing.files} text files", title_justify="left")
    table.add_column("")
    table.add_column("", justify="right")
    table.add_row("all", f"{parsing.mb_s:.2f} MB/s")
    table.add_row(f"slowest: {parsing.slowest}", f"{parsing.slowest_mb_s:.2f} MB/s")
    table.add_row(f"memory for the largest: {parsing.largest}", f"{parsing.peak_mb:.0f} MB")
    for growth in parsing.growth:
        each = growth.seconds / growth.times * 1000
        table.add_row(f"one notice {growth.times} x", f"{growth.seconds * 1000:.0f} ms, {each:.1f} ms each")
    return table


def _seconds_to_read(file: Path) -> float:
    began = time.perf_counter()
    read_notices(file)
    return time.perf_counter() - began


def _growth(text: str, times: int) -> Growth:
    repeated = "\n".join([text] * times)
    began = time.perf_counter()
    parse_notice(repeated, source="repeated.txt", sha256="")
    return Growth(times, time.perf_counter() - began)


def _peak_mb(file: Path) -> float:
    done = subprocess.run([sys.executable, "-m", "eval.parsing", str(file)], capture_output=True, text=True, check=True)
    return float(done.stdout)


if __name__ == "__main__":
    read_notices(Path(sys.argv[1]))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6)
