"""Places of China by their Latin names: Shenyang is 沈阳, Harbin 哈尔滨."""

import re
from functools import cache

from corpus.region import places_alone

# Names that are no pinyin; 陕西 is told from 山西 by its second a.
_OTHER_NAMES = {
    "harbin": "哈尔滨",
    "hohhot": "呼和浩特",
    "urumqi": "乌鲁木齐",
    "lhasa": "拉萨",
    "ordos": "鄂尔多斯",
    "qiqihar": "齐齐哈尔",
    "yanbian": "延边",
    "inner mongolia": "内蒙古",
    "tibet": "西藏",
    "hong kong": "香港",
    "macau": "澳门",
    "macao": "澳门",
    "shaanxi": "陕西",
    "shanxi": "山西",
}
# One that is a person's name as well.
_PEOPLE = frozenset(["ali"])
# A name begins with a capital letter; before one that one goes to, comes from or deals with stands one of these.
_NAME = re.compile(
    r"(?<![A-Za-z])(?P<before>(?:[Tt]o|[Ff]rom|[Ww]ith|[Aa]nd|[Nn]ear)\s+)?"
    r"(?P<name>(?:Inner Mongolia|Hong Kong|[A-Z][a-z]+(?:'(?!s\b)[a-z]+)?))(?![A-Za-z])"
)


def latin_places(question: str) -> list[str]:
    """Return the Chinese names, without 省 or 市, of the provinces and prefectures that `question` asks of in Latin
    letters; not those whose letters two of them share (Suzhou), nor to where or from where one goes.
    """
    found = [one["name"].lower().replace("'", "") for one in _NAME.finditer(question) if not one["before"]]
    known = _by_letters() if found else {}
    return [known[name] for name in found if name in known]


@cache
def _by_letters() -> dict[str, str]:
    import pypinyin  # its dictionaries take half a second to load, which only questions in English should cost

    named: dict[str, list[str]] = {}
    for place in places_alone():
        letters: list[str] = pypinyin.lazy_pinyin(place)  # pyright: ignore[reportUnknownMemberType]  # pypinyin leaves them open
        named.setdefault("".join(letters), []).append(place)
    single = {letters: places[0] for letters, places in named.items() if len(places) == 1}
    return {letters: place for letters, place in {**single, **_OTHER_NAMES}.items() if letters not in _PEOPLE}
