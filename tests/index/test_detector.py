import pytest

from index.asks import Asks
from index.detector import typed


@pytest.mark.parametrize(
    ("asks", "text", "found"),
    [
        pytest.param(Asks.WHO, "由三地教育局牵头建立", ["三地教育局"], id="由不是机关名"),
        pytest.param(Asks.WHO, "鼓励大家一起来支持某市经济和信息化局工作", ["某市经济和信息化局"], id="和在机关名中"),
        pytest.param(Asks.WHO, "甲市教育局和乙市财政局负责", ["甲市教育局", "乙市财政局"], id="和在两个机关之间"),
        pytest.param(Asks.WHO, "某市人力资源和社会保障局", ["某市人力资源和社会保障局"], id="社会的社不是机关"),
        pytest.param(Asks.WHO, "各县（市、区）教育局负责", ["各县（市、区）教育局"], id="括号里的层级"),
        pytest.param(
            Asks.WHO,
            "成立以分管市领导为组长，学校负责人、职业院校领导为成员的领导小组",
            ["分管市领导", "学校负责人", "职业院校领导", "领导小组"],
            id="担任职务的人",
        ),
        pytest.param(Asks.WHO, "市政府办公室主任牵头", ["市政府办公室主任"], id="机关连同职务"),
        pytest.param(Asks.WHO, "某市大学生由某市教育局管理", ["某市教育局"], id="不在词中间断开"),
        pytest.param(Asks.WHO, "在企业服务方面", [], id="企业两字不是哪一家"),
        pytest.param(Asks.NUMBER, "2020年2月4日提出从七个方面建设30个基地", ["七个方面", "30个"], id="日期不是数量"),
        pytest.param(Asks.NUMBER, "每年2.6万吨，为期4个月", ["2.6万吨", "4个月"], id="带单位的数量"),
        pytest.param(
            Asks.NUMBER, "新增2万个床位，条例3部，预付款2笔", ["2万个", "3部", "2笔"], id="与指标同一张单位表"
        ),
        pytest.param(Asks.NUMBER, "新增20万，每人500元/月", ["500元/月"], id="有单位的在先"),
        pytest.param(Asks.NUMBER, "新增20万", ["20万"], id="不从万前截断"),
        pytest.param(Asks.NUMBER, "| 3 | 支持公办幼儿园建设中心 |", [], id="表格的行号不是数量"),
        pytest.param(Asks.NUMBER, "3.支持公办幼儿园建设中心", [], id="条的编号不是数量"),
        pytest.param(Asks.NUMBER, "| 学费 | 5000 |", ["5000"], id="别的格里的是"),
        pytest.param(Asks.NUMBER, "不少于总学时的三分之一", ["三分之一"], id="几分之几"),
        pytest.param(
            Asks.NUMBER, "占比超过百分之六十，三分之二以上同意", ["超过百分之六十", "三分之二以上"], id="分数带界限"
        ),
        pytest.param(Asks.NUMBER, "一半以上学生，过半数同意，实习半年", ["一半以上", "过半数", "半年"], id="半"),
        pytest.param(Asks.NUMBER, "分两批培育一批示范学院，首批一批次", ["两批", "一批次"], id="一批不说多少"),
        pytest.param(Asks.NUMBER, "上半年培训规模翻一番", ["翻一番"], id="上半年是日子"),
        pytest.param(Asks.CONTACT, "电话：010—59191471（受理企业来电）", ["010—59191471"], id="长横线的电话"),
        pytest.param(Asks.CONTACT, "登录https://a.gov.cn/b 查询", ["https://a.gov.cn/b"], id="网址"),
        pytest.param(Asks.CONTACT, "2020年第12号公告", [], id="文号不是电话"),
        pytest.param(Asks.WHERE, "将向某某省倾斜", ["将向某某省"], id="地方"),
    ],
)
def test_words_of_the_kind_asked_for_are_found_where_they_stand(asks: Asks, text: str, found: list[str]):
    assert [text[start:end] for start, end in typed(asks, text)] == found
