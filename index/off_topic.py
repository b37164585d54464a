"""Questions that no collection of notices is about: how near they come says how near a question must come to be on it.

Cosines of one model crowd between .7 and .9, of another between .2 and .6, and a library on one subject draws every
question nearer than one on many; a fixed number would fit neither.
"""

from collections.abc import Callable, Sequence

import numpy as np

from index.dense import DenseIndex
from index.encoder import Vectors
from index.tokens import HAN

Encode = Callable[[Sequence[str]], Vectors]

CHINESE = (
    "昨晚的足球比赛谁赢了？",
    "红烧肉怎么做才好吃？",
    "恐龙为什么会灭绝？",
    "这部电影的导演是谁？",
    "猫咪掉毛怎么办？",
    "银河系有多少颗恒星？",
    "吉他的和弦怎么按？",
    "蒙娜丽莎是谁画的？",
)
ENGLISH = (
    "Who won the football match last night?",
    "How do I cook a tender steak?",
    "Why did the dinosaurs die out?",
    "Who directed this film?",
    "What can I do about my cat's shedding?",
    "How many stars are there in the Milky Way?",
    "How do I play chords on a guitar?",
    "Who painted the Mona Lisa?",
)


def off_topic_for(question: str) -> tuple[str, ...]:
    """Return the off-topic questions in the language of `question`: a model draws texts of one language together."""
    return CHINESE if HAN.search(question) else ENGLISH


def off_topic_cosine(off_topic: Sequence[str], encode: Encode, dense: DenseIndex) -> float:
    """Return the median cosine of each of `off_topic` and the passage nearest to it; 0 without passages."""
    found = [dense.search(vector, 1) for vector in encode(off_topic)]
    return float(np.median([hits[0].score for hits in found if hits] or [0.0]))


def nearness(cosine: float, off_topic: float) -> float:
    """Return how much of the way from the cosine of off-topic questions to that of the same words is come: 0 to 1."""
    return (cosine - off_topic) / max(1.0 - off_topic, 1e-6)


class OffTopic:
    """How near off-topic questions come to a library, reckoned once for each of its states and languages."""

    def __init__(self, encode: Encode) -> None:
        self._encode = encode
        self._state: object = None
        self._near: dict[tuple[str, ...], float] = {}

    def near(self, question: str, dense: DenseIndex, state: object) -> float:
        """Return the median for the language of `question`; `state` is another object when `dense` has changed."""
        if state is not self._state:
            self._state, self._near = state, {}
        off_topic = off_topic_for(question)
        if off_topic not in self._near:
            self._near[off_topic] = off_topic_cosine(off_topic, self._encode, dense)
        return self._near[off_topic]
