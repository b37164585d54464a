"""The numbers that a browser draws before the items of a list without their standing in the text: <ol><li>."""

import re

from corpus.readers.markup import Element, name_of
from corpus.readers.ordinal import ordinal
from corpus.readers.seen import style_rules

LIST_STYLE = re.compile(r"(?<![\w-])list-style(?:-type)?\s*:\s*([^;]*)", re.IGNORECASE)
# Style and `type` of a list -> the form of its numbers (ST_NumberFormat) and how one is drawn.
DRAWN = {
    "decimal": ("decimal", "{}. "),
    "1": ("decimal", "{}. "),
    "decimal-leading-zero": ("decimalZero", "{}. "),
    "lower-alpha": ("lowerLetter", "{}. "),
    "lower-latin": ("lowerLetter", "{}. "),
    "a": ("lowerLetter", "{}. "),
    "upper-alpha": ("upperLetter", "{}. "),
    "upper-latin": ("upperLetter", "{}. "),
    "A": ("upperLetter", "{}. "),
    "lower-roman": ("lowerRoman", "{}. "),
    "i": ("lowerRoman", "{}. "),
    "upper-roman": ("upperRoman", "{}. "),
    "I": ("upperRoman", "{}. "),
    "cjk-ideographic": ("chineseCounting", "{}、"),
    "simp-chinese-informal": ("chineseCounting", "{}、"),
    "trad-chinese-informal": ("chineseCounting", "{}、"),
    "cjk-decimal": ("ideographDigital", "{}、"),
    "cjk-heavenly-stem": ("ideographTraditional", "{}、"),
    # Classes of UEditor, the editor of most content systems.
    "custom_num": ("decimal", "{}."),
    "custom_num1": ("decimal", "{}）"),
    "custom_num2": ("decimal", "（{}）"),
    "custom_cn": ("chineseCounting", "{}、"),
    "custom_cn1": ("chineseCounting", "{}）"),
    "custom_cn2": ("chineseCounting", "（{}）"),
}
# An item that brings its own number is in a list for the sake of its indent.
NUMBERED = re.compile(
    r"\s*(?:第[一二三四五六七八九十百\d]+[条章节项]|[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[①-⑳])"
)
ITEMS = frozenset({"ol", "li", "ul", "*"})


class Markers:
    """Counts the items of the lists on one page."""

    def __init__(self, page: Element) -> None:
        self._page = page
        self._bare: bool | None = None
        self._counts: dict[Element, dict[Element, int]] = {}

    def of(self, item: Element) -> str:
        """Return what a browser draws before a list item; "" where nothing or only a bullet."""
        parent = item.getparent()
        if parent is None or name_of(item) != "li" or name_of(parent) != "ol":
            return ""
        form, pattern = DRAWN.get(self._style_of(item, parent), ("", ""))
        if not form or NUMBERED.match(next((str(text) for text in item.itertext() if str(text).strip()), "")):
            return ""
        if parent not in self._counts:
            self._counts[parent] = _counts(parent)
        return pattern.format(ordinal(self._counts[parent][item], form))

    def _style_of(self, item: Element, parent: Element) -> str:
        custom = [name for name in (parent.get("class") or "").split() if name in DRAWN]
        styled = _style(item.get("style") or "") or _style(parent.get("style") or "")
        return next(iter(custom), "") or styled or parent.get("type") or ("none" if self._is_bare() else "decimal")

    def _is_bare(self) -> bool:
        """Say whether the page's own styles take the numbers from all lists."""
        if self._bare is None:
            self._bare = any(
                not ITEMS.isdisjoint(name.strip().lower() for name in selectors.split(",")) and _style(rule) == "none"
                for selectors, rule in style_rules(self._page)
            )
        return self._bare


def _style(declarations: str) -> str:
    """Return the list style that declarations set, "" where they set none."""
    found = LIST_STYLE.search(declarations)
    words = found[1].lower().replace("!important", "").split() if found else []
    return next((word for word in words if word in DRAWN or word == "none"), "")


def _counts(parent: Element) -> dict[Element, int]:
    """Return the number of each item of a list: its `value`, else one more than that of the item before it."""
    start = parent.get("start") or ""
    count = int(start) - 1 if _is_number(start) else 0
    counts: dict[Element, int] = {}
    for item in parent:
        if name_of(item) == "li":
            value = item.get("value") or ""
            count = int(value) if _is_number(value) else count + 1
            counts[item] = count
    return counts


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) < 6
