"""Web pages: the notice on them, without what the site has put around it."""

import re

from corpus.errors import UnreadableFile
from corpus.readers.article import WHITE, Article, article_of
from corpus.readers.document import Document
from corpus.readers.flow import lines_of, rows_of
from corpus.readers.markup import Element, name_of, parse_html
from corpus.readers.mht import page_of
from corpus.readers.table import cell_text, pipe_row
from corpus.readers.text import decode

# A saved page of 300 KB is long; pictures written into a page make it some MB.
HTML_BYTES_LIMIT = 24 * 1024 * 1024

# A line that holds only controls of the page.  `(?>…)` so that a long line cannot make it try every split.
CONTROL_LINE = re.compile(
    r"(?>打印本页|打印此页|打印|关闭窗口|关闭本页|关闭|返回顶部|回到顶部|返回|扫一扫在手机(?:打开|查看)当前页面?|扫一扫"
    r"|分享到|分享|收藏|字号|字体|大|中|小|微信|微博|[\s【】\[\]（）()｜|/：:、>])+"
)
CONTROL_WORD = re.compile(r"打印|关闭|返回|回到顶部|扫一扫|分享|字号|字体")
POINTER_LINE = re.compile(
    r"(?:点击)?查看(?:相关)?(?:政策|文件)解读[：:].*|相关附件[：:]?"
)  # links the site adds to a notice
PARTICULAR = re.compile(r"([^：:\]】]{2,12}[：:\]】])\s*(.*)", re.DOTALL)
LEFT_OUT_SHOWN = 3


def read_html(content: bytes, *, where: str) -> Document:
    """Read a web page."""
    _refuse_large(content, where=where)
    return read_page(decode(content, where=where), where=where)


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
    if article.title is not None:
        lines += lines_of(article.title, article.ignored, where=where)
    lines += lines_of(article.body, article.ignored, where=where)
    text = "\n".join(line for line in lines if not is_control(line))
    return Document(text, warnings=tuple(_warnings(article, text)))


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
