"""附件: how attachments are listed under a notice and how their heads are printed behind it."""

import re
from dataclasses import dataclass

from corpus.genre import genre_of
from corpus.label import label_at
from corpus.layout import unspaced

_NUMBER = r"[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3}(?![\u4e00-\u9fff])|[A-Z](?![A-Za-z])"
_FORM = re.compile(
    rf"(?P<word>附\s*[件表录图]|附(?=\s*(?:[:：]|[0-9０-９]{{1,2}}(?!\d))))\s*(?P<colon>[:：]?)\s*(?P<n>(?:{_NUMBER})?)"
    r"\s*(?P<mark>[:：.．、]?)\s*(?P<title>.*)",
    re.S,
)
_LISTED = re.compile(
    r"(?:附\s*[件表录图]?\s*(?=[0-9０-９:：.．、]))?(?P<colon>[:：]?)\s*(?P<n>(?:[0-9０-９]{1,2}(?![0-9０-９])|[（(][0-9]{1,2}[)）])?)"
    r"\s*[:：.．、)）]?\s*(?P<title>\S.*)",
    re.S,
)
_FILE = r"\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar|jpe?g|png|pptx?)"
_FILE_NAME = re.compile(rf"{_FILE}$", re.I)
_ONLY_FILES = re.compile(rf"附\s*件[^。]*下载[^。]*|(?:附\s*件?\s*[0-9]*(?:[-—~至][0-9]+)?\s*{_FILE}\s*)+", re.I)
# What a title of a form or table ends with, beside the genres.
_ENDS = re.compile(
    r"(?:表|册|书|单|图|函|簿|卡|录|范本|样式|样本|模板|情况|要求|流程|须知|指标|体系|名额|分工|台账|简介|试行）)$|[版年]）$"
)
_EDITION = re.compile(r"[（(](?=.*(?:\d{4}|试行|暂行|样|版|修订)).{2,24}[)）]")
LONGEST_TITLE = 90
_LONGEST_LINKS = 5_000
_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True, slots=True)
class AttachmentForm:
    """A line that begins with 附件.

    label: 附件2, folded
    n:     2, "" where none is printed
    colon: a colon follows the word itself, 附件：1.甲表
    mark:  what follows the number
    title: what follows, as printed
    """

    label: str
    n: str
    colon: bool
    mark: str
    title: str


def attachment_form(words: str) -> AttachmentForm | None:
    """Read a paragraph that begins with 附件, 附表, 附录 or 附1; 附则 is none."""
    found = _FORM.fullmatch(words) if words[:1] == "附" else None
    if not found or re.match(r"附\s*[件表录图](?:[的中所以为内]|\s*\d+\s*[-—~至])", words):
        return None
    label = re.sub(r"\s", "", found["word"]) + unspaced(found["n"]).translate(_NARROW)
    colon = bool(found["colon"]) or (not found["n"] and found["mark"] in tuple("：:"))
    return AttachmentForm(label, unspaced(found["n"]), colon, found["mark"], found["title"])


def listed_title(line: str) -> str:
    """Return the title that a line of the list names without its number; "" where it names none."""
    found = _LISTED.fullmatch(re.sub(r"^附\s*件\s*[:：]\s*(?=附\s*件)", "", line))
    title = unspaced(found["title"]) if found else ""
    title = "" if re.fullmatch(r"(?:附\s*[件表录]?)?\s*[:：]?", title) or _ONLY_FILES.fullmatch(line) else title
    return title.rstrip("；;。")


def listed_number(line: str) -> int | None:
    """Return the number with which a line of the list begins: 2 for `2.乙表` and `附件2：乙表`, else None."""
    found = re.match(r"(?:附\s*[件表录]?\s*[:：]?\s*)?[（(]?\s*([0-9０-９]{1,2})(?![0-9０-９年月个项所家])", line)
    return int(found[1]) if found else None


def is_listed(words: str) -> bool:
    """Say whether a paragraph looks like a line of the list: numbered, short, no sentence."""
    label = label_at(words, 0)
    numbered = (label is not None and label.text.strip("（）").isdecimal()) or bool(
        re.match(r"附\s*件\s*[\d０-９]", words)
    )
    return numbered and len(words) < LONGEST_TITLE and not any(sign in words for sign in "。！")


def only_files(words: str) -> bool:
    """Say whether a line is only links to files: 附件1.docx附件2.docx."""
    return words[:1] == "附" and len(words) <= _LONGEST_LINKS and bool(_ONLY_FILES.fullmatch(words))


def is_file(words: str) -> bool:
    """Say whether a line is the name of a file: 某申请表.docx."""
    return len(words) <= LONGEST_TITLE and bool(_FILE_NAME.search(words))


def linked_titles(words: str) -> list[str]:
    """Return the titles of 附件：1.甲.pdf2.乙.xlsx, set without a break at the end of an announcement."""
    found = re.search(rf"附件[:：]\s*(1[.．、].*{_FILE})", words[-_LONGEST_LINKS:], re.I)
    return [title[1] for title in re.finditer(rf"\d{{1,2}}[.．、](\D.*?{_FILE})", found[1], re.I)] if found else []


def file_names(words: str) -> list[str]:
    """Return the links of a line that is nothing else: 附件1.docx."""
    return re.findall(rf"附\s*件?\s*[0-9]+{_FILE}", words, re.I) if only_files(words) else []


def ends_a_title(words: str) -> bool:
    """Say whether a title may end here: 甲表, 某办法, 某名单（2023年版）."""
    return bool(genre_of(words) or _ENDS.search(words))


def is_edition(words: str) -> bool:
    """Say whether a line under a title belongs to it: （2023年版）; a form's （　年） does not."""
    return bool(_EDITION.fullmatch(words))
