"""What a reader of a web page does not see: scripts, controls, what its own styles hide, second copies of the text."""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from corpus.readers.markup import Element, name_of

# What a browser draws nothing of, or only controls.
UNPRINTED_NAMES = """
    applet audio button canvas datalist embed head iframe input link map meta noembed noframes noscript object
    option script select style svg template textarea video
    """
UNPRINTED = frozenset(UNPRINTED_NAMES.split())
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)

SEEN_CHARS = 60  # the shortest reply we know has 90
HIDDEN_TIMES = 4  # as much running text hidden as seen: the page shows it by a script
RUNNING_CHARS = 20
RUNNING = re.compile(r"[，。；]")

STYLE_CHARS_LIMIT = 500_000
REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
SIMPLE = re.compile(r"[a-z0-9]*([.#][\w-]+)", re.IGNORECASE)
NAMES = re.compile(r"[.#][\w-]+")
NOT_SHOWN = re.compile(r"(?<![\w-])display\s*:\s*none", re.IGNORECASE)
SHOWN = re.compile(r"(?<![\w-])display\s*:\s*(?!none)\w", re.IGNORECASE)

COPIED_CHARS = 30  # paragraphs shorter than this are alike in any notice
PART_CHARS = 6
COMPARED_LIMIT = 100_000_000  # characters looked through; 300 lines in a text of 10,000 are 3,000,000
COPIED_SHARE = 1 / 3  # of the running text; fewer alike paragraphs are those of forms
COPY_SHARE = 0.8  # of an element's words stand elsewhere, the rest being buttons
COPIES_LIMIT, AROUND_LIMIT = 20, 6  # how many copies are looked for, and how far around each


def unprinted(page: Element) -> set[Element]:
    """Return the elements that a reader of the page does not see; what is inside them is not listed again.

    Some pages hide all they have until a script has run; where nothing would be left, what is hidden counts as seen.
    """
    silent = {element for element in page.iter() if name_of(element).lower() in UNPRINTED | {""}}
    styled = _hiding_names(page)
    hidden = {element for element in page.iter() if _is_hidden(element, styled)}
    seen, running = _ink(page, silent | hidden)
    everything = _ink(page, silent)[1] if hidden else 0
    enough = seen >= SEEN_CHARS and everything - running <= HIDDEN_TIMES * running
    return silent | hidden if enough else silent


def _ink(page: Element, ignored: set[Element]) -> tuple[int, int]:
    """Count the letters outside of `ignored`, and those of them in running text."""
    seen = running = 0
    walk = etree.iterwalk(page, events=("start", "end"))
    for event, element in walk:
        text = (element.tail if event == "end" else element.text) or ""
        if event == "start" and element in ignored:
            walk.skip_subtree()
            continue
        letters = len(text.strip())
        seen += letters
        running += letters if letters >= RUNNING_CHARS and RUNNING.search(text) else 0
    return seen, running


def _is_hidden(element: Element, styled: set[str]) -> bool:
    if name_of(element) in {"html", "body", ""}:
        return False
    if element.get("hidden") is not None or HIDDEN.search(element.get("style") or ""):
        return True
    return bool(styled) and not styled.isdisjoint(_css_names(element))


def _css_names(element: Element) -> Iterator[str]:
    yield from (f".{name}" for name in (element.get("class") or "").split())
    if element.get("id"):
        yield f"#{element.get('id')}"


def _hiding_names(page: Element) -> set[str]:
    """Return the classes and ids that the page's own styles hide on a screen, and that no other rule of them shows."""
    hiding: set[str] = set()
    shown: set[str] = set()
    for selectors, rule in style_rules(page):
        for selector in selectors.split(","):
            simple = SIMPLE.fullmatch(selector.strip())
            if simple and NOT_SHOWN.search(rule):
                hiding.add(simple[1])
            elif SHOWN.search(rule):
                shown.update(NAMES.findall(selector))
    return hiding - shown


def style_rules(page: Element) -> Iterator[tuple[str, str]]:
    """Yield selectors and declarations of the page's own styles, those for paper and small screens left out."""
    for style in page.iter("style"):
        text = style.text or ""
        if (style.get("media") or "all").lower() in {"all", "screen"} and len(text) <= STYLE_CHARS_LIMIT:
            yield from _rules(REMARK.sub("", text))


def _rules(text: str) -> Iterator[tuple[str, str]]:
    depth = 0
    for chunk in text.split("}"):
        *openings, declarations = chunk.split("{")
        if depth == 0 and len(openings) == 1 and "@" not in (selectors := openings[0].rpartition(";")[2]):
            yield selectors, declarations
        depth = max(0, depth + len(openings) - 1)


def copies(page: Element, words: Mapping[Element, str], running: Mapping[Element, str]) -> set[Element]:
    """Return the elements that hold a second copy of the text, for small screens or for printing.

    words:   what stands in each block, in printed order
    running: the blocks of running text among them
    """
    copied = _copied(words, running)
    if sum(map(len, copied.values())) < COPIED_SHARE * sum(map(len, running.values())):
        return set()
    found: set[Element] = set()
    lengths = {block: len(text) for block, text in running.items()}
    of_running = subtotals(page, lengths)
    of_copied = subtotals(page, {block: lengths[block] for block in copied})
    for block in copied:
        if len(found) < COPIES_LIMIT and block not in found and found.isdisjoint(block.iterancestors()):
            around = [block, *block.iterancestors()]
            whole = [one for one in around if of_copied.get(one) == of_running.get(one, 0)][-AROUND_LIMIT:]
            found.add(next((one for one in reversed(whole) if _stands_elsewhere(one, words)), block))
    return {inner for one in found for inner in one.iter()}


def _copied(words: Mapping[Element, str], running: Mapping[Element, str]) -> dict[Element, str]:
    """Return the blocks whose words another block before holds, or several others together."""
    before: dict[str, Element] = {}
    copied: dict[Element, str] = {}
    for block, text in running.items():
        first = before.setdefault(text, block)
        if len(text) >= COPIED_CHARS and first.getparent() is not block.getparent():
            copied[block] = text
    longest = max(running, key=lambda block: len(running[block]), default=None)
    if longest is not None and longest not in copied and len(words) * len(running[longest]) <= COMPARED_LIMIT:
        text = running[longest]
        parts = {part for part in words.values() if len(part) >= PART_CHARS and part != text and part in text}
        if len(parts) > 2 and sum(map(len, parts)) >= COPY_SHARE * len(text):
            copied[longest] = text
    return copied


def _stands_elsewhere(element: Element, words: Mapping[Element, str]) -> bool:
    """Say whether nearly all of an element's words stand in blocks outside of it."""
    inside = set(element.iter())
    own = [text for block, text in words.items() if block in inside]
    others = {text for block, text in words.items() if block not in inside}
    return sum(len(text) for text in own if text in others) >= COPY_SHARE * sum(map(len, own))


def subtotals(page: Element, weights: Mapping[Element, int]) -> dict[Element, int]:
    """Sum `weights` over each element's whole inside."""
    totals = dict.fromkeys(page.iter(), 0) | dict(weights)
    for element in reversed(list(page.iter())):
        parent = element.getparent()
        if parent is not None and element is not page:
            totals[parent] += totals[element]
    return totals
