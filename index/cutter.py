"""Texts cut into a model's tokens; at first with the part of a large vocabulary that Chinese texts need.

A Unigram vocabulary of 250,000 pieces takes a second to load.  A text is cut by the pieces that occur in it, so where
all its characters are Chinese, figures or signs, the pieces of nothing else (18,500) cut it the very same way; for any
other text the whole vocabulary is loaded, once.  The words of the model's prompts are cut by their own pieces, which
the part holds too.
"""

import contextlib
import hashlib
import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from index.manifest import write_whole
from index.recipe import Recipe

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# Beside tokenizer.json; its name ends so that the model's fingerprint leaves it out.
PART = "tokenizer.json.part"
# What SentencePiece writes for a blank, and at the start of every word.
BLANK = "▁"
# Chinese characters, their signs and figures: no letter of any alphabet.
PLAIN = re.compile(
    r"[\u2000-\u206f\u20a0-\u20bf\u2100-\u27bf\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f"
    r"\uff00-\uff20\uff3b-\uff40\uff5b-\uff65\U00020000-\U000323af\u00a0-\u00bf\u00d7\u00f7 -@\[-`{-~▁]*"
)


class Cutter:
    """A model's tokenizer.  Threads may share one."""

    def __init__(self, recipe: Recipe) -> None:
        self._recipe = recipe
        self._part, self._ids = (_read_part(recipe) if _stand_apart(recipe) else None) or (None, [])
        self._whole = None if self._part else read_tokenizer(recipe)

    def cut(self, prompt: str, texts: Sequence[str]) -> list[list[int]]:
        """Return the tokens of each of `texts` behind `prompt`, special ones included."""
        return [self._cut(prompt, text) for text in texts]

    def _cut(self, prompt: str, text: str) -> list[int]:
        if self._part and self._whole is None and self._is_plain(text):
            return [self._ids[token] for token in self._part.encode(prompt + text).ids]
        self._whole = self._whole or read_tokenizer(self._recipe)
        return self._whole.encode(prompt + text).ids

    def pieces(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """Return the tokens of `text` alone, no special ones, and where each stands in it (code points, half-open)."""
        if self._part and self._whole is None and self._is_plain(text):
            cut = self._part.encode(text, add_special_tokens=False)
            return [self._ids[token] for token in cut.ids], cut.offsets
        self._whole = self._whole or read_tokenizer(self._recipe)
        cut = self._whole.encode(text, add_special_tokens=False)
        return cut.ids, cut.offsets

    def _is_plain(self, text: str) -> bool:
        """Say whether `text`, as the model reads it, holds nothing but what the part is for."""
        return bool(PLAIN.fullmatch(cast(Any, self._part).normalizer.normalize_str(text)))


def read_tokenizer(recipe: Recipe) -> "Tokenizer":
    """Read a model's tokenizer: no filling up, texts cut at the recipe's length, special tokens included."""
    return _ready((recipe.transformer / "tokenizer.json").read_text(encoding="utf-8"), recipe)


def write_part(recipe: Recipe) -> None:
    """Write beside a Unigram tokenizer.json the part of it that plain texts need; nothing for another kind."""
    content = (recipe.transformer / "tokenizer.json").read_bytes()
    settings: dict[str, Any] = json.loads(content)
    if settings["model"]["type"] != "Unigram":
        return
    ids = _pieces_needed(settings, recipe)
    new = {old: at for at, old in enumerate(ids)}
    settings["model"]["vocab"] = [settings["model"]["vocab"][old] for old in ids]
    settings["model"]["unk_id"] = new[settings["model"]["unk_id"]]
    for token in settings["added_tokens"]:
        token["id"] = new[token["id"]]
    for token in settings["post_processor"]["special_tokens"].values():
        token["ids"] = [new[old] for old in token["ids"]]
    part = {"of": hashlib.sha256(content).hexdigest(), "ids": ids, "tokenizer": json.dumps(settings)}
    write_whole(recipe.transformer / PART, json.dumps(part).encode())


def _stand_apart(recipe: Recipe) -> bool:
    """Say whether no piece can reach from a prompt into the text behind it."""
    prompts = [prompt for prompt in recipe.prompts.values() if prompt]
    return not recipe.lower_case and all(prompt.isascii() and prompt.endswith(" ") for prompt in prompts)


def _pieces_needed(settings: dict[str, Any], recipe: Recipe) -> list[int]:
    """Return the ids of the pieces in the part, ascending.

    The least likely piece is one of them, wherever it occurs: an unknown character is made less likely than it.
    """
    vocabulary: list[tuple[str, float]] = settings["model"]["vocab"]
    special = {token["id"] for token in settings["added_tokens"]} | {settings["model"]["unk_id"]}
    least = min(range(len(vocabulary)), key=lambda at: vocabulary[at][1])
    prompts = BLANK + BLANK.join(" ".join(recipe.prompts.values()).split()) + BLANK
    return [
        at
        for at, (piece, _) in enumerate(vocabulary)
        if at in special or at == least or PLAIN.fullmatch(piece) or piece in prompts
    ]


def _read_part(recipe: Recipe) -> "tuple[Tokenizer, list[int]] | None":
    """Return the part and the model's id of each of its pieces; None where there is none of this tokenizer.json."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        part: dict[str, Any] = json.loads((recipe.transformer / PART).read_bytes())
        whole = (recipe.transformer / "tokenizer.json").read_bytes()
        if part["of"] == hashlib.sha256(whole).hexdigest():
            return _ready(part["tokenizer"], recipe), part["ids"]
    return None


def _ready(settings: str, recipe: Recipe) -> "Tokenizer":
    from tokenizers import Tokenizer, normalizers

    tokenizer = cast(Any, Tokenizer.from_str(settings))
    tokenizer.no_padding()
    tokenizer.enable_truncation(recipe.longest)
    if recipe.lower_case:
        own = tokenizer.normalizer
        tokenizer.normalizer = normalizers.Sequence([normalizers.Lowercase(), *([own] if own else [])])
    return cast(Tokenizer, tokenizer)
