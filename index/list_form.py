"""Whether a question has the form of one for a list: signs of its wording, whatever it is about."""

import re
from collections.abc import Sequence
from functools import cache
from math import log1p

from index.folded import fold
from index.tokens import HAN

# What notices lay down and lists are of; of these _LAID_DOWN also ends a heading that asks for all: 关于停车的规定.
_LAID_DOWN = "条款|条文|法条|措施|举措|内容|规定|规矩|要求|安排|做法|说法|办法|任务|政策|部署|打算|表述|段落|说明"
_PROVIDED = (
    f"(?:{_LAID_DOWN}|条目|扶持|支持|帮扶|照顾|优待|好处|优惠|待遇|权利|权益|义务|责任|职责|处罚|奖励|激励"
    f"|讲法|地方|路子|出路|门路"
    "|门槛|招数|招|动作|工作|事项|事|规则|制度|保障|服务|帮助|帮衬)"
)
_DOCUMENT = "(?:文件|通知|方案|意见|条例|办法|规划|答复|回函|细则|纲要|材料|清单|法|计划)"
_WHICH = "(?:哪(?:些|几)|什么|啥|哪)(?:个|项|条|处|份|点|样|种)?的?(?:主要|具体|相关|有关|特殊|硬性)?"
_HOW = "(?:怎么|怎样|如何|咋)"
_END = "[?。!]?$"
_ASKING = re.compile(
    "什么|啥|哪|怎|如何|咋|多少|几(?=[个家所次名人年天日月号点元种项类级档成位倍])|谁|何时|何人|何处|为何|是否"
    "|能否|可否|有无|吗"
    "|能不能|可不可以|是不是|有没有|要不要|会不会|多[大长久高远重]"
)
_ASKING_ENGLISH = re.compile(
    r"\b(?:what|which|who|whom|whose|when|where|why|how)\b|\?$"
    r"|^(?:is|are|was|were|do|does|did|can|could|may|must|should|will|would|has|have)\b"
)
# A heading of one fact: 报名截止日期.
_ONE_FACT = re.compile(
    "(?:数量|数目|目标|日期|时间|地址|名称|名字|金额|标准|比例|期限|负责人|联系人|组长|电话|幅度|面积|上限"
    "|下限|总额|字号|文号|额度"
    f"|价格|学费|人数|率){_END}"
)
_LAID_DOWN_END = re.compile(f"(?:{_LAID_DOWN}){_END}")
# Signs of a question in Chinese.
_SIGNS = {
    "which of what is laid down": rf"{_WHICH}(?:[\u4e00-\u9fff]{{0,4}}(?:和|、|或))?{_PROVIDED}",
    "which clauses": r"哪(?:些|几)?(?:个|项|条|处|份|点)?(?:主要|具体)?(?:条款|条文|法条|措施|举措|段落|条(?!件)|处)",
    "laid down are which": (
        rf"{_PROVIDED}(?:都|分别)?(?:有|包括|是|还有)(?:哪(?:些|几)|什么|啥)(?:条|项|个|处|方面)?{_END}"
    ),
    "all": (
        r"都(?!市|会|是谁|哪)|分别(?!叫)|各(?:有|在|怎|如|县|市|地|部|省|份|文|区|级)|所有|全部|凡是|每份|几份"
        r"|这些文件|各自"
    ),
    "mention": (
        "提到|提及|涉及|讲到|说到|谈到|谈及|写到|写在|写[了明]|见于|沾边|沾上|出现|关系到|(?:有|相)关(?!部门|单位|机构)"
    ),
    "about": "关于|围绕|就.{2,12}(?:作出|提出)|方面|在.{2,12}上",
    "towards": r"^.{0,12}[对为给](?!.{0,6}(?:什么|哪|谁|何)).{2,}?(?:有|怎|如何|做|作|提|出)",
    "bidding": (
        "列出|列举|罗列|列一|找出|找一|找找|找到|给我|帮我|帮忙|请列|请找|汇总|整理|梳理|查一下|查查|说说|讲讲"
        "|介绍|想了解|想知道|归纳"
        "|概括|盘点|列个|列全|找全|找来|[找列理]出来"
    ),
    "in a document": f"{_DOCUMENT}(?:里面?|中|内|上|对|关于|就|都|各|,)",
    "which documents": f"(?:哪(?:些|几)|几|各|这些|那些)[个份部]?(?:政府|政策|政务)?{_DOCUMENT}",
    "how is it laid down": rf"{_HOW}来?(?:规定|安排|要求|部署|布置|打算|说|讲|写|提|谈|表述|交代|分工|明确)的?{_END}",
    "how is it helped": (
        f"{_HOW}来?(?:支持|扶持|照顾|保障|管理?|补助?|补贴|救助|帮扶|解决|建设?|推进|推动|培养|保护|鼓励|加强|促进"
        f"|发展|提高|提升)"
    ),
    "how at the end": rf"{_HOW}[\u4e00-\u9fff]{{1,4}}{_END}",
    "how first": f"^{_HOW}",
    "how": _HOW,
    "where is it said": (
        "哪(?:里|儿|几?处|些地方|几个地方).{0,6}(?:写|说|讲|提|规定|要求|见|沾|涉)|在哪(?:些|几).{0,4}(?:条|处|地方)"
        "|(?:写|说|讲|提|规定|见|沾|出现|提到|提及)(?:到|了|在|过|于|上)?.{0,3}哪(?:里|儿|几?处|些|几)"
    ),
    "which of another kind": f"哪(?:些|几[个项种类所家门]|几方面)(?!{_PROVIDED}|条|处|份)",
    "has which": rf"(?:有|是|包括|包含|含)(?:哪(?:些|几)|什么|啥){_END}",
    "takes part": "参与|配合|牵头|负责|承担|协助",
    "said what": "(?:提|讲|说|写|布置|部署|安排|要求|规定|交代)了?出?过?些?(?:哪些|什么|啥)",
    "did what": (
        "(?:采取|出台|推出|提供|享有|享受|开展|实施|采用|给予|取得|获得|发布|印发|召开|开通)了?(?:哪|什么|怎样)"
    ),
    "what is to come": "打算|准备|计划|今后|接下来|往后|未来|下一步|将来|要做",
    "number": (
        "多少|多[大长久高远重深宽]|百分之"
        "|几(?:个(?!地方|文件|方面)|[家所次名人年天日月号点元种类级档成位倍座亩吨周楼块分岁]|小时)"
    ),
    "time": "何时|什么时[候间]|哪一?[年天日月]|几[月号点]|截止|期限|多久",
    "who": "谁|何人|哪(?:[个家位所座支级]|一[家位个所])|什么(?:部门|单位|机构|机关|人|公司)|哪几[家位所个]",
    "place": "什么地方|哪里(?!.{0,3}[写说讲提规有])|地址|位于|何处|设在",
    "whether": rf"吗{_END}|是否|能否|可否|能不能|可不可以|是不是|会不会|要不要|算不算|有无|行不行",
    "what is it": (
        "什么是|(?:是|叫|指(?:的是)?|为|叫做|称为|名|意思是)(?:什么|啥)(?![规要安政办措]|样的规)|什么(?:意思|名"
        "|颜色)|具体[是指]"
    ),
    "on what terms": (
        "什么(?:情形|情况|条件|程序|流程|标准|依据|样的|方式|检|时|范围|渠道|机构|用)"
        "|(?:条件|程序|流程|标准|依据|方式|范围|渠道|材料|手续)[是有](?:什么|哪些|怎)"
        "|哪些(?:条件|材料|手续|渠道|方式|人|部门|单位|企业|学校|业务|平台|情形|城市|功能|优势)"
    ),
    "how is it applied for": (
        f"{_HOW}(?:申请|办理|补办|预约|报名|申报|领取|查询|缴纳|缴费|联系|咨询|举报|登记|填|提交|计算|确定|划分"
        f"|收费|换)"
    ),
}
# Signs of one in English.
_SIGNS_ENGLISH = {
    "English, which of what is laid down": (
        r"\b(?:which|what)\s+(?:\w+\s+){0,2}?(?:measures?|clauses?|provisions?|articles?|rules?|sections?"
        r"|paragraphs?|notices?|documents?"
        r"|passages?|parts|texts|places|tasks?|steps|requirements?|obligations?|duties|support|help|policies|plans"
        r"|arrangements?"
        r"|regulations?)\b"
    ),
    "English, what does it say": (
        r"\b(?:what|how) (?:do|does|did|is|are|has|have|will)\b.{0,60}\b(?:say|said|require[ds]?|arranged|deal"
        r"|regulated|supported|promoted"
        r"|planned|helped|protected|treat|handle[ds]?|improved|encouraged)\b"
    ),
    "English, bidding": (
        r"\b(?:list|name|find|show|give|tell)\b.{0,14}\b(?:all|every|each|everything|me|the\s+(?:measures|clauses"
        r"|provisions|articles))\b"
        r"|^everything\b|\beverything (?:on|about)"
    ),
    "English, about": (
        r"\babout\b|\bconcern|\bmention|\bdeal(?:s|t)? with|\bhave to do with|\brelat|\bregarding\b|\baddress(?:es"
        r"|ed)?\b|\btouch"
    ),
    "English, how": r"^how (?:is|are|will|can|to|should|do|does)\b|^in (?:what|which) ways?\b",
    "English, where is it said": (
        r"^where (?:is|are|do|does)\b.{3,}\b(?:provided|mention(?:ed)?|named|required|dealt|covered|addressed"
        r"|regulated|laid|discussed)\b"
    ),
    "English, one thing": (
        r"\bhow (?:many|much|large|long|far|often|high|big|old)\b|\bwho(?:m|se)?\b|\bwhen\b|\bwhy\b|\bmean\b"
        r"|^what is (?!said)"
        r"|\b(?:what|which) (?:\w+ )?(?:day|date|year|month|time|percentage|share|number|amount|name|temperature"
        r"|colou?r|city|company|bureau"
        r"|school|college|institution|department|university|village|maximum|minimum|agency|body)\b|^how (?:do|can"
        r"|could) i\b"
        r"|^(?:is|are|was|were|do|does|did|can|could|may|must|should|will|would|has|have|had)\b"
    ),
}
# Signs that are none of one kind of words.
_OTHERS = (
    "no sign",
    "asks nothing",
    "ends with what is laid down",
    "ends with one fact",
    "English",
    "English, asks nothing",
)
NAMES = (*_OTHERS, *_SIGNS, *_SIGNS_ENGLISH)
# Logistic regression over `form_signs`, as `python -m eval.list_forms` prints it: the questions on the four notices,
# 337 on other subjects (eval/questions/list_forms.jsonl), and 250 of the reader's own, which want one thing.
_WEIGHTS = (
    "-2.47 1.23 2.72 -1.57 1.16 2.08 3.67 3.09 2.23 2.26 2.77 0.79 0.44 1.63 0.6 0.47 1.99 1.42 -0.27 1.93 1.8 1.41"
    " 1.4 0.73 0.48 1.02 0.24 0.87 -1.89 -1.29 -1.22 -1.67 -0.07 -1.91 -1.07 -1.74 3.69 2.01 2.85 1.39 1.04 1.79 -2.24"
)
WEIGHTS = tuple(map(float, _WEIGHTS.split()))
# What is less than the first wants one thing, what is more than the second a list and nothing else.  Each author's
# questions with weights fitted on the others': of 190 lists in shared words all but one are above the first, of 280
# facts of the four notices one in six; of notices-2020's questions, which ask for one thing in the same forms, 61 in
# 100 are above the first and one above the second.
PERHAPS, CLEARLY = -1.7, 4.0
# Between them what is found decides: logistic regression over what `wants_list` sees of those questions and, counted
# a third, of the tuning half of notices-2020, with the odds that the weights of the other authors give.
_SEEN_WEIGHTS = (0.16, 0.78, -0.28, 1.39, -0.61)
# From here on a list is given, behind what answers best: a list for who wants one thing costs less than one clause for
# who wants all.  With weights of the others' questions a list is given to 42 of 42, 20 of 20, 28 of 30, 35 of 35 and
# 60 of 63 that want one in shared words, and to 27 of 279 that want one thing.
_LIST_FROM = -1.0
# Where nothing answers well enough for one thing a list must be likelier: of 13 questions that our libraries do not
# answer 7 get one with this and 13 with the bound above, of 46 that want a list 44 and 46.
_ALONE_FROM = 0.3
# What is told of a text counts no further (see `rereading`).
_MOST_TOLD = 6.0


def list_odds(question: str) -> float:
    """Return the log odds that `question` wants a list, by its form alone."""
    return sum(weight for weight, there in zip(WEIGHTS, form_signs(question), strict=True) if there)


def wants_list(question: str, told: float, chances: Sequence[float], *, answered: bool) -> bool:
    """Say whether a question of doubtful form wants a list.

    told:     what a reader makes of the best claim, log odds; 0 where nothing was read
    chances:  how likely each clause is that a list would hold
    answered: a claim answers it as a question for one thing
    """
    best, second = (*sorted(chances, reverse=True), 0.0, 0.0)[:2]
    read = max(-_MOST_TOLD, min(_MOST_TOLD, told))
    seen = (1.0, list_odds(question), read, second / best if best else 0.0, log1p(len(chances)))
    return sum(weight * value for weight, value in zip(_SEEN_WEIGHTS, seen, strict=True)) >= (
        _LIST_FROM if answered else _ALONE_FROM
    )


def form_signs(question: str) -> list[bool]:
    """Return which of NAMES `question` has, the first always."""
    text = fold(question).strip()
    english = sum(sign.isascii() and sign.isalpha() for sign in text) > sum(map(len, HAN.findall(text)))
    asks = bool((_ASKING_ENGLISH if english else _ASKING).search(text))
    heading = not english and not asks
    signs = [True, heading, heading and bool(_LAID_DOWN_END.search(text)), heading and bool(_ONE_FACT.search(text))]
    there = [bool(pattern.search(text)) for pattern in _patterns(english)]
    chinese, other = ([False] * len(_SIGNS), there) if english else (there, [False] * len(_SIGNS_ENGLISH))
    return [*signs, english, english and not asks, *chinese, *other]


@cache
def _patterns(english: bool) -> list[re.Pattern[str]]:
    return [re.compile(pattern) for pattern in (_SIGNS_ENGLISH if english else _SIGNS).values()]
