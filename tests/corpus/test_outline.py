"""The reading that makes the number sequence whole wins."""

import pytest

from corpus.citation import path_text
from corpus.numeral import chinese
from corpus.reading import parse_notice


def paths(text: str) -> list[str]:
    notice = parse_notice(f"某市教育局关于某事的通知\n\n{text}", source="某.txt", sha256="")
    return [path_text(clause.path) for clause in notice.root.walk() if clause.path]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "一、甲\n（一）乙\n1.丙\n（1）丁\n2.戊\n二、己",
            "一 一/（一） 一/（一）/1 一/（一）/1/（1） 一/（一）/2 二",
            id="四级",
        ),
        pytest.param(
            "一、甲\n（一）乙\n（二）丙\n二、丁\n（三）戊", "一 一/（一） 一/（二） 二 二/（三）", id="编号越过上级继续"
        ),
        pytest.param("一、甲\n1.乙\n2.丙\n二、丁\n1.戊", "一 一/1 一/2 二 二/1", id="编号在每级重新开始"),
        pytest.param(
            "第一章 甲\n第一条 乙\n第二章 丙\n第二条 丁",
            "第一章 第一章/第一条 第二章 第二章/第二条",
            id="条号越过章继续",
        ),
        pytest.param(
            "第一条 甲\n第二条 乙，依照\n第三条规定的条件办理。\n第三条 丙",
            "第一条 第二条 第三条",
            id="折行的引用不是条",
        ),
        pytest.param(
            "一、总则\n第一条 甲\n第二条 乙\n二、附则\n第三条 丙",
            "一 一/第一条 一/第二条 二 二/第三条",
            id="节用一、条贯穿到底",
        ),
        pytest.param(
            "一、甲改为丙。\n二、乙改为丁。\n第一条 子\n第二条 丑",
            "一 二 第一条 第二条",
            id="修改决定后另起的条不归最后一项",
        ),
        pytest.param("第七条 甲\n第七条之一 乙\n第八条 丙", "第七条 第七条之一 第八条", id="之一"),
        pytest.param(
            "第一条 甲：\n（一）乙；\n（二）丙。\n第二条 丁", "第一条 第一条/（一） 第一条/（二） 第二条", id="条下有项"
        ),
        pytest.param(
            "1　甲\n1.1　乙\n1.2　丙\n1.2.1　丁\n（1）戊\n2　己\n2.1　庚",
            "1 1/1.1 1/1.2 1/1.2/1.2.1 1/1.2/1.2.1/（1） 2 2/2.1",
            id="小数编号",
        ),
        pytest.param(
            "第一章　总则　　第一条　甲。\n第二条　乙。", "第一章 第一章/第一条 第一章/第二条", id="一行两个编号"
        ),
        pytest.param("一、工作。一是抓甲，二是抓乙。", "一 一/一是 一/二是", id="段内一是二是"),
        pytest.param("一、这一是非问题，很重要。", "一", id="单独一个一是不算"),
        pytest.param("一、条件：（1）甲；（2）乙。\n二、丙", "一 一/（1） 一/（2） 二", id="段内有序号"),
        pytest.param("一、根据规定（1）甲办理。（2）乙。\n二、丙", "一 二", id="段内不从一起的序号不算"),
        pytest.param("一、符合：①甲；②乙；③丙。", "一 一/① 一/② 一/③", id="段内圈码"),
        pytest.param("一、甲　　二、乙　　三、丙", "一 二 三", id="一行三个编号"),
        pytest.param("第一条 甲。第二条 乙。\n第三条 丙。", "第一条 第二条 第三条", id="句后接条"),
        pytest.param("第一条 甲。第二条规定的除外。\n第二条 乙。", "第一条 第二条", id="句后引用不是条"),
        pytest.param("第一章总则第一条甲。\n第二条 乙。", "第一章 第一章/第一条 第一章/第二条", id="章名后接条无空格"),
        pytest.param("第一章 甲 第二章 乙 第三章 丙\n第一章 甲\n第一条 丁", "第一章 第一章/第一条", id="一行目录"),
        pytest.param("第一章 总 则第一条 甲。\n第二条 乙。", "第一章 第一章/第一条 第一章/第二条", id="章名后直接接条"),
        pytest.param(
            "第一条 甲法增加一节，作为第七节：\n第七节 乙\n第十条 丙。\n第十一条 丁。\n第二条 戊。",
            "第一条 第二条",
            id="修正案无引号",
        ),
        pytest.param(
            "第一条 增加下列内容：\n（一）甲；\n（二）乙。\n第二条 丙。",
            "第一条 第一条/（一） 第一条/（二） 第二条",
            id="增加下列内容",
        ),
        pytest.param(
            "一、甲\n（一）乙。\n各位代表！我们要办：（1）丙；（2）丁。\n二、戊",
            "一 一/（一） 一/（1） 一/（2） 二",
            id="称呼之后",
        ),
        pytest.param("一、甲\n（一）乙。\n注释：\n1.丙。\n2.丁。", "一 一/（一） 1 2", id="文末注释"),
        pytest.param("一　甲\n二　乙", "一 二", id="只有空格的一级"),
        pytest.param("一　些人\n一、甲", "一", id="单独一个空格的不算"),
        pytest.param("甲案。\n第六条 经营者应当赔偿。\n乙。", "", id="单独引一条不是条"),
        pytest.param(
            "一、增加一章：“第三章 丙\n第四条 丁。\n第五条 戊。”\n二、己", "一 二", id="修正案引号里的条不是条"
        ),
        pytest.param(
            "第八章 甲\n第八十条 乙。\n第八十一条 戊。\n第九章 丙\n第八十三条 丁。",
            "第八章 第八章/第八十条 第八章/第八十一条 第九章 第九章/第八十三条",
            id="换章处缺一条",
        ),
        pytest.param(
            "一、甲\n（一）乙，要好。\n专栏1 丙\n丁戊。\n（二）己",
            "一 一/（一） 一/专栏1 一/（二）",
            id="专栏在条目之间",
        ),
        pytest.param("第一条 甲。\n表1 乙\n| 丙 | 丁 |\n第二条 戊", "第一条 第一条/表1 第二条", id="条下有表"),
        pytest.param("01甲\n一段话。\n02乙\n一段话。\n03丙\n一段话。", "01 02 03", id="补零编号"),
        pytest.param(
            "一、甲：一是乙；二是丙，要：一是丁；二是戊；三是己。三是庚。",
            "一 一/一是 一/二是 一/二是/一是 一/二是/二是 一/二是/三是 一/三是",
            id="二是里又有一是",
        ),
        pytest.param(
            "一、甲：首先，乙：一是丙；二是丁。其次，戊。",
            "一 一/首先 一/首先/一是 一/首先/二是 一/其次",
            id="首先里有一是",
        ),
        pytest.param(
            "一、甲：一是乙；二是丙。\n又要：一是丁；二是戊。", "一 一/一是 一/二是 一/一是 一/二是", id="前后两组一是"
        ),
        pytest.param("①甲②乙③丙", "① ② ③", id="圈码连排"),
    ],
)
def test_labels_make_a_tree(text: str, expected: str):
    assert paths(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "一、原则 （一）甲。\n（二）乙。\n二、方案 （三）丙。\n（四）丁。",
            "一 一/（一） 一/（二） 二 二/（三） 二/（四）",
            id="标题后空格接首项",
        ),
        pytest.param(
            "一、方案 （一）内容 1.甲。\n2.乙。\n（二）丙。",
            "一 一/（一） 一/（一）/1 一/（一）/2 一/（二）",
            id="两级标题同行",
        ),
        pytest.param(
            "一、时间（一）甲：9月1日。（二）乙：9月2日。\n二、丙", "一 一/（一） 一/（二） 二", id="标题直接连着首项"
        ),
        pytest.param(
            "公告 一、时间（一）甲。（二）乙。二、丙", "一 一/（一） 一/（二） 二", id="上一级也在段内，按印刷先后"
        ),
        pytest.param("一、甲。按照本条（一）办，（一）甲。（二）乙。\n二、丙", "一 二", id="首项出现两次的不算"),
        pytest.param("一、方案，按照 （一）规定办理。\n二、乙。", "一 二", id="句中的不是"),
        pytest.param("一、甲。责任单位：某局 二、乙\n三、丙", "一 二 三", id="空格后接下一条"),
        pytest.param("一、甲。   　　二、乙。\n三、丙", "一 二 三", id="多个空格后接下一条"),
        pytest.param("一、甲 　　（一）乙。\n（二）丙。\n二、丁", "一 一/（一） 一/（二） 二", id="全角空格后接首项"),
        pytest.param("一、户型：\n1.3人户。\n2.2人户。\n3.4人户。\n二、甲", "一 一/1 一/2 一/3 二", id="序号后接数字"),
        pytest.param("一、甲\n1.3人。\n2.5万元。\n二、乙", "一 二", id="两行小数不是序号"),
        pytest.param("甲问\n第五条规定：“乙。”\n丙答", "", id="某条规定冒号不是条"),
        pytest.param("一、甲案称“标签应当标明：（一）乙；（二）丙。”\n二、丁", "一 二", id="引号里的项不是"),
        pytest.param(
            "五、甲\n（十一）子\n（十二）丑\n六、乙\n七、丙\n（十六）寅\n八、丁\n（十七）卯\n九、戊\n（十八）辰",
            "五 五/（十一） 五/（十二） 六 七 七/（十六） 八 八/（十七） 九 九/（十八）",
            id="续号缺了几个",
        ),
    ],
)
def test_the_sequence_decides_where_a_clause_begins(text: str, expected: str):
    assert paths(text) == expected.split()


def test_text_without_line_breaks_is_cut_behind_its_sentences():
    filler = "有关单位应当按照规定办理相关手续并妥善保存资料" * 9
    text = f"现公告如下：一、{filler}。二、要求：（一）{filler}。（二）{filler}。三、{filler}。"
    assert paths(text) == ["一", "二", "二/（一）", "二/（二）", "三"]


def test_a_gap_in_the_numbers_is_warned_of():
    notice = parse_notice("某市关于某事的通知\n\n一、甲。\n二、乙。\n四、丙。\n五、丁。", source="某.txt", sha256="")
    assert [clause.label for clause in notice.root.children] == ["一", "二", "四", "五"]
    assert notice.warnings == ("二 is followed by 四 (offset 21)",)


def test_a_paragraph_behind_the_items_of_an_article_belongs_to_the_article():
    text = "第一条 应当：\n（一）甲；\n（二）乙。\n本条另有规定的除外。\n第二条 丙。"
    notice = parse_notice(f"某办法\n\n{text}", source="某.txt", sha256="")
    article = notice.root.children[0]
    assert [span.of(notice.text) for span in article.paragraphs] == ["第一条 应当：", "本条另有规定的除外。"]


@pytest.mark.parametrize(
    ("text", "own"),
    [
        pytest.param("第一条 应当：\n（一）甲；\n说明。\n（二）乙。\n第二条 丙。", ["第一条 应当："], id="两项之间"),
        pytest.param(
            "第一条 应当：\n（一）甲；\n（二）乙。\n另有规定。", ["第一条 应当：", "另有规定。"], id="末项之后"
        ),
        pytest.param("第一条 应当：\n（一）甲。\n说明甲。\n（二）乙。\n说明乙。", ["第一条 应当："], id="各项都有说明"),
        pytest.param(
            "第一条 应当：\n（一）甲，包括：\n子；\n丑。\n另有规定。",
            ["第一条 应当：", "另有规定。"],
            id="项下无号分列",
        ),
        pytest.param("第一条 应当：（一）甲；（二）乙。另有规定。", ["第一条 应当：", "另有规定。"], id="段内末项之后"),
        pytest.param("第一条 应当：（一）甲。说明。（二）乙。说明。", ["第一条 应当："], id="段内各项都有句号"),
    ],
)
def test_what_stands_behind_a_list_belongs_to_the_article(text: str, own: list[str]):
    notice = parse_notice(f"某办法\n\n{text}", source="某.txt", sha256="")
    assert [span.of(notice.text) for span in notice.root.children[0].paragraphs] == own


def test_notes_below_an_attachment_are_its_own():
    text = "请办理。\n某局\n2024年1月2日\n附件\n甲表\n一、甲\n（一）乙\n注：\n1.丙。\n2.丁。"
    assert paths(text) == ["附件", "附件/一", "附件/一/（一）", "附件/1", "附件/2"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "上年工作回顾\n（一）甲。\n（二）乙。\n今年目标任务\n一是丙；二是丁。",
            "（一） （二） 一是 二是",
            id="前有同样标题",
        ),
        pytest.param(
            "（一）甲。\n（二）乙。\n今年目标任务\n一是丙；二是丁。",
            "（一） （二） （二）/一是 （二）/二是",
            id="前无标题",
        ),
        pytest.param(
            "上年工作回顾\n（一）甲。\n今年目标任务\n一是丙；二是丁。\n（二）乙。",
            "（一） （一）/一是 （一）/二是 （二）",
            id="编号还在继续",
        ),
    ],
)
def test_a_heading_without_a_number_ends_the_clauses_where_one_began_them(text: str, expected: str):
    assert paths(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "own"),
    [
        pytest.param(
            "一、甲。\n（一）乙。\n（二）丙。\n本通知自发布之日起执行。",
            ["本通知自发布之日起执行。"],
            id="施行日期不属于末条",
        ),
        pytest.param("一、甲。\n二、附则\n本通知自发布之日起执行。", [], id="标题下的施行日期属于标题"),
        pytest.param("第一条 甲。\n第二条 乙。\n本办法自发布之日起施行。", [], id="条下的施行日期是一款"),
    ],
)
def test_when_a_notice_comes_into_force_belongs_to_no_last_clause(text: str, own: list[str]):
    notice = parse_notice(f"某局关于某事的通知\n各单位：\n{text}\n", source="某.txt", sha256="")
    assert [span.of(notice.text) for span in notice.root.paragraphs] == own


def test_what_is_in_doubt_changes_nothing_far_behind_it():
    articles = [f"第{chinese(n)}条 甲：\n（一）乙；\n（二）丙。" for n in range(1, 201)]
    articles[49] += "\n（一）丁；\n（二）戊。"
    articles[149] += "\n（一）丁；\n（二）戊。"
    found = paths("\n".join(articles))
    wanted = [
        path for n in range(1, 201) for path in (f"第{chinese(n)}条", *(f"第{chinese(n)}条/（{i}）" for i in "一二"))
    ]
    assert list(dict.fromkeys(found)) == wanted
    assert len(found) == 604  # 200 articles with two items each, and twice two more


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "一、甲：1.乙；2.丙。3.丁。\n（一）戊\n二、己", "一 一/1 一/2 一/3 一/（一） 二", id="段内编号之后"
        ),
        pytest.param(
            "第一章甲 第一条 乙。 第二条 丙。 第二章丁 第三条 戊。",
            "第一章 第一章/第一条 第一章/第二条 第二章 第二章/第三条",
            id="全在一段",
        ),
    ],
)
def test_labels_inside_paragraphs_open_lists(text: str, expected: str):
    assert paths(text) == expected.split(" ")


def test_a_doubt_that_only_what_follows_settles_is_searched_on():
    # Whether 一 holds the articles or ends where they begin shows at 三, where （一） holds them: 33 labels further on.
    numbers = [
        1,
        *range(21, 25),
        "二",
        *range(25, 29),
        "（一）",
        "（二）",
        *range(29, 37),
        "三",
        "（一）",
        *range(37, 46),
    ]
    labels = [
        f"第{chinese(n)}条" if isinstance(n, int) else n
        for n in ["一", *numbers, "（一）", "（二）", "（三）", "（二）"]
    ]
    found = paths("\n".join(f"{label}、甲。" if len(label) == 1 else f"{label} 甲。" for label in labels))
    assert found[:2] == ["一", "一/第一条"]
    assert found[-5:] == ["三/（一）/第四十五条", *(f"三/（一）/第四十五条/（{n}）" for n in "一二三"), "三/（二）"]
