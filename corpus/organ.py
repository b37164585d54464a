"""Names of issuing bodies, as red heads, titles and signatures print them."""

import re

_LAST = (
    r"(?:厅|局|委员会|委|部|办公室|政府|院|署|会|行|中心|集团|公司|处|所|站|学校|大学|部门|党组|指挥部|小组|总队|支队|大队|调查队"
    r"|中共中央|人民代表大会|兵团)"
)
_LAST_WORDS = tuple(_LAST.removeprefix("(?:").removesuffix(")").split("|"))
_ORGAN = re.compile(rf"[\u4e00-\u9fff（）()“”、\s]{{0,40}}{_LAST}")
# What is no body of its own on a line: the rest of a name that was cut.
_REST = re.compile(r"办公[厅室]|委员会|管理局|小组|人民政府|常务委员会")
_ABOUT = "关于"
_LONGEST_NAME = 47  # of what _ORGAN allows
_LONGEST_LINE = 1_000  # eighty bodies of twelve signs
_LEAD = re.compile(r"(?:中共)?(?P<place>[\u4e00-\u9fff]{1,9}?(?:自治区|自治州|省|市|县|区|旗|盟|州))")


def is_organ(words: str) -> bool:
    """Say whether a line is only the name of an issuing body."""
    plain = words.strip()
    if not plain.endswith(_LAST_WORDS):
        return False  # as most lines: the pattern would try every place of the line
    return 1 < len(plain) <= _LONGEST_NAME and bool(_ORGAN.fullmatch(plain)) and _ABOUT not in plain


def organs_in(words: str) -> tuple[str, ...]:
    """Return the bodies that a line names: 教育部 财政部, set apart by blanks or 、, or by the place named again."""
    parts = re.split(r"[\s\u3000、]+", words.strip())
    several = len(parts) > 1 and all(is_organ(part) and not _REST.fullmatch(part) for part in parts)
    return tuple(body for part in (parts if several else [_closed_up(words)]) for body in _unglued(part))


def names_organs(words: str) -> bool:
    """Say whether a line names one or more bodies and nothing else."""
    if len(words) > _LONGEST_LINE or not words.rstrip().endswith(_LAST_WORDS):
        return False
    return all(is_organ(body) and not _REST.fullmatch(body) for body in organs_in(words))


def begins_with_place(words: str) -> bool:
    """Say whether a body's name begins with its province, city or county."""
    return _LEAD.match(words) is not None


def _closed_up(words: str) -> str:
    return re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", words.strip())


def _unglued(words: str) -> list[str]:
    """Cut 广州市人力资源和社会保障局广州市财政局 where a body ends and its place is named again."""
    lead = _LEAD.match(words)
    if not lead:
        return [words]
    if words.find(lead["place"], lead.end()) < 0:
        return [words]  # as most: a pattern of its own for each place takes long to make
    cuts = [found.end() for found in re.finditer(rf"{_LAST}(?=(?:中共)?{lead['place']})", words)]
    bodies = [words[start:end] for start, end in zip([0, *cuts], [*cuts, len(words)], strict=True)]
    return bodies if all(is_organ(body) for body in bodies) else [words]
