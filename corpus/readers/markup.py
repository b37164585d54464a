"""XML and HTML read safely: no entities from outside, none that multiply, nothing fetched.

The one place that touches lxml's untyped edge; everything else works on `Element`.
"""

from typing import TypeAlias, cast

from lxml import etree

from corpus.errors import UnreadableFile

__all__ = ["Element", "attribute", "name_of", "parse_html", "parse_xml"]

Element: TypeAlias = etree._Element  # pyright: ignore[reportPrivateUsage]  # lxml has no public name for it

# The longest page among ours has 3,149; each takes some microseconds to look at, a table several dozen.
ELEMENTS_LIMIT = 50_000
# A Word document of 300 pages has 300,000 elements, each with two tags; reading so many takes 10 s.
TAGS_LIMIT = 1_500_000

# For XML lxml's own limits stay on (huge_tree=False): depth 256, 10 MB a text node, entities that multiply are refused.
XML = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True)


def parse_xml(content: bytes, *, where: str, part: str) -> Element:
    """Return the root of an XML part of a document; `part` names it in errors."""
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content:
        raise _damaged(f"{part} declares entities, which no office program writes", where=where)
    if content.count(b"<") > TAGS_LIMIT:
        raise _damaged(f"{part} has more than {TAGS_LIMIT:,} tags", where=where)
    try:
        return etree.fromstring(content, XML)
    except (etree.XMLSyntaxError, ValueError) as broken:
        raise _damaged(f"{part} is not well-formed XML ({broken})", where=where) from broken


def parse_html(text: str, *, where: str) -> Element:
    """Return the <html> element of a page, however broken its tags are."""
    # Bytes with a stated encoding: a page's own <meta charset> may lie, and we have decoded it already.
    # huge_tree, because tags that are never closed nest without end, and below 256 of them words would be dropped.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        page = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError, AssertionError) as broken:
        raise _damaged(f"the page cannot be parsed ({broken})", where=where) from broken
    if page is None:  # pyright: ignore[reportUnnecessaryComparison]  # the stubs do not know of empty pages
        raise _damaged("the page holds no elements", where=where)
    if any("Excessive depth" in error.message for error in parser.error_log):
        raise _damaged("the page nests too deeply", where=where)
    if sum(1 for _ in page.iter()) > ELEMENTS_LIMIT:
        raise _damaged(f"the page has more than {ELEMENTS_LIMIT:,} elements", where=where)
    return page


def name_of(element: Element) -> str:
    """Return an element's name without its namespace, "" for a comment or an entity."""
    tag = cast(object, element.tag)  # not a string for comments and entities, whatever the stubs say
    if not isinstance(tag, str):
        return ""
    return tag.rpartition("}")[2] if tag.startswith("{") else tag


def attribute(element: Element, name: str) -> str:
    """Return an attribute's value whatever its namespace, "" where it has none."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def _damaged(what: str, *, where: str) -> UnreadableFile:
    return UnreadableFile(what, where=where, fix="the file is damaged: get it again, or save it anew from its program")
