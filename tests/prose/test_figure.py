"""Numbers and days of a sentence that its quotes have, in either language, and that they do not."""

import pytest

from index.prose.figure import figures, unsupported


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        pytest.param("建设100个中心", "立项建设100个中心", id="同样的数"),
        pytest.param("建设一百个中心", "立项建设１００个中心", id="汉字与全角"),
        pytest.param("It builds 100 centres.", "建设100个中心", id="英文没有量词"),
        pytest.param("It builds one hundred centres.", "建设一百个中心", id="英文数词"),
        pytest.param("Twenty-five schools join.", "二十五所学校参加", id="英文连写"),
        pytest.param("2,000 people", "2000人", id="千分号"),
        pytest.param("2000人", "2,000人", id="原文有千分号"),
        pytest.param("12,000 yuan", "1.2万元", id="万"),
        pytest.param("2 million people", "200万人", id="百万"),
        pytest.param("90 percent", "90%以上", id="百分数英文"),
        pytest.param("ninety per cent", "百分之九十", id="百分数都是字"),
        pytest.param("30%", "百分之三十", id="百分之"),
        pytest.param("伍万元", "5万元", id="大写"),
        pytest.param("建设廿五个中心", "建设25个中心", id="廿"),
        pytest.param("投入三億元", "投入3亿元", id="繁体"),
        pytest.param("半年内", "半年以内", id="半"),
        pytest.param("Half a year", "半年", id="英文的半"),
        pytest.param("2024年办理", "2024年5月6日办理", id="日期里的年"),
        pytest.param("5月办理", "2024年5月6日办理", id="日期里的月"),
        pytest.param("2024年5月6日", "二〇二四年五月六日", id="汉字日期"),
        pytest.param("On 6 May 2024", "2024年5月6日", id="英文日期"),
        pytest.param("By May 2024", "2024年5月6日前", id="英文的月"),
        pytest.param("In March", "3月起", id="英文只有月"),
        pytest.param("May schools join? They may.", "学校参加", id="may不是五月"),
        pytest.param("3至5年", "3-5年", id="区间"),
        pytest.param("2023年至2025年", "2023—2025年", id="年的区间"),
        pytest.param("2 to 3 schools", "两到三所", id="英文的区间"),
        pytest.param("进一步统一部署，十分重要", "继续部署", id="不是数的一和十"),
        pytest.param("十四五期间", "“十四五”期间", id="十四五"),
        pytest.param("First, schools join one of them.", "学校参加", id="序说"),
        pytest.param("第三条", "第3条", id="条号"),
    ],
)
def test_a_number_that_the_quote_has_in_another_form_is_found(sentence: str, quote: str):
    assert unsupported(sentence, [quote]) == ""


@pytest.mark.parametrize(
    ("sentence", "quote", "stray"),
    [
        pytest.param("建设300个中心", "建设100个中心", "300个", id="改了数"),
        pytest.param("建设200个资源库", "50个资源库、200门课程", "200个", id="借了别的量词"),
        pytest.param("建设卅个中心", "建设二十个中心", "三十个", id="合写的数"),
        pytest.param("建设三十萬个中心", "建设三十个中心", "三十万个", id="繁体的万"),
        pytest.param("城乡俩基地", "城乡三个基地", "二个", id="合音的数"),
        pytest.param("占90", "占90%", "90", id="掉了百分号"),
        pytest.param("占90%", "90人", "90%", id="多了百分号"),
        pytest.param("3年", "3个月", "3年", id="换了单位"),
        pytest.param("5个月", "5个工作日", "5个月", id="工作日不是月"),
        pytest.param("1200平方米", "1200亩", "1200平方米", id="换了面积单位"),
        pytest.param("提高5个百分点", "提高5%", "5个百分点", id="百分点不是百分数"),
        pytest.param("三条措施", "第三条", "三条", id="条号不是条数"),
        pytest.param("2024年6月5日", "2024年5月6日、2025年6月5日", "2024年6月5日", id="拼成的日期"),
        pytest.param("2024年5月", "2024年", "2024年5月", id="多出的月"),
        pytest.param("By June 2024", "2024年5月", "June 2024", id="英文改了月"),
        pytest.param("in 2025", "2024年", "2025", id="英文改了年"),
        pytest.param("two hundred centres", "100个中心", "two hundred", id="英文数词改了"),
        pytest.param("half of them", "30%", "half", id="一半无据"),
        pytest.param("建设2个中心", "（二）支持建设100个中心", "2个", id="序号不是数"),
        pytest.param("三个中心", "三、建设中心", "三个", id="条首的序号不是数"),
        pytest.param("十二个", "一两个", "十二个", id="一两不是十二"),
        pytest.param("3至3所", "2-3所和5-7个", "3至3所", id="改了区间的一头"),
        pytest.param("5个", "5-7所", "5个", id="区间前一数也有单位"),
        pytest.param("35年", "三五年", "35年", id="三五不是三十五"),
        pytest.param("10200人", "共10，200人", "10200人", id="中文逗号不连数"),
        pytest.param("一个中心", "各中心", "一个", id="一个也是数"),
    ],
)
def test_a_number_that_the_quote_has_not_is_named(sentence: str, quote: str, stray: str):
    assert unsupported(sentence, [quote]) == stray


def test_each_number_may_stand_in_another_quote():
    assert unsupported("2024年建100个", ["2024年起", "共100个"]) == ""


SUPPORTED = [
    ("力争2至3所高职院校和5至7个专业群入选。", "力争2-3所高职院校和5-7个专业群跻身“双高计划”"),
    ("2025年6月底前立项建设100个左右中心。", "2025年6月底前，分批次立项建设100个左右实训中心"),
    (
        "About 10 colleges and 1,200 clusters are built, 90% of them by 2030.",
        "到2030年建设10所院校、1200个专业群，90%以上达标",
    ),
]


@pytest.mark.parametrize(("sentence", "quote"), SUPPORTED, ids=["区间", "日期", "英文"])
def test_no_digit_can_be_changed(sentence: str, quote: str):
    assert unsupported(sentence, [quote]) == ""
    for at, sign in enumerate(sentence):
        for other in "123456789" if sign.isdigit() else "":
            changed = sentence[:at] + other + sentence[at + 1 :]
            assert unsupported(changed, [quote]) or other == sign, changed


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("一百零三万", ["1030000"]),
        ("二千零五", ["2005"]),
        ("1.5亿元", ["150000000"]),
        ("三五", ["三五"]),
        ("9" * 5000, ["9" * 5000]),
        ("亿" * 5000, ["亿" * 5000]),
    ],
    ids=["万", "零", "亿", "约数", "长数", "长字"],
)
def test_values(text: str, values: list[str]):
    assert [str(figure.value) for figure in figures(text)] == values
