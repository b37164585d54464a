import pytest

from index.asks import Asks, asks_of


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        pytest.param("哪些措施涉及职教本科", Asks.LIST, id="哪些措施"),
        pytest.param("提到终身学习的内容有哪些？", Asks.LIST, id="内容有哪些"),
        pytest.param("学徒制都写在哪些条款里？", Asks.LIST, id="写在哪些条款"),
        pytest.param("请列出与行业共同体有关的条款", Asks.LIST, id="列出"),
        pytest.param("关于堤坝巡查都有什么规定？", Asks.LIST, id="都有什么规定"),
        pytest.param("堤坝巡查方面有哪些要求？", Asks.LIST, id="方面有哪些"),
        pytest.param("巡查制度和值守标准有哪些规定？", Asks.LIST, id="有哪些规定"),
        pytest.param("防汛演练各地怎么做？", Asks.LIST, id="各地怎么"),
        pytest.param("几份文件对闸门检修分别怎么安排？", Asks.LIST, id="几份文件分别怎么"),
        pytest.param("关于闸门检修，都怎么说？", Asks.LIST, id="都怎么说"),
        pytest.param("闸门检修有哪些禁止和处罚规定？", Asks.LIST, id="有哪些某某规定"),
        pytest.param("推动闸门检修有哪些措施？", Asks.LIST, id="做一件事有哪些措施"),
        pytest.param("任务里，哪些写明了数量？", Asks.LIST, id="哪些写明了"),
        pytest.param("由市水利局牵头的有哪些任务？", Asks.LIST, id="牵头的有哪些"),
        pytest.param("闸门怎么检修？", Asks.HOW, id="一件事怎么做"),
        pytest.param("乙川市提出了什么要求？", Asks.WHAT, id="一个机关提出的要求"),
        pytest.param("北京市对单位食堂有哪些要求？", Asks.WHAT, id="一个机关的要求不是清单"),
        pytest.param("Which measures cover apprenticeships?", Asks.LIST, id="which measures"),
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
    assert asks_of(question) is asks
