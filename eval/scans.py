"""The section `scans`: laws turned into pictures and read back, against the text layer they were printed from."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import pypdfium2  # pyright: ignore[reportMissingTypeStubs]  # there are none
from rapidfuzz.distance import Levenshtein
from rich.console import Console
from rich.table import Table

from corpus.errors import UnreadableFile
from corpus.notice import Path as ClausePath
from corpus.paragraph import is_article
from corpus.readers import read_document
from corpus.readers.layout import page_texts
from corpus.readers.scan import PROGRAM, Scan, answered, scan_of
from corpus.reading import parse_notice
from eval.workplace import CHECKOUT

DATA = CHECKOUT.parent / "shared" / "data"
CACHE = CHECKOUT / "var" / "recognised"  # a page takes 3 to 10 s
LAWS, DOTS, QUALITY = 10, 200, 90  # how many, dots per inch, of JPEG
AT_ONCE = 4  # pages given to the recogniser in one go: what is done is kept when the run is stopped


@dataclass(frozen=True, slots=True)
class Law:
    """One law read twice.

    signs:    characters of the text layer, blanks left out
    errors:   characters to change, add or take away to make that of what was recognised
    articles: clause paths of the text layer's 条
    missed, invented: how many of those recognition lacks, or has besides
    """

    name: str
    pages: int
    signs: int
    errors: int
    articles: int
    missed: int
    invented: int


@dataclass(frozen=True, slots=True)
class ScanReport:
    """What reading the pictures of laws came to."""

    laws: tuple[Law, ...]

    def record(self) -> dict[str, Any]:
        """Return it as JSON: shares from 0 to 1."""
        signs, articles = sum(law.signs for law in self.laws), sum(law.articles for law in self.laws)
        wrong = sum(law.missed + law.invented for law in self.laws)
        return {
            "laws": {law.name: _law_record(law) for law in self.laws},
            "character_error": round(sum(law.errors for law in self.laws) / max(signs, 1), 6),
            "worst_character_error": round(max((law.errors / law.signs for law in self.laws), default=0.0), 6),
            "article_paths_right": round(1 - wrong / max(articles, 1), 6),
        }

    def show(self, console: Console) -> None:
        """Print a line for each law and the sums."""
        table = Table(box=None, pad_edge=False, header_style="bold")
        for head in ("scanned law", "pages", "signs", "wrong", "error", "条", "missed", "invented"):
            table.add_column(head, justify="left" if head == "scanned law" else "right")
        for law in self.laws:
            counts = (law.pages, law.signs, law.errors, f"{law.errors / law.signs:.2%}")
            table.add_row(law.name, *map(str, (*counts, law.articles, law.missed, law.invented)))
        console.print(table)
        sums = self.record()
        console.print(
            f"character error {sums['character_error']:.2%} (worst law {sums['worst_character_error']:.2%}, wanted"
            f" <= 1.5 %), article paths right {sums['article_paths_right']:.2%} (wanted >= 98 %)"
        )


def _law_record(law: Law) -> dict[str, Any]:
    return {name: getattr(law, name) for name in Law.__slots__ if name != "name"}


def measure_scans(data: Path) -> ScanReport:
    """Read the ten laws with the fewest pages as scans."""
    folder = data / "formats" / "laws"
    laws = sorted(folder.glob("*.pdf"), key=lambda law: (len(cast(Any, pypdfium2).PdfDocument(law)), law.name))
    if not laws:
        raise UnreadableFile(
            "there are no laws to scan", where=str(folder), fix="give the folder of documents by --data"
        )
    return ScanReport(tuple(_measured(law) for law in laws[:LAWS]))


def _measured(law: Path) -> Law:
    content = law.read_bytes()
    printed = read_document(content, where=law.name)
    scans = _scans(_pictures(content), where=law.name)
    seen = "\n".join(page_texts([scan.lines for scan in scans]))
    signs, letters = _unspaced(printed.text), _unspaced(seen)
    wanted, found = _articles(printed.text), _articles(seen)
    return Law(
        name=law.stem,
        pages=len(scans),
        signs=len(signs),
        errors=Levenshtein.distance(signs, letters),
        articles=len(wanted),
        missed=len(_without(wanted, found)),
        invented=len(_without(found, wanted)),
    )


def _unspaced(text: str) -> str:
    return "".join(text.split())


def _articles(text: str) -> list[ClausePath]:
    root = parse_notice(text, source="scan", sha256="").root
    return [clause.path for clause in root.walk() if is_article(clause)]


def _without(paths: Sequence[ClausePath], others: Sequence[ClausePath]) -> list[ClausePath]:
    """Return the paths that `others` lacks, one that occurs twice being wanted twice."""
    left = list(others)
    missing: list[ClausePath] = []
    for path in paths:
        if path in left:
            left.remove(path)
        else:
            missing.append(path)
    return missing


def _pictures(content: bytes) -> list[Any]:
    """Draw each page as a scanner would see it."""
    document = cast(Any, pypdfium2).PdfDocument(content)
    return [page.render(scale=DOTS / 72).to_pil().convert("RGB") for page in document]


def _scans(pictures: Sequence[Any], *, where: str) -> list[Scan]:
    """Recognise the pages; what the same program said of the same picture before is kept."""
    CACHE.mkdir(parents=True, exist_ok=True)
    files = [CACHE / f"{_key(picture)}.json" for picture in pictures]
    waiting = [number for number, file in enumerate(files) if not file.exists()]
    for some in _in_parts(waiting):
        answer = answered(
            _as_pdf([pictures[number] for number in some]), "pdf", list(map(str, range(len(some)))), where=where
        )
        for number, page in zip(some, answer, strict=True):
            files[number].write_text(json.dumps(page), encoding="utf-8")
    return [scan_of(json.loads(file.read_text(encoding="utf-8"))) for file in files]


def _key(picture: Any) -> str:
    return hashlib.sha256(PROGRAM.read_bytes() + bytes([QUALITY]) + picture.tobytes()).hexdigest()[:32]


def _in_parts(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), AT_ONCE):
        yield numbers[start : start + AT_ONCE]


def _as_pdf(pictures: Sequence[Any]) -> bytes:
    """Return a PDF of pictures only, compressed as scanners do."""
    packed = BytesIO()
    pictures[0].save(packed, "PDF", save_all=True, append_images=list(pictures[1:]), resolution=DOTS, quality=QUALITY)
    return packed.getvalue()
