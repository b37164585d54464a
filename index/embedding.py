"""What a model makes of passages: a vector for each, and one for each sentence of those that have several."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.encoder import Encoder, Vectors
from index.entry import embedded_text
from index.sentence_vectors import SentenceVectors, parted


@dataclass(frozen=True, slots=True, eq=False)
class Embedded:
    """Vectors of passages.

    passages:  (n, dim) unit rows
    sentences: of each passage; None where they are yet to be made
    """

    passages: Vectors
    sentences: Sequence[SentenceVectors] | None = None


def embedded(encoder: Encoder, passages: Sequence[tuple[str, str]]) -> Embedded:
    """Embed passages, of each its context and its text, and their sentences, all in one go."""
    cut = [parted(text) for _, text in passages]
    whole = [embedded_text(context, text) for context, text in passages]
    vectors = encoder.encode_passages([*whole, *_said(passages, cut)])
    return Embedded(vectors[: len(whole)], _shared_out(cut, vectors[len(whole) :]))


def embedded_sentences(encoder: Encoder, texts: Sequence[str]) -> list[SentenceVectors]:
    """Embed the sentences of passages alone."""
    cut = [parted(text) for text in texts]
    return _shared_out(cut, encoder.encode_passages(_said([("", text) for text in texts], cut)))


def _said(passages: Sequence[tuple[str, str]], cut: Sequence[Sequence[tuple[int, int]]]) -> list[str]:
    return [text[slice(*span)] for (_, text), spans in zip(passages, cut, strict=True) for span in spans]


def _shared_out(cut: Sequence[Sequence[tuple[int, int]]], vectors: Vectors) -> list[SentenceVectors]:
    """Give each passage the vectors of its sentences."""
    found: list[SentenceVectors] = []
    start = 0
    for spans in cut:
        found.append(SentenceVectors.rounded(spans, vectors[start : start + len(spans)]))
        start += len(spans)
    return found
