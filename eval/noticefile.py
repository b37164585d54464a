"""Where the notices are that outlines were read from."""

import hashlib
from pathlib import Path

from corpus.errors import UnreadableFile


def notice_file(data: Path, name: str, sha256: str | None = None) -> Path:
    """Return the file of this name under `data`, of this content if `sha256` is given.

    Raises UnreadableFile where there is none.
    """
    named = [path for path in sorted(data.rglob("*")) if path.name == name and path.is_file()]
    found = next((path for path in named if sha256 in (None, hashlib.sha256(path.read_bytes()).hexdigest())), None)
    if found is None:
        what = f"{name} is another file than the outline was read from" if named else f"no file {name}"
        raise UnreadableFile(what, where=str(data), fix="give the folder that holds it: DATA=FOLDER")
    return found
