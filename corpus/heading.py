"""The title words behind a label: 三、推动产教深度融合。…"""

import re

from corpus.label import SPOKEN, Kind, Label
from corpus.layout import joined
from corpus.span import Span

# A heading is at most this long; inside a paragraph it is the first sentence, where that is short and more follows.
LONGEST_HEADING = 40
_LONGEST_FIRST_SENTENCE = 30
_HEADING_END = re.compile(r"[。：:]")
_NAMED = re.compile(r"【([^】）)]{1,30})[】）)]")  # 第三条【保密】
# A sentence that leads into a list is no heading: 申请人应当具备下列条件：
_LEADS_IN = re.compile(r"(?:包括|如下|下列|以下|应当|必须|可以|之一|是指|分为|标准为|规定)[^。：:]{0,12}[：:]$")


def heading_of(text: str, label: Label, first: Span, *, has_more: bool) -> tuple[str, bool]:
    """Return the title words after the label, and whether they are all that the label's paragraph holds.

    first:    the paragraph that carries the label
    has_more: further paragraphs or clauses stand below it
    """
    if label.kind in SPOKEN or label.end >= first.end or _has_none(text, label, first.end, has_more):
        return "", False
    words = joined(text, Span(label.end, first.end)).strip(" \t\u3000*#")
    if not words:
        return "", False
    bare = words.rstrip("。：:")
    may_end = words == bare or (has_more and label.kind is not Kind.ARTICLE)
    if may_end and _is_title(bare) and words[-1] not in "；;，、" and not _LEADS_IN.search(words):
        return bare, has_more
    return _first_sentence(words, label.kind), False


def _has_none(text: str, label: Label, end: int, has_more: bool) -> bool:
    """Say whether the words up to `end` hold no heading for certain: most need no closer look than at their marks."""
    last = text[end - 1]
    if label.kind is Kind.ARTICLE:
        return last in "。：:" and text.find("【", label.end, end) < 0
    stop = text.find("。", label.end, end)
    return (last in "；;，、" and stop < 0) or (last == "。" and stop == end - 1 and not has_more)


def _is_title(words: str) -> bool:
    return len(words) <= LONGEST_HEADING and not any(sign in words for sign in "。；;！？：:")


def _first_sentence(words: str, kind: Kind) -> str:
    """Return the first sentence as a heading where it is one: short, without a list, and followed by more."""
    if kind is Kind.ARTICLE:
        named = _NAMED.match(words)
        return named[1] if named else ""
    end = _HEADING_END.search(words)
    if not end or end[0] != "。":
        return ""
    sentence, rest = words[: end.start()], words[end.end() :]
    is_heading = len(sentence) <= _LONGEST_FIRST_SENTENCE and sentence.count("，") <= 1 and len(rest) >= len(sentence)
    return sentence if is_heading and "；" not in sentence and "、第" not in sentence else ""
