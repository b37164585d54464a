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


class Division(NamedTuple):
    """A division and its GB/T 2260 code of six digits."""

    code: str
    name: str


def region_of(issuers: Iterable[str], title: str) -> Region:
    """Return where a notice applies: read from its issuers, else from the first division its title names.

    A county whose name several counties share (鼓楼区) counts only behind its city or province.
    """
    for issuer in issuers:
        codes = _codes_at(issuer, 0)
        if codes:
            return _region(codes[-1])
    for start in range(len(title)):
        codes = _codes_at(title, start)
        if codes:
            return _region(codes[-1])
    return Region()


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
    prefix = above.rstrip("0") if not above.endswith("0000") else above[:2]
    prefix = above[:4] if above and not above.endswith("0000") and above.endswith("00") else prefix
    for length in range(min(_longest(), len(words) - start), 1, -1):
        name = words[start : start + length]
        inside = [code for code in _by_name().get(name, ()) if code.startswith(prefix) and code != above]
        if len(inside) == 1 or (inside and above):
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
    return dict(codes)


@cache
def _longest() -> int:
    return max(map(len, _by_name()))
