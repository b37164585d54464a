"""What stands before the first clause: red head, number, title, addressees.

Reads lines, not paragraphs: a title is set on as many lines as its layout asks for.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.genre import genre_of
from corpus.label import label_at
from corpus.layout import Line, is_date, is_row, unspaced
from corpus.number import numbers_in
from corpus.span import Span

# A head is on the first page: more lines than this are no head.
_MOST_LINES = 60
_LONGEST_TITLE = 160
_RED_HEAD = re.compile(r"(.*?)\s*文\s*件")
_ORGAN = re.compile(
    r"[\u4e00-\u9fff（）()、 \u3000]{1,40}"
    r"(?:厅|局|委员会|委|部|办公室|政府|院|署|会|行|中心|集团|公司|处|所|站|学校|大学|部门|党组|指挥部|领导小组)"
)
_MARK = re.compile(r"[【\[].{1,12}[】\]]|[A-Z]|.{0,4}公开.{0,4}|特急|急件|加急|平急|机密.*|秘密.*|绝密.*|〔?\d{6}〕?")
# Catalogue data that web pages and databases print above a notice.
_CATALOGUE = re.compile(
    r"(?:索\s*引\s*号|主题分类|发文机[关构]|发布机构|成文日期|发布日期|发布时间|发表时间|发文日期|生成日期|标\s*题"
    r"|发文字号|文\s*号|文件编号|主\s*题\s*词|有\s*效\s*性|时效性|信息来源|来\s*源|原文链接|【法宝|字体|字号|浏览|打印"
    r"|当前位置|您当前|信息索引|组配分类|体裁分类|统一编号|实施日期|效力)\S{0,2}[：:】]?|.*CLI\.\d"
)
_PASSED = re.compile(
    r"[（(].*(?:通过|修订|修正|公布|发布|施行).*[)）]|\d{4}年\d{1,2}月\d{1,2}日.*(?:通过|修订|修正|公布)[）)]?"
)
_ORDER = re.compile(r"[\u4e00-\u9fff \u3000]{2,24}(?:令|公告)")
_ORDER_NUMBER = re.compile(r"[（(]?\s*第\s*[\d〇一二三四五六七八九十百]{1,8}\s*号\s*[)）]?")
_ABOUT = "关于"


@dataclass(frozen=True, slots=True)
class Head:
    """The parts of a head, each as printed.

    title:      lines joined, blanks that set it wide left out; "" where none was found
    title_span: from the title's first sign to its last, or None
    number:     in the usual form, or None
    red_head:   issuing bodies of a red head (…文件), in printed order
    addressees: 主送机关, in printed order
    spans:      every line of the head, in printed order
    lines:      how many lines it takes
    """

    title: str
    title_span: Span | None
    number: str | None
    red_head: tuple[str, ...]
    addressees: tuple[str, ...]
    spans: tuple[Span, ...]
    lines: int


def read_head(text: str, lines: Sequence[Line]) -> Head:
    """Read the head with which `lines` begin; what is no head is left to the body."""
    upto = _head_end(text, lines)
    words = [line.span.of(text) for line in lines[:upto]]
    title = _title_lines(words, lines)
    addressed = _addressee_lines(words, title[-1] + 1 if title else 0)
    used = _used(words, title, addressed, upto)
    span = Span(lines[title[0]].span.start, lines[title[-1]].span.end) if title else None
    number_words = words[: title[0]] + words[title[-1] + 1 : used] if title else words[:used]
    return Head(
        title=title_words("".join(_joint(words, place) for place in title)) if title else "",
        title_span=span,
        number=_number_in_title(text, span) or _number(number_words),
        red_head=_red_head(words, title),
        addressees=_addressees("".join(words[place] for place in addressed)),
        spans=tuple(line.span for line in lines[:used]),
        lines=used,
    )


def is_organ(words: str) -> bool:
    """Say whether a line is only the name of an issuing body."""
    return bool(_ORGAN.fullmatch(words.strip())) and _ABOUT not in words


def organs_in(words: str) -> tuple[str, ...]:
    """Return the bodies that a line names: 教育部 财政部, set apart by blanks or 、."""
    parts = re.split(r"[\s\u3000、]+", words.strip())
    return tuple(parts) if len(parts) > 1 and all(is_organ(part) for part in parts) else (unspaced(words),)


def title_words(words: str) -> str:
    """Return a title with its lines joined and the blanks that set it wide left out; those between two bodies stay."""
    before, about, after = words.partition(_ABOUT)
    bodies = organs_in(before) if about else ()
    return f"{' '.join(bodies)}{about}{unspaced(after)}" if len(bodies) > 1 else unspaced(words)


def _head_end(text: str, lines: Sequence[Line]) -> int:
    """Return how many lines stand before the first clause or sentence."""
    for place, line in enumerate(lines[:_MOST_LINES]):
        words = line.span.of(text)
        if is_row(words) or _CATALOGUE.match(words) or _PASSED.fullmatch(words):
            continue
        if label_at(text, line.span.start) or (words[-1] in "。；" and len(words) > 1):
            return place
        if "。" in words or len(words) > _LONGEST_TITLE or is_date(words):
            return place
    return min(len(lines), _MOST_LINES)


def _title_lines(words: Sequence[str], lines: Sequence[Line]) -> list[int]:
    """Return the places of the lines that make up the title, or none."""
    candidates = [place for place, line in enumerate(words) if _may_be_title(line)]
    ends = [place for place in candidates if genre_of(words[place]) and not is_organ(words[place])]
    about = [place for place in candidates if _ABOUT in words[place] and genre_of(words[place])]
    if not ends:
        plain = [place for place in candidates if not is_organ(words[place]) and len(words[place]) > 3]
        return plain[:1]
    last = about[0] if about else ends[0]
    return list(range(_title_start(words, lines, last), last + 1))


def _title_start(words: Sequence[str], lines: Sequence[Line], last: int) -> int:
    """Go back from the line with the genre to the line with which the title begins."""
    first = last
    joined = words[last]
    while first > 0 and last - first < 5 and _may_be_title(words[first - 1]):
        before = words[first - 1]
        if _ABOUT in joined:
            opens = bool(re.match(_ABOUT, unspaced(joined))) and (is_organ(before) or not lines[first].gap)
            if not opens or _RED_HEAD.fullmatch(before):
                break
        elif lines[first].gap and not any(_ABOUT in word for word in words[max(0, last - 4) : first]):
            break
        first -= 1
        joined = before + joined
        if _ABOUT in before and not re.match(_ABOUT, unspaced(before)):
            break
    return first


def _may_be_title(words: str) -> bool:
    return not (
        is_row(words)
        or is_date(words)
        or _MARK.fullmatch(words)
        or _CATALOGUE.match(words)
        or _PASSED.fullmatch(words)
        or _RED_HEAD.fullmatch(words)
        or words[-1] in "：:，,。；;"
        or _is_number_line(words)
        or re.search(r"https?:|[<>]|^[-_]|^\*\s", words)
        or _ORDER_NUMBER.fullmatch(words)
        or not re.search(r"[\u4e00-\u9fff]", words)
    )


def _is_number_line(words: str) -> bool:
    numbers = numbers_in(words)
    rest = len(re.sub(r"\s", "", words)) - sum(len(re.sub(r"\s", "", n.span.of(words))) for n in numbers)
    return bool(numbers) and rest <= 4


def _joint(words: Sequence[str], place: int) -> str:
    return re.sub(r"^(?:#+|\*\*)\s*|\*\*$", "", words[place])


def _addressee_lines(words: Sequence[str], start: int) -> list[int]:
    """Return the places of the lines behind the title that name who is addressed and end with a colon."""
    for last in range(start, min(start + 8, len(words))):
        if words[last][-1] in "：:" and not _CATALOGUE.match(words[last]):
            first = last
            while first > start and words[first - 1][-1] not in "：:】" and not _is_number_line(words[first - 1]):
                if is_row(words[first - 1]) or genre_of(words[first - 1]) or _CATALOGUE.match(words[first - 1]):
                    break
                first -= 1
            return list(range(first, last + 1))
    return []


def _used(words: Sequence[str], title: Sequence[int], addressed: Sequence[int], upto: int) -> int:
    """Return how many of the lines are head: up to the addressees, or to what still belongs to the title."""
    if addressed:
        return addressed[-1] + 1
    used = title[-1] + 1 if title else 0
    while used < upto and (
        _is_number_line(words[used])
        or _is_order(words, used)
        or _PASSED.fullmatch(words[used])
        or _CATALOGUE.match(words[used])
        or _MARK.fullmatch(words[used])
        or words[used].startswith("<!--")
    ):
        used += 1
    return used


def _number(words: Sequence[str]) -> str | None:
    """Return the first number that a line of its own prints, else one that catalogue data gives."""
    whole = [numbers_in(line)[0].usual for line in words if _is_number_line(line)]
    if whole:
        return whole[0]
    for place in range(len(words) - 1):
        if _ORDER.fullmatch(words[place]) and _ORDER_NUMBER.fullmatch(words[place + 1]):
            return numbers_in(unspaced(words[place]) + unspaced(words[place + 1]))[0].usual
    given = [n.usual for line in words if _CATALOGUE.match(line) or is_row(line) for n in numbers_in(line)]
    return given[0] if given else None


def _is_order(words: Sequence[str], place: int) -> bool:
    """Say whether the line belongs to 中山市人民政府令 （第16号）, set on two lines."""
    if _ORDER.fullmatch(words[place]):
        return place + 1 < len(words) and bool(_ORDER_NUMBER.fullmatch(words[place + 1]))
    return bool(_ORDER_NUMBER.fullmatch(words[place])) and place > 0 and bool(_ORDER.fullmatch(words[place - 1]))


def _number_in_title(text: str, title: Span | None) -> str | None:
    """Return the number with which a title begins: 中国人民银行令〔2025〕第12号（…）."""
    numbers = numbers_in(text, title.start, title.end) if title else []
    begins = [n for n in numbers if title and not re.search(r"[^\s#*]", text[title.start : n.span.start])]
    return begins[0].usual if begins else None


def _red_head(words: Sequence[str], title: Sequence[int]) -> tuple[str, ...]:
    """Return the bodies above the number of a red head: the lines beside the one that ends with 文件."""
    before = title[0] if title else len(words)
    for place in range(before):
        found = _RED_HEAD.fullmatch(words[place])
        if not found:
            continue
        first = last = place
        while first > 0 and is_organ(words[first - 1]):
            first -= 1
        while last + 1 < before and is_organ(words[last + 1]):
            last += 1
        bodies = [_RED_HEAD.sub(r"\1", line) for line in words[first : last + 1]]
        return tuple(unspaced(body) for body in bodies if body.strip())
    return ()


def _addressees(words: str) -> tuple[str, ...]:
    """Split at the commas between groups of addressees; at 、 only where there are none: 各省、自治区 is one group."""
    plain = unspaced(words).rstrip("：:")
    comma = r"[，,；;]" if re.search(r"[，,；;]", plain) else r"、(?![^（(]*[)）])"
    return tuple(group for group in re.split(comma, plain) if group)
