"""Units of the quantities in notices: measure words, shares, money, time, length, area, weight …"""

import re
from dataclasses import dataclass
from enum import Enum
from importlib.resources import files


class Kind(Enum):
    """What a quantity says; the value is its name in JSON."""

    COUNT = "count"  # 100个, 15万 (people)
    SHARE = "share"  # 90%, 三分之二, 10个百分点
    MULTIPLE = "multiple"  # 2倍, 翻一番
    MONEY = "money"  # 4600万元
    TIME = "time"  # 五年, 20个工作日
    MEASURE = "measure"  # 1200亩, 3公里, 60周岁


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit.

    name: as it is told: 个, 元, %, 平方米 (also for 平米 and ㎡), 工作日 (also for 个工作日)
    """

    name: str
    kind: Kind


# What is per person, month or square metre: 500元/人·月.
_PER = (
    "人|户|月|年|天|日|次|周|亩|平方米|平米|㎡|m2|吨|公斤|千克|立方米|m³|学期|学年|学时|课时|小时|生|台|辆|套|例|床|件"
    "|千瓦时|度|公里|千米|米|个|份|项|家|车|只|头|羽|公顷|升|分钟|秒|班|标箱"
)
RATE = rf"(?:[/／](?:人次|{_PER})(?:[·•.．/／](?:{_PER}))?)?"


def _read() -> tuple[str, dict[str, Unit]]:
    """Return a pattern of all units, longest first, so that 人次 is not 人, and each unit by its printed form."""
    units: dict[str, Unit] = {}
    patterns: list[tuple[int, str]] = []
    for line in files("corpus").joinpath("units.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, printed, told, condition = [*line.split("\t"), ""][:4]
            units[printed] = Unit(told, Kind(kind))
            patterns.append((-len(printed), re.escape(printed) + condition))
    return "|".join(pattern for _, pattern in sorted(patterns)), units


UNIT, UNITS = _read()
# 15万高素质劳动者, 新增就业20万: a figure with 万 or 亿 counts without a unit.
NO_UNIT = Unit("", Kind.COUNT)
PERCENT, TIMES = Unit("%", Kind.SHARE), Unit("倍", Kind.MULTIPLE)
