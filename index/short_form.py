"""Short forms that a notice itself defines: 吉林通用航空职业技术学院（以下简称“吉航职院”）."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from index.folded import fold
from index.tokens import is_word

# What every definition holds; most passages hold none.
_SIGN = re.compile("简称|下称|统称")
_DEFINES = re.compile(
    r"[（(,，]\s*(?:(?:以下|下文|下)(?:简称|统称|称)|简称)为?\s*[:：]?\s*"
    r"(?:[“\"「『《‘]+(?P<marked>[^“”\"「」『』《》‘’\s]{2,24})[”\"」』》’]|(?P<plain>[\u4e00-\u9fffA-Za-z0-9+]{2,24})\s*[）)])"
)
# 《工作指引》 names whichever such paper a notice speaks of; 职教20条 only one.
_KIND = re.compile(
    r"(?:办法|条例|方案|通知|意见|规定|细则|指引|指南|规划|目录|纲要|计划|标准|规范|制度|措施|公告|协议|合同)$"
)
# What a definition stands behind: a title or a name in quotation marks, or words up to the sign before them.
_TITLE = re.compile(r"《([^《》]{4,80})》\s*(?:[（(][^（）()]{1,40}[）)]?)?\s*$")
_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9+·（）()]{4,60}$")
# Of two signs, 省厅, each province has its own; 本办法 and 该校 mean what the notice is about.
_SHORTEST = 3
_OWN = re.compile(r"[本该各此其]")
# A short form ends as its name does: 吉航职院 … 职业技术学院.
_TAIL = 4
# 申请取水的单位或者个人 is a description: what it is called holds in its own notice only.
_DESCRIBES = re.compile("的|或者?|以及|需要")


class ShortForm(NamedTuple):
    """A short form and the name it stands for, both as printed."""

    short: str
    full: str


def short_forms_in(text: str) -> list[ShortForm]:
    """Return the short forms that `text` defines and that would be understood elsewhere.

    A part of the name (《办法》 for a title that ends so) shares its words with the whole anyway; a word of the
    language (申请人) and a description mean something else in other notices.
    """
    if not _SIGN.search(text):
        return []
    found = (_defined(text, definition) for definition in _DEFINES.finditer(text))
    return [form for form in found if form]


def agreed(forms: Iterable[ShortForm]) -> dict[str, tuple[str, ...]]:
    """Return what each short form and each name also is, in both directions, keyed by its folded form.

    A short form that stands for different names in different notices says nothing outside of them: it is left out.
    """
    names: dict[str, dict[str, ShortForm]] = defaultdict(dict)
    for form in forms:
        names[fold(form.short)][fold(form.full)] = form
    also: dict[str, dict[str, None]] = defaultdict(dict)
    for short, fulls in names.items():
        for full, form in fulls.items() if len(fulls) == 1 else ():
            also[short][form.full] = None
            also[full][form.short] = None
    return {form: tuple(others) for form, others in also.items()}


def _defined(text: str, definition: re.Match[str]) -> ShortForm | None:
    short = definition["marked"] or definition["plain"]
    if len(short) < _SHORTEST or _OWN.match(short) or is_word(short):
        return None
    full = next(_names_before(text[max(0, definition.start() - 100) : definition.start()], short), None)
    return ShortForm(short, full) if full and short not in full else None


def _names_before(before: str, short: str) -> Iterator[str]:
    """Yield the title that `before` ends with, else the name that `short` is made of, from its last beginning on."""
    title = _TITLE.search(before)
    if title and not _KIND.search(short):
        yield title[1]
    name = _NAME.search(before)
    words = name[0] if name else ""
    starts = (at for at in range(len(words) - len(short) - 1, -1, -1) if words[at] == short[0])
    yield from (words[at:] for at in starts if _made_of(short, words[at:]))


def _made_of(short: str, name: str) -> bool:
    """Say whether `name` holds the signs of `short` in their order, the last of them at its end."""
    rest = iter(name)
    return short[-1] in name[-_TAIL:] and not _DESCRIBES.search(name) and all(sign in rest for sign in short)
