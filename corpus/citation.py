"""How a clause is named under a quotation: `《标题》（发文字号）三、（二）`.

The form is that of CONTRACT.md; a table row is 第3项, as offices write it.
"""

import re

from corpus.notice import Notice, Path
from corpus.span import Span

_HALF_TO_FULL = str.maketrans("()", "（）")
# Numerals that are printed with a mark when something follows them: 三、（二） and 1.（1）
_CHINESE_NUMERAL = re.compile(r"[〇零一二三四五六七八九十百千]+")
_DIGITS = re.compile(r"\d+")
_ATTACHMENT = re.compile(r"附件|附表|附录|表")


def path_text(path: Path) -> str:
    """Write a path as one string: `三/（二）`; the root is the empty string."""
    return "/".join(path)


def parse_path(text: str) -> Path:
    """Read what `path_text` wrote; half-width brackets and blanks around labels are folded."""
    labels = (label.strip().translate(_HALF_TO_FULL) for label in text.split("/"))
    return tuple(label for label in labels if label)


def page_text(page: int | None) -> str:
    """Write a page as it stands beside a citation: 第3页; "" where there are no pages."""
    return f"第{page}页" if page is not None else ""


def cite(notice: Notice, path: Path, span: Span) -> str:
    """Return the citation of the clause at `path`; `span` is what is quoted.

    It names the instrument that holds `span` where there is one, with the notice's number.
    """
    instrument = notice.instrument_at(span)
    title = instrument.title if instrument else notice.title
    labels = path[1:] if instrument and path and path[0] == f"《{instrument.title}》" else path
    number = f"（{notice.number}）" if notice.number else ""
    return f"{in_title_marks(title)}{number}{path_words(labels)}"


def path_words(path: Path) -> str:
    """Write the labels as they are read: 三、（二）; 第一章第三条; 附件第3项."""
    words = ""
    for place, label in enumerate(path):
        last = place == len(path) - 1
        if place and _ATTACHMENT.match(path[place - 1]) and _DIGITS.fullmatch(label):
            words += f"第{label}项"
        elif _CHINESE_NUMERAL.fullmatch(label) and not last:
            words += f"{label}、"
        elif _DIGITS.fullmatch(label) and not last:
            words += f"{label}."
        else:
            words += label
    return words


def in_title_marks(title: str) -> str:
    """Put a title between 《 》; title marks inside become 〈 〉 (GB/T 15834—2011, 4.15.3.4)."""
    inner = title.replace("《", "〈").replace("》", "〉")
    return f"《{inner}》"
