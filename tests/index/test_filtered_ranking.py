"""A filter never loses what an unfiltered ranking of everything would show of the same notices."""

from dataclasses import replace
from itertools import product

import pytest

from corpus.notice import Region
from index.bigram import BigramEncoder
from index.search import Filters, Mode, SearchEngine
from tests.index.made_notices import made_notice

CITIES, YEARS, GENRES = ("江北市", "江南市"), (2023, 2024), ("通知", "办法")
WORDS = ("职业学校", "产教融合", "实训基地", "教师培训", "经费保障", "公共就业")
FILTERS = [
    pytest.param(Filters(issuer="江北市"), id="发文机关"),
    pytest.param(Filters(region="江南"), id="地区"),
    pytest.param(Filters(year=2024), id="年份"),
    pytest.param(Filters(genre="通知"), id="文种"),
    pytest.param(Filters(notice="n3"), id="一份"),
    pytest.param(Filters(region="江北", year=2023, genre="办法"), id="几样一起"),
    pytest.param(Filters(year=1999), id="没有"),
]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory):
    engine = SearchEngine.open(tmp_path_factory.mktemp("home"), BigramEncoder())
    for number, (city, year, genre) in enumerate(product(CITIES, YEARS, GENRES)):
        paragraphs = [f"{WORDS[(number + at) % 6]}第{at}年{WORDS[(number * at) % 6]}工作。" for at in range(9)]
        notice = made_notice(f"{city}{year}年{genre}", *paragraphs)
        engine.add(_of(notice, f"n{number}", city, year, genre), origin="")
    yield engine
    engine.close()


def _of(notice, id_, city, year, genre):
    return replace(
        notice, id=id_, issuers=(f"{city}教育局",), region=Region(city=city), year=year, date=None, genre=genre
    )


def _belongs(hit, filters: Filters) -> bool:
    notice = hit.notice
    return (
        (filters.issuer or "") in notice.issuers[0]
        and (filters.region or "") in (notice.region.city or "")
        and filters.year in (None, notice.year)
        and filters.genre in (None, notice.genre)
        and filters.notice in (None, notice.id)
    )


@pytest.mark.parametrize("mode", [Mode.MEANING, Mode.WORDS])
@pytest.mark.parametrize("filters", FILTERS)
@pytest.mark.parametrize("question", ["职业学校的经费保障", "技校老师培训", "vocational school"])
def test_a_filtered_search_is_the_filtered_ranking_of_everything(filled, question: str, filters: Filters, mode: Mode):
    everything = filled.search(question, limit=1_000, mode=mode)
    wanted = [(hit.notice.id, hit.passage.span) for hit in everything if _belongs(hit, filters)]
    assert [
        (hit.notice.id, hit.passage.span) for hit in filled.search(question, limit=1_000, filters=filters, mode=mode)
    ] == wanted
    few = filled.search(question, limit=3, filters=filters, mode=mode)
    assert [(hit.notice.id, hit.passage.span) for hit in few] == wanted[:3]


@pytest.mark.parametrize("filters", FILTERS)
def test_both_together_find_what_either_finds(filled, filters: Filters):
    found = {(hit.notice.id, hit.passage.span) for hit in filled.search("经费保障", limit=1_000, filters=filters)}
    everything = filled.search("经费保障", limit=1_000)
    assert found == {(hit.notice.id, hit.passage.span) for hit in everything if _belongs(hit, filters)}
