"""Where words of the kind a question asks for stand: quantities, days, bodies, places and addresses."""

import re
from collections.abc import Iterator

from corpus.unit import RATE, UNIT
from index.asks import Asks
from index.highlight import Stretch
from index.tokens import words_cut

_FIGURE = r"(?:\d[\d,，]*(?:\.\d+)?|[〇零一二两三四五六七八九十百千]+)"
# What is counted in answers and no target: 三个方面, 二等奖, 三级, 一场, 3万亿.
_UNITS = rf"(?:个方面|方面|年度|等奖|万亿|(?:{UNIT}){RATE}|场|级)"
# A day is no quantity: 2020年, 2月4日; neither is 一批, which says that there are some.
_NO_DAY = r"(?<![\d.])(?!一批(?!次))(?!(?:19|20)\d\d\s*年|\d{1,2}\s*[月日号](?![以之]?内))"
_QUANTITY = re.compile(
    rf"(?:(?:不|未)?(?:低于|少于|高于|超过|超|大于|小于|达到?|约|近|至少|最高|最低|最多|不足)\s*)?第?{_NO_DAY}{_FIGURE}(?:\s*(?:[-－—~～至到]|或者?|、)\s*{_FIGURE})?\s*(?:多|余|几)?\s*"
    rf"(?:%|％|‰|[万亿千百]*\s*(?:多|余)?\s*{_UNITS})(?:\s*(?:以上|以下|以内|左右|内|之内|不等))?"
    rf"|(?:(?:不|未)?(?:低于|少于|高于|超过|超|达到?|近|至少)\s*)?{_FIGURE}分之{_FIGURE}(?:以上|以下|左右)?"
    rf"|(?:超?过半数?|一半|半数)(?:以上|以下|左右)?|(?<![一二三四五六七八九十大前后上下])半(?:年|个月|天|小时|学期|学年)|翻{_FIGURE}?番"
)
# The number of a row or of a clause counts nothing: | 3 |, 3.
_BARE = re.compile(r"(?<![\d〔\[（(])(?<!^\| )(?!^\d{1,3}[.．、）)]\D)\d[\d,，]*(?:\.\d+)?[万亿]{0,2}(?!\s*年|\d)")
_DAY = re.compile(
    r"(?:\d{2,4}|[〇零一二三四五六七八九]{4})\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*[日号])?)?(?:底|末|初|以?前|以来|起)?|\d{1,2}\s*月(?:\s*\d{1,2}\s*[日号])?(?:[上下]旬|中旬|底|末|初)?"
    r"|[“\"]?十[一二三四五六]五[”\"]?(?:期间|末)?|(?:今|明|去|当|次|本)年|(?:上|本|下)(?:周|月)[一二三四五六日末]?|\d{1,2}\s*[:：时点]\s*\d{0,2}|即日起|疫情(?:解除|结束)|施行之日|(?:印发|公布|发布|受理|收到)[^，。；]{0,8}之日"
    r"|[一二三四五六七八九十\d]+\s*个?\s*(?:工作日|日|天|个月|月|年|小时|周)(?:以内|之内|内|以上|以前|前)?"
)
# People by their office: 分管市领导, 学校主要负责人; behind a body they belong to its name.
_OFFICE = (
    r"(?:领导(?:同志)?(?!小组|班子|机构|机关|力|干部|下|体制|机制|作用|职责)|负责人|负责同志"
    r"|[局厅校院市县区镇乡]长(?![期效远三])|书记(?!处)|主任)"
)
_BODY = re.compile(
    r"(?:[\u4e00-\u9fff]|[（(][^（）()]{1,8}[）)]){1,20}?(?:人民政府|办公室|委员会|管委会|局(?![面部长])|厅|部门|部(?![分署队委级属省])|委(?![托员派培办组])|院校|院(?![校系士长])|大学|学校|校(?![企园内外际长级区])|学院"
    rf"|集团|公司|企业|中心|协会|联盟|机构|单位|银行|组织|小组|机关|组长|主任|园(?![区林地])|(?<!社)会(?![计议商展员同])|社(?![会区保])|{_OFFICE})(?![\u4e00-\u9fff]{{0,1}}(?:门类))"
    rf"(?:(?:主要|分管|相关|有关)?{_OFFICE})?"
)
# Words before a body that are none of its name; where jieba cuts them off.
_LEADING = frozenset(
    """
    由 经 向 对 被 将 把 为 在 的 是 请 让 以 给 从 并 或 到 按 会 后 前 中 再 又 均 了 所 据 即 而 于
    成立 建立 设立 发挥
    经过 根据 按照 通过 会同 联合 委托 报请 配合 其中 以及 或者 鼓励 支持 引导 推动 组织 要求 负责 牵头
    """.split()  # noqa: SIM905 - a list of sixty quoted words is harder to read and to extend
)
# Before a body, however jieba cuts: 由三 of 由三地教育局.
_DOING = ("由", "经", "向", "被", "将")
# Between two names they part them, 教育局和人社局; else they are of one, 经济和信息化局.
_JOINING = frozenset("和与及")
_NAMES_END = frozenset("局委部厅府院校学司业心会盟构位行组关园社长任办市县区省州")
_REACHED = re.compile(
    r"https?://[\w./?=&%#:-]+|(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:cn|com|net|org|gov|edu)(?:\.cn)?[\w/.-]*|[a-z0-9_.-]+@[a-z0-9.-]+"
    r"|(?:\(?0\d{2,3}\)?\s*[-－—]{0,2}\s*)?(?<!\d)\d{7,8}(?!\d)(?:[-－转]\d+)?|(?<!\d)1[\d*]{10}(?!\d)|(?:0\d{2,3}[-－—])?(?<!\d)1[012]\d{3}(?!\d)|400[-－]?\d{3}[-－]?\d{4}"
    r"|[“\"][^”\"]{2,12}[”\"]?(?:微信)?(?:公众号|小程序)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"https?://[\w./?=&%#:-]+|[\u4e00-\u9fff\d]{2,20}(?:路|街|大道|巷|号|楼|室|广场|大厦)\d*|[“\"][^”\"]{2,12}[”\"](?:APP|平台|小程序|(?:微信)?公众号)?"
    r"|(?:[\u4e00-\u9fff]{2,10})?(?:公众号|网站|官网|政务服务网|平台|APP|客户端|小程序|热线)",
    re.IGNORECASE,
)
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:省|自治区|市|县|区|镇|乡|村|州|街道|口岸|基地|超市|商场|窗口|大厅|站点?)")
_HAN_BEFORE = re.compile(r"[\u4e00-\u9fff]*$")
# Signs behind a name that may be of its last word.
_LONGEST_WORD = 3
# So many signs name no body alone: 企业, 学校.
_GENERIC = 2
_FOR: dict[Asks, tuple[re.Pattern[str], ...]] = {
    Asks.NUMBER: (_QUANTITY, _BARE),
    Asks.WHEN: (_DAY,),
    Asks.WHO: (_BODY,),
    Asks.WHERE: (_ADDRESS, _PLACE, _BODY),
    Asks.CONTACT: (_REACHED,),
}
_MARKS: dict[Asks, re.Pattern[str]] = {
    Asks.WHETHER: re.compile(r"可以|允许|不得|应当|应|必须|禁止|鼓励|支持|可|不|未|无需|免|视为|同等|严禁|有权|探索"),
    Asks.WHY: re.compile(r"为了?|由于|因|鉴于|原因|目的|根据|以便|从而|问题|旨在"),
    Asks.HOW: re.compile(r"通过|采取|采用|按照|依托|由|实行|建立|可|应|凭|经|对|为"),
}


# What no quantity is without: most parts of a text have none of these, and need not be looked through.
_FIGURES = re.compile(r"[\d〇零一二两三四五六七八九十百千半翻]")


def typed(asks: Asks, text: str) -> Iterator[Stretch]:
    """Yield where words of the kind `asks` wants stand in `text`, in order; nothing for kinds without such words."""
    taken = -1
    if asks is Asks.NUMBER and not _FIGURES.search(text):
        return
    for pattern in _FOR.get(asks, ()):
        for found in pattern.finditer(text):
            start, end = found.span()
            if pattern is _BODY:
                start = _name_begins(text, start, end) if _ends_word(text, start, end) else end
            if taken <= start < end:
                taken = end
                yield start, end
        if taken >= 0:
            return


def _name_begins(text: str, start: int, end: int) -> int:
    """Return where the name of a body begins in text[start:end]: at a word, behind words that are none of a name.

    `end` where nothing is left but what any body is called, 企业.
    """
    before = _HAN_BEFORE.search(text[max(0, start - 8) : start])
    begin = start - (len(before[0]) if before else 0)
    at = 0
    for word in words_cut(text[begin:end]):
        parted = word in _JOINING and text[begin + at - 1 : begin + at] in _NAMES_END
        if begin + at < start or word in _LEADING or parted:
            start = max(start, begin + at + len(word))
        at += len(word)
    start += text[start:end].startswith(_DOING)
    return start if end - start > _GENERIC else end


def _ends_word(text: str, start: int, end: int) -> bool:
    """Say whether a word ends at `end`: 学院 of 学院长 is no body."""
    at = start
    for word in words_cut(text[start : end + _LONGEST_WORD]):
        at += len(word)
        if at >= end:
            return at == end
    return True


def bears(asks: Asks, text: str) -> bool:
    """Say whether `text` holds words of the kind `asks` wants, or words in which such an answer is usually given."""
    if asks in _FOR:
        return any(pattern.search(text) for pattern in _FOR[asks])
    mark = _MARKS.get(asks)
    return mark is None or mark.search(text) is not None
