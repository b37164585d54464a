"""A BertModel with small trainable matrices beside its linear ones (LoRA), written for two cores.

Hu and others, LoRA: Low-Rank Adaptation of Large Language Models (2021).  The matrices of the lower layers stay as they
are, so what those layers make of a text is computed once and kept.  Everything frozen runs in bfloat16: on processors
that multiply it natively a step takes a third of the time.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any, cast

import torch
from safetensors import torch as safetensors
from tokenizers import Tokenizer

from index.adapter import DOWN, UP
from index.onnx_engine import batches

functional = cast(Any, torch.nn.functional)
Tensor = torch.Tensor
# The linear parts of a layer, as BertModel calls them.
PARTS = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
TOKENS_AT_ONCE = 4096


@dataclass(frozen=True, slots=True)
class Shape:
    """How an adapter is cut.

    first: the lowest layer with matrices of its own, from 0
    rank:  columns of each matrix
    """

    first: int
    rank: int


class AdaptedBert:
    """The frozen model of a folder and the matrices that are trained."""

    def __init__(self, folder: Path, shape: Shape, seed: int) -> None:
        settings: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.shape, self._heads = shape, int(settings["num_attention_heads"])
        self._layers, self._epsilon = int(settings["num_hidden_layers"]), float(settings["layer_norm_eps"])
        held: dict[str, Tensor] = cast(Any, safetensors).load_file(str(folder / "model.safetensors"))
        self._frozen = {name: tensor.to(torch.bfloat16) for name, tensor in held.items()}
        self._words = held["embeddings.word_embeddings.weight"]
        self._tokenizer = cast(Any, Tokenizer.from_file(str(folder / "tokenizer.json")))
        self._tokenizer.no_padding()
        self.matrices = dict(self._fresh(torch.Generator().manual_seed(seed)))
        self._merged = dict[str, Tensor]()

    def _fresh(self, chance: torch.Generator) -> Iterator[tuple[str, Tensor]]:
        """Yield a (rank, in) matrix of noise and an (out, rank) matrix of zeros for each linear part: no change yet."""
        for layer in range(self.shape.first, self._layers):
            for part in PARTS:
                name = f"encoder.layer.{layer}.{part}"
                out, inner = self._frozen[f"{name}.weight"].shape
                down = torch.randn(self.shape.rank, inner, generator=chance) / sqrt(inner)
                yield f"{name}{DOWN}", down.requires_grad_()
                yield f"{name}{UP}", torch.zeros(out, self.shape.rank).requires_grad_()

    def tokens(self, texts: Sequence[str], longest: int) -> list[list[int]]:
        """Return the ids of each text, at most `longest`, special ones included."""
        self._tokenizer.enable_truncation(longest)
        return [cut.ids for cut in self._tokenizer.encode_batch(list(texts))]

    def lower(self, tokens: Sequence[Sequence[int]]) -> list[Tensor]:
        """Return (length, hidden) for each text as the frozen layers leave it."""
        made: list[Tensor | None] = [None] * len(tokens)
        with torch.no_grad():
            for batch in batches([len(ids) for ids in tokens], TOKENS_AT_ONCE):
                hidden, mask = self._embedded([tokens[at] for at in batch])
                for layer in range(self.shape.first):
                    hidden = self._layer(layer, hidden, mask)
                for row, at in enumerate(batch):
                    made[at] = hidden[row, : len(tokens[at])].clone()
        return cast(list[Tensor], made)

    def upper(self, texts: Sequence[Tensor]) -> Tensor:
        """Return the (texts, hidden) float32 unit vectors of what `lower` made."""
        self._merged = dict(self._sums())
        order: list[int] = []
        rows: list[Tensor] = []
        for batch in batches([len(text) for text in texts], TOKENS_AT_ONCE):
            order += batch
            rows.append(self._pooled([texts[at] for at in batch]))
        return torch.cat(rows)[torch.tensor(order).argsort()]

    def _pooled(self, texts: Sequence[Tensor]) -> Tensor:
        hidden = torch.nn.utils.rnn.pad_sequence(list(texts), batch_first=True)
        real = torch.arange(hidden.shape[1])[None, :] < torch.tensor([len(text) for text in texts])[:, None]
        mask = _bias(real)
        for layer in range(self.shape.first, self._layers):
            hidden = self._layer(layer, hidden, mask)
        weights = real.float()[:, :, None]
        return functional.normalize((hidden.float() * weights).sum(1) / weights.sum(1), dim=1)

    def _embedded(self, tokens: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
        longest = max(map(len, tokens))
        ids = torch.tensor([[*row, *[0] * (longest - len(row))] for row in tokens])
        real = torch.arange(longest)[None, :] < torch.tensor([len(row) for row in tokens])[:, None]
        rest = self._frozen["embeddings.position_embeddings.weight"][:longest].float()
        kind = self._frozen["embeddings.token_type_embeddings.weight"][0].float()
        summed = self._words[ids] + rest + kind
        return self._normed(summed.to(torch.bfloat16), "embeddings.LayerNorm"), _bias(real)

    def _layer(self, layer: int, tokens: Tensor, mask: Tensor) -> Tensor:
        name = f"encoder.layer.{layer}"
        heads = [self._by_head(self._linear(tokens, f"{name}.attention.self.{part}")) for part in _LOOKING]
        mixed = _mixed((heads[0], heads[1], heads[2]), mask)
        context = mixed.transpose(1, 2).reshape(tokens.shape)
        looked = self._linear(context, f"{name}.attention.output.dense")
        seen = self._normed(looked + tokens, f"{name}.attention.output.LayerNorm")
        wide = functional.gelu(self._linear(seen, f"{name}.intermediate.dense"))
        return self._normed(self._linear(wide, f"{name}.output.dense") + seen, f"{name}.output.LayerNorm")

    def _by_head(self, tokens: Tensor) -> Tensor:
        return tokens.view(*tokens.shape[:2], self._heads, -1).transpose(1, 2)

    def _linear(self, tokens: Tensor, name: str) -> Tensor:
        weight = self._merged.get(f"{name}.weight", self._frozen[f"{name}.weight"])
        return functional.linear(tokens, weight, self._frozen[f"{name}.bias"])

    def _sums(self) -> Iterator[tuple[str, Tensor]]:
        """Yield weights with the products of their matrices added; quicker than narrow products of all tokens."""
        for name in (name.removesuffix(DOWN) for name in self.matrices if name.endswith(DOWN)):
            added = self.matrices[name + UP] @ self.matrices[name + DOWN]
            yield f"{name}.weight", (self._frozen[f"{name}.weight"].float() + added).to(torch.bfloat16)

    def _normed(self, tokens: Tensor, name: str) -> Tensor:
        weight, bias = self._frozen[f"{name}.weight"], self._frozen[f"{name}.bias"]
        return functional.layer_norm(tokens, weight.shape, weight, bias, self._epsilon)


_LOOKING = ("query", "key", "value")


def _mixed(heads: tuple[Tensor, Tensor, Tensor], mask: Tensor) -> Tensor:
    """Attention, step by step: backwards through the fused kernel in bfloat16 takes six times the rest of a layer."""
    query, key, value = heads
    if not torch.is_grad_enabled():
        return functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
    likeness = (query * query.shape[-1] ** -0.5) @ key.transpose(-1, -2) + mask
    return likeness.softmax(-1) @ value


def _bias(real: Tensor) -> Tensor:
    """Return 0 for a token to look at, the least number for one that only fills up: (batch, 1, 1, tokens)."""
    low = torch.finfo(torch.bfloat16).min
    return torch.zeros(real.shape, dtype=torch.bfloat16).masked_fill(~real, low)[:, None, None, :]
