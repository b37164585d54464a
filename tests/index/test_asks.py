import pytest

from index.asks import Asks, one_thing_of


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        pytest.param("要加固哪处闸门？", Asks.WHAT, id="哪处是一处"),
        pytest.param("检查结果作为什么依据？", Asks.WHAT, id="作为什么依据"),
        pytest.param("Where are the sluices?", Asks.WHERE, id="where are"),
        pytest.param("闸门怎么检修？", Asks.HOW, id="一件事怎么做"),
        pytest.param("乙川市提出了什么要求？", Asks.WHAT, id="一个机关提出的要求"),
        pytest.param("北京市对单位食堂有哪些要求？", Asks.WHAT, id="一个机关的要求不是清单"),
        pytest.param("北京市采取了哪些措施防止聚集？", Asks.HOW, id="一个机关采取的措施不是清单"),
        pytest.param("要建多少个实训基地？", Asks.NUMBER, id="多少"),
        pytest.param("每位领导联系几所学校？", Asks.NUMBER, id="几所"),
        pytest.param("How many bases are planned?", Asks.NUMBER, id="how many"),
        pytest.param("联盟由谁牵头建立？", Asks.WHO, id="谁"),
        pytest.param("由哪些单位负责？", Asks.WHO, id="哪些单位"),
        pytest.param("最迟什么时候达标？", Asks.WHEN, id="什么时候"),
        pytest.param("到哪一年底要达标？", Asks.WHEN, id="哪一年"),
        pytest.param("受理电话是多少？", Asks.CONTACT, id="电话不是数量"),
        pytest.param("收信地址是什么？", Asks.WHERE, id="地址"),
        pytest.param("由哪个热线受理？", Asks.CONTACT, id="哪个热线不是谁"),
        pytest.param("Which hotline takes complaints?", Asks.CONTACT, id="hotline"),
        pytest.param("可以跨区入学吗？", Asks.WHETHER, id="吗"),
        pytest.param("是否需要备案", Asks.WHETHER, id="是否"),
        pytest.param("意义是什么？", Asks.WHAT, id="什么不是疑问的么"),
        pytest.param("应如何处理？", Asks.HOW, id="如何处理不是何处"),
        pytest.param("为什么要调整？", Asks.WHY, id="为什么"),
        pytest.param("退役军人优待政策", Asks.WHAT, id="没有疑问词"),
    ],
)
def test_the_kind_of_answer_is_read_from_the_question(question: str, asks: Asks):
    assert one_thing_of(question) is asks
