"""Names of a sentence that its quotes have whole, and those that they do not."""

import pytest

from index.prose.name import unsupported


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        pytest.param("由市教育局牵头建设联合体。", "建设联合体由市教育局牵头", id="同样的机关"),
        pytest.param("联合体由市教育局牵头。", "由市教育局、县教育局牵头", id="由字前是别的词"),
        pytest.param("卫生健康委员会和市教育局负责。", "市教育局、卫生健康委员会", id="连词"),
        pytest.param("依照《职业教育法》办理。", "按照《职业教育法》办理", id="题名"),
        pytest.param("见吉教职成〔2024〕4号。", "按照吉教职成[2024]４号", id="文号不论括号"),
        pytest.param("吉林省建设实训中心。", "吉林省建设100个实训中心", id="地方"),
        pytest.param("全部部署完成，改革格局基本形成。", "继续部署", id="不是机关的部和局"),
        pytest.param("建设AI平台。", "建设ＡＩ平台", id="字母全角"),
        pytest.param("市教育局 leads the pilot in May 2024.", "市教育局牵头", id="英文里的中文名"),
        pytest.param("教育局 works with 发改局和工信局.", "教育局会同发改局和工信局", id="多半是中文名的英文句子"),
        pytest.param("Schools run first-rate AI courses.", "AI课程", id="英文里的缩写"),
    ],
)
def test_a_name_that_a_quote_has_is_found(sentence: str, quote: str):
    assert unsupported(sentence, [quote]) == ""


@pytest.mark.parametrize(
    ("sentence", "quote", "stray"),
    [
        pytest.param("由省教育局牵头。", "由市教育局牵头", "由省教育局", id="换了一级"),
        pytest.param("县教育局负责。", "市教育局负责", "县教育局", id="换了县"),
        pytest.param("卫生健康委员会负责。", "健康委员会负责", "卫生健康委员会", id="加了字"),
        pytest.param("财政部门加大投入。", "教育部门加大投入", "财政部门", id="换了部门"),
        pytest.param("支持东北大学。", "支持吉林大学", "东北大学", id="换了学校"),
        pytest.param("依照《教育法》办理。", "依照《职业教育法》办理", "《教育法》", id="别的法"),
        pytest.param("依照《职业教育法办理。", "依照《职业教育法》办理", "《职业教育法办理。", id="没有合上的书名号"),
        pytest.param("见吉教职成〔2024〕5号。", "吉教职成〔2024〕4号", "吉教职成〔2024〕5号", id="别的文号"),
        pytest.param("吉林市建设。", "吉林省建设", "吉林市", id="省不是市"),
        pytest.param("长春的学校参加。", "学校参加", "长春", id="没有说的地方"),
        pytest.param("全市学校参加。", "学校参加", "全市", id="范围"),
        pytest.param("请访问 www.evil.com 领取。", "通知如下", "www.evil.com", id="网址"),
        pytest.param("The Ministry of Education leads.", "教育部牵头", "Ministry", id="英文机关名核不了"),
        pytest.param("Schools in Jilin join.", "吉林省学校参加", "Jilin", id="英文地名核不了"),
        pytest.param("It is led by 省教育厅.", "市教育局牵头", "省教育厅", id="英文里换了机关"),
        pytest.param("学校 may now 收费.", "学校不得收取费用", "收费", id="夹在英文里的中文"),
        pytest.param("Write to a@evil.com now.", "通知如下", "a@evil.com", id="邮箱"),
    ],
)
def test_a_name_that_no_quote_has_is_named(sentence: str, quote: str, stray: str):
    assert unsupported(sentence, [quote]) == stray


def test_a_name_is_not_put_together_from_two_quotes():
    assert unsupported("市教育局负责。", ["全市", "教育局负责"]) == "市教育局"
