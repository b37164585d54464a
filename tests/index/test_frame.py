import pytest

from index.folded import fold
from index.frame import things_named


def named(question: str) -> list[tuple[list[str], list[str]]]:
    pieces = (([one for one in things if one], parts) for things, parts in things_named(fold(question)))
    return [(things, parts) for things, parts in pieces if things or parts]


@pytest.mark.parametrize(
    ("question", "things"),
    [
        pytest.param("把泵站检修的条款都找出来给我", ["泵站检修"], id="找出来给我"),
        pytest.param("给我找泵站检修的条款", ["泵站检修"], id="给我找"),
        pytest.param("请把闸门管理方面的政策整理给我", ["闸门管理"], id="整理给我"),
        pytest.param("麻烦帮我梳理一下泵站检修的规定，谢谢", ["泵站检修"], id="麻烦和谢谢"),
        pytest.param("我想了解河道清淤的政策", ["河道清淤"], id="想了解"),
        pytest.param("闸门管理的任务有哪些？越全越好", ["闸门管理"], id="越全越好"),
        pytest.param("闸门管理的规定列出来，一条别漏", ["闸门管理"], id="别漏"),
        pytest.param("我们是乡镇水管站，泵站检修怎么规定的", ["泵站检修"], id="问的人是谁"),
        pytest.param("泵站检修这块都提了什么", ["泵站检修"], id="这块"),
        pytest.param("什么情况下泵站会被停用？", ["泵站会被停用"], id="什么情况下"),
        pytest.param("哪些条款提到中欧班列？", ["中欧班列"], id="班列的列"),
        pytest.param("哪些条款提到寻找水源？", ["寻找水源"], id="寻找的找"),
        pytest.param("需要发改局配合的工作有哪些？", ["发改局"], id="发改局的发"),
        pytest.param("请问泵站检修有哪些要求？", ["泵站检修"], id="请问不是请"),
    ],
)
def test_who_asks_and_what_bids_are_no_part_of_what_is_named(question: str, things: list[str]):
    assert named(question) == [(things, [])]


@pytest.mark.parametrize(
    ("question", "things", "of_them"),
    [
        pytest.param("对获奖选手有哪些奖励和表彰办法？", ["获奖选手"], ["奖励", "表彰"], id="对…有哪些"),
        pytest.param("泵站检修，有哪些补助？", ["泵站检修"], ["补助"], id="逗号之后"),
        pytest.param("泵站、闸门能享受什么补助？", ["泵站", "闸门"], ["补助"], id="能享受"),
        pytest.param("泵站检修有哪些措施？", ["泵站检修"], [], id="措施不是所问之事"),
    ],
)
def test_what_is_asked_for_is_of_what_stands_before(question: str, things: list[str], of_them: list[str]):
    assert named(question) == [(things, of_them)]


def test_a_word_in_brackets_stands_for_the_one_before():
    assert named("网络（数据）安全演练有哪些规定？") == [(["网络安全演练"], []), (["数据安全演练"], [])]
