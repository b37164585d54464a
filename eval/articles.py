"""Is every 条 of a law found, and none invented?  `python -m eval.articles --data FOLDER` reads FOLDER/laws.tar.xz.

A file holds where its clauses are as many 条 as the highest number, each once.  Another is listed with a reason,
computed from what is printed: no line of the file begins with the missing number, the number is printed twice, …
"""

import argparse
import json
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

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


def measure(data: Path, *, every: int = 1) -> tuple[list[Count], Coverage, list[Parity]]:
    """Measure articles, coverage and the parity of formats; `every` n-th law only, for a quick look."""
    coverage = Coverage()
    counts: list[Count] = []
    for place, (name, content) in enumerate(law_files(data)):
        if place % every:
            continue
        notice = coverage.read(name, content)
        counts += [count_articles(notice)] if notice else []
        if sys.stderr.isatty() and place % 50 == 0:
            print(f"\r{place} laws", end="", file=sys.stderr)
    for name, content in data_files(data):
        coverage.read(name, content)
    return counts, coverage, law_parities(data, read_bytes)


def report(counts: Sequence[Count], coverage: Coverage, parities: Sequence[Parity]) -> str:
    """Write what was measured for a person."""
    odd = [count for count in counts if count.reason]
    held = len(counts) - len(odd)
    lines = [f"articles: {held} of {len(counts)} laws ({held / max(len(counts), 1):.2%}) count as far as they number"]
    lines += [
        f"  {'FAULT ' if one.fault else ''}{one.file}: {one.found} clauses, highest {one.highest}: {one.reason}"
        for one in odd
    ]
    lines += ["", *coverage.lines(), "", *(line for parity in parities for line in parity.lines())]
    same, all_of = sum(parity.same for parity in parities), sum(parity.articles for parity in parities)
    return "\n".join([*lines, f"parity: {same} of {all_of} articles ({same / max(all_of, 1):.2%}) are the same"])


def record(counts: Sequence[Count], coverage: Coverage, parities: Sequence[Parity]) -> dict[str, object]:
    """Return what was measured as JSON."""
    return {
        "articles": {
            "files": len(counts),
            "held": sum(not count.reason for count in counts),
            "exceptions": {count.file: count.reason for count in counts if count.reason},
            "faults": [count.file for count in counts if count.fault],
        },
        "coverage": {"files": coverage.files, "refused": coverage.refused, "lost": coverage.lost},
        "parity": {"articles": sum(p.articles for p in parities), "same": sum(p.same for p in parities)},
    }


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(prog="python -m eval.articles", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with laws.tar.xz, notices and formats")
    parser.add_argument("--every", type=int, default=1, help="read every n-th law only (default 1)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args()
    measured = measure(given.data, every=given.every)
    print(json.dumps(record(*measured), ensure_ascii=False, indent=1) if given.json else report(*measured))


if __name__ == "__main__":
    main()
