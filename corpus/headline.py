"""The kinds of line that a head has beside its title: red head, number, order, catalogue data, subtitle."""

import re
from collections.abc import Sequence

from corpus.enactment import note_lines
from corpus.number import numbers_in
from corpus.organ import is_organ

RED_HEAD = re.compile(r"(.*?)\s*文\s*件")
_MARK = re.compile(r"[【\[].{1,12}[】\]]|[A-Z]|.{0,4}公开.{0,4}|特急|急件|加急|平急|机密.*|秘密.*|绝密.*|〔?\d{6}〕?")
# Catalogue data that web pages and databases print above a notice.
CATALOGUE = re.compile(
    r"(?:索\s*引\s*号|主题分类|发文机[关构]|发布机构|成文日期|发布日期|发布时间|发表时间|发文日期|生成日期|标\s*题"
    r"|发文字号|文\s*号|文件编号|主\s*题\s*词|有\s*效\s*性|时效性|信息来源|来\s*源|原文链接|【法宝|字体|字号|浏览|打印"
    r"|当前位置|您当前|信息索引|组配分类|体裁分类|统一编号|实施日期|效力)\S{0,2}[：:】]?|.*CLI\.\d"
)
# 中国人民银行令 第12号, 国家税务总局公告 2025年第3号: on one line or on two.
_ORDER = re.compile(r"[\u4e00-\u9fff]{2,24}(?:令|公告)")
_ORDER_NUMBER = re.compile(r"[（(]?(?:\d{4}年)?第[\d〇○零一二三四五六七八九十百]{1,8}号[)）]?")
ATTACHED = re.compile(r"附\s*(?:件|表|录)?\s*[0-9０-９一二三四五六七八九十]{0,3}\s*[:：]?")
SUBTITLE = re.compile(r"[-—–－]{1,2}\s*\S.*|[（(].*\d{4}年.*[)）]|[（(](?:试行|暂行|修订|征求意见稿|草案).{0,8}[)）]")
_SIGNER = re.compile(r"\s*(?:签\s*发\s*人|签发|会签人?)\s*[:：]?.*")


def is_red_head(words: str) -> bool:
    """Say whether a line is 某厅文件; a title that breaks behind 规范性文件 is none."""
    return bool(RED_HEAD.fullmatch(words)) and "关于" not in words


def is_number_line(words: str) -> bool:
    """Say whether a line is a 发文字号 and next to nothing else; who signed it and its body may stand beside it."""
    if "号" not in words:
        return False
    words = _SIGNER.sub("", words)
    numbers = numbers_in(words)
    rest = len(re.sub(r"\s", "", words)) - sum(len(re.sub(r"\s", "", n.span.of(words))) for n in numbers)
    return bool(numbers) and (rest <= 4 or is_organ(words[: numbers[0].span.start]))


def is_beside_title(words: str) -> bool:
    """Marks, catalogue data, what stands under a title, and the label of an attachment."""
    return bool(
        _MARK.fullmatch(words)
        or CATALOGUE.match(words)
        or SUBTITLE.fullmatch(words)
        or note_lines([words], 0)
        or _ORDER_NUMBER.fullmatch(re.sub(r"\s", "", words))
        or ATTACHED.fullmatch(words)
    )


def order_lines(words: Sequence[str], place: int) -> int:
    """Return how many lines an order's name and number take at `place`, 0 where there are none."""
    if not any("号" in line for line in words[max(place, 0) : place + 4]):
        return 0
    for name in (1, 2, 3):
        if place < 0 or place + name >= len(words):
            return 0
        if not all(is_organ(line) or line.endswith("国") for line in words[place : place + name - 1]):
            return 0
        joined = re.sub(r"\s", "", "".join(words[place : place + name]))
        number = re.sub(r"\s", "", words[place + name])
        if _ORDER.fullmatch(joined) and _ORDER_NUMBER.fullmatch(number):
            return name + 1
    return 0
