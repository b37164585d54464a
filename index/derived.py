"""The indexes derived from a library: read from disk, caught up with the library, written back."""

import contextlib
import shutil
from collections.abc import Generator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np

from corpus.errors import DamagedIndex, StaleIndex
from index.codes import EXACT_UP_TO
from index.dense import DenseIndex
from index.encoder import Encoder
from index.entry import embedded_by
from index.library import Library
from index.lock import alone
from index.manifest import Manifest, Stamp, checksum_of, read_manifest, write_manifest
from index.thesaurus import Thesaurus
from index.words import KEPT_AS, NO_TERMS, WordsIndex

REINDEX = "run `tiaowen reindex`"
NOTHING = Stamp(0, "")


@dataclass(frozen=True, slots=True)
class Choices:
    """What an operator chooses.

    thesaurus:   what a question also looks for
    exact_up_to: passages; in a larger library codes say which meanings to look at
    """

    thesaurus: Thesaurus = NO_TERMS
    exact_up_to: int = EXACT_UP_TO


DEFAULT = Choices()


class DerivedIndexes:
    """What a library's passages mean and which words they hold, in `folder`.

    dense.faiss + dense.json  loaded into memory; written back by `save`
    words/ + words.json       read and written in place, by one process at a time
    shown: the library's state that they show, None before the first `catch_up`
    A process killed at any moment leaves indexes that are behind the library; whoever opens them next catches up.
    """

    def __init__(self, folder: Path, library: Library, encoder: Encoder, choices: Choices = DEFAULT) -> None:
        self._folder, self._library, self._encoder, self._choices = folder, library, encoder, choices
        self.shown: Stamp | None = None
        self._words_checked = False
        self.dense, self._dense_stamp = _empty(encoder), NOTHING
        self.words = WordsIndex.in_memory(choices.thesaurus)

    @classmethod
    def open(cls, folder: Path, library: Library, encoder: Encoder, choices: Choices = DEFAULT) -> Self:
        """Open the indexes in `folder` and bring them up to the library; raise StaleIndex or DamagedIndex."""
        derived = cls(folder, library, encoder, choices)
        with _writable(folder):
            folder.mkdir(parents=True, exist_ok=True)
            derived.dense, derived._dense_stamp = derived._stored_dense()
        derived.catch_up()
        return derived

    def catch_up(self) -> None:
        """Show what the library holds now; costs microseconds where nothing changed."""
        now = self._library.journal.stamp()
        if now == self.shown:
            return
        self._library.embeddings.check(self._encoder)
        with _writable(self._folder):
            self._catch_up_words(now)
        self._catch_up_dense(now)
        self.shown = now

    def save(self) -> None:
        """Give codes to the meanings of a large library, and write them where those on disk are older or without."""
        settled = self.dense.settle(self._choices.exact_up_to)
        with _writable(self._folder), self._alone():
            manifest = self._own_manifest()
            if manifest and manifest.generation >= self._dense_stamp.generation + settled:
                return
            # Without its manifest an index is rebuilt: never an old manifest beside a new index.
            _manifest_of_dense(self._folder).unlink(missing_ok=True)
            checksum = self.dense.save(self._folder / "dense.faiss")
            stamp = self._dense_stamp
            built_by = embedded_by(self._encoder.name)
            written = Manifest(built_by, self._encoder.dim, len(self.dense), stamp.generation, stamp.token, checksum)
            write_manifest(_manifest_of_dense(self._folder), written)

    def _stored_dense(self) -> tuple[DenseIndex, Stamp]:
        with self._alone():
            manifest = self._own_manifest()
            file = self._folder / "dense.faiss"
            if manifest is None or not file.exists():
                return _empty(self._encoder), NOTHING
            return DenseIndex.load(file, manifest.checksum), manifest.stamp

    def _own_manifest(self) -> Manifest | None:
        """Return the manifest of the dense index if it is of this library; refuse one of another model."""
        file = _manifest_of_dense(self._folder)
        manifest = read_manifest(file)
        ours = embedded_by(self._encoder.name)
        if manifest and (manifest.built_by, manifest.dim) != (ours, self._encoder.dim):
            what = f"the index of meanings was built by {manifest.built_by}, and the model in use is {ours}"
            raise StaleIndex(what, where=str(file), fix=REINDEX)
        return manifest if manifest and self._library.journal.knows(manifest.stamp) else None

    def _catch_up_dense(self, now: Stamp) -> None:
        journal, since = self._library.journal, self._dense_stamp.generation
        if not journal.knows(self._dense_stamp):
            self.dense, since = _empty(self._encoder), 0
        ids, rows = self._library.embeddings.between(since, now.generation, self._encoder.dim)
        self.dense.update(ids, rows, journal.removed(since, now.generation))
        self._dense_stamp = now

    def _catch_up_words(self, now: Stamp) -> None:
        """Bring the words on disk up to `now`, unless another process has done it, and open them as they are then."""
        with self._alone():
            manifest = self._words_manifest()
            if manifest is None:
                self._rebuild_words(now)
            else:
                self.words = WordsIndex.open(self._words, self._choices.thesaurus)
                self._update_words(manifest.generation, now)
        self._words_checked = True

    def _words_manifest(self) -> Manifest | None:
        """Return the manifest of the words if they are of this library; raise DamagedIndex where they are not whole."""
        manifest = read_manifest(self._words_json)
        ours = manifest and manifest.built_by == KEPT_AS and self._library.journal.knows(manifest.stamp)
        if manifest is None or not ours or not self._words.exists():
            return None
        # Once a process: what is read afterwards was written by one of ours.
        if not self._words_checked and checksum_of(self._words) != manifest.checksum:
            what = "the index of words is not what its manifest says"
            raise DamagedIndex(what, where=str(self._words), fix=REINDEX)
        return manifest

    def _rebuild_words(self, now: Stamp) -> None:
        self._words_json.unlink(missing_ok=True)
        if self._words.exists():
            shutil.rmtree(self._words)
        self.words = WordsIndex.open(self._words, self._choices.thesaurus)
        self.words.replace_all(self._library.journal.entries(0, now.generation))
        self._write_words_manifest(now)

    def _update_words(self, since: int, now: Stamp) -> None:
        if since >= now.generation:
            return
        # Without their manifest the words are built anew: a process killed here leaves nothing half done.
        self._words_json.unlink()
        journal = self._library.journal
        self.words.update(journal.entries(since, now.generation), journal.removed(since, now.generation))
        self._write_words_manifest(now)

    def _write_words_manifest(self, now: Stamp) -> None:
        checksum = checksum_of(self._words)
        write_manifest(self._words_json, Manifest(KEPT_AS, 0, len(self.words), now.generation, now.token, checksum))

    @property
    def _words(self) -> Path:
        return self._folder / "words"

    @property
    def _words_json(self) -> Path:
        return self._folder / "words.json"

    def _alone(self) -> AbstractContextManager[None]:
        return alone(self._folder / "lock")


def discard(folder: Path) -> None:
    """Remove the derived indexes in `folder`, damaged or not; the next `open` builds them anew."""
    with _writable(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with alone(folder / "lock"):
            for name in ("dense.json", "words.json", "dense.faiss"):
                (folder / name).unlink(missing_ok=True)
            if (folder / "words").exists():
                shutil.rmtree(folder / "words")


def _empty(encoder: Encoder) -> DenseIndex:
    return DenseIndex.build(np.empty(0, np.int64), np.empty((0, encoder.dim), np.float32))


def _manifest_of_dense(folder: Path) -> Path:
    return folder / "dense.json"


@contextlib.contextmanager
def _writable(folder: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise DamagedIndex(
            f"the indexes cannot be written: {error.strerror or error}",
            where=str(folder),
            fix="make the folder writable and free room on the disk",
        ) from error
