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
        pytest.param("1.1.", Kind.DECIMAL, (1, 1), "1.1", "", id="1.1. 独占一行"),
        pytest.param("1.1.\u3000", Kind.DECIMAL, (1, 1), "1.1", "\u3000", id="1.1. 后只有空格"),
        pytest.param("1.1. \n甲", Kind.DECIMAL, (1, 1), "1.1", " \n甲", id="1.1. 后换行"),
        pytest.param("第十\n三条 甲", Kind.ARTICLE, (13,), "第十三条", " 甲", id="换页断开的条号"),
        pytest.param("第 十 一 条　甲", Kind.ARTICLE, (11,), "第十一条", "\u3000甲", id="条号字字空开"),
        pytest.param("第一○一条 甲", Kind.ARTICLE, (101,), "第一○一条", " 甲", id="圆圈作零"),
        pytest.param("第九百九十九条 甲", Kind.ARTICLE, (999,), "第九百九十九条", " 甲", id="九百九十九"),
        pytest.param("第一千零一条 甲", Kind.ARTICLE, (1001,), "第一千零一条", " 甲", id="一千零一"),
        pytest.param("第12条 甲", Kind.ARTICLE, (12,), "第12条", " 甲", id="阿拉伯数字条"),
        pytest.param("第二篇 甲", Kind.PART, (2,), "第二篇", " 甲", id="篇"),
        pytest.param("第二部分　甲", Kind.PART, (2,), "第二部分", "\u3000甲", id="部分"),
        pytest.param("（\n三）甲", Kind.BRACKET, (3,), "（三）", "甲", id="括号后断开"),
        pytest.param("二、2024年工作", Kind.COMMA, (2,), "二", "2024年工作", id="顿号后接年份"),
        pytest.param("三　丙", Kind.COMMA, (3,), "三", "丙", id="只有空格的一级"),
        pytest.param("1﹒推进", Kind.DOT, (1,), "1", "推进", id="小圆点"),
        pytest.param("1、5G网络", Kind.DOT, (1,), "1", "5G网络", id="顿号后接5G"),
        pytest.param("⑴甲", Kind.DIGIT_BRACKET, (1,), "⑴", "甲", id="⑴"),
        pytest.param("㈠甲", Kind.BRACKET, (1,), "㈠", "甲", id="㈠"),
        pytest.param("⒈甲", Kind.DOT, (1,), "⒈", "甲", id="⒈"),
        pytest.param("Ⅳ、甲", Kind.ROMAN, (4,), "Ⅳ", "甲", id="Ⅳ"),
        pytest.param("B.甲", Kind.LETTER, (2,), "B", "甲", id="B."),
        pytest.param("专栏3  甲工程", Kind.BOX, (3,), "专栏3", "  甲工程", id="专栏"),
        pytest.param("专栏\n3\n甲工程", Kind.BOX, (3,), "专栏3", "\n甲工程", id="专栏断成三行"),
        pytest.param("表2 人口", Kind.TABLE, (2,), "表2", " 人口", id="表2"),
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
    + [
        "第一部分内容",
        "专栏1所列",
        "表1所示",
        "1、2、3号楼",
        "1.5G",
        "2.5年",
        "一.5",
        "（一）至（三）项",
        "（四）、（五）项",
        "（一）（二）项",
        "（1）至（3）",
    ]
    + ["二〇二三年", "一批项目", "2000人次", "41.565公顷", "3.5", "3.5\u3000", "3.5 \n甲", "十四五期间"],
)
def test_a_reference_or_a_figure_is_no_label(words: str):
    assert label_at(words, 0) is None
