import pytest

from index.short_form import ShortForm, agreed, short_forms_in

PLANE = ShortForm("江航职院", "江北通用航空职业技术学院")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "支持江北通用航空职业技术学院（以下简称“江航职院”）扩大规模。", [PLANE], id="从句中找到全称的起点"
        ),
        pytest.param("支持江北通用航空职业技术学院(以下简称：江航职院)扩大规模。", [PLANE], id="半角括号 冒号 无引号"),
        pytest.param("江北通用航空职业技术学院，简称“江航职院”，是", [PLANE], id="逗号后的简称"),
        pytest.param("江北通用航空职业技术学院（下称「江航职院」）", [PLANE], id="下称"),
        pytest.param(
            "根据《某某教育改革方案》（某发〔2019〕4号，以下简称“某教20条”）",
            [ShortForm("某教20条", "某某教育改革方案")],
            id="书名号里的标题",
        ),
        pytest.param("《某某教育改革方案》（以下简称《方案》）", [], id="标题的一截"),
        pytest.param("《某某防护用品使用范围（试行）》（以下简称《工作指引》）", [], id="只说文种"),
        pytest.param("江北省教育厅（以下简称省教育厅）", [], id="名称的一截"),
        pytest.param("江北省教育厅（以下简称“省厅”）", [], id="两个字"),
        pytest.param("申请取水的单位或者个人（以下简称申请人）", [], id="普通词"),
        pytest.param("法规规定需要评估的（以下简称法定评估）", [], id="描述"),
        pytest.param("本市职业技术学院（以下简称本职院）", [], id="本字头"),
        pytest.param("简称很重要", [], id="没有定义"),
        pytest.param("东湖区（以下简称江航职院）", [], id="对不上的全称"),
    ],
)
def test_a_notice_defines_short_forms(text: str, found: list[ShortForm]):
    assert short_forms_in(text) == found


def test_short_form_and_name_lead_to_each_other_unless_notices_differ():
    other = ShortForm("东职院", "东山职业技术学院")
    assert agreed([PLANE, PLANE, other, ShortForm("东职院", "东海职业技术学院")]) == {
        "江航职院": ("江北通用航空职业技术学院",),
        "江北通用航空职业技术学院": ("江航职院",),
    }
