"""What kind of answer a question asks for, in Chinese and English."""

import re
from enum import Enum


class Asks(Enum):
    """The kinds; the value is the field `asks` of an answer."""

    LIST = "list"  # every clause on a subject
    NUMBER = "number"
    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    CONTACT = "contact"  # a telephone number, an address of the web or of mail
    WHETHER = "whether"
    WHY = "why"
    HOW = "how"
    WHAT = "what"


# What a list names: clauses, or what clauses lay down.
_CLAUSES = "(?:条款|条文|法条|措施|举措|内容|文件|规定|地方|任务|规矩|制度|条|处|份)"
_MENTION = "涉及|提到|提及|讲到|说到|谈到|写到|写在|写了|见于|有关|关于|出现|沾边|讲|管"
# How one body went about something is a fact, told in one place: 北京市采取了哪些措施.
_LIST = re.compile(
    rf"^(?:请问|都|一共|总共|库(?:里|中))?(?:有|在)?哪(?:些|几)(?:个|项|条|份|处|种)?(?:主要|具体)?{_CLAUSES}"
    rf"|哪(?:些|几)(?:个|项|条|份|处|种)?(?:主要|具体)?{_CLAUSES}.{{0,4}}(?:{_MENTION}|里|中)"
    rf"|(?:{_MENTION}).*哪(?:些|几)(?:个|项|条|份|处|种)?{_CLAUSES}|参与哪些.{{0,4}}任务"
    rf"|(?:条款|条文|措施|举措|内容|任务|规定|规矩)(?:都)?(?:有|包括)?(?:哪些|哪几)(?:个|条|项|处)?[？?。]?$"
    rf"|[，,、：:](?:都)?有?哪(?:些|几)(?:个|项|条|份|处|种)?(?:条款|条文|措施|举措|条|规定|文件)"
    rf"|(?<![取台出施了过有供做])哪(?:些|几)(?:个|项|条)?(?:条款|条文|措施|举措)|方面有哪些(?:条款|措施|举措)"
    # 都 asks for all; what is wanted in a field is told in more than one place, unlike what one body was asked for.
    rf"|都(?:有|在|做|提|安排|规定)?了?(?:哪(?!个)|什么)|方面(?:做了什么|有(?:哪些|什么))|哪里(?:有|作了|做了)(?:规定|要求|说法|安排)"
    rf"|有哪些(?:规定|说法|做法|安排|内容|规矩|路子)[？?。]?$|有哪些.{{1,8}}(?:规定|条款)[？?。]?$|各地(?:是)?(?:怎么|怎样|如何)|哪些任务"
    # Several notices are asked, or what one lays down here and there; how one thing is done is told in one place.
    rf"|(?:几|各|这些|那些)(?:份|个)?文件|(?:都|各|分别)(?:是)?(?:怎么|怎样|如何)(?:说|规定|安排|要求|打算)|哪里有.{{0,4}}(?:规定|规矩)"
    rf"|哪些写[明了]|里[，,].{{0,4}}哪些|中[，,].{{2,30}}的有哪些|牵头.{{0,4}}的有哪些|都(?:提出|作出)了?(?:哪|什么)|有哪些事"
    rf"|(?<=[^，,]{{4}})有哪些.{{0,6}}措施[？?。]?$|提出?了(?:哪些|什么).{{0,16}}(?:指标|任务)|[，,]有哪些(?:办法|出路)"
    # Documents and places in them are what a list is of; so is whatever is to be gathered.
    rf"|哪(?:些|几)(?:个|份|部)?(?:通知|方案|办法|答复|意见|规划|计划|条例|法律|法规|政策文件)(?:里|中|都)?(?:要求|规定|提|有|讲|写|涉及)"
    rf"|哪(?:些|几个)地方(?:都)?(?:有|写|提|讲|作|对)|哪几处|哪里(?:提到|讲到|写到|说到|提及)|(?:哪些|有什么)依据|(?:相关|有关)条款"
    rf"|(?:都|一并|全)(?:给我)?(?:找|列|整理|汇总)(?:一下|出来|出|全)|(?:列|找|整理)(?:一下|全)[。！!？?]?$|(?:内容|规定|要求)都?(?:找|列)出来"
    rf"|(?:全省|全市|上下|各级|省里和各?市|各市|省市县?)(?:上下)?(?:是)?都?(?:布置|部署|安排|提出|出台|采取)了?(?:哪|什么)|都(?:布置|部署)了?(?:哪|什么)"
    rf"|列出|列举|罗列|(?:找出?|想找|汇总|列)(?:出|到)?(?:所有|全部)|各份文件|有几处|都有谁|归哪些"
)
_LIST_ENGLISH = re.compile(
    r"\b(?:which|what)\s+(?:\w+\s+){0,2}?(?:measures?|clauses?|provisions?|articles?|rules?|sections?|paragraphs?|notices?|documents?)\b"
    r"|\b(?:list|name|find|show|give)\b.{0,12}\b(?:all|every|each|the\s+(?:measures|clauses|provisions|articles))\b"
    r"|^which (?:passages|parts|texts|places)\b"
    r"|^where (?:is|are) .{3,}\b(?:provided|mentioned|named|required|dealt|covered|addressed|regulated|laid)\b"
    r"|^where is it\b|^where do(?:es)? the (?:notice|document|clause)"
)
_CHINESE: tuple[tuple[Asks, re.Pattern[str]], ...] = (
    (
        Asks.CONTACT,
        re.compile(
            r"(?:电话|号码|热线|网址|邮箱|公众号).{0,4}(?:是|为)?(?:什么|多少|哪|几)|网站是(?:什么|多少)|怎么联系|如何联系|联系方式|联系电话"
            r"|(?:哪个|什么|如何|怎么).{0,12}(?:热线|电话|网址|邮箱|公众号)"
        ),
    ),
    (Asks.WHERE, re.compile(r"(?:地址|地点).{0,4}(?:是|为)?(?:什么|多少|哪)")),
    (
        Asks.NUMBER,
        re.compile(
            r"多少|多大|多长|多久|多高|多远|多重|几成|几倍|百分之几|占比|比例(?:是|为|达|有)|(?<!哪)(?<!近)(?<!这)(?<!十)几(?:十|百|千)?"
            r"(?:个(?!.{0,4}哪)|家|所|次|名|人|年|天|日(?!几)|倍|种|门|类|项|条|元|万|亿|类|对|吨|小时|分钟|周|部|位|辆|批|方面|处|届|辈|大)"
        ),
    ),
    (
        Asks.WHEN,
        re.compile(
            r"何时|什么时候|什么时间|哪(?:一)?(?:年|天|日|月|个月)|几(?:月|号|点|时)|时间(?:是|为|有|安排)|时限|期限|截止|何年|啥时候|日期"
        ),
    ),
    (
        Asks.WHO,
        re.compile(
            r"谁|何人|哪(?:个|些|家|几个|几家|几所|所|位|几位|一家|几)?(?:政府|市|省)?(?:部门|单位|机构|机关|企业|学校|大学|学院|院校|公司|医院|委员|领导|主体|银行|组织|人员|人|局|委|部|厅|衙门|车企|厂)(?!的?(?:规定|要求))"
            r"|什么(?:部门|单位|机构|机关|人|公司|企业|学校)|是哪位|责任单位|牵头单位|联系人"
        ),
    ),
    (
        Asks.WHERE,
        re.compile(
            r"哪里|哪儿|(?<!如)何处|什么地方|哪个(?:地方|城市|省|市|县|区|网站|平台)|哪些(?:网站|平台|地点|渠道|地区)|网址|地址|电话|哪座城"
        ),
    ),
    (Asks.WHY, re.compile(r"(?<!作)为什么|为何|为啥|何故|原因(?:是|有|何)|什么原因|什么目的|凭什么")),
    (
        Asks.WHETHER,
        re.compile(
            r"(?:[吗嘛]|(?<![什怎那这])么)[？?。\s]*$|是否|能否|可否|有无|是不是|能不能|可不可以|有没有|会不会|要不要|行不行|认不认|对不对|需不需要|用不用|算不算|准不准"
            r"|可以吗|行吗"
        ),
    ),
    (
        Asks.HOW,
        re.compile(
            r"怎么|怎样|如何|怎办|咋|(?:什么|何种|哪些)(?:方式|方法|办法|途径|形式|手段|程序|流程|步骤|渠道|条件|措施)|(?:采取|做)(?:了)?(?:什么|哪些)|靠什么"
        ),
    ),
)
_ENGLISH: tuple[tuple[Asks, re.Pattern[str]], ...] = (
    (
        Asks.NUMBER,
        re.compile(
            r"\bhow (?:many|much|large|big|long|far|often|high|closely)\b|\bpercentage\b"
            r"|\bwhat (?:number|share|proportion|amount)\b"
        ),
    ),
    (Asks.WHEN, re.compile(r"\bwhen\b|\b(?:what|which) (?:day|date|year|month|time)\b|\bdeadline\b|\bby what\b")),
    (
        Asks.WHO,
        re.compile(
            r"\bwho(?:m|se)?\b|\b(?:which|what) (?:\w+ )?(?:bodies|body|bureaus?|departments?|agenc(?:y|ies)"
            r"|university|universities|schools?|colleges?|hospitals?|compan(?:y|ies)|offices?|supplier|units?|institutions?|ministr(?:y|ies)|authorit(?:y|ies))\b"
        ),
    ),
    (
        Asks.CONTACT,
        re.compile(r"\b(?:phone|telephone|hotline|e-?mail|website|url)\b"),
    ),
    (Asks.WHERE, re.compile(r"\bwhere\b|\baddress\b|\b(?:which|what) (?:city|place|province|county)\b")),
    (Asks.WHY, re.compile(r"\bwhy\b|\breasons?\b")),
    (
        Asks.WHETHER,
        re.compile(r"^\s*(?:is|are|was|were|do|does|did|can|could|may|must|should|shall|will|would|has|have|had)\b"),
    ),
    (Asks.HOW, re.compile(r"\bhow\b|\bin what way\b")),
)


def asks_of(question: str) -> Asks:
    """Return what kind of answer `question` asks for; where nothing says so, WHAT."""
    text = question.strip().lower()
    if _LIST.search(text) or _LIST_ENGLISH.search(text):
        return Asks.LIST
    return next((asks for asks, pattern in (*_CHINESE, *_ENGLISH) if pattern.search(text)), Asks.WHAT)
