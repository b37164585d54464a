"""A library as large as wished, made by rule: for measuring speed, where no right answers are needed.

Notices are made of the four notices' sentences, in which words are exchanged for others of jieba's dictionary, drawn as
often as people write them: so words are as common and as rare as in real texts.  A passage's vector is the mean of its
sentences' own, as they stood before words were exchanged, and of noise: near the others of its subject, as in a model.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from zlib import crc32

import numpy as np

from corpus.notice import Notice
from corpus.reading import notice_files, parse_notice, read_notice
from corpus.sentence import sentences
from eval.four import NOTICES
from index.embedding import embedded
from index.encoder import Encoder, Vectors, unit_rows
from index.library import Library
from index.tokens import dictionary_words, words_cut

SEED = 20261122
CLAUSES, PARAGRAPHS, MOST_SENTENCES = 6, 6, 4
# Of the words of two signs and more; of a vector's length.
EXCHANGED, NOISE = 0.35, 0.45
SHORTEST_SENTENCE = 12
DIGITS = "一二三四五六七八九十"
CITIES = ("江北", "江南", "海东", "海西", "山阳", "山阴", "河口", "临川", "云岭", "石门")
BODIES = (("教育局", "教"), ("人力资源和社会保障局", "人社"), ("财政局", "财"), ("人民政府办公室", "政办"))
GENRES = ("通知", "意见", "办法", "方案")


@dataclass(frozen=True, slots=True)
class Stuff:
    """What is put together anew.

    sentences: each as its words, one after the other
    vectors:   (sentences, dim) unit rows
    """

    sentences: Sequence[Sequence[str]]
    vectors: Vectors

    @classmethod
    def of_the_four_notices(cls, encoder: Encoder) -> "Stuff":
        """Cut the four notices into sentences and encode them."""
        found = list(dict.fromkeys(_sentences()))
        return cls([words_cut(one) for one in found], encoder.encode_passages(found))


def _sentences() -> Iterator[str]:
    for file in notice_files(NOTICES):
        for passage in read_notice(file).passages:
            for start, end in sentences(passage.text):
                if end - start >= SHORTEST_SENTENCE and "|" not in passage.text:
                    yield passage.text[start:end]


@dataclass(slots=True)
class MadeNotices:
    """Notices without end, the same ones for the same seed; `rows` says what each paragraph was made of."""

    stuff: Stuff
    seed: int = SEED
    rows: dict[str, tuple[int, ...]] = field(default_factory=dict[str, tuple[int, ...]])

    def __iter__(self) -> Iterator[Notice]:
        chance = np.random.default_rng(self.seed)
        vocabulary = _Vocabulary(chance)
        serial = 0
        while True:
            serial += 1
            yield parse_notice(self._text(serial, chance, vocabulary), source=f"made-{serial}.txt", sha256=str(serial))

    def _text(self, serial: int, chance: np.random.Generator, vocabulary: "_Vocabulary") -> str:
        city = CITIES[chance.integers(len(CITIES))]
        body, code = BODIES[chance.integers(len(BODIES))]
        subject, year = "".join(vocabulary.drawn(3)), 2010 + int(chance.integers(15))
        title = f"{city}市{body}关于{subject}工作的{GENRES[chance.integers(len(GENRES))]}"
        lines = [title, f"{city[0]}{code}发〔{year}〕{serial}号", "", f"各县区{body}，各有关单位：", ""]
        for label in DIGITS[:CLAUSES]:
            lines.append(f"{label}、{''.join(vocabulary.drawn(2))}")
            lines += [f"（{inner}）{self._paragraph(chance, vocabulary)}" for inner in DIGITS[:PARAGRAPHS]]
        return "\n".join(lines)

    def _paragraph(self, chance: np.random.Generator, vocabulary: "_Vocabulary") -> str:
        count = 1 + int(chance.integers(MOST_SENTENCES))
        rows = [int(chance.integers(len(self.stuff.sentences))) for _ in range(count)]
        paragraph = "".join(vocabulary.exchanged(self.stuff.sentences[row]) for row in rows)
        self.rows[paragraph] = tuple(rows)
        return paragraph


class _Vocabulary:
    """Words of jieba's dictionary, drawn as often as they are counted there."""

    def __init__(self, chance: np.random.Generator) -> None:
        words = [(word, count) for word, count in dictionary_words() if len(word) > 1]
        counts = np.array([count for _, count in words], np.float64)
        self._words, self._shares, self._chance = [word for word, _ in words], counts / counts.sum(), chance
        self._next: list[str] = []

    def drawn(self, count: int) -> list[str]:
        while len(self._next) < count:
            rows = self._chance.choice(len(self._words), 10_000, p=self._shares)
            self._next.extend([self._words[int(row)] for row in rows])
        taken, self._next = self._next[-count:], self._next[:-count]
        return taken

    def exchanged(self, words: Sequence[str]) -> str:
        flags = self._chance.random(len(words)) < EXCHANGED
        return "".join(
            self.drawn(1)[0] if flag and len(word) > 1 else word for word, flag in zip(words, flags, strict=True)
        )


class MadeEncoder:
    """An Encoder of made passages; questions are the real one's."""

    def __init__(self, encoder: Encoder, made: MadeNotices) -> None:
        self._encoder, self._made = encoder, made

    @property
    def name(self) -> str:
        """Another than the real one's: its vectors are not to be mixed with these."""
        return f"made-{self._made.seed}-{self._encoder.name}"

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return self._encoder.dim

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """Return what the real encoder returns."""
        return self._encoder.encode_questions(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return for a text that holds a made paragraph a row near its sentences, the same for the same text."""
        return unit_rows(np.stack([self._row(text) for text in texts]))

    def _row(self, text: str) -> Vectors:
        noise = np.random.default_rng(crc32(text.encode())).standard_normal(self.dim).astype(np.float32)
        rows = next((self._made.rows[line] for line in text.split("\n") if line in self._made.rows), None)
        near = self._made.stuff.vectors[list(rows)].mean(axis=0) if rows else np.zeros(self.dim, np.float32)
        return near + noise * (NOISE / np.sqrt(self.dim))


def grow(library: Library, notices: Iterator[Notice], encoder: Encoder, passages: int) -> None:
    """Add so many passages or some more, up to the end of a notice."""
    added = 0
    while added < passages:
        notice = next(notices)
        made = embedded(encoder, [("\n".join(one.context), one.text) for one in notice.passages])
        library.add_file([notice], file="", vectors=[made], encoder=encoder.name)
        added += len(notice.passages)
