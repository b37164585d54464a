import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.quantity import quantities_in

READ = [
    ("重点建设100个左右特色高水平专业群", [("100个左右", 100, None, "个", "about")]),
    ("力争2-3所高职院校和5—7个专业群", [("2-3所", 2, 3, "所", "between"), ("5—7个", 5, 7, "个", "between")]),
    ("匹配度达到90%以上", [("90%以上", 90, None, "%", "at_least")]),
    ("不低于学校当年支出的30%", [("30%", 30, None, "%", "at_least")]),
    ("按当地最低工资标准的50%发放", [("50%", 50, None, "%", "exactly")]),
    ("每年培训超过2000人次", [("2000人次", 2000, None, "人次", "more_than")]),
    ("与 2000 多家企业", [("2000 多家", 2000, None, "家", "more_than")]),
    ("年产值 4600 万元", [("4600 万元", 46_000_000, None, "元", "exactly")]),
    ("债券34.2亿元", [("34.2亿元", 3_420_000_000, None, "元", "exactly")]),
    ("住房3万套（间）以上", [("3万套（间）以上", 30_000, None, "套", "at_least")]),
    ("30周岁（含）以下", [("30周岁（含）以下", 30, None, "周岁", "at_most")]),
    ("审批时限缩短至20个工作日", [("20个工作日", 20, None, "工作日", "at_most")]),
    ("投资1.5亿元", [("1.5亿元", 150_000_000, None, "元", "exactly")]),
    ("1,234.5万元", [("1,234.5万元", 12_345_000, None, "元", "exactly")]),
    ("输送15万高素质劳动者", [("15万", 150_000, None, "", "exactly")]),
    ("覆盖率50%~60%", [("50%~60%", 50, 60, "%", "between")]),
    ("补助10-20万元", [("10-20万元", 100_000, 200_000, "元", "between")]),
    ("处五千元以上五万元以下罚款", [("五千元以上五万元以下", 5_000, 50_000, "元", "between")]),
    ("三分之二以上成员", [("三分之二以上", 66.6667, None, "%", "at_least")]),
    ("百分之九十五", [("百分之九十五", 95, None, "%", "exactly")]),
    ("不少于1/3的精力", [("1/3", 33.3333, None, "%", "at_least")]),
    ("半数以上", [("半数以上", 50, None, "%", "at_least")]),
    ("九成以上", [("九成以上", 90, None, "%", "at_least")]),
    ("产值翻一番", [("翻一番", 2, None, "倍", "exactly")]),
    ("提高10个百分点", [("10个百分点", 10, None, "百分点", "exactly")]),
    ("分三种类型", [("三种", 3, None, "种", "exactly")]),
    ("百余种专业", [("百余种", 100, None, "种", "more_than")]),
    ("数百家企业", [("数百家", 100, None, "家", "more_than")]),
    ("两三个试点", [("两三个", 2, 3, "个", "between")]),
    ("在20个工作日内办结", [("20个工作日内", 20, None, "工作日", "at_most")]),
    ("自收到之日起十五日内", [("十五日内", 15, None, "日", "at_most")]),
    ("未来五年", [("五年", 5, None, "年", "exactly")]),
    ("近三年无违规", [("三年", 3, None, "年", "exactly")]),
    ("半年", [("半年", 0.5, None, "年", "exactly")]),
    ("两年半", [("两年半", 2.5, None, "年", "exactly")]),
    ("每人500元/人·月", [("500元/人·月", 500, None, "元/人·月", "exactly")]),
    ("耕地1200亩", [("1200亩", 1200, None, "亩", "exactly")]),
    ("年满60周岁", [("60周岁", 60, None, "周岁", "at_least")]),
    ("控制在３％以内", [("３％以内", 3, None, "%", "at_most")]),
    ("每校至少建设一所", [("一所", 1, None, "所", "at_least")]),
    ("设组长一名，", [("一名", 1, None, "名", "exactly")]),
    ("达到千人规模", [("千人", 1000, None, "人", "at_least")]),
]
# Numbers that state no quantity.
NOTHING = [
    "第三条、第3至5条",
    "吉政发〔2021〕28号",
    "2025年1月5日前",
    "2024年，9月至12月",
    "每月5日前",
    "上午9:30至17:00",
    "“双高计划”、“1+X”证书、“三张清单”",
    "《十项措施》",
    "五年一贯制培养",
    "三年行动计划、建军一百年",
    "长三角地区",
    "零件、零工",
    "三季度增速",
    "上一个月",
    "30万吨级码头",
    "2023-2024学年",
    "十四届二次会议",
    "益阳电厂三期",
    "动力电池二次回收",
    "上述3项材料",
    "做到“两个维护”，增强四个意识",
    "培育一批基地，突破一批技术",
    "形成一个整体",
    "统计数÷总数*100%",
    "比例尺1:50万",
    "4.3 项目管理",
    "等五部门、三方共赢",
    "万人助万企、百县千镇",
    "3D打印、5G基站、C919",
    "0431-12345678",
    "附件2",
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[text for text, _ in READ])
def test_a_quantity_is_read_with_value_unit_and_bound(text, expected):
    found = [(q.span.of(text), q.value, q.value_to, q.unit.name, q.bound.value) for q in quantities_in(text)]
    assert found == expected


@pytest.mark.parametrize("text", NOTHING)
def test_a_number_that_states_no_quantity_is_none(text):
    assert [q.span.of(text) for q in quantities_in(text)] == []


def test_a_bound_before_the_figure_is_told_by_its_place():
    text = "实训经费不低于15%"
    assert [q.binding.of(text) for q in quantities_in(text) if q.binding] == ["不低于"]


AWKWARD = st.text(
    st.sampled_from(
        "0123456789０一二三四十百千万亿两半几数多余个家所％%年月日元，。；、：（）“”《》-~至到第每于不低超过以上内 \n\t\u3000翻番分之/.点倍|"
    ),
    max_size=60,
)


@settings(max_examples=300, deadline=None)
@given(AWKWARD)
def test_any_text_of_digits_units_and_blanks_is_read_without_an_error(text):
    before = 0
    for quantity in quantities_in(text):
        assert before <= quantity.span.start < quantity.span.end <= len(text)
        assert quantity.value_to is None or quantity.value < quantity.value_to
        before = quantity.span.end
