"""目录: a table of contents, whose lines are no clauses."""

import re
from collections.abc import Sequence

from corpus.label import STATUTE, label_at

_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)?\)")
_PAGE = re.compile(r"(?<![.．·•…⋯\-—_\s\d])(?:[.．·•…⋯\-—_\s]*[（(]?\d*[)）]?)$")
_PAGE_ENDS = frozenset(".．·•…⋯-—_（()）")  # or with a figure
_MARKS = re.compile(r"[\s《》〈〉“”\"#*]|^[-•]")
_FOLDED = str.maketrans("()［］", "（）[]")
_HEAD = re.compile(r"目\s*[录次]\s*[:：]?")
_ENTRY = re.compile(r"第[〇零一二三四五六七八九十百]+[编章节]")
# An entry that is printed otherwise further on is passed over if the one behind it is not.
_MOST_STRANGE = 1
_MOST_ENTRIES = 2_000  # the Civil Code has 130


def contents_length(words: Sequence[str], place: int) -> int:
    """Return how many paragraphs the table of contents at `place` takes: those that stand again further on."""
    plain = re.sub(r"[#*\s]", "", words[place])
    if not _HEAD.match(plain):
        return 0
    later = [_entry(line) for line in words[place + 1 :]]
    last = {entry: at for at, entry in enumerate(later)}
    if not _HEAD.fullmatch(plain):
        return _on_one_line(plain, later)
    taken = strange = 0
    for at, entry in enumerate(later[:_MOST_ENTRIES]):
        if at and entry == later[0]:
            break
        if last[entry] > at or _divides_again(entry, words[place + 1 + at], later[at + 1 :]):
            taken, strange = at + 1, 0
        elif (strange := strange + 1) > _MOST_STRANGE:
            break
    return 1 + taken


def _on_one_line(plain: str, later: Sequence[str]) -> int:
    """目录 第一章 总则 第二章 … as one paragraph."""
    entries = _ENTRY.findall(plain)
    return int(len(entries) > 1 and any(line.startswith(entries[0]) for line in later) and "。" not in plain)


def _divides_again(entry: str, printed: str, later: Sequence[str]) -> bool:
    """A chapter whose title is printed otherwise further on."""
    label = label_at(re.sub(r"^[\s*\-]+", "", _LINK.sub(r"\1", printed)), 0)
    divides = label is not None and label.kind in STATUTE and len(entry) < 60 and "。" not in entry
    return divides and label is not None and any(line.startswith(label.text) for line in later)


def _entry(words: str) -> str:
    """Return a line for comparison: links, marks, dots and page number at its end left out."""
    plain = _MARKS.sub("", _LINK.sub(r"\1", words) if "[" in words else words).translate(_FOLDED)
    may_end_in_page = plain[-1:] in _PAGE_ENDS or plain[-1:].isdecimal()
    return _PAGE.sub("", plain) if may_end_in_page else plain
