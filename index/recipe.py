"""How a sentence-transformers folder makes a vector of a text, as its own settings declare it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# The names under which models declare their prompts.
QUESTION_PROMPTS = ("query", "question")
PASSAGE_PROMPTS = ("document", "passage", "corpus")
# What a Transformer's settings may say beside its lengths; anything else is beyond a plain reading of text.
PLAIN_TRANSFORMER: dict[str, Any] = {
    "transformer_task": "feature-extraction",
    "modality_config": {"text": {"method": "forward", "method_output_name": "last_hidden_state"}},
    "module_output_name": "token_embeddings",
}
POOLINGS = {"mean": "mean", "cls": "cls", "pooling_mode_mean_tokens": "mean", "pooling_mode_cls_token": "cls"}


@dataclass(frozen=True, slots=True)
class Recipe:
    """A text's way through a plain model: prompt, tokens, transformer, one vector of the tokens'.

    transformer:   folder of tokenizer.json
    pooling:       `mean` of the tokens' vectors, or `cls`, the first of them
    longest:       most tokens of a text, special ones included
    lower_case:    the text is written small first
    pad:           the token that fills a batch up
    prompts:       by name, as `query`: `query: `
    """

    transformer: Path
    pooling: str
    longest: int
    lower_case: bool
    pad: str
    prompts: Mapping[str, str]

    def prompt(self, *, question: bool) -> str:
        """Return what is put before a question, or before a passage."""
        return declared_prompt(self.prompts, question=question)


def declared_prompt(prompts: Mapping[str, str], *, question: bool) -> str:
    """Return the first of a model's prompts that says anything, "" where it wants none.

    Left to itself, encode_document prefers the empty "document" which sentence-transformers adds to every model over
    the "passage" that the E5 family declares: cosines to the right vectors fall to 0.965.
    """
    names = QUESTION_PROMPTS if question else PASSAGE_PROMPTS
    return next((prompts[name] for name in names if prompts.get(name)), "")


def read_recipe(folder: Path) -> Recipe | None:
    """Return the recipe of the model in `folder`, None where it takes more than this to make its vectors."""
    try:
        places = _module_places(folder)
        transformer = folder / places["Transformer"]
        ways, including_prompt = _pooling_ways(_settings(folder / places["Pooling"] / "config.json"))
        return _plain_recipe(folder, transformer, ways) if including_prompt else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def declared_dim(folder: Path) -> int | None:
    """Return the length of a vector if pooling alone decides it, None if only the loaded model knows."""
    try:
        pooling = _settings(folder / _module_places(folder)["Pooling"] / "config.json")
        ways, _ = _pooling_ways(pooling)
        return pooling.get("word_embedding_dimension", pooling.get("embedding_dimension")) if len(ways) == 1 else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _plain_recipe(folder: Path, transformer: Path, ways: list[str]) -> Recipe | None:
    lengths, tokens = _settings(transformer / "sentence_bert_config.json"), _tokenizer_settings(transformer)
    beyond = {key: told for key, told in lengths.items() if key not in ("max_seq_length", "do_lower_case")}
    plain = all(key in PLAIN_TRANSFORMER and told == PLAIN_TRANSFORMER[key] for key, told in beyond.items())
    if not plain or len(ways) != 1 or ways[0] not in POOLINGS or tokens.get("padding_side", "right") != "right":
        return None
    positions = int(_settings(transformer / "config.json")["max_position_embeddings"])
    longest = int(lengths.get("max_seq_length") or min(tokens["model_max_length"], positions))
    prompts: dict[str, str] = _settings(folder / "config_sentence_transformers.json").get("prompts", {})
    lower_case = bool(lengths.get("do_lower_case"))
    return Recipe(transformer, POOLINGS[ways[0]], longest, lower_case, str(tokens["pad_token"]), prompts)


def _tokenizer_settings(transformer: Path) -> dict[str, Any]:
    tokens = _settings(transformer / "tokenizer_config.json")
    pad = tokens["pad_token"]
    if pad is None:
        raise ValueError("nothing is said to fill a batch up with")
    return {**tokens, "pad_token": pad["content"] if isinstance(pad, dict) else pad}


def _module_places(folder: Path) -> dict[str, str]:
    """Return the path of each module by its kind; raise ValueError where there are others than the three.

    A module of somebody else's making carries its own code, and its name says nothing.
    """
    modules: list[dict[str, Any]] = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
    kinds = [module["type"].rsplit(".", 1)[-1] for module in modules]
    ours = all(module["type"].startswith("sentence_transformers.") for module in modules)
    if not ours or kinds not in (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"]):
        raise ValueError(f"{kinds} is no plain model")
    return {kind: module["path"] for kind, module in zip(kinds, modules, strict=True)}


def _pooling_ways(pooling: Mapping[str, Any]) -> tuple[list[str], bool]:
    """Return the ways of pooling, and whether the prompt's tokens take part; written in the older or the newer form."""
    newer: str | list[str] = pooling.get("pooling_mode", [])
    older = [key for key, told in pooling.items() if key.startswith("pooling_mode_") and told is True]
    ways = [newer] if isinstance(newer, str) else [*newer]
    return ways or older, pooling.get("include_prompt", True) is True


def _settings(file: Path) -> dict[str, Any]:
    return json.loads(file.read_text(encoding="utf-8"))
