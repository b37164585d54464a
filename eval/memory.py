"""An encoder that remembers: passages on disk, so that a second run is quick; questions with the time they took."""

import hashlib
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from index.encoder import Encoder, Vectors

# Some ten seconds of encoding; what was encoded before a run was killed is kept.
CHUNK = 128
WARM_UP = "职业教育"

Progress = Callable[[int, int], None]


def _silent(_done: int, _total: int) -> None:
    """Show nothing."""


class RememberingEncoder:
    """An Encoder in front of another: the same vectors, each made once.

    Passages are kept in `file` (SQLite) by the encoder's name and the sha256 of their text.  Questions are kept in
    memory only: `learn` encodes each alone, as the service does, and notes how long it took, so that every system is
    charged the same time for it.
    """

    def __init__(self, encoder: Encoder, file: Path, progress: Progress = _silent) -> None:
        self._encoder = encoder
        self._progress = progress
        self._questions: dict[str, Vectors] = {}
        self._question_ms: dict[str, float] = {}
        file.parent.mkdir(parents=True, exist_ok=True)
        self._kept = sqlite3.connect(file, check_same_thread=False)
        self._kept.execute(
            "CREATE TABLE IF NOT EXISTS vectors"
            " (encoder TEXT, sha256 TEXT, vector BLOB, PRIMARY KEY (encoder, sha256)) WITHOUT ROWID"
        )

    @property
    def name(self) -> str:
        """The name of the encoder behind."""
        return self._encoder.name

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return self._encoder.dim

    def close(self) -> None:
        """Let go of the file."""
        self._kept.close()

    def learn(self, questions: Sequence[str]) -> None:
        """Encode each question that is new, alone and with the model warm, and note its time."""
        new = [question for question in dict.fromkeys(questions) if question not in self._questions]
        if new:
            self._encoder.encode_questions([WARM_UP])
        for done, question in enumerate(new):
            self._progress(done, len(new))
            began = time.perf_counter()
            self._questions[question] = self._encoder.encode_questions([question])[0]
            self._question_ms[question] = (time.perf_counter() - began) * 1000

    def question_ms(self, question: str) -> float:
        """Return the milliseconds that encoding `question` took."""
        self.learn([question])
        return self._question_ms[question]

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), dim) float32 unit rows."""
        self.learn(texts)
        return np.stack([self._questions[text] for text in texts]) if texts else np.empty((0, self.dim), np.float32)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), dim) float32 unit rows."""
        keys = [hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() for text in texts]
        rows = dict(self._held(keys))
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in rows}
        rows.update(self._encoded(missing))
        return np.stack([rows[key] for key in keys]) if keys else np.empty((0, self.dim), np.float32)

    def _held(self, keys: Sequence[str]) -> Iterator[tuple[str, Vectors]]:
        for key in dict.fromkeys(keys):
            row = self._kept.execute(
                "SELECT vector FROM vectors WHERE encoder = ? AND sha256 = ?", (self.name, key)
            ).fetchone()
            if row:
                yield key, np.frombuffer(row[0], dtype=np.float32)

    def _encoded(self, texts: dict[str, str]) -> Iterator[tuple[str, Vectors]]:
        """Encode what is missing, chunk by chunk, keeping each chunk as soon as it is there.

        Texts of a length go together, the longest first: a batch is as slow as its longest text.
        """
        done = 0
        for chunk in _chunks(sorted(texts.items(), key=lambda pair: -len(pair[1]))):
            self._progress(done, len(texts))
            rows = self._encoder.encode_passages([text for _, text in chunk])
            kept = [(self.name, key, row.tobytes()) for (key, _), row in zip(chunk, rows, strict=True)]
            with self._kept:
                self._kept.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", kept)
            yield from ((key, row) for (key, _), row in zip(chunk, rows, strict=True))
            done += len(chunk)


def _chunks(texts: list[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    return (texts[at : at + CHUNK] for at in range(0, len(texts), CHUNK))
