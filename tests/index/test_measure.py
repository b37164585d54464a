"""Kinds of quantity: what a question wants, and what sentences give."""

import pytest

from index.measure import gives


@pytest.mark.parametrize(
    ("question", "sentence", "given"),
    [
        pytest.param("新增专业要花多少钱", "新增50个左右现代化专业。", False, id="钱，却是个数"),
        pytest.param("每户补助多少钱", "每户补助500元。", True, id="钱"),
        pytest.param("拨了多少资金", "预拨补助资金80亿元。", True, id="资金"),
        pytest.param("体检多少钱", "为老人免费体检。", True, id="免费也是答"),
        pytest.param("培养多少人", "建设15个产业学院。", False, id="人，却是学院"),
        pytest.param("培养多少人", "累计培养技术技能人才3.6万人。", True, id="人"),
        pytest.param("培训多少人次", "培训2000次。", True, id="人次不在此列"),
        pytest.param("占比多少", "建设100个左右专业群。", False, id="占比，却是个数"),
        pytest.param("占比多少", "占到三分之二以上。", True, id="几分之几"),
        pytest.param("几天内受理", "向3个部门提交。", False, id="期限，却是部门"),
        pytest.param("几天内受理", "自收到之日起十五个工作日内受理。", True, id="期限"),
        pytest.param("多久检查一次", "每学期检查一次。", True, id="每学期"),
        pytest.param("How much money does each centre get", "建设15个中心。", False, id="英文的钱"),
        pytest.param("建设多少个中心", "建设一批中心。", True, id="没问这几种量"),
    ],
)
def test_what_gives_the_quantity_asked_for(question: str, sentence: str, given: bool):
    assert gives(question, sentence) is given
