"""What frames a question for a list: everything but the things that it names."""

import re
from collections.abc import Iterator

from index.form_sign import is_english
from index.tokens import HAN, words_cut

# What a list names: clauses, and what clauses lay down.  They say that clauses are wanted, not which, but only beside a
# word that asks or at the end: 宣传职业教育政策 is about 政策.
_CLAUSES = "(?:条款|条文|法条|措施|举措|内容|规定|规矩|要求|安排|做法|说法|办法|任务|政策|文件|地方|情况|打算|部署)"
_COUNTED = "(?:条(?![款文])|个|项|处|份|种|点)"
_MENTION = (
    "(?:涉及到?|提及|提到|提出了?|讲到|说的是|讲的是|说到|谈到|写到|写明|写在|写了|讲了|说了|提了|见于|出现过?|沾边|有关"
    "|相关|关于|规定了?"
    "|[作做]出?了规定|部署了)"
)
_WHICH = f"(?:哪(?:些|几|里|儿)?{_COUNTED}?|什么(?:样)?|多少|如何|怎么(?:样)?|怎样|咋)"
_FRAME = re.compile(
    rf"(?:都|一共|各|分别|在|做|提|讲|要)?(?:了|有|要求|规定|包括|安排)?了?{_WHICH}(?:主要|具体"
    rf"|的)?{_CLAUSES}?(?:里|中|上)?(?:都|也)?"
    rf"|(?:各|这|那|几|所有|全部)份?(?:{_CLAUSES}|地)(?:里面?|中|都)?|[各每几]份"
    rf"|(?:列举|列出|罗列)(?:一下|来|出)?(?:所有|全部)?(?:关于)?"
    rf"|由?哪(?:些|个|几[个家])?(?:部门|单位|机构|方面|人)(?:来|去)?(?:负责|牵头|承担|主管|管|办)"
    rf"|(?:在)?(?:什么|哪些|哪种|何种)样?的?(?:情况|情形)下?|(?:应当?|应该|必须|须)(?:符合|具备|满足)(?=哪些|什么)"
    rf"|{_MENTION}|由?谁(?:来?负责)?|方面|分别|请问|所有|全部|也?算上|(?:还|也)包括|[？?。！!：:]"
)
# What asks for an answer, at the beginning and at the end of a question or of a part of it: 帮我梳理一下…, …都找给我,
# …越全越好.  中欧班列 and 寻找 are no such words.
_DO = "(?:罗列|列举|汇总|梳理|整理|归纳|总结|盘点|概括|介绍|了解|知道|告诉|弄清楚?|查找|搜集|收集)"
_DO_SHORT = "(?:列(?![车为入])|查|找|搜|挑|摘|说|讲|看|发|拿)"
_WHAT = "(?=各|所有|全部|一切|关于|有关|涉及|与|跟|讲|提|哪)"
_FOR_ME = "(?:请|麻烦|劳驾|帮忙|帮我|帮|给我|替我|我想|我要|想要?|需要|你|您|能不能|能否|可否|可以)"
_ONCE = "(?:一下|一遍|一?找|看看|清楚|出来|出|来|下|全|齐|到|我)"
_BIDDING = re.compile(
    rf"(?:^|(?<=[，,；;。]))(?:{_FOR_ME}+把?(?:{_DO}{_ONCE}*|{_DO_SHORT}(?:{_ONCE}+|{_WHAT})|[找查搜])|{_FOR_ME}{{2,}}把?"
    rf"|(?:请|麻烦)(?!问)把?|(?:{_DO}|{_DO_SHORT})(?:{_ONCE}+|{_WHAT}))"
    rf"|(?:都|全|全部|一并|逐条|统统|挨个|，|,)*(?:(?:帮我|给我|替我)?(?:{_DO}|{_DO_SHORT}){_ONCE}+(?:给我)?"
    rf"|(?:{_DO}|{_DO_SHORT})给我|给我)(?:看看|吧)?(?=$|[，,；;。！!？?])"
    r"|(?:^|[，,；;。！!？?])(?:要|越|尽量|务必|请|最好)?(?:全|完整|齐全|详细)(?:越好|些|一点|面)?(?=$|[，,；;。！!？?])"
    r"|(?:一[条个项]|千万|请)?(?:都|也)?(?:别|不要|不能|不可|不)(?:遗?漏|落下|少)[了掉]?(?=$|[，,；;。！!？?])|(?:麻烦|谢谢|多谢)(?:您|你|了)?"
)
# 我是企业人力主管，想…: who asks.
_ASKER = re.compile(r"^(?:我们?(?:单位|公司|学校|家|这)?(?:是|在|属于)|作为|身为|本人)[^，,。？?]{2,20}[，,](?=.{6})")
_END = re.compile(rf"(?:(?:的|以及|和|与)?(?:所有|全部|相关|有关)?的?{_CLAUSES}|[的了呢吗是都里])+$")
# Words before what is named: 让教师兼职 is about 教师兼职.
_BEFORE = frozenset("的 了 是 让 把 给 跟 请 对 向 从 在 由 于 有 要 将 要求 讲 关于 建立 想 会 被 下 针对 就".split())  # noqa: SIM905 - words read easier than strings
# 老师的水平怎么提高 is about 水平提高, 卖货方面的人才 about its 人才: these words only stand between.
_LINKS = re.compile(
    r"(?<=[\u4e00-\u9fff])(?:各地|应当?|该|都|是)?(?:如何|怎么|怎样|咋)(?!样|规定|说|讲|写|办|做|干|安排|要求"
    r"|部署|打算|抓|弄|算|谈|提(?![高升])|处理)"
    r"(?=[\u4e00-\u9fff]{2})|方面(?=的)|这(?:一?[块项]|件?事儿?|个问题|方面)(?=都|上|，|,|$)"
)
# 对获奖者有哪些奖励 is about 获奖者的奖励: what is asked for is of what stands before.
_OF_WHAT = re.compile(
    rf"(?<=[\u4e00-\u9fff])[，,]?(?:都|还|又|各|分别|可以|可|能够?|会|应当?|应该|必须|要|需要|的)*(?:有|作出|做出|提出|出台|采取|给予?|提供|设|得到|领到|享受|享有|获得|[找拿]到|开展"
    rf"|承担|实施)(?:了|过)?(?:哪(?:些|几[项种个])|什么|啥)(?:样的)?(?:主要|具体|相关)?的?(?!{_CLAUSES}|方面|工作|事|单位|部门|地)(?=[\u4e00-\u9fff]{{2}})"
)
# Stands between what is asked of and what is asked for.
_MARK = "\0"
# 工作清单里，哪些任务… and 答复里哪些…: where, not what.
_WITHIN = re.compile(
    r"^[^，,、？?]{1,16}(?:里面?|中|当中)[，,](?=.{6})"
    r"|^[^，,、？?]{0,16}(?:文件|通知|方案|规划|办法|条例|清单|答复|意见|纲要|细则|法)(?:里面?|中|当中)(?=都?有?哪)"
)
# 含兼职 is about 兼职, 要建平台 about 平台.
_AHEAD = re.compile(r"^(?:包括|包含|含|要(?![求素点件闻]))(?=.{2})")
# “工匠”二字 is about 工匠, 获奖者能得到 about 获奖者, 发改局配合的工作 about what that bureau has to do.
_WORDING = re.compile(
    r"[一二两三四五六]个?字(?=[的，,？?。]|$)|这个词|一词|字样|(?:可以|能够?|可|会)?(?:得到|领到|享受|享有"
    r"|获得)(?=什么|哪些|啥)"
    r"|^(?:需要|要|由)(?=.{2,12}(?:配合|参与|牵头|承担|负责|协助))|(?:配合|参与|承担|负责"
    r"|协助)(?:完成)?的(?:工作|任务|事项|事)"
)
# 网络（数据）安全等级保护: in brackets another word for what stands before them.
_GLOSS = re.compile(r"[(（]([^()（）]+)[)）](?=([\u4e00-\u9fff]+))")
_TAIL = re.compile("[或和与及]")
_QUOTES = re.compile(r"[“”‘’\"'「」『』]")
# What joins the things that a question names.
_JOINS = frozenset("、 和 与 及 或 跟 以及 或者 还有 并 并且 还是".split())  # noqa: SIM905 - words read easier than strings
_STOPS = re.compile(r"[，,；;()（）《》\s]+")
_STOPS_ENGLISH = re.compile(r"[,;()?]|\b(?:and|or)\b")
# What frames a list asked for in English.
_FRAME_ENGLISH = re.compile(
    r"\b(?:please|(?:could|can) you|which|what|clauses?|measures?|provisions?|articles?|passages?|paragraphs?"
    r"|notices?|documents?"
    r"|list|find|show me|tell me|everything|every|each|all|there|deals? with|dealt with|mention(?:s|ed)?"
    r"|concern(?:s|ing)?"
    r"|relat(?:e|es|ed|ing) to|ha(?:s|ve) to do with|(?:is )?said about|says? about|covers?|about|regarding)\b"
)


def things_named(question: str) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the things named, without the frame: together those that only joining words part, and what of them.

    对获奖者、选手有哪些奖励 names (获奖者, 选手) and (奖励).  Of a question in English those are its Chinese words,
    if it has any, else its own.
    """
    han = HAN.findall(question)
    if is_english(question):
        pieces = (" ".join(_FRAME_ENGLISH.sub(" ", piece).split()) for piece in _STOPS_ENGLISH.split(question))
        yield from (([words], []) for words in han or pieces)
        return
    for piece in _STOPS.split(_FRAME.sub("，", _bare(question))):
        things, _, of_them = piece.partition(_MARK)
        yield _joined(things), [words for words in _joined(of_them) if words]


def _joined(piece: str) -> list[str]:
    """Return the things that joining words part."""
    runs = [""]
    for word in words_cut(piece.replace("/", "、")):
        if word in _JOINS:
            runs.append("")
        elif runs[-1] or word not in _BEFORE:
            runs[-1] += word
    return ["".join(_AHEAD.sub("", _END.sub("", run)).split()) for run in runs]


def _bare(question: str) -> str:
    """Return a question without who asks, what bids, and where to look; a name in brackets behind the rest."""
    text = _QUOTES.sub("", question)
    for ahead in (_ASKER, _BIDDING, _WITHIN):
        text = ahead.sub("", text)
    glosses = [f"{words}{_TAIL.split(tail)[0]}" for words, tail in _GLOSS.findall(text)]
    text = _WORDING.sub("", _OF_WHAT.sub(_MARK, _LINKS.sub("", _GLOSS.sub("", text))))
    return "，".join([text, *glosses])
