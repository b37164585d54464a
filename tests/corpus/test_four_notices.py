"""What the four notices of the starting library hold, read against their text by eye."""

from datetime import date
from pathlib import Path

import pytest

from corpus.citation import cite, path_text
from corpus.notice import Notice, Region
from corpus.reading import read_notice

NOTICES = Path(__file__).parents[2] / "corpus" / "notices"
CHINESE = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五"]


def under(parent: str, count: int) -> list[str]:
    return [f"{parent}/（{numeral}）" for numeral in CHINESE[:count]]


PATHS = {
    "吉教职成〔2024〕4号": CHINESE[:10],
    "吉市政办发〔2022〕33号": ["一", "二", *under("二", 15), "三", *under("三", 3), "四", *under("四", 3)],
    "梅教联发〔2023〕3号": ["一", "二", "三", *under("三", 8), "四", *under("四", 3), "附件"]
    + [f"附件/{row}" for row in range(1, 9)],
    "长春市教育局-第244号提案答复": ["一", "二", "三", "四", "一是", "二是", "三是"],
}


def notice(stem: str) -> Notice:
    return read_notice(NOTICES / f"{stem}.txt")


def clause(stem: str, path: str):
    return next(c for c in notice(stem).root.walk() if path_text(c.path) == path)


@pytest.mark.parametrize("stem", PATHS)
def test_every_clause_has_its_path(stem: str):
    assert [path_text(c.path) for c in notice(stem).root.walk() if c.path] == PATHS[stem]


@pytest.mark.parametrize("stem", PATHS)
def test_there_is_nothing_to_warn_of(stem: str):
    assert notice(stem).warnings == ()


def test_the_ten_measures():
    ten = notice("吉教职成〔2024〕4号")
    assert (ten.number, ten.date, ten.year, ten.genre) == ("吉教职成〔2024〕4号", None, 2024, "通知")
    assert ten.title == "吉林省教育厅关于印发《职业教育产教融合赋能提升行动十项措施》的通知"
    assert (ten.issuers, ten.region) == (("吉林省教育厅",), Region("吉林省"))
    assert ten.addressees[:2] == ("各市（州）教育局", "长白山管委会教育科技局")
    assert [i.title for i in ten.instruments] == ["职业教育产教融合赋能提升行动十项措施"]
    assert [c.heading for c in ten.root.children] == [
        "优化职业学校布局",
        "促进专业与产业精准匹配",
        "推动产教深度融合",
        "创建高技能人才培养高地",
        "夯实内涵发展新基建",
        "实施专项人才精准培养",
        "健全梯度衔接培养体系",
        "提升科技攻关能力",
        "拓展社会服务功能",
        "强化改革发展保障",
    ]


def test_a_sentence_that_a_page_break_cut_is_one_passage():
    ten = notice("吉教职成〔2024〕4号")
    second = [p for p in ten.passages if p.path == ("二",)]
    assert len(second) == 1
    assert "支持增设支撑我省支柱产业" in second[0].text
    assert "支持增设\n\n支撑我省支柱产业" in second[0].span.of(ten.text)


def test_a_measure_is_cited_with_its_instrument_and_the_notices_number():
    ten = notice("吉教职成〔2024〕4号")
    seventh = clause("吉教职成〔2024〕4号", "七")
    expected = "《职业教育产教融合赋能提升行动十项措施》（吉教职成〔2024〕4号）七"
    assert cite(ten, seventh.path, seventh.span) == expected


def test_the_city_plan():
    plan = notice("吉市政办发〔2022〕33号")
    assert (plan.number, plan.date, plan.year) == ("吉市政办发〔2022〕33号", date(2022, 11, 22), 2022)
    assert (plan.issuers, plan.region) == (("吉林市人民政府办公室",), Region("吉林省", "吉林市"))
    assert plan.attachments == ("工作任务清单",)
    assert [r.number for r in plan.references] == ["吉政发〔2021〕28号"]
    assert clause("吉市政办发〔2022〕33号", "三/（二）").heading == "做好财政支持保障"


def test_the_reply_to_a_proposal():
    reply = notice("长春市教育局-第244号提案答复")
    assert (reply.number, reply.date, reply.genre) == (None, date(2023, 6, 20), "答复")
    assert reply.title == "对市政协第十四届第二次会议第244号提案的答复"
    assert (reply.issuers, reply.addressees) == (("长春市教育局",), ("董妍委员",))
    assert reply.region == Region("吉林省", "长春市")
    assert "职业教育法" in [r.title for r in reply.references]


def test_the_closing_paragraph_of_the_reply_stands_in_no_numbered_clause():
    reply = notice("长春市教育局-第244号提案答复")
    outlook = next(p for p in reply.passages if p.text.startswith("下一步"))
    assert outlook.path == ()
    assert outlook.text.endswith("全力支持长春市国家高质量发展试验区建设。")
    second = next(p for p in reply.passages if p.path == ("二是",))
    assert second.text.startswith("二是打通学生成长上升通道")
    assert "开设机器人技术、新能源汽车工程技术" in second.text  # a page break stood between


def test_the_contacts_number_is_masked():
    reply = notice("长春市教育局-第244号提案答复")
    assert "135****1242" in reply.text


def test_five_bodies_issue_the_plan_of_meihe():
    plan = notice("梅教联发〔2023〕3号")
    assert plan.issuers == (
        "梅河新区教育局",
        "梅河新区发展和改革局",
        "梅河新区工业和信息化局",
        "梅河新区财政局",
        "梅河新区人力资源和社会保障局",
    )
    assert plan.title == (
        "梅河新区教育局等五部门关于印发《梅河新区（梅河口市）关于落实现代职业教育体系建设改革重点任务实施方案》的通知"
    )
    assert (plan.date, plan.region) == (date(2023, 9, 13), Region("吉林省", "通化市", "梅河口市"))
    assert plan.addressees == ("全市各中职学校", "梅河口康美职业技术学院", "相关企业", "科研院所")


def test_half_width_brackets_are_the_same_labels():
    plan = notice("梅教联发〔2023〕3号")
    sixth = clause("梅教联发〔2023〕3号", "三/（六）")
    assert sixth.span.of(plan.text).startswith("(六) 推动建设")
    assert sixth.heading == "推动建设职业教育示范性虚拟仿真实训基地"


def test_a_table_row_keeps_task_and_body_together():
    plan = notice("梅教联发〔2023〕3号")
    fifth = next(p for p in plan.passages if p.path == ("附件", "5"))
    assert "推动建设职业教育信息化标杆学校" in fifth.text
    assert fifth.text.endswith("| 教育局、中职学校 |")
    assert fifth.context[-1] == "序号 | 工作任务 | 责任单位"
    assert cite(plan, fifth.path, fifth.span).endswith("工作清单》（梅教联发〔2023〕3号）附件第5项")
