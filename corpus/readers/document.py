"""What every reader yields: the text of a file as published, and where its pages begin."""

from dataclasses import dataclass

# A page of a notice holds about 1 KB of text and at most some MB as a picture; a file beyond this is no notice.
FILE_BYTES_LIMIT = 64 * 1024 * 1024
# A five-year plan with all its annexes has 300 pages; what says it has 10,000 is made to keep us busy.
PAGES_LIMIT = 2_000


@dataclass(frozen=True, slots=True)
class Document:
    """A file's text.

    text:     as published; lines end where the file ends them, nothing is stripped or repaired
    pages:    offsets in `text` where each page begins, page 1 first; () where the format has no pages
    warnings: what the reader was not sure of, one sentence each
    """

    text: str
    pages: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if list(self.pages) != sorted(self.pages) or not all(0 <= page <= len(self.text) for page in self.pages):
            raise ValueError(f"page starts {self.pages} do not fit a text of {len(self.text)} characters")


def joined_pages(pages: list[str], warnings: list[str]) -> Document:
    """Put pages one below the other, a line break between them, and remember where each begins."""
    starts: list[int] = []
    length = 0
    for page in pages:
        starts.append(length)
        length += len(page) + 1
    return Document("\n".join(pages), tuple(starts), tuple(warnings))
