"""What a quantity counts: 特色高水平专业群 behind 100个左右, 行业协会挂牌 before 在3家以上.

A reading by rule, without a grammar: words from the quantity to the next sign, next quantity or verb; where none stand
behind, the words before it.
"""

import re

from corpus.quantity import Quantity
from corpus.span import Span
from corpus.unit import Kind

# Behind what is counted a predicate begins: 4所以上学校入选, 134家企业成为….  Words as often part of a name
# (培训, 建设, 服务, 管理) are not here, nor are the signs below where they are part of one: 共同体, 供应链, 方向.
_VERB = re.compile(
    "入选|入围|成为|成功|开展|跻身|立项|获得|获批|荣获|获评|新建|建成(?!区)|建立|配合|全部(?!门)|进入|通过|达到|达标|完成|实现|纳入"
    "|生产(?!实践|线|基地|性|型|企业|项目|设备|总值|能力|技术|者|力)|用于|来自|作为|参加|参与|开设|承担|负责(?!人)|组成|构成|投入|投产"
    "|落地|落户|挂牌|以上|以下|左右|不等|应当|必须|及其|予以|给予|计算(?!机|中心)|办结|同时|共同(?!体)|加上|分别|出现|发生|提供|采取"
    "|符合|具有|具备|享受|申请|申报(?!书|表)|提出|推荐(?!信|表)|评选|认定(?!机构|中心)|配备|设立|设置|处以|有期|拘役|以后|之后|期满"
    "|、(?:建设|打造|培育|培养|开展|实施|完善|推进|加强|建立|支持|组织|举办)"
    "|被(?!征|保险)|已|(?<![平人年户])均(?!衡|等)|获|(?<![许认])可(?!持续|再生|视|控|追溯)|(?<![供响效感适])应(?!用|急|届|收|税|征|对|链)|须"
    "|(?<![行作人])为(?!民)|是|在(?!线|校|职|岗|读|建|园|编|册|内)|(?<![自理])由|(?<![方意])向(?!导|阳|上)|(?<![针应校])对(?!口|外|接|标|象|台)"
    "|从(?!业|教)|将(?!军|来)|并|且|未(?!来|成年)|不(?!动产|锈|良|同|足)|按(?!摩)|(?<!学)前(?!沿|瞻|景|期|置|端|教)"
    "|(?<![产售课])后(?!备|勤|续|期|台)|(?<![一崛])起(?!重|草|步|点)"
)
# With these a phrase before the noun begins: 面向…的基地, 集…于一体的基地.
_LEADS_IN = re.compile(
    "集|面向|由|以|具有|具备|从事|符合|涵盖|覆盖|包含|包括|支持|服务|拥有|获得|通过|适应|承担|列入|纳入|参与|参加|对|与|在|用于"
    "|有|能|可"
)
# A short addition between brackets, 社区（村）, is part of the noun.
_END = re.compile(r"[（(][^（()），。；\s]{1,8}[)）]|(?P<end>[，。；：！？,;:|\n（()）]|——|…)")
_TRIM_FRONT = re.compile(r"\s*[的之]?\s*")
_PLAIN_EDGE = re.compile(r"[\s、/／·\-—的之和与及等是为]+$")
_TIME_STOP = re.compile(
    r"(?:未来|连续|今后|近|每|满|后|前|至|到|为期|接下来|最近|过去|工作|已|用|约|的|在|自|起|之日)+$"
)

# Words that lead to the figure and are no part of what is counted.  Each is taken once and for all (?>…): 达到 could
# also be read as 达 and 到, and of twenty in a row all ways would be tried.
_TAIL = re.compile(
    r"(?:(?:总量|总数|数量|总额)?(?>同比|比上年末?|较上年末?|较去年|比去年|环比|名义|实际|以上年为基数|力争|争取|确保"
    r"|不?得?(?:低于|少于|高于|超过|多于|大于|小于)|突破|达到?了?|提高到?|提升到?|增加到?|增长到?|下降|降低|降至|降到|扩大到"
    r"|减少|增产|减产|增收|减收|上升|回升|处以?|并处|保持|稳定|控制|维持|占比?|约|近|超|逾|满|至少|最多|最高|最低|最少|至多"
    r"|总计|合计|共计|累计|一共|共有|共|约占|完成|实现|新增|各|每[年月]|年均|人均|均|分别|平均|原则上|一般|应当|应|须|可|有|为|是"
    r"|在|到|至|了|仅|只|就|还|也|再|已|的|不|第)\s*)+$"
)
# Words that open a part of a sentence and are no part of what is counted.
_HEAD = re.compile(
    "(?:[、，和与及]|全年|年末|同期|累计|上述|所有|各地|各市|各县|力争|争取|确保|保证|保障|实现|推动|推进|促进|支持|鼓励|引导|加快"
    "|努力|积极|重点(?=建设|支持|培育|打造|推进|发展)|着力|全面|持续|不断|进一步|逐步|基本|同时|并|且|其中|使|将|把|让|对|全市|全省"
    "|全县|全区|全国|我省|我市|每年|年度|到|至|立项|申报|要|应|须|可|开展|组织|完成|建成|建设|培育|培养|培训|打造|新增|新建|创建|设立"
    "|实施|安排|选派|选拔|遴选|引进|招收|提高|提升|扩大|增加|降低|减少|严格|控制|保持|规定|明确|允许|可以|给予|警告|或者?|并?处以?"
    "|按照?|加收|奖励|补助|围绕.*?(?:立项|开展|实施|建设|举办)|依托.*?(?:建设|开展|打造)|通过.*?(?:建设|开展|培育))+"
)
# 处二十万元以下罚款, 30%的学校: what is counted stands behind.
_PAID = re.compile("的?(?:罚款|滞纳金|奖励|奖补|奖金|补贴|补助|资助|贷款|违约金|赔偿|经费|资金|专项)")
_OF = re.compile("的")
# 按85%的比例支付: how, not of what.
_MANNER = re.compile("比例|标准|幅度|速度|水平(?!院校|高校|学校)|规模|额度")
_LONGEST = 40
# Words behind a figure that say nothing of what is counted.
_NO_NOUN = frozenset(["规模", "比例", "幅度", "速度", "部分", "总量", "总数", "标准", "水平", "大关"]) | frozenset(
    ["建设", "开展", "举办", "先后", "合计", "按", "但", "不含", "其中", "以及", "（含）", "最终"]
)
_DURATION = re.compile(r"(?:期限?|时间|时长|任期|学制|年限|寿命|周期|学时|课时|工龄|年龄|居住|服务期|有效期)$")


def counted(text: str, quantity: Quantity, floor: int, ceiling: int) -> Span | None:
    """Return where the words for what `quantity` counts stand in `text`, None where none were found.

    floor, ceiling: ends of the quantities before and behind it in the same sentence, or of the sentence itself
    """
    kind = quantity.unit.kind
    behind = _behind(text, quantity, ceiling) if kind is not Kind.TIME else None
    before = _before(text, quantity, floor)
    if kind in (Kind.COUNT, Kind.MEASURE):
        return behind or before
    if kind is Kind.TIME:
        return before if before and _DURATION.search(before.of(text)) else None
    if behind and (_PAID if kind is Kind.MONEY else _OF).match(text, quantity.span.end):
        return behind
    return before or behind


def _behind(text: str, quantity: Quantity, ceiling: int) -> Span | None:
    start = quantity.span.end
    lead = _TRIM_FRONT.match(text, start, ceiling)
    start = lead.end() if lead else start
    if text[start : start + 1] in tuple("、/／-—和与及"):
        return None
    end = min(ceiling, start + _LONGEST)
    end = next((stop.start() for stop in _END.finditer(text, start, end) if stop["end"]), end)
    return None if _MANNER.match(text, start, end) else _trimmed(text, start, _noun_end(text, start, end))


def _noun_end(text: str, start: int, end: int) -> int:
    """Return where the noun ends that begins at `start`: before the next verb, but behind a phrase that leads in."""
    begin = start
    if _LEADS_IN.match(text, start, end):
        last = text.rfind("的", start, end)
        begin = last + 1 if last > start else start
    verb = _VERB.search(text, begin + 2, end)
    return verb.start() if verb else end


def _before(text: str, quantity: Quantity, floor: int) -> Span | None:
    end = quantity.binding.start if quantity.binding else quantity.span.start
    begin = max(floor, end - 60)
    begin = max((stop.end() for stop in _END.finditer(text, begin, end) if stop["end"]), default=begin)
    tail = _TAIL.search(text, begin, end)
    end = tail.start() if tail else end
    head = _HEAD.match(text, begin, end)
    begin = head.end() if head and head.end() < end else begin
    if quantity.unit.kind is Kind.TIME and _TIME_STOP.search(text, begin, end):
        return None
    return _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    edge = _PLAIN_EDGE.search(text, start, end)
    end = edge.start() if edge else end
    while start < end and text[start].isspace():
        start += 1
    words = text[start:end]
    is_word = len(words) >= 2 or (words and "\u4e00" <= words <= "\u9fff")
    return Span(start, end) if is_word and words not in _NO_NOUN else None
