"""Where a draft cites: documents by title or number with their clauses, 同法第六条, 前款, and 第八条 alone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.chain import Chain, chains_at, folded_width
from corpus.notice import Reference
from corpus.reference import Named, documents_in, names_given, with_full_titles
from corpus.span import Span, meets

_KINDS = (
    "实施细则|条例|办法|规定|细则|规则|规程|章程|决定|通知|意见|方案|预案|规划|计划|措施|制度|标准|规范"
    "|指南|指引|解释|准则|公告|通告|函|法|文件|文"
)
_N = r"(?:[〇○零一二三四五六七八九十百千]{1,12}|\d{1,4})"
_POINTER = re.compile(
    rf"(?P<same>[同该]|上述|前述)(?:{_KINDS})(?:中|的)?\s*(?=第|附\s*[件表])"
    rf"|(?P<own>本)(?:{_KINDS})(?:中|的)?\s*(?=第|附\s*[件表])"
    r"|(?P<relative>前(?P<count>[一二两三四五]?)(?P<what>[款条项])(?!件|例|目|人|次)"
    r"|本(?P<this>[款条项])(?!件|例|约|目|理))"
    rf"|(?P<bare>第\s*{_N}\s*(?:条|[款项](?!目)))"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DONE = r"(?:第[一二三四五六七八]次)?(?:修订|修正|修改|公布|颁布|通过|施行|实施|发布|印发|版本?|本)?(?:的|版)?"
_DAY = (
    r"(?:\s*年\s*(?P<month>\d{1,2})\s*月(?:\s*(?P<day>\d{1,2})\s*日)?"
    r"|\s*[-./]\s*(?P<month2>\d{1,2})\s*[-./]\s*(?P<day2>\d{1,2})|\s*年?)"
)
EDITION = re.compile(rf"\(\s*{_YEAR}{_DAY}\s*{_DONE}\s*\)")
_EDITION_BEFORE = re.compile(rf"{_YEAR}{_DAY}\s*(?:修订|修正|修改|公布|颁布|通过|施行|发布|印发|版)(?:的)?\s*$")
_LONGEST_EDITION = 24
# What is made of a document and is not it: 《某法》（修订草案）, 《某法》释义第五条.
_MADE_OF_IT = re.compile(
    r"[ \t]*(?P<open>\()?[^()《》，。；：、\n]{0,12}?(?:草案|草稿|意见稿|送审稿|审议稿|讨论稿|建议稿|修改稿|修订稿"
    r"|释义|释解|立法说明)"
    r"(?(open)[^()\n]{0,12}\)|)"
)
# 原《某法》, 修订前的《某法》: an edition that its title does not tell.
_FORMER = re.compile(r"(?:(?<![\u4e00-\u9fff])[原旧]|依原|(?:修订|修正|修改)之?前的?|已?(?:经)?被?(?:废止|失效)的)\s*$")
# What may stand between a document and its clause: （以下简称《职教法》）, 的, 中.
_BETWEEN = re.compile(
    r"\s*(?:(?<=号)文件?(?=\s*[第附一二三四五六七八九十（(\d]))?(?:\((?!\s*第?\s*[一二三四五六七八九十\d]{1,4}\s*\))[^()\n]{0,60}\))?\s*(?:之?中的?|的)?\s*"
)
_BRACKETED = re.compile(r"\s*\(\s*")
_CLOSE = re.compile(r"\s*\)")
_SENTENCE_END = re.compile(r"[。；;！？!?\n]")
_LONGEST_LEAD = 60
_WORD_BEGINS = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|依照|依据|根据|按照|遵照|参照|违反|适用|符合|执行|落实|贯彻|[和与及或据按由的在以对见而但且并])$"
)
_AROUND_NAME = '的中”" \t\u3000'  # between a short name and its clause


@dataclass(frozen=True, slots=True)
class Edition:
    """Which of several editions of one title: its year, and month and day where they are given (else 0)."""

    year: int
    month: int = 0
    day: int = 0


@dataclass(frozen=True, slots=True)
class Mention:
    """One citation in a draft.

    span:    of its words
    kind:    "document" by title or number; "same" 同法; "own" 本办法; "relative" 前款; "bare" 第八条, whose document
             stands before it without title marks or is the one cited before
    title:   as cited, or what a short name was given for; None where there is only a number
    chains:  the clauses, () for the whole document
    edition: the year or day given beside the title
    former:  it is said to be one that is no longer in force: 原《某法》
    lead:    of a bare one the words before it in its sentence, which may end with a title
    what:    of a relative one 款, 条 or 项; count: how many before, 0 for 本条
    """

    span: Span
    kind: str
    title: str | None = None
    number: str | None = None
    chains: tuple[Chain, ...] = ()
    edition: Edition | None = None
    former: bool = False
    lead: str = ""
    what: str = ""
    count: int = 0


def mentions_in(text: str) -> list[Mention]:
    """Return the citations of `text` in printed order."""
    width = folded_width(text)
    documents = documents_in(text)
    titled = [_document(width, document) for document in with_full_titles(text, documents)]
    taken = sorted(mention.span for mention in titled)
    names = names_given(text, documents)
    found = [*titled, *(_by_name(width, one, names) for one in _pointers(width, taken))]
    return sorted(found, key=lambda mention: mention.span)


def _by_name(width: str, mention: Mention, names: Sequence[Named]) -> Mention:
    """Read 职教法第五条 behind （以下简称“职教法”）; a name given to two documents is none."""
    if mention.kind != "bare":
        return mention
    begin = len(width[: mention.span.start].rstrip(_AROUND_NAME))
    fits = [one for one in names if one.at < begin and _ends_with(width, folded_width(one.name), begin)]
    documents = {(one.document.title, one.document.number) for one in fits}
    if len(documents) != 1:
        return mention
    begin -= max(len(one.name) for one in fits)
    begin -= width[begin - 1 : begin] in ("“", '"')
    document = fits[0].document
    title, edition = edition_in(document.title or "")
    return Mention(Span(begin, mention.span.end), "document", title or None, document.number, mention.chains, edition)


def _ends_with(width: str, name: str, end: int) -> bool:
    """Say whether a name stands before an offset, from where a word begins."""
    return width.endswith(name, 0, end) and bool(
        _WORD_BEGINS.search(width[max(0, end - len(name) - 4) : end - len(name)])
    )


def edition_in(title: str) -> tuple[str, Edition | None]:
    """Return a title without the edition in brackets at its end, and that edition: 某法（2022年修订）."""
    width = folded_width(title)
    at = width.rfind("(")
    found = EDITION.fullmatch(width, at) if at > 0 else None
    return (title[:at], _edition(found)) if found else (title, None)


def edition_behind(text: str, at: int) -> Edition | None:
    """Return the edition in brackets that follows an offset: 《某法》（2022年修订）."""
    found = EDITION.match(folded_width(text[at : at + _LONGEST_EDITION + 8]))
    return _edition(found) if found else None


def _document(width: str, document: Reference) -> Mention:
    """Read what follows a document: its edition and its clauses."""
    title, edition = edition_in(document.full or document.title or "")
    start, end = document.span.start, document.span.end
    before = _EDITION_BEFORE.search(width[max(0, start - _LONGEST_EDITION) : start])
    if before and document.title:
        edition = edition or _edition(before)
        start -= len(before[0])
    behind = EDITION.match(width, end)
    if behind and document.title:
        edition, end = edition or _edition(behind), behind.end()
    former = bool(_FORMER.search(width[max(0, start - _LONGEST_EDITION) : start]))
    made = _MADE_OF_IT.match(width, end) if document.title else None
    if made:
        title, end = title + made[0].strip(), made.end()
    chains, end = _clauses_behind(width, end)
    return Mention(Span(start, end), "document", title or None, document.number, chains, edition, former)


def _clauses_behind(width: str, end: int) -> tuple[tuple[Chain, ...], int]:
    gap = _BETWEEN.match(width, end)
    found = chains_at(width, gap.end()) if gap else None
    if found:
        return found.chains, found.end
    opened = _BRACKETED.match(width, end)
    found = chains_at(width, opened.end()) if opened else None
    closed = _CLOSE.match(width, found.end) if found else None
    return (found.chains, closed.end()) if found and closed else ((), end)


def _pointers(width: str, taken: list[Span]) -> Iterator[Mention]:
    """Yield what points to clauses without naming a document with title marks or number."""
    last = 0
    for found in _POINTER.finditer(width):
        if found.start() >= last and not meets(taken, found.start(), found.end()):
            mention = _pointer(width, found)
            if mention:
                last = mention.span.end
                yield mention


def _pointer(width: str, found: re.Match[str]) -> Mention | None:
    begin = found.start() if found["bare"] else found.end()
    chains = chains_at(width, begin)
    end = chains.end if chains else found.end()
    named = chains.chains if chains else ()
    if found["relative"]:
        below = chains is not None and chains.end > begin and width[begin : begin + 1] in "第("
        span = Span(found.start(), end if below else found.end())
        what, count = found["what"] or found["this"], _count(found) if found["what"] else 0
        return Mention(span, "relative", chains=named if below else (), what=what, count=count)
    if chains is None:
        return None
    span = Span(found.start(), end)
    if found["bare"]:
        return Mention(span, "bare", chains=named, lead=_lead(width, found.start()))
    return Mention(span, "own" if found["own"] else "same", chains=named)


def _count(found: re.Match[str]) -> int:
    return {"": 1, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}[found["count"]]


def _lead(width: str, start: int) -> str:
    before = width[max(0, start - _LONGEST_LEAD) : start]
    ends = [found.end() for found in _SENTENCE_END.finditer(before)]
    return before[ends[-1] if ends else 0 :].strip()


def _edition(found: re.Match[str]) -> Edition:
    month, day = found["month"] or found["month2"], found["day"] or found["day2"]
    return Edition(int(found["year"]), int(month or 0), int(day or 0))
