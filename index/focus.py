"""What a question asks for by name: 证书 of 将被颁发哪些证书, 吨 of 投放多少吨, units of time of 多久."""

import re

from index.folded import fold

# The noun, or the word of measure, behind the word that asks; two signs of it are enough to find it again.
_ASKED = re.compile(
    r"(?:什么|何种|哪(?:些|个|几个|几|一)?)(?:个|家|所|位|种|类|项|条|份)?的?([\u4e00-\u9fff]{1,2})|(?:多少|几)([\u4e00-\u9fff])"
)
_UNITS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"多久|多长时间|多长的?时间|\bhow long\b"), ("天", "日", "周", "月", "年", "时", "分钟")),
    (
        re.compile(r"多少(?:钱|资金|经费|补[贴助]|奖|款|费)|(?:额度?|标准|资金|价格?|款)(?:是|为)?多少|\bhow much\b"),
        ("元",),
    ),
    (re.compile(r"百分|比[例重]|几成|率.{0,6}多少|\bpercent"), ("%", "％", "百分", "成")),
)


def focus_of(question: str) -> tuple[str, ...]:
    """Return words of which an answer is likely to hold one; () where the question names none."""
    units = next((units for pattern, units in _UNITS if pattern.search(question)), ())
    if units:
        return units
    found = _ASKED.search(question)
    return (found[1] or found[2],) if found else ()


_ASKING = re.compile(
    r"什么|何种|何时|何处|何人|哪(?:些|个|几个|几|里|儿|一)?|多少|多久|多长|多大|几|谁|怎么|怎样|如何|为何|是否|能否|吗"
)
# What is asked of a thing stands so many signs before the word that asks, or behind it: 每个补助多少资金.
_BEFORE, _BEHIND = 8, 6


def around_asking(question: str) -> str:
    """Return the words, folded, around the word that asks: 补助 and 资金 of 实训中心每个补助多少资金; "" for none."""
    text = fold(question)
    found = _ASKING.search(text)
    if not found:
        return ""
    before, behind = text[max(0, found.start() - _BEFORE) : found.start()], text[found.end() : found.end() + _BEHIND]
    return f"{before} {behind}"
