"""Numbers, regions, genres, personal data, citations, references."""

import pytest

from corpus.citation import parse_path, path_text, path_words
from corpus.genre import genre_of
from corpus.notice import Clause, Region
from corpus.number import folded, numbers_in
from corpus.numeral import integer
from corpus.privacy import masked
from corpus.reference import references_in
from corpus.region import region_of
from corpus.span import Span


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("十", 10),
        ("二十一", 21),
        ("一百零三", 103),
        ("九百九十九", 999),
        ("二〇二四", 2024),
        ("㉑", 21),
        ("Ⅳ", 4),
        ("１２", 12),
    ],
)
def test_a_numeral_has_a_value(numeral: str, value: int):
    assert integer(numeral) == value


@pytest.mark.parametrize(
    ("words", "usual"),
    [
        ("吉教职成[2024] 04 号", "吉教职成〔2024〕4号"),
        ("依据吉政发（2021）28号", "吉政发〔2021〕28号"),
        ("中国人民银行令〔2025〕第12号", "中国人民银行令〔2025〕第12号"),
        ("国务院令第797号", "国务院令第797号"),
    ],
)
def test_a_number_is_read_in_every_bracket(words: str, usual: str):
    assert [number.usual for number in numbers_in(words)] == [usual]


def test_numbers_are_compared_without_brackets_blanks_and_zeros():
    assert folded("吉教职成［２０２４］ 04号") == folded("吉教职成〔2024〕4号")


@pytest.mark.parametrize(
    ("issuer", "title", "region"),
    [
        ("吉林省教育厅", "", Region("吉林省")),
        ("吉林市人民政府办公室", "", Region("吉林省", "吉林市")),
        ("广州市天河区教育局", "", Region("广东省", "广州市", "天河区")),
        ("北京市海淀区教育委员会", "", Region("北京市", None, "海淀区")),
        ("梅河新区教育局", "关于印发梅河口市方案的通知", Region("吉林省", "通化市", "梅河口市")),
        ("国务院", "关于某事的通知", Region()),
        ("鼓楼区教育局", "", Region()),
        ("江苏省鼓楼区教育局", "", Region("江苏省")),
        ("恩施州教育局", "", Region("湖北省", "恩施土家族苗族自治州")),
        ("测试符路桥区卫生局", "", Region("浙江省", "台州市", "路桥区")),
        ("河北雄安新区管理委员会", "", Region("河北省")),
        ("国务院办公厅", "关于山西、安徽省四起事故的通报", Region()),
        ("某办公室", "关于华东区域发展的通知", Region()),
    ],
)
def test_the_region_is_read_from_issuer_then_title(issuer: str, title: str, region: Region):
    assert region_of([issuer], title) == region


def test_joint_issuers_apply_where_both_are():
    assert region_of(["北京市人社局", "天津市人社局"], "") == Region()
    assert region_of(["吉林省教育厅", "长春市教育局"], "") == Region("吉林省")


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("某事的通知", "通知"),
        ("某办法（试行）", "办法"),
        ("对某提案的答复", "答复"),
        ("某事的复函", "函"),
        ("职业教育法", "法"),
        ("某某", ""),
    ],
)
def test_the_genre_is_what_the_title_ends_with(title: str, genre: str):
    assert genre_of(title) == genre


@pytest.mark.parametrize(
    ("words", "hidden"),
    [
        ("电话13512341242。", "电话135****1242。"),
        ("138 1234 5678", "138 **** 5678"),
        ("身份证22010219900307123X", "身份证2****************X"),
        ("办公电话0431-88901234", "办公电话0431-88901234"),
        ("信用代码91220101MA0Y3K7T2X", "信用代码91220101MA0Y3K7T2X"),
        ("编号113512341242", "编号113512341242"),
    ],
)
def test_personal_numbers_are_masked_at_the_same_length(words: str, hidden: str):
    assert masked(words) == hidden
    assert len(hidden) == len(words)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("", ""),
        ("三/（二）", "三、（二）"),
        ("七", "七"),
        ("第一章/第三条", "第一章第三条"),
        ("附件/3", "附件第3项"),
        ("一/（一）/1/（2）", "一、（一）1.（2）"),
    ],
)
def test_a_path_is_cited_as_it_is_read(path: str, words: str):
    assert path_words(parse_path(path)) == words


def test_a_path_in_half_width_brackets_is_the_same_path():
    assert parse_path("三/(二)") == ("三", "（二）")
    assert path_text(("三", "（二）")) == "三/（二）"


def test_references_carry_the_number_that_follows_the_title():
    text = "依据《教育部 吉林省人民政府 关于甲的意见》（吉政发〔2021〕28号）和《乙法》、吉办发〔2020〕1号"
    found = references_in(text, None, set(), Clause((), "", "", Span(0, len(text)), ()))
    assert [(r.title, r.number) for r in found] == [
        ("教育部 吉林省人民政府关于甲的意见", "吉政发〔2021〕28号"),
        ("乙法", None),
        (None, "吉办发〔2020〕1号"),
    ]
    assert found[0].span.of(text) == "《教育部 吉林省人民政府 关于甲的意见》（吉政发〔2021〕28号）"
