"""Places that a question names, and notices that are of others."""

from pathlib import Path

import pytest

from corpus.notice import Region
from index.bigram import BigramEncoder
from index.elsewhere import is_elsewhere, places_named
from index.folded import fold
from index.search import SearchEngine
from tests.index.made_notices import made_notice

JILIN_CITY = Region("吉林省", "吉林市")


@pytest.mark.parametrize(
    ("question", "places"),
    [
        pytest.param("沈阳市建了多少个产业学院", ["沈阳市"], id="市"),
        pytest.param("沈阳建了多少个产业学院", ["沈阳"], id="没有市字"),
        pytest.param("延边的发展目标是什么", ["延边"], id="自治州的简称"),
        pytest.param("白城职业技术学院与谁结对", ["白城"], id="校名里的"),
        pytest.param("巴中山上的茶园种什么", ["巴中"], id="中山跨两个词，不是"),
        pytest.param("到北京出差住宿费标准是多少", list[str](), id="去的地方"),
        pytest.param("从上海来的学生怎么入学", list[str](), id="来的地方"),
        pytest.param("吉林市与杭州市合作什么", ["吉林市"], id="来往的地方"),
        pytest.param("怎样整治文山会海", list[str](), id="文山是成语里的"),
        pytest.param("阿里巴巴投了多少钱", list[str](), id="阿里是公司名里的"),
        pytest.param("来宾怎么接待", list[str](), id="来宾是普通的词"),
        pytest.param("How many colleges has Shenyang built", ["沈阳"], id="拼音"),
        pytest.param("What is Harbin's target, or Inner Mongolia's", ["哈尔滨", "内蒙古"], id="不是拼音的洋名"),
        pytest.param("How many in Xi'an", ["西安"], id="隔音号"),
        pytest.param("Which schools of Shaanxi take part", ["陕西"], id="陕西不是山西"),
        pytest.param("How many in Suzhou", list[str](), id="苏州或宿州"),
        pytest.param("Who cooperates with Ningbo and Dalian", list[str](), id="来往的地方，洋文"),
        pytest.param("what does Ali pay in tax", list[str](), id="人名"),
    ],
)
def test_places_of_a_question(question: str, places: list[str]):
    assert places_named(question) == places


@pytest.mark.parametrize(
    ("question", "text", "region", "elsewhere"),
    [
        pytest.param("沈阳市建多少个", "建15个产业学院", JILIN_CITY, True, id="别处的"),
        pytest.param("沈阳市建多少个", "学习沈阳经验，建15个", JILIN_CITY, False, id="段落提到它"),
        pytest.param("吉林市建多少个", "我市建15个", JILIN_CITY, False, id="就是这里"),
        pytest.param("吉林省建多少个", "我市建15个", JILIN_CITY, False, id="上级"),
        pytest.param("船营区建多少个", "我市建15个", JILIN_CITY, False, id="下级"),
        pytest.param("长春市建多少个", "我市建15个", JILIN_CITY, True, id="同省的另一市"),
        pytest.param("沈阳市建多少个", "建15个", Region(), False, id="不知道是哪里的文件"),
        pytest.param("吉林市与杭州市合作什么", "与宁波市合作", JILIN_CITY, False, id="来往的另一地不问"),
    ],
)
def test_what_is_elsewhere(question: str, text: str, region: Region, elsewhere: bool):
    assert is_elsewhere(places_named(question), fold(text), region) is elsewhere


def test_another_citys_number_is_no_answer(tmp_path: Path):
    engine = SearchEngine.open(tmp_path, BigramEncoder(256))
    engine.add(made_notice("实训方案", "建设实训中心15个。", "做好供暖。", region=JILIN_CITY), origin="")
    assert engine.ask("吉林市要建设多少个实训中心？").claims[0].quotes[0].text == "15个"
    assert not engine.ask("沈阳市要建设多少个实训中心？").claims
    engine.close()
