"""The names that a sentence says: documents, 发文字号, bodies, places, and whatever is written in Latin letters.

A name counts as held only where its quotes have it whole: 《教育法》 does not stand in 《职业教育法》, nor 市教育局 in
省教育局.  Strict where a border is unclear: a body is taken with the words before it unless those are known to be none
of its name.  Not seen: names of persons, bodies that end in no usual word, and names that English prose spells small.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain

from corpus.number import folded as folded_number
from corpus.number import numbers_in
from corpus.region import places_in
from corpus.wording import folded_words
from index.tokens import HAN, words_cut

_TITLE = re.compile(r"《(?:[^《》]|《[^《》]*》)*》?")
_SCOPE = re.compile(r"[全我本](?:省|市|县|区|州|国|镇|乡|校|院|厅|局)")
_BODY = re.compile(
    r"(?:人民政府|政府|委员会|管委会|办公[室厅]|部门|党[委组]|纪委|[省市县州]委|发改委|卫健委|国资委|工委|指挥部|领导小组|总队|支队|兵团|公司|集团"
    r"|大学|学院|医院|法院|检察院|研究[院所]|中国?科?学?院|银行|协会|学会|商会|工会|联合会|基金会|联盟|中心|党校|海关|总署|审计署"
    r"|(?<![格布结全大时政战破棋饭败])局(?![面部势限促地])|(?<![餐客])厅|(?<![全内外西东中北南局干])部(?![分署队门长件位落将族份])|国务院)"
)
# Words that may stand before a body and are no part of its name.
_BEFORE = frozenset(
    """
    由 和 与 及 或 向 经 报 对 在 是 为 给 让 请 把 将 被 以 从 到 归 于 各 该 其 的 等 有 无 并 也 应 须 需 要 可 会 至
    以及 或者 会同 联合 依托 通过 根据 按照 支持 鼓励 推动 要求 包括 指导 组织 应当 应由 可由 将由 并由 主要 负责 牵头
    配合 引导 协调 委托 授权 成立 建立 设立 建设 建 设 建成 打造 组建 立项 规定 加强 发挥 促进 督促 监督
    面向 来自 其中 分别 共同 有关 相关 所有 所在 以 即 称 属 属于 隶属 隶属于 提请 报请 报送 送 交
    征求 听取 接受 通知 告知 服务 服务于
    """.split()  # noqa: SIM905 - the list is easier to read and to extend as words than as strings
)
_OPENING = "由向经对在"  # of them no name of a body begins with one
_COUNTED = re.compile(r"[一二两三四五六七八九十百千]*[个所家项名]")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9+&@:/._%#?=~*-]*[A-Za-z0-9/]|[A-Za-z]")
_PLAIN = re.compile(r"(?<![A-Za-z0-9@./-])[a-z]{2,}(?![A-Za-z0-9@./-])")
_PLAIN_NUMBER = re.compile(r"\d[\d,.]*(?:st|nd|rd|th|%)?", re.IGNORECASE)
_MONTH = re.compile(r"(?:Jan|Febr?|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}|May|I")


def is_english(text: str) -> bool:
    """Say whether two plain Latin words stand in it, or more Latin letters than Chinese signs."""
    return len(_PLAIN.findall(text)) > 1 or sum(sign.isascii() and sign.isalpha() for sign in text) > sum(
        map(len, HAN.findall(text))
    )


def unsupported(sentence: str, quotes: list[str]) -> str:
    """Return the first name of `sentence` that stands in none of `quotes`, as written; "" for none."""
    folded = [folded_words(quote) for quote in quotes]
    strays = (
        _titles(sentence, folded),
        _numbers(sentence, quotes),
        _latin(sentence, quotes),
        _chinese(sentence, folded),
    )
    return next(chain.from_iterable(strays), "")


def _titles(sentence: str, quotes: list[str]) -> Iterator[str]:
    for found in _TITLE.findall(sentence):
        if not found.endswith("》") or not _in_one(folded_words(found), quotes):
            yield found


def _numbers(sentence: str, quotes: list[str]) -> Iterator[str]:
    held = {folded_number(number.usual) for quote in quotes for number in numbers_in(quote)}
    for number in numbers_in(sentence):
        if folded_number(number.usual) not in held:
            yield number.usual


def _latin(sentence: str, quotes: list[str]) -> Iterator[str]:
    """In Chinese every Latin word is a name, in English those that are no plain words."""
    english = is_english(sentence)
    held = [unicodedata.normalize("NFKC", quote).lower() for quote in quotes]
    words = list(_WORD.finditer(unicodedata.normalize("NFKC", sentence)))
    for place, found in enumerate(words):
        word = found[0]
        if _PLAIN_NUMBER.fullmatch(word) or (english and _is_plain(word, first=place == 0)):
            continue
        whole = re.compile(rf"(?<![a-z0-9]){re.escape(word.lower())}(?![a-z0-9])")
        if not any(map(whole.search, held)):
            yield word


def _is_plain(word: str, *, first: bool) -> bool:
    """Say whether an English word is none of a name: small letters and hyphens, a month, the sentence's first word."""
    small = word[:1].lower() + word[1:] if first else word
    return bool(re.fullmatch(r"[a-z]+(?:-[a-z0-9]+)*|\d+-[a-z]+(?:-[a-z]+)*", small) or _MONTH.fullmatch(word))


def _chinese(sentence: str, quotes: list[str]) -> Iterator[str]:
    """Yield places, and bodies; of an English sentence whatever Chinese words it has."""
    if is_english(sentence):
        yield from (run for run in HAN.findall(sentence) if not _in_one(run, quotes))
        return
    plain = folded_words(sentence)
    yield from (name for name in (*places_in(plain), *_SCOPE.findall(plain)) if not _in_one(name, quotes))
    for run in HAN.findall(plain):
        yield from filter(None, (_beyond(run, found, quotes) for found in _BODY.finditer(run)))


def _beyond(run: str, found: re.Match[str], quotes: list[str]) -> str:
    """Return a body as far as it differs from the quotes', "" where all words that may be of its name stand there."""
    end = found.end()
    words = _words(run[:end])
    word = min(words[-1][0], found.start())
    start = next((at for at in range(end) if _in_one(run[at:end], quotes)), end)
    if start > word:
        return run[word:end]
    inside = start < word and run[start] in _OPENING
    inside = inside or any(begin >= start and one in _BEFORE for begin, one in words if begin < word)
    before = words_cut(run[:start])[-1:]
    return "" if inside or not before or _is_border(before[0]) else run[start - len(before[0]) : end]


def _is_border(word: str) -> bool:
    return word in _BEFORE or bool(_COUNTED.fullmatch(word))


def _words(run: str) -> list[tuple[int, str]]:
    """Return the words of `run`, each with where it begins."""
    words = words_cut(run)
    return list(zip(accumulate(map(len, words), initial=0), words, strict=False))


def _in_one(words: str, quotes: Iterable[str]) -> bool:
    return any(words in quote for quote in quotes)
