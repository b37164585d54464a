"""What a citation names: one clause, several, or an honest no."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus.chain import Chains, chains_at
from corpus.citation import path_text
from corpus.reading import parse_notice
from index.checker import Checker
from index.library import Library
from index.verdict import Ruling

LAW = (
    "中华人民共和国某教育法\n（2022年4月20日某大会通过）\n第一章 总则\n第一条 甲。\n第二条 乙。\n丙：\n（一）子；\n（二）丑。\n第三条 丁。\n"
    + "\n".join(
        f"第{n}条 己{n}。"
        for n in (
            "四",
            "五",
            "六",
            "七",
            "八",
            "九",
            "十",
        )
    )
    + "\n"
)
CODE = "某省长法典\n" + "\n".join(
    ["第九十九条 子。", "第一百条 丑。", "第一百条之一 寅。", "第一百零一条 卯。", "第一百零二条 辰。"]
)
RULES = "某省教育厅关于印发《实习提质三项措施》的通知\n某教发〔2024〕7号\n各校：\n现将《实习提质三项措施》印发给你们。\n某省教育厅\n2024年5月6日\n实习提质三项措施\n一、建好基地。\n二、任务。\n（一）扩量。\n（二）提质。\n三、保障。\n"
PLAN = (
    "某市教育局关于印发《某市培训方案》的通知\n某市教〔2023〕3号\n各校：\n现将《某市培训方案》印发给你们。\n某市教育局\n2023年5月6日\n"
    "某市培训方案\n一、目标。\n二、任务。\n附件\n任务清单\n| 序号 | 任务 |\n|---|---|\n| 1 | 建班 |\n| 2 | 结业 |\n"
)
YEARLY = (
    "某县人民政府关于印发《2024年某县集市整治行动规划》的通知\n某县政〔2024〕9号\n各镇：\n现将《2024年某县集市整治行动规划》印发给你们。\n"
    "某县人民政府\n2024年5月6日\n2024年某县集市整治行动规划\n一、目标。\n二、任务。\n"
)
ORDER = "某部令〔2025〕第12号\n《某器材管理办法》已经通过，现予公布。\n2025年1月2日\n某器材管理办法\n第一条 甲。\n第二条 乙。\n"
REGIONAL = "某市职业条例\n（2018年11月22日某市人大通过）\n第一条 甲。\n第二条 乙。\n"


def put(library: Library, text: str) -> str:
    notice = parse_notice(text, source="某.txt", sha256=text)
    library.add(notice, origin="", vectors=np.ones((len(notice.passages), 4), np.float32), encoder="e")
    return notice.id


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    opened = Library.open(tmp_path_factory.mktemp("cited") / "library.sqlite")
    for text in (LAW, CODE, RULES, PLAN, YEARLY, ORDER, REGIONAL):
        put(opened, text)
    yield opened
    opened.close()


def paths(ruling: Ruling) -> list[str]:
    numbers = [f"#{place.clause.paragraph}" if place.clause.paragraph else "" for place in ruling.places]
    return [path_text(place.clause.path) + number for place, number in zip(ruling.places, numbers, strict=True)]


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        ("某教发〔2024〕7号二（一）", ["二/（一）"]),
        ("某教发[2024]07号 二、（二）", ["二/（二）"]),
        ("某教发〔2024〕7号第二条", ["二"]),
        ("省教育厅某教发〔2024〕7号第三条", ["三"]),
        ("《三项措施》第三项", ["三"]),
        ("三项措施 三", ["三"]),
        ("《实习提质三项措施》（某教发〔2024〕7号）二/（一）", ["二/（一）"]),
        ("《关于印发〈实习提质三项措施〉的通知》第三条", ["三"]),
        ("某市教〔2023〕3号附件第2项", ["附件/2"]),
        ("《某教育法》第二条第二款", ["第一章/第二条#2"]),
        ("《中华人民共和国某教育法》第二条第二款第（一）项", ["第一章/第二条/（一）#2"]),
        ("某教育法第一条、第三条", ["第一章/第一条", "第一章/第三条"]),
        ("《某教育法》第三至五条", ["第一章/第三条", "第一章/第四条", "第一章/第五条"]),
        ("《某教育法》（2022年修订）第一条", ["第一章/第一条"]),
        ("《某教育法》第三条、同法第一条", ["第一章/第三条", "第一章/第一条"]),
        ("某教发〔2024〕7号第三条、同法第一条", ["三", "一"]),
        ("《某省长法典》第一百零二条", ["第一百零二条"]),
        ("《某省长法典》第一百条之一", ["第一百条之一"]),
        ("《某省长法典》第100条", ["第一百条"]),
        ("某部令〔2025〕12号第二条", ["第二条"]),
        ("《方案》（某市教〔2023〕3号）二", ["二"]),
        ("《某省教育厅实习提质三项措施》（某教发〔2024〕7号）三", ["三"]),
        ("《2024年某县集市整治行动规划》二", ["二"]),
        ("《某教育法》第二條第二款", ["第一章/第二条#2"]),
        ("某教发〔2024〕7号文第二条", ["二"]),
        ("据某教发〔2024〕7号第二条", ["二"]),
        ("某教发〔2024〕7号文件三", ["三"]),
    ],
)
def test_a_citation_names_its_clauses(library: Library, citation: str, expected: list[str]):
    ruling = Checker(library).cite(citation)
    assert (ruling.verdict.value, paths(ruling)) == ("exact", expected)


@pytest.mark.parametrize(
    ("citation", "verdict"),
    [
        pytest.param("某教发〔2024〕7号第四条", "no_such_clause", id="没有这一条"),
        pytest.param("某教发〔2024〕7号二、（一）第二项", "no_such_clause", id="第二项在（一）之下，不是（二）"),
        pytest.param("《某省长法典》第一百零二条之一", "no_such_clause", id="没有之一"),
        pytest.param("《某教育法》第三条第二款", "no_such_clause", id="没有第二款"),
        pytest.param("《某教育法》第一条一", "no_such_clause", id="条下没有一"),
        pytest.param("《某教育法》第二三条", "no_such_clause", id="二三是二和三还是二十三"),
        pytest.param("《某教育法》第三条、第十一条", "no_such_clause", id="列举里有一条没有"),
        pytest.param("《某教育法》第三条第一款，前款", "no_such_clause", id="第一款之前没有款"),
        pytest.param("某教发〔2024〕17号第二条", "not_held", id="文号多一位"),
        pytest.param("市某教发〔2024〕7号第二条", "not_held", id="另一个机关代字"),
        pytest.param("《教育法》第一条", "not_held", id="题名只是别的题名的末尾"),
        pytest.param("《某教育法实施细则》第一条", "not_held", id="细则不是法"),
        pytest.param("《两项措施》第一条", "not_held", id="题名错一字"),
        pytest.param("《某教育法》（1996年）第一条", "not_held", id="不是这一版"),
        pytest.param("《三项措施》（某市教〔2023〕3号）一", "not_held", id="文号与题名不合"),
        pytest.param("《职业条例》第一条", "ambiguous", id="省去了地名"),
        pytest.param("《某县集市整治行动规划》二", "ambiguous", id="省去了年份"),
        pytest.param("《集市整治行动规划》二", "ambiguous", id="省去了年份和地名"),
        pytest.param("《2023年某县集市整治行动规划》二", "not_held", id="另一年"),
        pytest.param("某市教育局某教发〔2024〕7号第二条", "not_held", id="文号前是别的机关"),
        pytest.param("《海角市实习提质三项措施》（某教发〔2024〕7号）三", "not_held", id="题名前加了地名"),
        pytest.param("《方案》一", "ambiguous", id="只有文种"),
        pytest.param("某市教〔2023〕3号第二项", "ambiguous", id="第二项可指二也可指附件"),
        pytest.param("《三项措施》第二项", "ambiguous", id="第二项可指二也可指（二）"),
        pytest.param("第二条", "unreadable", id="没有文件"),
        pytest.param("同法第六条", "unreadable", id="没有前文"),
        pytest.param("《某教育法》第二条很好", "unreadable", id="读不懂的尾巴"),
        pytest.param("今天天气", "unreadable", id="不是引用"),
        pytest.param("", "unreadable", id="空白"),
    ],
)
def test_what_it_does_not_name_is_said(library: Library, citation: str, verdict: str):
    ruling = Checker(library).cite(citation)
    assert ruling.verdict.value == verdict


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("《某教育法》第一条已有规定，学校章程第三条也有", id="章程"),
        pytest.param("《某教育法》第一条已有规定，本合同的第三条也有", id="合同"),
        pytest.param("《某教育法》第一条，民法典第三条", id="法典无书名号"),
        pytest.param("《某教育法》第一条，原第三条", id="原第三条"),
        pytest.param("《某教育法》释义第三条", id="释义"),
        pytest.param("《某教育法》（修订草案）第三条", id="草案在括号里"),
        pytest.param("《某教育法》（征求意见稿）第三条", id="征求意见稿"),
        pytest.param("修订前的《某教育法》第三条", id="修订前的"),
        pytest.param("原《某教育法》第三条", id="原"),
    ],
)
def test_a_clause_of_something_else_is_not_taken_for_the_laws(library: Library, words: str):
    last = [one for one in Checker(library).check(words) if one.kind == "citation"][-1]
    assert last.judged.verdict.value in ("not_held", "unreadable", "ambiguous")


def test_the_kind_named_says_which_document_is_gone_on_with(library: Library):
    found = Checker(library).check(
        "《某教育法》第一条、《某市职业条例》第一条、《某器材管理办法》第一条，同法第三条和该条例第二条，该规定第二条"
    )
    named = [(one.text, [path_text(place.clause.path) for place in one.places]) for one in found]
    assert named[3:] == [("同法第三条", ["第一章/第三条"]), ("该条例第二条", ["第二条"]), ("该规定第二条", [])]


@pytest.mark.parametrize("between", ["。", "，其中", "，同时，", "；结合", "以及其", "规定“甲。”，"])
def test_a_clause_goes_on_with_the_document_before_it(library: Library, between: str):
    found = Checker(library).check(f"《某教育法》第一条{between}第三条")
    last = [one for one in found if one.kind == "citation"][-1]
    assert [path_text(place.clause.path) for place in last.places][-1] == "第一章/第三条"


def test_another_form_of_the_number_is_said(library: Library):
    assert "二" in Checker(library).cite("某教发〔2024〕7号第二条").note
    assert Checker(library).cite("某教发〔2024〕7号二").note == ""


def test_editions_are_told_apart_by_their_date_only(tmp_path: Path):
    library = Library.open(tmp_path / "library.sqlite")
    put(library, LAW)
    older = put(library, LAW.replace("2022年4月20日", "1996年5月15日").replace("甲", "旧"))
    checker = Checker(library)
    both = checker.cite("《某教育法》第一条")
    assert (both.verdict.value, len(both.candidates)) == ("ambiguous", 2)
    told = checker.cite("《某教育法》（1996年）第一条")
    assert told.verdict.value == "exact"
    assert told.notice is not None and told.notice.id == older
    library.close()


def test_a_notice_added_later_is_found(tmp_path: Path):
    library = Library.open(tmp_path / "library.sqlite")
    checker = Checker(library)
    assert checker.cite("《某教育法》第一条").verdict.value == "not_held"
    put(library, LAW)
    assert checker.cite("《某教育法》第一条").verdict.value == "exact"
    library.close()


def test_a_thousand_numbers_are_not_tried_from_each(library: Library, monkeypatch: pytest.MonkeyPatch):
    tried: list[int] = []

    def counted(text: str, start: int) -> Chains | None:
        tried.append(start)
        return chains_at(text, start)

    monkeypatch.setattr("index.citing.chains_at", counted)
    assert Checker(library).cite("①" * 1_000).verdict.value == "unreadable"
    assert len(tried) <= 200
