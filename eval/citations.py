"""Is what cite and check say right?  `python -m eval.citations [--data FOLDER] [--json]`

Cases are made by rule (eval/citation_case.py) from the four notices, or from every notice below FOLDER.  What
counts most is the column wrong `exact`: it must be 0.
"""

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np

import corpus
from corpus.errors import UnreadableFile
from corpus.notice import Notice
from corpus.reading import notice_files, read_notices
from eval.citation_case import Case, Maker, plain
from index.checker import Checker
from index.library import Library

FOUR = Path(corpus.__file__).parent / "notices"
READ = {".txt", ".md", ".html", ".docx"}
MOST_OF_FOUR, MOST_OF_MANY = 8, 2
LONGEST_LISTING = 100


@dataclass
class Score:
    """Of one rule: cases, right verdicts, and `exact` said of what is not."""

    cases: int = 0
    right: int = 0
    wrong_exact: int = 0


@dataclass
class Outcome:
    """Scores by rule, and what went wrong: the case, what was said, and of which clause."""

    rules: dict[str, Score] = field(default_factory=dict[str, Score])
    wrong: list[tuple[Case, str, str]] = field(default_factory=list[tuple[Case, str, str]])

    @property
    def whole(self) -> Score:
        """Return the sum over all rules."""
        scores = self.rules.values()
        return Score(sum(s.cases for s in scores), sum(s.right for s in scores), sum(s.wrong_exact for s in scores))


def library_of(notices: Iterable[Notice], folder: Path) -> Library:
    """Return a library of these notices without a model: checking asks none."""
    library = Library.open(folder / "library.sqlite")
    for number, notice in enumerate(notices):
        vectors = np.zeros((len(notice.passages), 1), np.float32)
        library.add(notice, origin=f"/{number}", vectors=vectors, encoder="none")
    return library


def notices_below(folder: Path) -> list[Notice]:
    """Read every notice below a folder that is text; what cannot be read is left out."""
    notices: list[Notice] = []
    for file in notice_files(folder):
        if file.suffix.lower() in READ:
            try:
                notices += read_notices(file)
            except UnreadableFile:
                continue
    return notices


def run(library: Library, most: int) -> Outcome:
    """Make the cases of every notice in a library and check each."""
    held = library.notices()
    texts = {notice.id: plain(notice.text) for notice in held}
    checker = Checker(library)
    outcome = Outcome()
    for notice in held:
        for case in Maker(notice, held, texts).cases(most):
            said, path = answer(checker, case)
            score = outcome.rules.setdefault(case.rule, Score())
            right = said == case.verdict and (said != "exact" or path == case.path)
            score.cases += 1
            score.right += right
            score.wrong_exact += said == "exact" and not right
            if not right:
                outcome.wrong.append((case, said, "/".join(path or ())))
    return outcome


def answer(checker: Checker, case: Case) -> tuple[str, tuple[str, ...] | None]:
    """Return the verdict on a case and the path of the clause named, None where there is none."""
    if not case.quoted:
        ruling = checker.cite(case.text)
        return ruling.verdict.value, ruling.places[0].clause.path if ruling.places else None
    found = [finding for finding in checker.check(case.text) if finding.kind == "quotation"]
    if not found:
        return "nothing", None
    judged = found[-1].judged
    return judged.verdict.value, judged.place.clause.path if judged.place else None


def _print(outcome: Outcome) -> None:
    for rule, score in [*outcome.rules.items(), ("all", outcome.whole)]:
        share = score.right / score.cases if score.cases else 0
        print(f"{rule:28} {score.cases:6} cases  {share:7.1%} right  {score.wrong_exact:3} wrong exact")
    for case, said, path in outcome.wrong[:LONGEST_LISTING]:
        print(f"  {case.rule}: {case.text[:160]!r} is {case.verdict} {'/'.join(case.path or ())}, said {said} {path}")
    if len(outcome.wrong) > LONGEST_LISTING:
        print(
            f"  and {len(outcome.wrong) - LONGEST_LISTING} more: {dict(Counter(c.rule for c, _, _ in outcome.wrong))}"
        )


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures; exit 1 where anything wrong is called exact."""
    parser = argparse.ArgumentParser(prog="python -m eval.citations")
    parser.add_argument("--data", type=Path, help="folder of notices (default: the four)")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        library = library_of(notices_below(given.data or FOUR), Path(folder))
        outcome = run(library, MOST_OF_MANY if given.data else MOST_OF_FOUR)
        library.close()
    if given.json:
        scores = {rule: asdict(score) for rule, score in outcome.rules.items()}
        print(json.dumps({**scores, "all": asdict(outcome.whole)}, ensure_ascii=False, indent=2))
    else:
        _print(outcome)
    raise SystemExit(1 if outcome.whole.wrong_exact else 0)


if __name__ == "__main__":
    main()
