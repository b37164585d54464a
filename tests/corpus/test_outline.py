"""The reading that makes the number sequence whole wins."""

import pytest

from corpus.citation import path_text
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
    ],
)
def test_labels_make_a_tree(text: str, expected: str):
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
