from collections.abc import Iterator
from dataclasses import replace

import pytest

from corpus.notice import Region
from corpus.reading import parse_notice
from index.bigram import BigramEncoder
from index.comparison import Level, compared, level_of
from index.filters import Filters
from index.gathering import Gathering
from index.search import ALL_NOTICES, SearchEngine
from tests.index.made_notices import made_notice

SHENG = parse_notice(
    "吉林省教育厅关于推进实训基地的通知\n\n各市（州）教育局：\n\n"
    "一、目标。到2025年，全省建成高水平实训基地100个左右，经费不低于３％。\n\n二、要求。加强防汛值守。",
    source="sheng.txt",
    sha256="1" * 64,
)
SHI = parse_notice(
    "长春市教育局关于建设实训基地的通知\n\n各学校：\n\n一、目标。新建实训基地5个，每年培训教师\n200人次。",
    source="shi.txt",
    sha256="2" * 64,
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    engine = SearchEngine.open(tmp_path_factory.mktemp("compared"), BigramEncoder(256))
    for notice in (SHENG, SHI):
        engine.add(notice, origin="")
    yield engine
    engine.close()


def words(gathered) -> list[str]:
    return [one.target.quantity.span.of(one.notice.text) for one in gathered]


@pytest.mark.parametrize(
    ("filters", "said", "expected"),
    [
        pytest.param({}, "", ["100个左右", "３％", "5个", "200人次"], id="全部"),
        pytest.param({"region": "长春"}, "", ["5个", "200人次"], id="按地区"),
        pytest.param({}, "高水平 100", ["100个左右", "３％"], id="两个词都在原句里"),
        pytest.param({}, "3%", ["100个左右", "３％"], id="全角半角一样"),
        pytest.param({}, "教师200人次", ["5个", "200人次"], id="词跨过换行"),
        pytest.param({}, "防汛", [], id="没有"),
    ],
)
def test_targets_are_gathered_by_notice_and_words(engine: SearchEngine, filters, said: str, expected: list[str]):
    assert words(Gathering(engine.library).targets(Filters(**filters), said)) == expected


def test_what_is_added_or_removed_is_seen_at_once(tmp_path):
    engine = SearchEngine.open(tmp_path, BigramEncoder(64))
    gathering = Gathering(engine.library)
    assert gathering.targets(ALL_NOTICES) == []
    engine.add(SHI, origin="")
    assert words(gathering.targets(ALL_NOTICES)) == ["5个", "200人次"]
    engine.remove(engine.library.notices()[0].id)
    assert gathering.targets(ALL_NOTICES) == []
    engine.close()


def test_a_subject_is_put_side_by_side_by_level(engine: SearchEngine):
    comparison = compared(engine, "实训基地", ALL_NOTICES)
    said = {level.value: [one.notice.id for one in found] for level, found in comparison.levels.items()}
    assert said == {"national": [], "province": [SHENG.id], "city": [SHI.id], "county": []}
    (province,) = comparison.levels[Level.PROVINCE]
    assert all("防汛" not in quote.text for quote in province.claim.quotes)
    assert [target.quantity.value for target in province.targets] == [100, 3]


def test_filters_leave_out_what_does_not_match(engine: SearchEngine):
    comparison = compared(engine, "实训基地", Filters(region="长春"))
    assert [level.value for level, said in comparison.levels.items() if said] == ["city"]
    assert not any(compared(engine, "实训基地", Filters(year=1999)).levels.values())


@pytest.mark.parametrize(
    ("region", "issuers", "title", "level"),
    [
        (Region("吉林省", "长春市", "德惠市"), (), "", "county"),
        (Region("吉林省", "长春市"), (), "", "city"),
        (Region("北京市"), (), "", "province"),
        (Region(), ("国务院办公厅",), "关于推动现代物流的通知", "national"),
        (Region(), ("教育部",), "通知", "national"),
        (Region(), (), "中华人民共和国职业教育法", "national"),
        (Region(), ("某学院",), "通知", "unknown"),
    ],
)
def test_the_level_is_the_narrowest_place_named(region: Region, issuers, title: str, level: str):
    notice = replace(made_notice("某办法", "一段话。"), region=region, issuers=issuers, title=title)
    assert level_of(notice).value == level
