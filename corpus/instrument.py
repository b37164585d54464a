"""The titles of what a notice says it issues."""

import re
from collections.abc import Sequence

from corpus.attachment import is_edition
from corpus.genre import genre_of
from corpus.head import Head
from corpus.label import label_at
from corpus.number import numbers_in
from corpus.span import Span

# More titles than that are a list of references; each is compared with every short line.
_MOST_ISSUED = 200
_ISSUING = re.compile(r"印发|发布|公布|制定|修订|颁布|颁发|转发|批准|审议通过|下发")
# What an office attaches without naming it: a text with numbers of its own.
_NUMBERED = frozenset(
    {
        "方案",
        "办法",
        "细则",
        "规定",
        "计划",
        "规划",
        "预案",
        "措施",
        "指南",
        "指引",
        "要点",
        "标准",
        "制度",
        "章程",
        "规则",
        "规程",
        "规范",
        "意见",
    }
)
_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_SHORTEST_UNNAMED = 6
_NEAR = 6  # paragraphs between a title and its first number
_MARKS = re.compile(r"[\s《》〈〉“”\"#*]+")
_TITLE_MARKS = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》", re.S)


def issued_titles(text: str, head: Head, cover: Sequence[Span]) -> list[str]:
    """Return the titles that the notice says it issues, folded, the notice's title first."""
    title = folded(head.title)
    named = [folded(found[1]) for found in _TITLE_MARKS.finditer(head.title)]
    about = re.search(
        r"关于(?:重新|修订|修改|调整|联合)*(?:印发|公布|发布|下发|颁布|转发)(.+?)的(?:通知|函|公告|通告|决定|命令)$",
        title,
    )
    named += [about[1]] if about and not named else []
    for span in cover:
        words = span.of(text)
        if _ISSUING.search(words):
            named += [folded(found[1]) for found in _TITLE_MARKS.finditer(words)]
    return list(dict.fromkeys(named))[:_MOST_ISSUED]


def is_issued(title: str, issued: Sequence[str], own: str) -> bool:
    """Say whether a folded title is one of those `issued`; the notice's `own` is none."""
    if len(title) < 5 or numbers_in(title) or title == folded(own) or title[0] in "（(":
        return False
    if any(title == named or (named.endswith(title) and genre_of(title)) for named in issued):
        return True
    return any(title.endswith(named) and len(named) > 5 for named in issued)


def titled_lines(words: Sequence[str], place: int, upto: int) -> int:
    """Return how many lines from `place` on, `upto` at most, are the title of a text that counts on from 一, else 0."""
    for end in range(place + 1, upto + 1):
        title = folded("".join(words[place:end]))
        if len(title) >= _SHORTEST_UNNAMED and genre_of(title) in _NUMBERED and not _DAY.search(title):
            edition = int(end < upto and title[-1] != "）" and is_edition(words[end]))
            behind = words[end + edition : end + edition + _NEAR]
            labels = [label for line in behind if (label := label_at(line, 0))]
            return end + edition - place if labels and labels[0].ordinal == (1,) else 0
    return 0


def folded(words: str) -> str:
    """Return a title for comparison: blanks, title marks and the width of brackets make no difference."""
    plain = _MARKS.sub("", words)
    return plain.replace("(", "（").replace(")", "）").replace("［", "[").replace("］", "]")
