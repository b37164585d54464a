"""The notice on a web page: where its words are, its title, and the table of its particulars (索引号 …).

First the containers that government web sites are built with; where there is none, the smallest element that holds
all running text outside of menus and footers.  What is not certain is kept.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import TypeVar

from lxml import etree

from corpus.readers.flow import BLOCKS
from corpus.readers.markup import Element, name_of
from corpus.readers.seen import copies, subtotals, unprinted

# Names (id or class) that content systems of Chinese government sites give the text, as met on saved pages.
NAMES = """
    ucap-content zoom zoomcon zoomcontent info_cont maintext trs_editor trs_ueditor trs_preappend pages_content
    article-content article_content articlecontent article-con article_con arti_content wp_articlecontent
    content_article contentarticle article-body article_body article-detail vsb_content v_news_content news_content
    news-content newscontent news_conent_two_text xxgk_content gkml_content wzcontent detail-content detail_content
    detailcontent content-detail content_detail contenttext content_text text_content conttxt con_text contxt
    art_con articletext article-text bt-content j-fontcontent ewb-article-info ewb-article-content ivs_content
    bodytext policy-content zwcontent zw_content scroll_cont law-content editor-content rich_media_content
    """
CONTAINERS = frozenset(NAMES.split())
CONTAINER_SHARE = 0.6  # of the page's running text; less, and the name was given to something else

# Names of what surrounds a notice.  Only used where no container is known, and never for what holds most of the text.
SURROUNDINGS = re.compile(
    r"(?:^|[\s_-])(?:nav\w*|\w*menu|foot\w*|copyright|crumbs?|breadcrumb\w*|curb|share\w*|bdshare\w*|side\w*|aside|toolbar"
    r"|search\w*|login\w*|related\w*|relevant\w*|xgwz\w*|xgjd|links?|friend\w*|qrcode|ewm|erweima|print\w*|pager|location"
    r"|dqwz|rank\w*|recommend\w*|comment\w*|banner|logo|dialog|modal)(?=$|[\s_-])",
    re.IGNORECASE,
)
SURROUNDING_TAGS = frozenset({"nav", "footer", "aside"})
SURROUNDING_WORDS = re.compile(
    r"版权所有|ICP备|公网安备|网站标识码|技术支持|浏览(?:次数|量)|信息来源|发[布表](?:时间|日期)|字号：?大|相关(?:链接|解读|阅读|文章)"
    r"|主办(?:单位)?：.*承办|联系我们|当前(?:所在)?位置"
)

PARTICULARS = re.compile(
    r"(?:索引号|统一编号|主题分类|发文机[关构]|发布机[关构]|公开主体|成文日期|发文日期|发布日期|生成日期|(?:发文字|文)号|实施日期|生效日期"
    r"|失效日期|有效性|文件状态|公文种类|主题词|信息分类)[：:\]】]"
)
PARTICULARS_AT_LEAST, PARTICULARS_CHARS = 3, 600
NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[［【（(]\d{4}[〕\]］】）)]第?\d{1,5}号")
SENTENCE = re.compile(r"[，。；、：]")
SENTENCE_CHARS = 20
PARAGRAPH_CHARS = 30  # running text worth widening the body for
TITLE_CHARS, TITLE_LINES = 8, 15
LEFT_OUT_LIMIT = 50  # enough to say that something was left out
LINKED_CHARS = 30  # more words in links come from a menu
_T = TypeVar("_T")

FILE = re.compile(r"附件|附表|\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar)", re.IGNORECASE)
WHITE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Article:
    """Where a notice stands on its page.

    body:        the element that holds its words
    title:       the elements above it that hold the number and the title, where the body does not hold them already
    particulars: tables or lists of 索引号, 发文字号 … above it
    ignored:     what a reader of the page does not see, and menus where no container is known
    left_out:    paragraphs outside the body that look like text of a notice, blanks left out
    """

    body: Element
    title: tuple[Element, ...]
    particulars: tuple[Element, ...]
    ignored: set[Element]
    left_out: tuple[str, ...]


@dataclass(slots=True)
class _Ink:
    """What is printed directly in one block: its words without blanks, and how many characters of them are links."""

    words: str = ""
    linked: int = 0

    def is_menu(self) -> bool:
        """Say whether all words are links, and none of them leads to an attachment."""
        return self.linked == len(self.words) and not FILE.search(self.words)


def article_of(page: Element) -> Article:
    """Find the notice on a page."""
    ignored = unprinted(page)
    ink = _ink(page, ignored)
    surroundings = _surroundings(page, ink)
    prose = _prose(ink, surroundings)
    if second := copies(page, {block: printed.words for block, printed in ink.items()}, prose):
        ignored |= second
        ink, prose = _without(ink, second), _without(prose, second)
    container = _container(page, prose)
    body = container if container is not None else _smallest_around(page, ink, prose)
    inside = set(body.iter())
    first = next((block for block in ink if block in inside and _is_paragraph(ink[block].words)), body)
    above = {block: ink[block].words for block in takewhile(lambda block: block is not first, ink)}
    outside = {block: words for block, words in above.items() if block not in inside}
    words = [ink[block].words for block in ink if block in inside]
    title = _title(page, outside, surroundings, words)
    number = _number(outside, surroundings, words)
    left_out = (words for block, words in prose.items() if block not in inside and _is_paragraph(words))
    particulars = _particulars(page, {first, *first.iterancestors(), *body.iterancestors()}, above)
    return Article(
        body,
        tuple(one for one in (number, title) if one is not None),
        tuple(particulars),
        ignored if container is not None else ignored | surroundings,
        tuple(islice(left_out, LEFT_OUT_LIMIT)),
    )


def _without(found: dict[Element, _T], others: set[Element]) -> dict[Element, _T]:
    return {block: one for block, one in found.items() if block not in others}


def _ink(page: Element, ignored: set[Element]) -> dict[Element, _Ink]:
    """Return what is printed in each block, in printed order."""
    ink: dict[Element, _Ink] = {}
    blocks, links = [page], 0
    walk = etree.iterwalk(page, events=("start", "end"))
    for event, element in walk:
        name = name_of(element)
        if event == "start":
            if element in ignored:
                walk.skip_subtree()
                continue
            blocks += [element] if name in BLOCKS else []
            links += name == "a"
            _print(ink, blocks[-1], element.text, links)
        else:
            if element not in ignored:
                blocks = blocks[:-1] if name in BLOCKS else blocks
                links -= name == "a"
            _print(ink, blocks[-1] if blocks else page, element.tail, links)
    return ink


def _print(ink: dict[Element, _Ink], block: Element, text: str | None, links: int) -> None:
    if words := WHITE.sub("", text or ""):
        printed = ink.setdefault(block, _Ink())
        printed.words += words
        printed.linked += len(words) if links else 0


def _surroundings(page: Element, ink: Mapping[Element, _Ink]) -> set[Element]:
    """Return menus, footers and the like, with all that is in them."""
    totals = subtotals(page, {block: len(printed.words) for block, printed in ink.items()})
    found: set[Element] = set()
    for element in page.iter():
        named = name_of(element) in SURROUNDING_TAGS or SURROUNDINGS.search(_names(element))
        if named and element not in found and totals[element] * 2 < totals[page]:
            found.update(element.iter())
    return found


def _names(element: Element) -> str:
    return f"{element.get('id') or ''} {element.get('class') or ''}"


def _prose(ink: Mapping[Element, _Ink], surroundings: set[Element]) -> dict[Element, str]:
    """Return the blocks of running text: long enough, with punctuation, not mostly links."""
    return {
        block: printed.words
        for block, printed in ink.items()
        if len(printed.words) >= SENTENCE_CHARS
        and printed.linked * 2 < len(printed.words)
        and SENTENCE.search(printed.words)
        and block not in surroundings
        and not SURROUNDING_WORDS.search(printed.words[:200])
    }


def _is_paragraph(words: str) -> bool:
    return len(words) >= PARAGRAPH_CHARS and "。" in words


def _container(page: Element, prose: Mapping[Element, str]) -> Element | None:
    """Return the innermost container by name that holds most of the running text, widened to what stands beside it."""
    totals = subtotals(page, {block: len(words) for block, words in prose.items()})
    named = [element for element in page.iter() if CONTAINERS & set(_names(element).lower().split())]
    most = max((totals[element] for element in named), default=0)
    if not most or most < CONTAINER_SHARE * totals[page]:
        return None
    return _widened([element for element in named if totals[element] == most][-1], prose, named)


def _widened(body: Element, prose: Mapping[Element, str], named: Sequence[Element]) -> Element:
    """Climb at most two levels where paragraphs or a table stand beside the container: a second one, with annexes."""
    widest = body
    around = {body, *body.iterancestors()}
    others = [one for one in named if one not in around and next(one.iter("table"), None) is not None]
    for step in list(body.iterancestors())[:2]:
        if name_of(step) in {"body", "html"}:
            break
        inside, before = set(step.iter()), set(widest.iter())
        beside = [block for block, words in prose.items() if _is_paragraph(words)]
        if any(block in inside and block not in before for block in [*beside, *others]):
            widest = step
    return widest


def _smallest_around(page: Element, ink: Mapping[Element, _Ink], prose: Mapping[Element, str]) -> Element:
    """Return the element that holds all paragraphs and, as long as few links come with it, what is around that.

    Where there are paragraphs, shorter running text elsewhere is a question or a hint of the site's.
    """
    paragraphs = {block: len(words) for block, words in prose.items() if _is_paragraph(words)}
    totals = subtotals(page, paragraphs or {block: len(words) for block, words in prose.items()})
    body = page
    while below := [child for child in body if totals[child] == totals[page] > 0]:
        body = below[0]
    inmost = body
    linked = subtotals(page, {block: one.linked for block, one in ink.items()})
    menus = subtotals(page, {block: 1 for block, one in ink.items() if one.is_menu()})
    for around in list(body.iterancestors()):
        if linked[around] - linked[inmost] > LINKED_CHARS or menus[around] > menus[inmost]:
            break
        body = around
    return body


def _title(
    page: Element, above: Mapping[Element, str], surroundings: set[Element], words: Sequence[str]
) -> Element | None:
    """Return the block above the body that the page itself calls its title, unless the body begins with it."""
    names = page_titles(page)
    found = [
        block
        for block, printed in above.items()
        if block not in surroundings
        and len(printed) >= TITLE_CHARS
        and (name_of(block) == "h1" or any(printed in name for name in names))
    ]
    if not found:
        return None
    title = max(found, key=lambda block: (any(above[block] in name for name in names), len(above[block])))
    return None if opens_with(words, above[title]) else title


def _number(above: Mapping[Element, str], surroundings: set[Element], words: Sequence[str]) -> Element | None:
    """Return the block above the body that is a number, 某教〔2024〕7号, unless the body begins with it."""
    found = [block for block, line in above.items() if NUMBER.fullmatch(line) and block not in surroundings]
    alike = len({above[block] for block in found}) == 1
    return found[-1] if alike and not opens_with(words, above[found[-1]]) else None


def opens_with(lines: Sequence[str], title: str) -> bool:
    """Say whether the first lines hold a title, on one line or several; what is said of it in a sentence is none."""
    first = [WHITE.sub("", line) for line in lines[:TITLE_LINES]]
    return title in "".join(line for line in first if "。" not in line)


def page_titles(page: Element) -> list[str]:
    """Return what the page itself calls its title, blanks left out; the name of the site may stand with it."""
    names = [element.text or "" for element in page.iter("title")]
    metas = (element for element in page.iter("meta") if (element.get("name") or "").lower() == "articletitle")
    names += [element.get("content") or "" for element in metas]
    return [WHITE.sub("", name) for name in names]


def _particulars(page: Element, around_text: set[Element], above: Mapping[Element, str]) -> list[Element]:
    """Return the smallest tables or lists above the text that hold three or more particulars."""
    chars = subtotals(page, {block: len(words) for block, words in above.items()})
    found: dict[Element, None] = {}
    for block in (block for block, words in above.items() if PARTICULARS.search(words)):
        places = takewhile(lambda place: chars[place] <= PARTICULARS_CHARS, [block, *block.iterancestors()])
        for place in takewhile(lambda place: place not in around_text, places):
            if _counts_as_particulars(place, above):
                table = next(iter(place.iterancestors("table")), place)
                found[place if table in around_text else table] = None
                break
    return [place for place in found if not any(other in found for other in place.iterdescendants())]


def _counts_as_particulars(place: Element, above: Mapping[Element, str]) -> bool:
    words = "".join(above[block] for block in place.iter() if block in above)
    return len(PARTICULARS.findall(words)) >= PARTICULARS_AT_LEAST
