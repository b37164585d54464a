"""Who issued a notice, and when: from red head, title, signature, 题注 and number."""

import re
from dataclasses import dataclass
from datetime import date

from corpus.day import day_of
from corpus.enactment import Enactment, enactment_of
from corpus.head import Head
from corpus.number import numbers_in
from corpus.organ import is_organ, names_organs, organs_in
from corpus.part import Parts

# 某市教育局等五部门: the rest of them only sign.
_NOT_ALL = re.compile(r"等|部门|^对")
# 某办公室转发某局关于…: who carries it issues it.
_CARRYING = re.compile("印发|转发|批转|发布|公布")
_CATALOGUE_DAY = re.compile(r"(?:成文日期|生成日期|发文日期|publish_date)[\s|\]：:]*(\d{4}[^|\n]{4,12})")
# Where a text in one line prints its 题注 behind the number.
_NOTE = re.compile(r"\s*[（(]\s*\d{4}\s*年[^（()）]{4,300}(?:公布|发布|通过|修订|修正)[^（()）]{0,200}[)）]")


@dataclass(frozen=True, slots=True)
class Imprint:
    """What stands for who and when.

    issuers: in printed order
    date:    of signature; of a law, when this version was passed or published; None where the text gives none
    year:    of the date, else of the number
    number:  the head's, else that of the order that published a law
    """

    issuers: tuple[str, ...]
    date: date | None
    year: int | None
    number: str | None


def imprint_of(text: str, head: Head, parts: Parts) -> Imprint:
    """Read who issued the notice and when."""
    enactment = _enactment(text, head)
    issuers = _issuers(head, parts, enactment)
    day = _day(text, head, parts, enactment) or _day_behind(text, issuers)
    number = head.number or enactment.number
    years = [n.year for n in numbers_in(number)] if number else []
    return Imprint(issuers, day, day.year if day else next(iter(years), None), number)


def _enactment(text: str, head: Head) -> Enactment:
    end = max((span.end for span in head.spans), default=0)
    behind = _NOTE.match(text, end)
    return enactment_of("\n".join(head.below) + (behind[0] if behind else ""))


def _issuers(head: Head, parts: Parts, enactment: Enactment) -> tuple[str, ...]:
    """Red head, else the words of the title before 关于, else who signed, else who passed it."""
    if head.red_head:
        return head.red_head
    before, about, _ = head.title.partition("关于")
    before = _CARRYING.split(before)[0].strip("（(《〈 ")
    named = organs_in(before) if about and before else ()
    if named and not any(_NOT_ALL.search(name) for name in named):
        return named
    signed = tuple(dict.fromkeys(name for name in parts.signed if is_organ(name)))
    below = tuple(body for line in head.below if names_organs(line) for body in organs_in(line))
    enacted = (enactment.body,) if enactment.body else ()
    ordering = (head.ordering,) if head.ordering else ()
    return signed or below or ordering or _ordering_body(head.number) or enacted or named


def _ordering_body(number: str | None) -> tuple[str, ...]:
    """Return the body that an order's number names: 中国人民银行令〔2025〕第12号."""
    numbers = numbers_in(number) if number else []
    body = re.sub(r"(?:(?<=署)署令|令|公告|通告)$|^中华人民共和国(?=国务院)", "", numbers[0].code) if numbers else ""
    return (body,) if numbers and body != numbers[0].code and is_organ(body) else ()


def _day(text: str, head: Head, parts: Parts, enactment: Enactment) -> date | None:
    """The first date line behind the text, one …印发 only where there is no other; then what the head says."""
    signed = [words for words in parts.dates if "印" not in words] or parts.dates
    if signed:
        return day_of(signed[0])
    given = _CATALOGUE_DAY.search("\n".join(span.of(text) for span in head.spans))
    return enactment.day or day_of("\n".join(head.below)) or (day_of(given[1]) if given else None)


def _day_behind(text: str, issuers: tuple[str, ...]) -> date | None:
    """Return the day behind an issuer's name at the end of a text set without breaks: …docx海关总署2024年9月20日"""
    tail = text[-1500:]
    for body in issuers:
        if body in tail:  # a pattern of its own for each body takes long to make
            named = rf"(?<![\u4e00-\u9fff]){re.escape(body)}\s*(\d{{4}}年\d{{1,2}}月\d{{1,2}}日)(?![前起至内])"
            if found := re.search(named, tail):
                return day_of(found[1])
    return None


def head_words(head: Head) -> str:
    """Return title and what stands under it, where a report says whose it is."""
    return "\n".join((head.title, *head.below))
