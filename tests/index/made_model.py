"""A sentence-transformers model so small that a test makes it."""

import json
from pathlib import Path

from index.bert_graph import write_graph
from index.int8_graph import write_int8_graph

LETTERS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *"职业本科学校建设查询文：", "query", ":", "passage"]


def made_model(folder: Path, prompts: dict[str, str]) -> Path:
    """Write a sentence-transformers folder around a BertModel of random weights, the same on every machine."""
    import torch
    from transformers import BertConfig, BertModel

    folder.mkdir()
    torch.manual_seed(1)
    sizes = {"hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    BertModel(BertConfig(vocab_size=len(LETTERS), max_position_embeddings=64, **sizes)).save_pretrained(folder)
    files = {
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
        ],
        "1_Pooling/config.json": {"word_embedding_dimension": 8, "pooling_mode_mean_tokens": True},
        "sentence_bert_config.json": {"max_seq_length": 64, "do_lower_case": False},
        "config_sentence_transformers.json": {"prompts": prompts},
        "tokenizer_config.json": {"tokenizer_class": "BertTokenizer"},
    }
    for name, content in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    (folder / "vocab.txt").write_text("\n".join(LETTERS), encoding="utf-8")
    return folder


def with_graph(folder: Path) -> Path:
    """Give the model in `folder` what it needs to run on onnxruntime: its tokenizer in one file, and its graph."""
    from transformers import AutoTokenizer

    AutoTokenizer.from_pretrained(folder).save_pretrained(folder)
    write_graph(folder)
    return folder


def with_int8_graph(folder: Path) -> Path:
    """Give the model in `folder` its graph of 8 bits too."""
    write_int8_graph(with_graph(folder))
    return folder
