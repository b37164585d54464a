"""题注: the note under a law's title that says who passed or published it and when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.day import FIGURES, day_of
from corpus.number import numbers_in
from corpus.organ import is_organ

_DATE = re.compile(FIGURES)
_ACT = re.compile(r"通过|修订|修正|修改|公布|发布|颁布|批准")
_NOTE = re.compile(
    rf"[（(【]?\s*(?:根据)?\s*{FIGURES}.*?(?:通过|修订|修正|修改|公布|发布|颁布|批准|施行|实施|废止|号)\s*[。）)】]*"
    r"|[（(].*(?:通过|修订|修正|公布|发布|施行).*[)）]|根据\s*\d{4}\s*年.*(?:修订|修正)\s*[）)]?",
    re.S,
)
# （2007年6月29日第十届全国人民代表大会…  ends on a later line.
_OPEN = re.compile(rf"[（(]\s*{FIGURES}[^）]*")
# 2019年8月26日 某会议《关于修改〈某法〉⏎〈某法〉的决定》第三次修正
_CUT = re.compile(rf"{FIGURES}[^《]*《[^》]*$")
_MOST_LINES = 12
_LONGEST = 1500
_BODY = re.compile(
    r"[\u4e00-\u9fff、]{2,40}?(?=第[〇零一二三四五六七八九十百\d]+次|令|公告|审判委员会|检察委员会|[^\u4e00-\u9fff、]|通过|公布|发布|颁布)"
)
_SESSION = re.compile(r"第[一二三四五六七八九十百]+届|^\s*经")
_PUBLISHED = re.compile(r"\s*(?:公布|发布)")


@dataclass(frozen=True, slots=True)
class Enactment:
    """What a 题注 says.

    day:    of the latest passing, publishing or amending that it names; when it takes effect is not counted
    body:   who first passed or published it, None where that is not said
    number: of the order that published it, where it names only one
    """

    day: date | None = None
    body: str | None = None
    number: str | None = None


def note_lines(words: Sequence[str], place: int) -> int:
    """Return how many lines the 题注 at `place` takes, 0 where there is none."""
    if _is_note(words[place]):
        return 1
    if _CUT.match(words[place]) and _is_note("".join(words[place : place + 2])):
        return len(words[place : place + 2])
    if not _OPEN.fullmatch(words[place]):
        return 0
    for taken in range(2, min(_MOST_LINES, len(words) - place) + 1):
        if words[place + taken - 1][-1] in "）)":
            return taken if _is_note("".join(words[place : place + taken])) else 0
    return 0


def _is_note(words: str) -> bool:
    return len(words) < _LONGEST and "第一条" not in words and bool(_NOTE.fullmatch(words.strip("*# ")))


def enactment_of(note: str) -> Enactment:
    """Read a 题注."""
    dates = list(_DATE.finditer(note))
    ends = [*(found.start() for found in dates[1:]), len(note)][: len(dates)]
    said = [(day_of(found[0]), note[found.end() : end]) for found, end in zip(dates, ends, strict=True)]
    acts = [(day, words) for day, words in said if day and _ACT.search(words)]
    bodies = [body for _, words in acts if (body := _body(words))]
    numbers = [number for number in numbers_in(note) if _PUBLISHED.match(note, number.span.end)]
    return Enactment(
        day=max((day for day, _ in acts), default=None),
        body=bodies[0] if bodies else None,
        number=numbers[0].usual if len(numbers) == 1 else None,
    )


def _body(words: str) -> str | None:
    found = _BODY.match(_SESSION.sub("", words.strip()))
    body = found[0].removeprefix("中华人民共和国") if found else ""
    return body if is_organ(body) else None
