import pytest

from corpus.label import Kind, label_at


@pytest.mark.parametrize(
    ("words", "kind", "ordinal", "text", "rest"),
    [
        pytest.param("第三条 为了", Kind.ARTICLE, (3,), "第三条", " 为了", id="条"),
        pytest.param("第 一 条 为了", Kind.ARTICLE, (1,), "第一条", " 为了", id="条号里有空格"),
        pytest.param(
            "第八条 规定重大事项的法规", Kind.ARTICLE, (8,), "第八条", " 规定重大事项的法规", id="条文以规定开头"
        ),
        pytest.param("第九条 第三人实施欺诈", Kind.ARTICLE, (9,), "第九条", " 第三人实施欺诈", id="条文以第三人开头"),
        pytest.param("第一百二十条之一 甲", Kind.ARTICLE, (120, 1), "第一百二十条之一", " 甲", id="之一"),
        pytest.param("第五条中小学校应当", Kind.ARTICLE, (5,), "第五条", "中小学校应当", id="条后无空格"),
        pytest.param("## 第一章 总 则", Kind.CHAPTER, (1,), "第一章", " 总 则", id="Markdown 标题"),
        pytest.param("一、总体目标", Kind.COMMA, (1,), "一", "总体目标", id="一、"),
        pytest.param("二十一、附则", Kind.COMMA, (21,), "二十一", "附则", id="二十一、"),
        pytest.param("(六) 推动", Kind.BRACKET, (6,), "（六）", " 推动", id="半角括号"),
        pytest.param("（一）项目建设", Kind.BRACKET, (1,), "（一）", "项目建设", id="项目不是第几项"),
        pytest.param("1.加强", Kind.DOT, (1,), "1", "加强", id="1."),
        pytest.param("１．加强", Kind.DOT, (1,), "1", "加强", id="全角 1."),
        pytest.param("3.2024年完成", Kind.DOT, (3,), "3", "2024年完成", id="序号后接年份"),
        pytest.param("（12）甲", Kind.DIGIT_BRACKET, (12,), "（12）", "甲", id="（12）"),
        pytest.param("1）甲", Kind.HALF_BRACKET, (1,), "1）", "甲", id="1）"),
        pytest.param("①甲", Kind.CIRCLE, (1,), "①", "甲", id="①"),
        pytest.param("1.2.3　编制", Kind.DECIMAL, (1, 2, 3), "1.2.3", "\u3000编制", id="1.2.3"),
        pytest.param("一是深入贯彻", Kind.ORDINAL_IS, (1,), "一是", "深入贯彻", id="一是"),
    ],
)
def test_a_printed_number_is_a_label(words: str, kind: Kind, ordinal: tuple[int, ...], text: str, rest: str):
    label = label_at(words, 0)
    assert label is not None
    assert (label.kind, label.ordinal, label.text, words[label.end :]) == (kind, ordinal, text, rest)


@pytest.mark.parametrize(
    "words",
    [
        "第三条规定的条件",
        "第三条、第四条",
        "第十条　第一款",
        "第五条中的规定",
        "（一）项规定的情形",
        "2024年11月",
        "3.5%的学生",
    ]
    + ["二〇二三年", "一批项目", "2000人次", "41.565公顷", "十四五期间"],
)
def test_a_reference_or_a_figure_is_no_label(words: str):
    assert label_at(words, 0) is None
