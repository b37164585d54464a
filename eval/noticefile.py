"""Where the notices are that outlines were read from."""

from pathlib import Path

from corpus.errors import UnreadableFile


def notice_file(data: Path, name: str) -> Path:
    """Return the file of this name under `data`.  Raises UnreadableFile where there is none."""
    found = next((path for path in sorted(data.rglob("*")) if path.name == name and path.is_file()), None)
    if found is None:
        raise UnreadableFile(f"no file {name}", where=str(data), fix="give the folder that holds it: DATA=FOLDER")
    return found
