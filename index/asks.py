"""What kind of answer a question asks for, in Chinese and English."""

import re
from enum import Enum

from index.list_form import CLEARLY, list_odds


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
    """Return what kind of answer `question` asks for; LIST only where its form leaves no doubt (see `list_form`)."""
    return Asks.LIST if list_odds(question) >= CLEARLY else one_thing_of(question)


def one_thing_of(question: str) -> Asks:
    """Return what kind of answer `question` asks for if it wants one thing; where nothing says so, WHAT."""
    text = question.strip().lower()
    return next((asks for asks, pattern in (*_CHINESE, *_ENGLISH) if pattern.search(text)), Asks.WHAT)
