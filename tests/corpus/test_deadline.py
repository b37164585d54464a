import pytest

from corpus.deadline import deadlines_in

TIMES = [
    ("到2025年末，建成", [("到2025年末", "by", 2025, None, None)]),
    ("2024年底前完成", [("2024年底前", "by", 2024, None, None)]),
    ("于2023年6月30日前报送", [("2023年6月30日前", "by", 2023, 6, 30)]),
    ("11月10日前提出", [("11月10日前", "by", None, 11, 10)]),
    ("到二〇三五年", [("到二〇三五年", "by", 2035, None, None)]),
    ("力争“十四五”末达到", [("“十四五”末", "by", 2025, None, None)]),
    ("在“十四五”期间开设", [("“十四五”期间", "during", 2025, None, None)]),
    ("2021—2025年，新建", [("2021—2025年", "during", 2025, None, None)]),
    ("未来五年，新增", [("未来五年", "within", None, None, None)]),
    ("3年内建成", [("3年内", "within", None, None, None)]),
    ("每年培训", [("每年", "every", None, None, None)]),
    ("每两年评估", [("每两年", "every", None, None, None)]),
    ("今年底前", [("今年底前", "by", None, None, None)]),
    ("截至2023年底，共有", [("截至2023年底", "as_of", 2023, None, None)]),
    ("自2025年起施行", []),
    ("《2025年方案》", []),
    ("“十四五”职业教育规划教材", []),
    ("年末常住人口", []),
    ("到2025年13月40日", [("到2025年13月40日", "by", 2025, None, None)]),
]


@pytest.mark.parametrize(("text", "expected"), TIMES, ids=[text for text, _ in TIMES])
def test_a_time_is_told_with_its_kind_and_what_is_printed_of_its_date(text, expected):
    found = [(one.span.of(text), one.due.value, one.year, one.month, one.day) for one in deadlines_in(text)]
    assert found == expected
