import pytest

from index.followup import taken_on

HIGH = "高职院校的生均拨款是多少？"


@pytest.mark.parametrize(
    ("question", "before", "taken"),
    [
        pytest.param("那中职院校呢？", [HIGH], "中职院校的生均拨款是多少？", id="同类的词换掉"),
        pytest.param("2024年呢？", ["2023年招多少人？"], "2024年招多少人？", id="年份换年份"),
        pytest.param("那残疾学生呢？", ["学费怎么收？"], "残疾学生 学费怎么收？", id="没有同类的词就放在前面"),
        pytest.param("什么是产业学院？", [HIGH], "什么是产业学院？", id="自成一问的不接上文"),
        pytest.param("它由谁负责？", ["产业学院怎么办？"], "产业学院怎么办？ 它由谁负责？", id="代词带上文"),
        pytest.param("那中职呢？", [], "那中职呢？", id="没有上文"),
        pytest.param("？", [HIGH], "？", id="没有字的问题不接上文"),
    ],
)
def test_a_question_takes_from_the_one_before(question: str, before: list[str], taken: str):
    assert taken_on(question, before) == taken
