"""What an evaluation works with: a model that remembers, and room for libraries that are thrown away."""

import contextlib
import tempfile
from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from eval.memory import RememberingEncoder
from index.adapter import SHIPPED
from index.encoder import Encoder, SentenceEncoder
from index.reader import Reader, open_reader
from index.weights import DEFAULT_MODEL, unpack_default_model

CHECKOUT = Path(__file__).resolve().parent.parent
DEFAULT_HOME = CHECKOUT / "var"
MEMORY = "vectors.sqlite"


@dataclass(frozen=True, slots=True)
class Workplace:
    """What an evaluation works with.

    encoder: remembers what it encoded
    reader:  reads claims again, None where answers go without
    scratch: an empty folder
    say:     tells the person waiting what is going on
    """

    encoder: RememberingEncoder
    scratch: Path
    say: Callable[[str], None]
    reader: Reader | None = None


@contextlib.contextmanager
def workplace(encoder: Encoder, home: Path, *, reading: bool = False) -> Generator[Workplace]:
    """Set up under `home`/eval, with progress on stderr; the scratch folder goes, the vectors stay.

    reading: answers are read again by the default model's reader
    """
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as bar, tempfile.TemporaryDirectory() as scratch:
        task = bar.add_task("encoding", visible=False)
        remembering = RememberingEncoder(
            encoder,
            home / "eval" / MEMORY,
            lambda done, total: bar.update(task, completed=done, total=total, visible=done < total),
        )
        try:
            # Names of extras, [ocr], are no markup.
            say = partial(console.print, markup=False, highlight=False, soft_wrap=True)
            yield Workplace(
                remembering, Path(scratch), say, open_reader(model_folder(home), adapter=SHIPPED) if reading else None
            )
        finally:
            remembering.close()


def model_folder(home: Path) -> Path:
    """Return the folder of the default model, unpacked into `home` if it is not there yet."""
    return unpack_default_model(home / "models" / DEFAULT_MODEL)


def load_model(model: str | None, home: Path) -> Encoder:
    """Load `model`, a folder or a name, or else the default one."""
    return SentenceEncoder.load(model or str(model_folder(home)))
