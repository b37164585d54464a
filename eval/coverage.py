"""Is every file read, and every printed sign kept exactly once?"""

import hashlib
from dataclasses import dataclass, field, replace
from typing import Any

from corpus.errors import UnreadableFile
from corpus.notice import Notice
from corpus.readers import read_document
from corpus.reading import parse_notice


def read_bytes(name: str, content: bytes) -> Notice:
    """Read one file from its bytes; raises UnreadableFile."""
    document = read_document(content, where=name)
    notice = parse_notice(document.text, source=name, sha256=hashlib.sha256(content).hexdigest())
    return replace(notice, warnings=(*document.warnings, *notice.warnings))


@dataclass(slots=True)
class Coverage:
    """What came of reading files one after the other.

    files:   how many were tried
    refused: name and reason of those that are no readable documents
    crashed: name and error of those that broke the parser
    lost:    name and signs of those with a sign in none or two of header, clause and row
    """

    files: int = 0
    refused: dict[str, str] = field(default_factory=dict[str, str])
    crashed: dict[str, str] = field(default_factory=dict[str, str])
    lost: dict[str, str] = field(default_factory=dict[str, str])

    def read(self, name: str, content: bytes) -> Notice | None:
        """Read one file and note how it went; None where it could not be read."""
        self.files += 1
        try:
            notice = read_bytes(name, content)
        except UnreadableFile as error:
            self.refused[name] = error.what
            return None
        except Exception as error:
            self.crashed[name] = repr(error)
            return None
        wrong = uncovered(notice)
        if wrong:
            self.lost[name] = wrong
        return notice

    def record(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {"files": self.files, "refused": self.refused, "crashed": self.crashed, "lost": self.lost}

    def lines(self) -> list[str]:
        """Return the lines of the report."""
        read = self.files - len(self.refused) - len(self.crashed)
        return [
            f"coverage: {read} of {self.files} files read, {len(self.refused)} refused, {len(self.crashed)} crashed; "
            f"{read - len(self.lost)} keep every sign exactly once",
            *(f"  refused {name}: {why}" for name, why in self.refused.items()),
            *(f"  CRASHED {name}: {why}" for name, why in self.crashed.items()),
            *(f"  LOST {name}: {what}" for name, what in self.lost.items()),
        ]


def uncovered(notice: Notice) -> str:
    """Return what stands in none or in two of header, clause and row, "" where all is well."""
    spans = sorted((*notice.header, *(span for clause in notice.root.walk() for span in clause.paragraphs)))
    end, wrong = 0, ""
    for span in spans:
        if span.start < end:
            wrong += f"twice {notice.text[span.start : end][:20]!r} (offset {span.start}) "
        wrong += _missed(notice.text, end, span.start)
        end = max(end, span.end)
    return wrong + _missed(notice.text, end, len(notice.text))


def _missed(text: str, start: int, end: int) -> str:
    words = text[start:end].strip()
    return f"missed {words[:20]!r} (offset {start}) " if words else ""
