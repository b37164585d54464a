"""Is every 条 of a law found, and none invented?  The section `laws` of eval.corpus reads laws.tar.xz.

A file holds where its clauses are as many 条 as the highest number, each once.  Another is listed with a reason,
computed from what is printed: no line of the file begins with the missing number, the number is printed twice, …
"""

import sys
import tarfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console

from corpus.errors import UnreadableFile
from corpus.label import Kind, Label, label_at
from corpus.layout import lines_of
from corpus.notice import Notice
from eval.coverage import Coverage, read_bytes
from eval.parity import Parity, law_parities

ARCHIVE = "laws.tar.xz"
_SHOWN = 12  # numbers of one file; more say nothing more


@dataclass(frozen=True, slots=True)
class Count:
    """The 条 of one file.

    file:    its name
    found:   clauses that are a 条, 第七条之一 not counted
    highest: the highest number of one
    reason:  why the two differ, "" where they do not
    fault:   the reason is the parser's, not the print's
    """

    file: str
    found: int
    highest: int
    reason: str = ""
    fault: bool = False


def count_articles(notice: Notice) -> Count:
    """Compare the 条 of a notice's clause tree with its printed lines."""
    clauses = [label for clause in notice.root.walk() if (label := _article(clause.label, 0))]
    numbers = [label.ordinal[0] for label in clauses if len(label.ordinal) == 1]
    printed = Counter(_printed(notice))
    highest = max(numbers, default=0)
    lost = sorted(number for number in printed if number not in numbers)
    if lost and not numbers and 1 not in lost:
        return Count(notice.source, 0, 0, f"quoted from another law, the file has no articles: {_listed(lost)}")
    if lost:
        return Count(notice.source, len(numbers), highest, f"printed but no clause: {_listed(lost)}", True)
    if sorted(numbers) == list(range(1, highest + 1)):
        return Count(notice.source, len(numbers), highest)
    reason, fault = _why(numbers, printed)
    return Count(notice.source, len(numbers), highest, reason, fault)


def _article(text: str, at: int) -> Label | None:
    label = label_at(text, at)
    return label if label and label.kind is Kind.ARTICLE else None


def _printed(notice: Notice) -> Iterator[int]:
    """Yield the number of each line that begins with 第N条 and a blank: what a reader counts by eye."""
    for line in lines_of(notice.text):
        label = _article(notice.text, line.span.start)
        if label and len(label.ordinal) == 1 and notice.text[label.end : label.end + 1] in (" ", "\u3000"):
            yield label.ordinal[0]


def _why(numbers: Sequence[int], printed: Counter[int]) -> tuple[str, bool]:
    """Return the reason for which the sequence is not 1, 2, 3 … once, and whether it is our fault."""
    restarts = sum(number == 1 for number in numbers)
    if restarts > 1 and sorted(numbers) == sorted(n for run in _runs(numbers) for n in range(1, run + 1)):
        return f"{restarts} instruments in one file, each whole", False
    twice = sorted(number for number, times in Counter(numbers).items() if times > 1)
    if twice:
        fault = any(printed[number] < 2 for number in twice)
        return f"{'found' if fault else 'printed'} more than once: {_listed(twice)}", fault
    first, highest = min(numbers), max(numbers)
    missing = [number for number in range(first, highest) if number not in numbers]
    late = [f"begins at {first}: a part, or numbers that go on from an earlier law"] if first > 1 else []
    gaps = [f"not printed at the start of a line: {_listed(missing)}"] if missing else []
    return "; ".join([*late, *gaps]), False


def _runs(numbers: Sequence[int]) -> list[int]:
    """Return the length of each run that begins with 1."""
    starts = [place for place, number in enumerate(numbers) if number == 1]
    return [end - start for start, end in zip(starts, [*starts[1:], len(numbers)], strict=True)]


def _listed(numbers: Sequence[int]) -> str:
    more = f" … ({len(numbers)} in all)" if len(numbers) > _SHOWN else ""
    return ", ".join(map(str, numbers[:_SHOWN])) + more


def law_files(data: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each law of `data`/laws.tar.xz, in the order of the archive."""
    if not (data / ARCHIVE).is_file():
        raise UnreadableFile("there is no archive of laws", where=str(data / ARCHIVE), fix="give its folder by --data")
    with tarfile.open(data / ARCHIVE) as archive:
        for member in archive:
            content = archive.extractfile(member) if member.name.endswith(".md") else None
            if content:
                yield Path(member.name).name, content.read()


def data_files(data: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of `data`/notices and `data`/formats."""
    for folder in ("notices", "formats"):
        for file in sorted((data / folder).rglob("*")):
            if file.is_file() and file.suffix not in (".tsv", ".json"):
                yield f"{file.parent.name}/{file.name}", file.read_bytes()


@dataclass(frozen=True, slots=True)
class Laws:
    """What the laws and their formats show."""

    counts: tuple[Count, ...]
    coverage: Coverage
    parities: tuple[Parity, ...]

    def record(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {
            "articles": {
                "files": len(self.counts),
                "held": sum(not count.reason for count in self.counts),
                "exceptions": {count.file: count.reason for count in self.counts if count.reason},
                "faults": [count.file for count in self.counts if count.fault],
            },
            "coverage": self.coverage.record(),
            "parity": {
                "articles": sum(parity.articles for parity in self.parities),
                "same": sum(parity.same for parity in self.parities),
            },
        }

    def show(self, console: Console) -> None:
        """Print it for a person."""
        for line in self.lines():
            console.print(line, markup=False, highlight=False, soft_wrap=True)

    def lines(self) -> Iterator[str]:
        """Yield the lines of the report."""
        odd = [count for count in self.counts if count.reason]
        held, files = len(self.counts) - len(odd), len(self.counts)
        yield f"articles: {held} of {files} laws ({held / max(files, 1):.2%}) count as far as they number"
        for one in odd:
            fault = "FAULT " if one.fault else ""
            yield f"  {fault}{one.file}: {one.found} clauses, highest {one.highest}: {one.reason}"
        yield from self.coverage.lines()
        for parity in self.parities:
            yield from parity.lines()
        same, articles = sum(one.same for one in self.parities), sum(one.articles for one in self.parities)
        yield f"parity: {same} of {articles} articles ({same / max(articles, 1):.2%}) are the same in all formats"


def measure_laws(data: Path) -> Laws:
    """Measure articles, coverage and the parity of formats."""
    coverage = Coverage()
    counts: list[Count] = []
    for place, (name, content) in enumerate(law_files(data)):
        notice = coverage.read(name, content)
        counts += [count_articles(notice)] if notice else []
        if sys.stderr.isatty() and place % 50 == 0:
            print(f"\r{place} laws", end="", file=sys.stderr)
    for name, content in data_files(data):
        coverage.read(name, content)
    return Laws(tuple(counts), coverage, tuple(law_parities(data, read_bytes)))
