"""The same law as PDF, DOCX and Markdown: does it give the same articles, word for word?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.citation import path_text
from corpus.notice import Clause, Notice
from corpus.record import own_words

FORMATS = (".docx", ".pdf", ".md")


@dataclass(frozen=True, slots=True)
class Parity:
    """One law in its formats.

    name:     of the law
    articles: paths with 条 that any of the formats has
    same:     those with the same words in all
    differs:  one line for each that is not
    """

    name: str
    articles: int
    same: int
    differs: tuple[str, ...]

    def lines(self) -> list[str]:
        """Return the lines of the report."""
        return [f"{self.name}: {self.same} of {self.articles}", *(f"  {line}" for line in self.differs)]


def law_parities(data: Path, read: Callable[[str, bytes], Notice]) -> list[Parity]:
    """Compare the formats of each law in `data`/formats/laws."""
    names = sorted({file.stem for file in (data / "formats" / "laws").glob("*.docx")})
    folder = data / "formats" / "laws"
    return [_parity(name, {kind: _articles(folder / f"{name}{kind}", read) for kind in FORMATS}) for name in names]


def _parity(name: str, held: dict[str, dict[str, str]]) -> Parity:
    paths = list(dict.fromkeys(path for articles in held.values() for path in articles))
    wrong = [path for path in paths if len({articles.get(path) for articles in held.values()}) > 1]
    return Parity(name, len(paths), len(paths) - len(wrong), tuple(_difference(path, held) for path in wrong))


def _difference(path: str, held: dict[str, dict[str, str]]) -> str:
    words = {kind: articles.get(path) for kind, articles in held.items()}
    lacking = [kind for kind, said in words.items() if said is None]
    if lacking:
        return f"{path}: not in {', '.join(lacking)}"
    said = [words[kind] or "" for kind in FORMATS]
    place = next((n for n, signs in enumerate(zip(*said, strict=False)) if len(set(signs)) > 1), min(map(len, said)))
    return f"{path}: " + " | ".join(
        f"{kind} {(words[kind] or '')[max(place - 8, 0) : place + 12]!r}" for kind in FORMATS
    )


def _articles(file: Path, read: Callable[[str, bytes], Notice]) -> dict[str, str]:
    notice = read(file.name, file.read_bytes())
    return {path: words for path, words in _worded(notice) if "条" in path}


def _worded(notice: Notice) -> Iterator[tuple[str, str]]:
    """Yield path and own words of every clause without blanks; a path that comes again is numbered."""
    seen: dict[str, int] = {}
    for clause in notice.root.walk():
        path = path_text(clause.path)
        seen[path] = seen.get(path, 0) + 1
        yield (path if seen[path] == 1 else f"{path}({seen[path]})"), _words(clause, notice)


def _words(clause: Clause, notice: Notice) -> str:
    return "".join(own_words(clause, notice.text).split())
