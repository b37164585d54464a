"""Word's automatic numbering: the labels it draws but does not write into the paragraph (ECMA-376 part 1, 17.9)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.readers.markup import Element, attribute, name_of
from corpus.readers.ordinal import ordinal

BULLET = "•"
LEVELS = 9
PATTERN_CHARS_LIMIT = 255  # the longest label among ours has 6 signs; in each of 20,000 paragraphs one is a lot of text
# After a label that ends in a letter or digit Word sets a tab, which a blank stands for; 一、 needs none.
OPEN_END = re.compile(r"\w$")
PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    start:   the first number
    form:    ST_NumberFormat: decimal, chineseCounting, bullet …
    pattern: `%1、`, `第%1条`, `%1.%2`: %n is the number of level n, from 1
    legal:   all numbers in it are drawn 1 2 3 whatever their form
    suffix:  tab, space or nothing
    restart: level above which it starts anew, from 1; 0 never; None any above it
    """

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    legal: bool = False
    suffix: str = "tab"
    restart: int | None = None


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list that paragraphs belong to (w:num).

    abstract: the definition it counts together with (abstractNumId)
    levels:   level, from 0 -> how it is drawn
    starts:   level, from 0 -> the number it starts anew with at its first paragraph
    """

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]

    def level(self, number: int) -> Level:
        """Return how a level is drawn; one that is not defined counts 1 2 3 and shows nothing."""
        return self.levels.get(number, Level())


@dataclass(slots=True)
class Numbering:
    """The lists of one document and how far each has counted.

    lists:  by numId
    styles: paragraph style -> (numId, level); "" is the default style
    """

    lists: dict[str, NumberedList]
    styles: dict[str, tuple[str, int]]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict[str, dict[int, int]])
    _begun: set[tuple[str, int]] = field(default_factory=set[tuple[str, int]])

    def label(self, properties: Element | None) -> str:
        """Count one paragraph on and return its label with the blank after it, "" where it has none."""
        number, level = self._place(properties)
        if number not in self.lists or not 0 <= level < LEVELS:
            return ""
        belongs = self.lists[number]
        drawn = belongs.level(level)
        self._count(number, level)
        if drawn.form == "bullet":
            return f"{drawn.pattern if drawn.pattern.isascii() and drawn.pattern else BULLET} "
        label = PLACE.sub(lambda place: self._shown(belongs, int(place[1]) - 1, drawn.legal), drawn.pattern)
        blank = drawn.suffix == "space" or (drawn.suffix == "tab" and OPEN_END.search(label))
        return label + (" " if label and blank else "")

    def _place(self, properties: Element | None) -> tuple[str, int]:
        """Return the numId and level of a paragraph: its own, else its style's."""
        if properties is None:
            return self.styles.get("", ("", 0))
        style = child_value(properties, "pStyle")
        number, level = self.styles.get(style, ("", 0))
        own = child(properties, "numPr")
        if own is not None:
            number = child_value(own, "numId") or number
            level = whole(child_value(own, "ilvl"), level)
        return number, level

    def _count(self, number: str, level: int) -> None:
        belongs = self.lists[number]
        counts = self._counts.setdefault(belongs.abstract, {})
        if level in belongs.starts and (number, level) not in self._begun:
            counts[level] = belongs.starts[level] - 1
        self._begun.add((number, level))
        counts[level] = counts.get(level, belongs.level(level).start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            restart = belongs.level(deeper).restart
            if restart is None or (restart > 0 and level < restart):
                del counts[deeper]

    def _shown(self, belongs: NumberedList, level: int, legal: bool) -> str:
        shown = belongs.level(level)
        count = self._counts[belongs.abstract].get(level, shown.start)
        return ordinal(count, "decimal" if legal else shown.form)


def numbering_of(numbering: Element | None, styles: Element | None) -> Numbering:
    """Read numbering.xml and the list settings in styles.xml; either may be missing."""
    parts = [] if numbering is None else list(numbering)
    abstracts = {attribute(part, "abstractNumId"): part for part in parts if name_of(part) == "abstractNum"}
    by_style = {child_value(part, "styleLink"): part for part in abstracts.values() if child_value(part, "styleLink")}
    levels = {number: _levels(abstract) for number, abstract in abstracts.items()}
    lists: dict[str, NumberedList] = {}
    for part in parts:
        if name_of(part) == "num" and (abstract := abstracts.get(child_value(part, "abstractNumId"))) is not None:
            linked = by_style.get(child_value(abstract, "numStyleLink"), abstract)
            lists[attribute(part, "numId")] = _list(part, attribute(linked, "abstractNumId"), levels)
    return Numbering(lists, _numbered_styles(styles, abstracts, lists))


def _list(part: Element, abstract: str, drawn: Mapping[str, dict[int, Level]]) -> NumberedList:
    levels, starts = dict(drawn[abstract]), dict[int, int]()
    for override in (one for one in part if name_of(one) == "lvlOverride"):
        levels |= _levels(override)
        if start := child_value(override, "startOverride"):
            starts[whole(attribute(override, "ilvl"), 0)] = whole(start, 1)
    return NumberedList(abstract, levels, starts)


def _levels(parent: Element) -> dict[int, Level]:
    levels = {whole(attribute(part, "ilvl"), 0): part for part in parent if name_of(part) == "lvl"}
    return {number: _level(part) for number, part in levels.items() if number < LEVELS}


def _level(part: Element) -> Level:
    return Level(
        start=whole(child_value(part, "start"), 1),
        form=child_value(part, "numFmt") or "decimal",
        pattern=child_value(part, "lvlText")[:PATTERN_CHARS_LIMIT],
        legal=is_on(part, "isLgl"),
        suffix=child_value(part, "suff") or "tab",
        restart=whole(child_value(part, "lvlRestart"), 0) if child(part, "lvlRestart") is not None else None,
    )


def _numbered_styles(
    styles: Element | None, abstracts: dict[str, Element], lists: dict[str, NumberedList]
) -> dict[str, tuple[str, int]]:
    """Return the list and level of each paragraph style, inherited ones included."""
    found = {} if styles is None else {attribute(one, "styleId"): one for one in styles if name_of(one) == "style"}
    numbered: dict[str, tuple[str, int]] = {}
    inherited: dict[str, tuple[str, int] | None] = {}
    named = {number: _levels_by_style(abstract) for number, abstract in abstracts.items()}
    for style, part in found.items():
        own = _inherited(style, found, inherited)
        if own is not None:
            number, level = own
            levels = named.get(lists[number].abstract, {}) if number in lists else {}
            numbered[style] = (number, levels.get(style, level))
            if attribute(part, "default") in {"1", "true"} and attribute(part, "type") == "paragraph":
                numbered[""] = numbered[style]
    return numbered


def _number_of(style: Element) -> tuple[str, int] | None:
    """Return the list and level that a style itself names."""
    properties = child(style, "pPr")
    own = None if properties is None else child(properties, "numPr")
    if own is None or not child_value(own, "numId"):
        return None
    return child_value(own, "numId"), whole(child_value(own, "ilvl"), 0)


def _inherited(
    style: str, styles: dict[str, Element], known: dict[str, tuple[str, int] | None]
) -> tuple[str, int] | None:
    """Return the list and level that a style or one it is based on names; `known` remembers it for all on the way."""
    chain: dict[str, None] = {}
    own = None
    while style in styles and style not in chain and own is None and style not in known:
        chain[style] = None
        own = _number_of(styles[style])
        style = child_value(styles[style], "basedOn")
    own = own or known.get(style)
    known.update(dict.fromkeys(chain, own))
    return own


def _levels_by_style(abstract: Element) -> dict[str, int]:
    """Return the level of each style that a level names as its own; the first where several do."""
    levels: dict[str, int] = {}
    for part in abstract:
        if name_of(part) == "lvl" and (style := child_value(part, "pStyle")):
            levels.setdefault(style, whole(attribute(part, "ilvl"), 0))
    return levels


def child(element: Element, name: str) -> Element | None:
    """Return the first child of this name."""
    return next((one for one in element if name_of(one) == name), None)


def child_value(element: Element, name: str) -> str:
    """Return the `val` of the first child of this name, "" where there is none."""
    found = child(element, name)
    return "" if found is None else attribute(found, "val")


def is_on(element: Element, name: str) -> bool:
    """Say whether a switch is set: present, and not said to be off."""
    found = child(element, name)
    return found is not None and attribute(found, "val") not in {"0", "false", "off"}


def whole(value: str, otherwise: int) -> int:
    """Read a whole number as office programs write it."""
    return int(value) if value.isdecimal() and len(value) < 10 else otherwise
