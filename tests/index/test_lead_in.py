"""What leads to other passages, and where it stands in a ranking."""

from pathlib import Path

import pytest

from index.bigram import BigramEncoder
from index.lead_in import leads_in
from index.search import SearchEngine
from tests.index.made_notices import made_notice


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        pytest.param("现将有关事项通知如下：", True, id="冒号结尾"),
        pytest.param("符合下列条件之一的，可以申请补助: ", True, id="半角冒号和空格"),
        pytest.param("（三）加大企业金融支持", True, id="单独成行的标题"),
        pytest.param("加大企业金融支持。", False, id="有句号"),
        pytest.param("市教育局、市财政局", False, id="列举"),
        pytest.param("联系电话 62048888", False, id="数字"),
        pytest.param("| 序号 | 任务 |", False, id="表格的一行"),
        pytest.param("支持有条件的职业院校与行业龙头企业共同建设一批高水平的产教融合实训中心", False, id="长"),
    ],
)
def test_what_leads_to_other_passages(text: str, leads: bool):
    assert leads_in(text) is leads


def test_of_two_alike_the_one_that_only_leads_on_comes_second(tmp_path: Path):
    engine = SearchEngine.open(tmp_path, BigramEncoder(256))
    lines = ("企业申请稳岗补贴：", "企业申请稳岗补贴。", "做好供暖。")
    engine.add(made_notice("某市问答", *lines, id="a"), origin="")
    hits = engine.search("企业申请稳岗补贴")
    assert [hit.passage.text for hit in hits[:2]] == [lines[1], lines[0]]
    engine.close()
