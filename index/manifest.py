"""What a derived index on disk was built from, written beside it."""

import json
import os
import tempfile
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.errors import DamagedIndex


@dataclass(frozen=True, slots=True)
class Stamp:
    """A state of a library.

    generation: counts its changes, from 0 for an empty one
    token:      random, so that a library put back from a backup is not taken for the later one it replaces
    """

    generation: int
    token: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index was built from.

    built_by:   what vectors are kept under (see index/entry.py), or the name of the token mix
    dim:        vector length; 0 for words
    rows:       number of passages
    generation, token: the library's Stamp
    checksum:   CRC-32 of the file, or of the files of the folder
    """

    built_by: str
    dim: int
    rows: int
    generation: int
    token: str
    checksum: int

    @property
    def stamp(self) -> Stamp:
        """The state of the library that the index shows."""
        return Stamp(self.generation, self.token)


def read_manifest(file: Path) -> Manifest | None:
    """Return the manifest in `file`, None where there is none; raise DamagedIndex where it cannot be read."""
    try:
        manifest = Manifest(**json.loads(file.read_text(encoding="utf-8")))
        numbers = [manifest.dim, manifest.rows, manifest.generation, manifest.checksum]
        if {type(number) for number in numbers} != {int}:
            raise ValueError("a number is no number")
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        raise DamagedIndex(
            f"the manifest of an index cannot be read: {error}", where=str(file), fix="run `tiaowen reindex`"
        ) from error
    return manifest


def write_manifest(file: Path, manifest: Manifest) -> None:
    """Write `manifest` to `file` in one step."""
    write_whole(file, json.dumps(asdict(manifest)).encode())


def checksum_of(folder: Path) -> int:
    """Return the CRC-32 of the names and contents of the files in `folder`, lock files aside."""
    checksum = 0
    for file in sorted(folder.iterdir()) if folder.exists() else ():
        if file.suffix != ".lock":
            checksum = zlib.crc32(file.read_bytes(), zlib.crc32(file.name.encode(), checksum))
    return checksum


def write_whole(file: Path, content: bytes) -> None:
    """Write `file` so that it holds the old or the new content, whenever the process is killed."""
    handle, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        made.chmod(0o644)
        made.replace(file)
    finally:
        made.unlink(missing_ok=True)
