"""Provinces, prefectures and counties named by issuers and titles."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from corpus.notice import Region

# Codes: XX0000 province, XXYY00 prefecture, XXYYZZ county (GB/T 2260); divisions.tsv names its source.
_MUNICIPALITIES = {"11", "12", "31", "50"}
_LEVEL = re.compile(r"(?:壮族|回族|维吾尔)?自治区$|特别行政区$|[省市]$|地区$|盟$")
# 河北雄安新区, 广州开发区: a zone is no division; what it lies in is named by its short name.
_ZONE = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,3}?)[\u4e00-\u9fff]{0,4}?(?:经济|高新|新区|开发区|综合保税|自由贸易)")
_LISTED = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,3}?)、")
# 恩施州 for 恩施土家族苗族自治州
_PEOPLES = re.compile(
    r"(?:(?:土家|苗|朝鲜|侗|布依|藏|羌|彝|傣|景颇|白|哈尼|壮|傈僳|回|蒙古|哈萨克)族|蒙古|哈萨克|柯尔克孜)+自治州$"
)
_GOES_ON = frozenset("域块位划间级属")


class Division(NamedTuple):
    """A division and its GB/T 2260 code of six digits."""

    code: str
    name: str


def region_of(issuers: Iterable[str], title: str) -> Region:
    """Return where a notice applies: what its issuers have in common, else what its title names.

    A county whose name several counties share (鼓楼区) counts only behind its city or province.  A title that names two
    provinces side by side says nothing.
    """
    issuing = [_named_in(issuer) for issuer in issuers]
    if any(issuing):
        return _in_common([chain for chain in issuing if chain])
    chains = _all_named_in(title)
    return _in_common(chains[:1] if _go_together(chains) else chains)


def places_in(words: str) -> list[str]:
    """Return every name of a division that stands in `words`, also inside another name; of provinces and prefectures
    also the names without 省, 市 …: 吉林省 and 吉林.
    """
    known, short = _by_name(), _by_short_name()
    found: list[str] = []
    for start in range(len(words) - 1):
        for length in (2, 3, *_lengths().get(words[start : start + 2], ())):
            name = words[start : start + length]
            if len(name) == length and (name in known or (length < 4 and name in short)):
                found.append(name)
    return list(dict.fromkeys(found))


def is_division(name: str) -> bool:
    """Say whether a division has this name, with or without 省, 市 or 州 where it is a province or prefecture."""
    return bool(_codes_called(name))


def places_alone() -> list[str]:
    """Return the names of provinces and prefectures without 省, 市 …: 吉林, 沈阳."""
    return list(_by_short_name())


def lies_apart(name: str, region: Region) -> bool:
    """Say whether no division of this `name` (延边州, 延边, 吉林) holds `region` or lies in it; unknown: False."""
    there, here = [_stem(code) for code in _codes_called(name)], _stem_of(region)
    return bool(here and there) and not any(here.startswith(one) or one.startswith(here) for one in there)


def _codes_called(name: str) -> list[str]:
    return _by_name().get(name) or _by_short_name().get(name) or _by_name().get(f"{name}州", [])


@cache
def _stem_of(region: Region) -> str:
    """Return the code of `region` without its empty levels, "" where it is none."""
    if region == Region():
        return ""
    return next((_stem(code) for code in _by_code() if _region(code) == region), "")


def _named_in(issuer: str) -> list[str]:
    """Return the codes of the first division that a body's name holds, widest first."""
    lengths = _lengths()
    for start in range(len(issuer)):
        codes = _codes_at(issuer, start) if issuer[start : start + 2] in lengths else []
        if codes and _is_whole(issuer, start, codes):
            return codes
    zone = _ZONE.match(issuer)
    return _short(zone["place"]) if zone else []


def _all_named_in(title: str) -> list[list[str]]:
    chains: list[list[str]] = []
    start = 0
    lengths, is_list = _lengths(), "、" in title
    while start < len(title):
        codes = _codes_at(title, start) if title[start : start + 2] in lengths else []
        codes = codes or (_beside(title, start) if is_list else [])
        if not codes:  # as at most signs
            start += 1
            continue
        if _is_whole(title, start, codes):
            chains.append(codes)
        start += sum(len(_by_code()[code]) for code in codes)
    return chains


def _beside(title: str, start: int) -> list[str]:
    """A province's short name in a list of places: 山西、安徽省."""
    found = _LISTED.match(title, start)
    return _short(found["place"]) if found else []


def _go_together(chains: list[list[str]]) -> bool:
    """The first division named holds all others, or is held by one of them."""
    return bool(chains) and all(_stem(chain[0])[:2] == _stem(chains[0][0])[:2] for chain in chains)


def _in_common(chains: list[list[str]]) -> Region:
    if not chains:
        return Region()
    stems = [_stem(chain[-1]) for chain in chains]
    shared = stems[0]
    while any(not stem.startswith(shared) for stem in stems):
        shared = shared[:-2]
    return _region(shared.ljust(6, "0")) if shared else Region()


def _stem(code: str) -> str:
    """Return a code without its empty levels: 22, 2202, 220211."""
    return re.sub(r"(?:00)+$", "", code)


def _is_whole(words: str, start: int, codes: list[str]) -> bool:
    """东区 in 华东区域 is no place: a name of two signs needs another before it, and what follows must not go on."""
    names = [_by_code()[code] for code in codes]
    behind = words[start + sum(map(len, names)) :][:1]
    return (len(names) > 1 or len(names[0]) > 2) and behind not in _GOES_ON


def _short(place: str) -> list[str]:
    """Return the one province or prefecture whose name begins so, or none: 河北 of 河北雄安新区, not 吉林."""
    found = _by_short_name().get(place, [])
    return found if len(found) == 1 else []


def _codes_at(words: str, start: int) -> list[str]:
    """Return the codes of the divisions that follow each other at `start`, widest first."""
    codes: list[str] = []
    while True:
        found = _division_at(words, start, codes[-1] if codes else "")
        if found is None:
            return codes
        codes.append(found.code)
        start += len(found.name)


def _division_at(words: str, start: int, above: str) -> Division | None:
    for length in _lengths().get(words[start : start + 2], ()):
        name = words[start : start + length]
        inside = [code for code in _by_name().get(name, ()) if code.startswith(_stem(above)) and code != above]
        if len(inside) == 1:
            return Division(inside[0], name)
    return None


def _region(code: str) -> Region:
    names = _by_code()
    province, city = names.get(code[:2] + "0000"), names.get(code[:4] + "00")
    county = names.get(code) if not code.endswith("00") else None
    if code.endswith("0000"):
        return Region(province)
    return Region(province, None if code[:2] in _MUNICIPALITIES else city, county)


@cache
def _by_code() -> dict[str, str]:
    table = files("corpus").joinpath("divisions.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if re.match(r"\d{6}\t", line))
    return {code: name for code, name in rows}


@cache
def _by_name() -> dict[str, list[str]]:
    codes: dict[str, list[str]] = defaultdict(list)
    for code, name in _by_code().items():
        codes[name].append(code)
        short = _PEOPLES.sub("州", name)
        if short != name:
            codes[short].append(code)
    return dict(codes)


@cache
def _by_short_name() -> dict[str, list[str]]:
    """Return the codes of provinces and prefectures by their names without 省, 市 …"""
    codes: dict[str, list[str]] = defaultdict(list)
    for code, name in _by_code().items():
        if code.endswith("00"):
            codes[_LEVEL.sub("", name)].append(code)
    return dict(codes)


@cache
def _lengths() -> dict[str, list[int]]:
    """Return how long the names are that begin with two signs, the longest first: most two signs begin none."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for name in _by_name():
        lengths[name[:2]].add(len(name))
    return {signs: sorted(found, reverse=True) for signs, found in lengths.items()}
