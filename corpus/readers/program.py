"""Our own reader programs, each run in a process of its own: what a hostile file does to it stays there."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import cast


def answer_of(program: Path, arguments: Sequence[str], content: bytes, *, seconds: int) -> dict[str, object]:
    """Return the JSON that `program` prints for `content`.

    Raises subprocess.TimeoutExpired after `seconds`, CalledProcessError where it dies, ValueError for another answer.
    """
    done = subprocess.run(
        # -P: our folder, where html.py would hide Python's own, is not searched
        [sys.executable, "-P", str(program), *arguments],
        input=content,
        capture_output=True,
        timeout=seconds,
        check=True,
    )
    return cast("dict[str, object]", json.loads(done.stdout))
