"""The tokens by which words search matches: jieba's words, characters, pairs of them, Latin words and numbers."""

import re
import threading
import warnings
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any, cast

from corpus.number import folded as folded_number
from corpus.number import numbers_in
from index.dictionary import Dictionary
from index.folded import fold

# A run of Chinese characters; 〇 is a digit of printed years.
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇\U00020000-\U000323af]+")
# Latin words and figures stay whole, with what joins their parts: 1+x, 3.5%, 2024-2025, pm2.5.
LATIN = re.compile(r"[a-z0-9\u00c0-\u024f]+(?:[.+\-/][a-z0-9]+)*%?")
PARTS = re.compile(r"[a-z0-9\u00c0-\u024f]+")

# Names what `tokens_of` yields; raise it when that changes, so that indexes of the older tokens are built anew.
TOKEN_MIX = "words+characters+pairs+number+short+simplified-5"

_CUTTING = threading.Lock()


def tokens_of(printed: str) -> list[str]:
    """Return every token of `printed`, repetitions included; none contains a blank.

    A word that jieba knows counts once as its word and once more in its characters and pairs, so that a match of whole
    words outweighs a match of the same characters in other words.  nDCG@10 (R@10) of BM25 on notices-2020, the title
    counted once: this mix .742 (.896); words of two characters counted once .728 (.890); characters + pairs .739
    (.895); jieba alone .682 (.855).  No stop words: a usual list of forty took .742 to .740 and R@10 .896 to .889.
    """
    text = fold(printed)
    return [*_numbers(printed), *_latin(text), *_han(text)]


def words_of(printed: str) -> list[str]:
    """Return jieba's search-mode words of two characters and more, Latin words and numbers, in printed order."""
    text = fold(printed)
    words = [word for run in HAN.findall(text) for word in cut(run) if len(word) > 1]
    return [*_numbers(printed), *_latin(text), *words]


def cut(run: str) -> list[str]:
    """Return jieba's search-mode words of a run of Chinese characters: 职业本科学校 gives 职业 本科 学校 …"""
    return cast(list[str], _jieba(run).lcut_for_search(run))


def words_cut(words: str) -> list[str]:
    """Return `words` cut into words one after the other; joined they give `words` again."""
    return cast(list[str], _jieba(words).lcut(words))


def is_word(form: str) -> bool:
    """Say whether jieba's dictionary holds `form`."""
    return bool(_jieba(form[:1]).FREQ.get(form))


@lru_cache(maxsize=4_096)  # short forms are looked for in the same passages again and again
def borders(text: str) -> tuple[frozenset[int], frozenset[int]]:
    """Return where jieba's search-mode words of `text` begin and where they end."""
    words = list(_jieba(text).tokenize(text, mode="search"))
    return frozenset(start for _, start, _ in words), frozenset(end for _, _, end in words)


def _numbers(printed: str) -> Iterator[str]:
    """Yield each 发文字号 whole, in its folded form, so that a question naming one finds exactly it."""
    if "号" in printed:
        yield from (folded_number(number.usual).lower() for number in numbers_in(printed))


def _latin(text: str) -> Iterator[str]:
    for found in LATIN.findall(text):
        yield found
        parts = PARTS.findall(found)
        if len(parts) > 1:
            yield from parts


def _han(text: str) -> Iterator[str]:
    for run in HAN.findall(text):
        yield from run
        yield from _pairs(run)
        yield from (word for word in cut(run) if len(word) > 1)


def _pairs(run: str) -> Iterable[str]:
    return (run[at : at + 2] for at in range(len(run) - 1))


def _jieba(text: str) -> Any:
    """Return jieba's cutter, the same for all threads, with the words read that can occur in `text`."""
    with _CUTTING:
        cutter, dictionary = _open_dictionary()
    dictionary.read(text)
    return cutter


def read_dictionary() -> None:
    """Read every word of jieba's dictionary: a process that answers many questions then waits for none of them."""
    with _CUTTING:
        _, dictionary = _open_dictionary()
    dictionary.read_all()


def dictionary_words() -> list[tuple[str, int]]:
    """Return every word of jieba's dictionary with how often it was counted."""
    read_dictionary()
    return [(word, count) for word, count in _open_dictionary()[1].counts.items() if count]


@cache
def _open_dictionary() -> tuple[Any, Dictionary]:
    """Open jieba's dictionary without the log on stderr and the cache file in the shared /tmp of `initialize()`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # invalid escapes in jieba's own source
        import jieba  # pyright: ignore[reportMissingTypeStubs]

    cutter = cast(Any, jieba.Tokenizer())
    with cutter.get_dict_file() as file:
        dictionary = Dictionary(file.read())
    cutter.FREQ, cutter.total, cutter.initialized = dictionary.counts, dictionary.total, True
    return cutter, dictionary
