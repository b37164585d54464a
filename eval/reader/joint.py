"""The model that reads a question and a text together, as it is trained: an AdaptedBert with three rows of weights."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import torch
from tokenizers import Tokenizer

from eval.adapter.bert import AdaptedBert, Shape, Tensor
from eval.reader.example import Example, Shown
from index.highlight import Stretch
from index.reader import BEGIN, BIAS, END, QUESTION, SCORE, SPAN, TITLE

functional = cast(Any, torch.nn.functional)
# Layers 2 to 11 of 12 and rank 16: 2.2 MB in half precision.
SHAPE = Shape(first=2, rank=16)
# Tokens of question, title and text; longer texts are cut.
LONGEST = 144
_FIRST_STEPS = 0.02


@dataclass(frozen=True, slots=True)
class Row:
    """A question and a text as tokens; `words` are the first and the last token that answer, in `ids`."""

    ids: list[int]
    text: slice
    words: tuple[int, int] | None
    answers: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """What the model makes of rows: (rows,) numbers, and (rows, tokens, 2) for where words begin and end."""

    answers: Tensor
    edges: Tensor


class JointBert(AdaptedBert):
    """Reads a question and a text in one go."""

    def __init__(self, folder: Path, seed: int, shape: Shape = SHAPE) -> None:
        super().__init__(folder, shape, seed)
        hidden, chance = self._words.shape[1], torch.Generator().manual_seed(seed)
        self.heads: dict[str, Tensor] = {
            SCORE: (torch.randn(1, 2 * hidden, generator=chance) * _FIRST_STEPS).requires_grad_(),
            BIAS: torch.zeros(1, requires_grad=True),
            SPAN: (torch.randn(2, hidden, generator=chance) * _FIRST_STEPS).requires_grad_(),
        }
        self._pieces = cast(Any, Tokenizer.from_file(str(folder / "tokenizer.json")))
        self._pieces.no_truncation()

    @property
    def trained(self) -> list[Tensor]:
        """Everything that training changes."""
        return [*self.matrices.values(), *self.heads.values()]

    def rows(self, example: Example) -> list[Row]:
        """Return an example's texts as tokens (see index/reader.py for their order)."""
        asked = self._cut(example.question)[0][:QUESTION]
        return [self._row(asked, shown) for shown in example.shown]

    def see(self, rows: Sequence[Row]) -> Seen:
        """Run the model on `rows`."""
        self._merged = dict(self._sums())
        tokens, mask = self._embedded([row.ids for row in rows])
        for layer in range(self._layers):
            tokens = self._layer(layer, tokens, mask)
        hidden = tokens.float()
        real = torch.arange(hidden.shape[1])[None, :] < torch.tensor([len(row.ids) for row in rows])[:, None]
        weights = real.float()[:, :, None]
        seen = torch.cat([hidden[:, 0], (hidden * weights).sum(1) / weights.sum(1)], 1)
        return Seen((seen @ self.heads[SCORE].T + self.heads[BIAS])[:, 0], hidden @ self.heads[SPAN].T)

    def _row(self, asked: list[int], shown: Shown) -> Row:
        above = self._cut(shown.title)[0][:TITLE]
        before = [BEGIN, *asked, END, END, *above, END]
        ids, offsets = self._cut(shown.text)
        ids = ids[: LONGEST - len(before) - 1]
        words = _tokens_of(shown.words, offsets[: len(ids)]) if shown.words else None
        at = len(before)
        moved = (words[0] + at, words[1] + at) if words else None
        return Row([*before, *ids, END], slice(at, at + len(ids)), moved, shown.answers)

    def _cut(self, text: str) -> tuple[list[int], list[Stretch]]:
        cut = self._pieces.encode(text, add_special_tokens=False)
        return cut.ids, cut.offsets


def _tokens_of(words: Stretch, offsets: Sequence[Stretch]) -> tuple[int, int] | None:
    """Return the first and the last token of `words`, None where the text was cut before their end."""
    inside = [at for at, (start, end) in enumerate(offsets) if end > words[0] and start < words[1]]
    return (inside[0], inside[-1]) if inside and offsets[-1][1] >= words[1] else None
