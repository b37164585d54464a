"""A library embedded and indexed anew: what `tiaowen reindex` does."""

from collections.abc import Callable
from pathlib import Path

from index.codes import EXACT_UP_TO
from index.derived import discard
from index.embedding import embedded, embedded_sentences
from index.encoder import Encoder
from index.library import Library
from index.search import SearchEngine

# Passages embedded between two commits of a reindexing: what a killed process loses at most.
REINDEXED_AT_ONCE = 256


def _no_progress(done: int, total: int) -> None:
    """Tell nobody."""


def rebuild(
    home: Path,
    encoder: Encoder,
    progress: Callable[[int, int], None] = _no_progress,
    *,
    exact_up_to: int = EXACT_UP_TO,
) -> None:
    """Embed with `encoder` what another model embedded, and build the indexes anew: what `tiaowen reindex` does.

    progress(done, total) counts passages.  Until the last passage is embedded the library is searched with the old
    model; a process killed before goes on where it stopped.
    """
    library = Library.open(home / "library.sqlite")
    try:
        adopted = False
        while not adopted:
            _embed_missing(library, encoder, progress)
            discard(home / "indexes")
            adopted = library.embeddings.adopt(encoder)
    finally:
        library.close()
    SearchEngine.open(home, encoder, exact_up_to=exact_up_to).close()


def _embed_missing(library: Library, encoder: Encoder, progress: Callable[[int, int], None]) -> None:
    progress(*library.embeddings.count(encoder))
    while entries := library.embeddings.missing(encoder, REINDEXED_AT_ONCE):
        passages, made = [entry.passage for entry in entries], embedded(encoder, [(e.context, e.text) for e in entries])
        library.embeddings.prepare(encoder, passages, made)
        progress(*library.embeddings.count(encoder))
    _embed_missing_sentences(library, encoder, progress)


def _embed_missing_sentences(library: Library, encoder: Encoder, progress: Callable[[int, int], None]) -> None:
    """Embed the sentences of passages from before they were kept."""
    beyond = done = 0
    total = library.sentences.lacking()
    while entries := library.sentences.missing(encoder, REINDEXED_AT_ONCE, beyond):
        passages, made = [entry.passage for entry in entries], embedded_sentences(encoder, [e.text for e in entries])
        library.sentences.fill(encoder, passages, made)
        beyond, done = passages[-1], done + len(passages)
        progress(done, max(done, total))
