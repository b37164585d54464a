"""Signs of a question's wording that say whether it wants a list, whatever it is about."""

import re
from functools import cache

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
# A word that asks, in either language, and what parts a question.
_ASKED = "(?:什么|啥|哪|怎|如何|咋|多少|几|谁|何时|何人|多[大长久高远重]|which|what|who|when|how|where)"
_PART = "[,;。:?!、]"
# What there are several of: a heading that ends so asks for all of them (不得提取的情形), whatever the language.
_KIND = (
    "(?:情形|情况|条件|范围|种类|行为|材料|领域|义务|责任|权利|事项|内容|对象|待遇|优惠|后果|规矩|罚则|处罚|表现|方式|程序"
    "|品种|主体|机构|渠道|来源|城市|产品|项目|条款|条文|补助|补贴|奖励|便利|职责|指标|清单|名单|汇总|要点|约束|行业|部门"
    "|单位|步骤|环节|路径|原则|目标|标准)"
)
# Signs of a question in any language.
_SIGNS_ANY = {
    "asks two things": rf"{_ASKED}[^,;。:?!、]*{_PART}.*{_ASKED}",
    "asks three things": rf"{_ASKED}[^,;。:?!、]*{_PART}.*{_ASKED}[^,;。:?!、]*{_PART}.*{_ASKED}",
    "how many kinds": r"几(?:[种类项条样档]|个?方面)",
    "of each": r"各[种类项级省市县地部方]|每一?[种类项级]|所有|一切|凡",
    "in full": (
        r"逐[条项一]|挨个|一样一样|全套|完整|汇总|齐全|一览|清单|摘编|[找列]全|都要|全要|通通|统统|越全|一条条|尽数|样样"
    ),
    "forbids": r"不得|不能|禁止|不准|不许|不可|不予|违规|违法",
    "each of them": "分别|各自",
    "short": "^.{0,12}$",
    "long": "^.{28}",
    "of parts": ",",
}
# Signs of the last part of a question in any language: it says what is wanted where others say of what.
_SIGNS_LAST = {
    "last, whether": r"(.)不\1|还是|吗$|没有$|不$|么$|行不行",
    "last, which document": r"第几|哪一?条|哪份|哪个文件|什么文件|哪部|哪一?年|原[句文话]|一句|字号|文号",
    "last, a quantity": (
        r"最[高低多少长短晚早]|上限|下限|起点|封顶|不超过|不低于|至少|多大|限额|顶格|百分|比例"
        r"|几(?:[年月日天倍元]|个(?:月|工作日|点|人)|公里|米|成|岁|周岁|点)"
    ),
    "last, all": "都",
}
_LAST = re.compile("[^,;。?!:]*[^,;。?!:\\s][^,;。?!:]*(?=[,;。?!:\\s]*$)")
# Signs that are none of one kind of words.
_OTHERS = (
    "no sign",
    "asks nothing",
    "ends with what is laid down",
    "ends with one fact",
    "English",
    "English, asks nothing",
    "heading of several",
    "asks before its last part",
)
NAMES = (*_OTHERS, *_SIGNS, *_SIGNS_ENGLISH, *_SIGNS_ANY, *_SIGNS_LAST)
_SEVERAL = re.compile(f"{_KIND}{_END}")


def form_signs(question: str) -> list[bool]:
    """Return which of NAMES `question` has, the first always."""
    text = fold(question).strip()
    end, english = last_part(text), is_english(text)
    asking = _ASKING_ENGLISH if english else _ASKING
    asks = bool(asking.search(text))
    heading = not english and not asks
    signs = [True, heading, heading and bool(_LAID_DOWN_END.search(text)), heading and bool(_ONE_FACT.search(text))]
    several = not asks and bool(_SEVERAL.search(text))
    signs += [english, english and not asks, several, asks and not asking.search(end)]
    there = _found(tuple((_SIGNS_ENGLISH if english else _SIGNS).values()), text)
    chinese, other = ([False] * len(_SIGNS), there) if english else (there, [False] * len(_SIGNS_ENGLISH))
    every = _found(tuple(_SIGNS_ANY.values()), text) + _found(tuple(_SIGNS_LAST.values()), end)
    return [*signs, *chinese, *other, *every]


def is_english(text: str) -> bool:
    """Say whether `text` has more Latin letters than Chinese signs."""
    return sum(sign.isascii() and sign.isalpha() for sign in text) > sum(map(len, HAN.findall(text)))


def last_part(text: str) -> str:
    """Return what stands behind the last stop of `text`, folded, that anything stands behind."""
    found = _LAST.search(text)
    return found[0] if found else text


def _found(patterns: tuple[str, ...], text: str) -> list[bool]:
    return [bool(pattern.search(text)) for pattern in _compiled(patterns)]


@cache
def _compiled(patterns: tuple[str, ...]) -> list[re.Pattern[str]]:
    return [re.compile(pattern) for pattern in patterns]
