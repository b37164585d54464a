"""How the baselines cut a text: into jieba's words, as most Chinese RAG kits do, or into those and characters too."""

import re

from index.folded import fold
from index.tokens import cut

# The mix's own, so that it stays what was measured when the product's tokens change.
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]+")
LATIN = re.compile(r"[a-z0-9]+")


def jieba_words(printed: str) -> list[str]:
    """Return jieba's search-mode words, lower case and half width, signs and blanks left out."""
    return [word for word in cut(fold(printed)) if any(map(str.isalnum, word)) and not any(map(str.isspace, word))]


def mixed_words(printed: str) -> list[str]:
    """Return single characters, pairs of neighbours, jieba's words of two characters and more, Latin words, figures."""
    text = fold(printed)
    runs = HAN.findall(text)
    pairs = [run[at : at + 2] for run in runs for at in range(len(run) - 1)]
    words = [word for run in runs for word in cut(run) if len(word) > 1]
    return [*"".join(runs), *pairs, *words, *LATIN.findall(text)]
