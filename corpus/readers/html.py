"""Web pages: the notice on them, without what the site has put around it."""

import re

from corpus.errors import UnreadableFile
from corpus.readers.article import TITLE_CHARS, TITLE_LINES, WHITE, Article, article_of, opens_with, page_titles
from corpus.readers.document import Document
from corpus.readers.flow import lines_of, rows_of
from corpus.readers.markup import Element, name_of, parse_html
from corpus.readers.mht import page_of
from corpus.readers.table import cell_text, pipe_row
from corpus.readers.text import decode_page

# A saved page of 300 KB is long; pictures written into a page make it some MB.
HTML_BYTES_LIMIT = 24 * 1024 * 1024

# A line that holds only controls of the page.  `(?>…)` so that a long line cannot make it try every split.
CONTROL_LINE = re.compile(
    r"(?>打印本页|打印此页|打印|(?:PDF|WORD|文字|图片)?(?:格式|版)?下载(?:文字版|图片版)?|关闭窗口|关闭本页|关闭|返回顶部|回到顶部|返回|回到|顶部|听全文|语音播报"
    r"|扫一扫在手机(?:打开|查看)当前页面?|扫一扫在手机|打开当前页面?|扫一扫|分享文章到|分享到|分享|收藏|字号|字体|大号|中号|小号|大|中|小"
    r"|A\+|A-|微信|微博|QQ空间|[\s【】\[\]（）()｜|/：:、>＞-])+"
)
CONTROL_WORD = re.compile(r"打印|下载|关闭|返回|顶部|听全文|播报|扫一扫|打开当前页|分享|字号|字体|A\+|回到")
POINTER_LINE = re.compile(
    r"(?:点击)?查看(?:相关)?(?:政策|文件)解读[：:].*|相关(?:附件|新闻|链接|阅读|文章|解读|稿件|报道)[：:]?|(?:上|下)一[篇条][：:].*"
    r"|关联稿件[：:]?|(?:\d{4}-\d{1,2}-\d{1,2})?\s*【(?:政策|文字|图文|音频|视频|动漫|专家|一图)(?:解读|读懂)】.*"
)  # links the site adds to a notice
# What a site prints right above and below a notice: when it was put up, how often it was read, whose site it is.
SITE_LINE = re.compile(
    r"(?:(?:发布|发表|更新|上传|公开)(?:时间|日期)|(?:信息|文章|稿件|内容)?来源|(?:责任|文字)?编辑|作者|供稿|审核|(?:浏览|点击|阅读|访问)(?:次数|量|数)?"
    r"|字[号体](?:大小)?|您?(?:现在|当前)?(?:所在)?的?位置|分享到)\s*[：:].*"
    r"|[\d.]{4,}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+\d{1,2}:\d{2}.*|\d{4}-\d{1,2}-\d{1,2}"
    r"|.*(?:[A-Z\u4e00-\u9fff]ICP备|公网安备|网站标识码|版权所有|Copyright|©).*|主办(?:单位)?[：:].*承办.*"
)
SITE_LINE_CHARS = 90
COUNT_LINE = re.compile(r"-?\s*次|-")  # a count that was not filled in; only below the words that announce it
SITE_LINES_ABOVE, SITE_LINES_BELOW = 12, 12
PARTICULAR = re.compile(r"([^：:\]】]{2,12}[：:\]】])\s*(.*)", re.DOTALL)
LEFT_OUT_SHOWN = 3
TITLE_ENDS = ("", *"-_—–－|｜·:：(（【[>")  # what may follow a notice's title in the title of its page


def read_html(content: bytes, *, where: str) -> Document:
    """Read a web page."""
    _refuse_large(content, where=where)
    return read_page(decode_page(content, where=where), where=where)


def read_web_archive(content: bytes, *, where: str) -> Document:
    """Read a web page that was saved as one file (MHT)."""
    _refuse_large(content, where=where)
    return read_page(page_of(content, where=where), where=where)


def _refuse_large(content: bytes, *, where: str) -> None:
    if len(content) > HTML_BYTES_LIMIT:
        raise UnreadableFile(
            f"the page has {len(content):,} bytes, more than {HTML_BYTES_LIMIT:,}",
            where=where,
            fix="save it as text or PDF, without its pictures",
        )


def read_page(text: str, *, where: str) -> Document:
    """Return the notice on a page."""
    page = parse_html(text, where=where)
    article = article_of(page)
    lines = _particular_rows(article, where=where)
    lines += [line for one in article.title for line in lines_of(one, article.ignored, where=where)]
    told = {one for place in article.particulars for one in place.iter()}
    body = _without_site_lines(lines_of(article.body, article.ignored | told, where=where))
    lines += _without_site_title(body, page_titles(page))
    text = "\n".join(line for line in lines if not is_control(line))
    return Document(text, warnings=tuple(_warnings(article, text)))


def _without_site_lines(lines: list[str]) -> list[str]:
    """Leave out what the site says of the page itself, near its first and last lines."""
    first, last = SITE_LINES_ABOVE, len(lines) - SITE_LINES_BELOW
    kept: list[str] = []
    is_told = False
    for place, line in enumerate(lines):
        counts = is_told and COUNT_LINE.fullmatch(line.strip())
        is_told = not first <= place < last and bool(counts or is_site_line(line))
        kept += [] if is_told else [line]
    return kept


def _without_site_title(lines: list[str], titles: list[str]) -> list[str]:
    """Leave out the title that the site has set above a notice which prints its own."""
    for place, line in enumerate(lines[:TITLE_LINES]):
        words = WHITE.sub("", line)
        named = any(title.startswith(words) and title[len(words) :][:1] in TITLE_ENDS for title in titles)
        if named and len(words) >= TITLE_CHARS and opens_with(lines[place + 1 :], words):
            return [*lines[:place], *lines[place + 1 :]]
    return lines


def is_site_line(line: str) -> bool:
    """Say whether a line tells of the page and not of the notice: 发布时间：…, 来源：…, a footer."""
    words = line.strip()
    return len(words) <= SITE_LINE_CHARS and bool(SITE_LINE.fullmatch(words))


def is_control(line: str) -> bool:
    """Say whether a line is 【打印】【关闭】, a link to an interpretation and the like, and no words of a notice."""
    return bool((CONTROL_LINE.fullmatch(line) and CONTROL_WORD.search(line)) or POINTER_LINE.fullmatch(line.strip()))


def _particular_rows(article: Article, *, where: str) -> list[str]:
    """Return 索引号, 发文字号 … as rows; without a separator line, because none of them is a head."""
    rows: list[str] = []
    for place in article.particulars:
        for cells in _cells(place, article.ignored, where=where):
            rows += [pipe_row(cells)] if sum(map(bool, cells)) > 1 else []
    return rows


def _cells(place: Element, ignored: set[Element], *, where: str) -> list[list[str]]:
    if name_of(place) == "table":
        rows = rows_of(place, ignored)
        return [[cell_text(lines_of(cell, ignored, where=where)) for cell in row] for row in rows]
    lines = lines_of(place, ignored, where=where)
    return [[cell_text([part]) for part in found.groups()] for line in lines if (found := PARTICULAR.fullmatch(line))]


def _warnings(article: Article, text: str) -> list[str]:
    held = WHITE.sub("", text)
    left_out = [words for words in article.left_out if words[:30] not in held]
    return [f"left out as not part of the notice: {words[:40]}…" for words in left_out[:LEFT_OUT_SHOWN]]
