import pytest

from corpus.layout import joined, lines_of, paragraphs_of
from corpus.span import Span


def paragraphs(text: str) -> list[str]:
    return [joined(text, paragraph.span) for paragraph in paragraphs_of(text, lines_of(text))]


PROSE = "推动职业教育与区域产业同步规划、同步建设，发挥职教园区的辐射带动作用。支持各地整合资源，实现"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"{PROSE}\n\n集约发展。", [f"{PROSE}集约发展。"], id="跨页断句"),
        pytest.param(f"{PROSE}、\n\n集约发展。", [f"{PROSE}、集约发展。"], id="顿号后换页"),
        pytest.param(f"{PROSE}“红旗\n\n班”，很好。", [f"{PROSE}“红旗班”，很好。"], id="引号里换页"),
        pytest.param(
            "（一）推动建设市域产教联合体\n\n教育局会同发改局建立机制。",
            ["（一）推动建设市域产教联合体", "教育局会同发改局建立机制。"],
            id="标题与正文",
        ),
        pytest.param(
            "现将《梅河新区（梅河口市）关于落实现代职业教育体\n系建设方案》印发给你们。",
            ["现将《梅河新区（梅河口市）关于落实现代职业教育体系建设方案》印发给你们。"],
            id="硬换行",
        ),
        pytest.param("各单位要认真落实。\n\n请按时上报。", ["各单位要认真落实。", "请按时上报。"], id="句号后是新段"),
        pytest.param(
            "　　第一段话没有句号但另起一行\n　　第二段话也缩进了两格",
            ["第一段话没有句号但另起一行", "第二段话也缩进了两格"],
            id="缩进是新段",
        ),
        pytest.param(f"{PROSE}\n\n三、推动融合。", [PROSE, "三、推动融合。"], id="编号是新段"),
        pytest.param(
            "　　(一)省、自治区、直辖市的代表名额基数为三百五十名，省每十五万人可以增加一名代表，每\n二万人增加一名；",
            ["(一)省、自治区、直辖市的代表名额基数为三百五十名，省每十五万人可以增加一名代表，每二万人增加一名；"],
            id="缩进的条目折行",
        ),
        pytest.param(
            "　　（一）开学准备情况。重点检查校舍安全、教材到位、教师到\n岗、食堂卫生等情况。",
            ["（一）开学准备情况。重点检查校舍安全、教材到位、教师到岗、食堂卫生等情况。"],
            id="编号行也是满行",
        ),
        pytest.param(
            "　　（一）推动建设市域产教联合体和行业产教融合共同体的若干\n教育局会同发改局建立机制。",
            ["（一）推动建设市域产教联合体和行业产教融合共同体的若干", "教育局会同发改局建立机制。"],
            id="没有标点的编号行是标题",
        ),
        pytest.param(
            "联系电话：0431-12345678，0431-87654321\n电子邮箱：zcc@example.com",
            ["联系电话：0431-12345678，0431-87654321", "电子邮箱：zcc@example.com"],
            id="联系方式各一行",
        ),
        pytest.param(
            "抄送：市委各部门，\n      市政协办公室。", ["抄送：市委各部门，市政协办公室。"], id="抄送缩进续行"
        ),
        pytest.param("第十\n三条 甲。", ["第十三条 甲。"], id="条号断开"),
        pytest.param(
            "表2 二〇二二年居民消费价格分类别涨跌幅度\n农业",
            ["表2 二〇二二年居民消费价格分类别涨跌幅度", "农业"],
            id="表题自成一行",
        ),
        pytest.param("教育局\r\n\r\n2023年9月13日", ["教育局", "2023年9月13日"], id="日期自成一行"),
    ],
)
def test_broken_lines_are_joined_and_others_are_not(text: str, expected: list[str]):
    assert paragraphs(text) == expected


def test_a_blank_is_set_only_between_latin_words():
    assert joined("open\n source", Span(0, 12)) == "open source"
    assert joined("产业\n 学院", Span(0, 6)) == "产业学院"
