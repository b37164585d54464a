"""How a clause is named under a quotation: `《标题》（发文字号）三、（二）`.

The form is that of CONTRACT.md; a table row is 第3项, as offices write it.
"""

import re
from itertools import zip_longest

from corpus.notice import Notice, Path
from corpus.numeral import chinese
from corpus.span import Span

_HALF_TO_FULL = str.maketrans("()", "（）")
# Numerals that are printed with a mark when something follows them: 三、（二） and 1.（1）
_CHINESE_NUMERAL = re.compile(r"[〇零一二三四五六七八九十百千]+")
_DIGITS = re.compile(r"\d+")
_ARTICLE = re.compile(r"第[^条款项]+条(?:之[一二三四五六七八九十]+)?")
_CITED_PART = re.compile(
    r"第[^编篇章节条款项第]+(?:分编|[编篇章节款])|第[^编篇章节条款项第]+条(?:之[一二三四五六七八九十]+)?|第?（[^）]+）项?|第[^条款项第（]+项"
)
_RUN_TOGETHER = re.compile(rf"(?:{_CITED_PART.pattern})+")
_ITEM = re.compile(r"第?（?([一二三四五六七八九十]+)）?项")
_ATTACHMENT = re.compile(r"附件|附表|附录|表")


def path_text(path: Path) -> str:
    """Write a path as one string: `三/（二）`; the root is the empty string."""
    return "/".join(path)


def parse_path(text: str) -> Path:
    """Read what `path_text` wrote; half-width brackets and blanks around labels are folded.

    Statutes are also read as they are cited: 第二章第二十条第三款第（一）项 is 第二章/第二十条/第三款/（一）.
    """
    labels = (label.strip().translate(_HALF_TO_FULL) for label in text.split("/"))
    return tuple(one for label in labels if label for one in _cited(label))


def page_text(page: int | None) -> str:
    """Write a page as it stands beside a citation: 第3页; "" where there are no pages."""
    return f"第{page}页" if page is not None else ""


def _cited(label: str) -> list[str]:
    """Return the labels that are run together in a citation of a statute."""
    if not _RUN_TOGETHER.fullmatch(label):
        return [label]
    return [_ITEM.sub(r"（\1）", part) for part in _CITED_PART.findall(label)]


def cite(notice: Notice, path: Path, span: Span, paragraph: int | None = None) -> str:
    """Return the citation of the clause at `path`; `span` is what is quoted, `paragraph` the 款 of an article.

    It names the instrument that holds `span` where there is one, with the notice's number.
    """
    instrument = notice.instrument_at(span)
    title = instrument.title if instrument else notice.title
    labels = path[1:] if instrument and path and path[0] == f"《{instrument.title}》" else path
    number = f"（{notice.number}）" if notice.number else ""
    return f"{in_title_marks(title)}{number}{path_words(labels, paragraph)}"


def path_words(path: Path, paragraph: int | None = None) -> str:
    """Write the labels as they are read: 三、（二）; 第一章第三条; 附件第3项; with a 款 第三条第二款.

    2.1.3 says 2 and 2.1.  What would run together into another number is kept apart: the 二 of 附件 is 附件第二部分,
    for 附件二 is another attachment, and 1.1 of 附件2 is 附件2的1.1.
    """
    words = above = ""
    for label, below in zip_longest(path, path[1:], fillvalue=""):
        if not below.startswith(f"{label}."):
            written = _written(label, above, below)
            open_ended = words[-1:].isdecimal() or _ATTACHMENT.match(above)
            words += f"的{written}" if open_ended and written[0].isdecimal() else written
            above = label
        if paragraph and _ARTICLE.fullmatch(label):
            words += f"第{chinese(paragraph)}款"
    return words


def _written(label: str, above: str, below: str) -> str:
    """Write one label with the mark that is printed behind it where another follows."""
    if _ATTACHMENT.match(above) and _DIGITS.fullmatch(label):
        return f"第{label}项"
    if _ATTACHMENT.match(above) and _CHINESE_NUMERAL.fullmatch(label) and not above[-1].isdecimal():
        return f"第{label}部分"
    if below and _CHINESE_NUMERAL.fullmatch(label):
        return f"{label}、"
    return f"{label}." if below and _DIGITS.fullmatch(label) and not below[0].isdecimal() else label


def in_title_marks(title: str) -> str:
    """Put a title between 《 》; title marks inside become 〈 〉 (GB/T 15834—2011, 4.15.3.4)."""
    inner = title.replace("《", "〈").replace("》", "〉")
    return f"《{inner}》"
