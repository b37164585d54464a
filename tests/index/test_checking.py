"""Only what is verbatim in the clause that is cited is `exact`; everything else says what it is."""

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.reading import parse_notice
from corpus.wording import QUOTATION_MARKS, folded_words
from index.checker import Checker, Finding
from index.library import Library

MEASURES = (
    "某省教育厅关于印发《实习提质三项措施》的通知\n某教发〔2024〕7号\n各校：\n现将《实习提质三项措施》印发给你们。\n某省教育厅\n2024年5月6日\n"
    "实习提质三项措施\n"
    "一、建好基地。重点建设100个左右实训基地，达标率90%以上。引导企业参与“双主体”育人。\n支持校企共建学院。每年立项20项。\n"
    "二、完善保障。各地安排专项资金，不得挤占挪用。定期通报进展，纳入年度考核。\n"
    "三、加强督导。定期通报进展，纳入年度考核。\n"
)
PLAN = (
    "某市教育局关于开展岗前培训的通知\n某市教〔2023〕3号\n各校：\n"
    "一、培训对象。新入职教师和转岗教师应当参加岗前培训。\n二、培训时间。每学期开学前举行，不少于40学时。\n某市教育局\n2023年5月6日\n"
)


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checker]:
    library = Library.open(tmp_path_factory.mktemp("checked") / "library.sqlite")
    for text in (MEASURES, PLAN):
        notice = parse_notice(text, source="某.txt", sha256=text)
        library.add(notice, origin="", vectors=np.ones((len(notice.passages), 4), np.float32), encoder="e")
    yield Checker(library)
    library.close()


def quotation(checker: Checker, text: str) -> Finding:
    return next(finding for finding in checker.check(text) if finding.kind == "quotation")


def verdict(checker: Checker, text: str) -> str:
    return quotation(checker, text).judged.verdict.value


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        pytest.param("一要求“每年立项20项”，二要求“各地安排专项资金”。", ["一", "二"], id="二要求"),
        pytest.param("一要求“每年立项20项”。三还提出：“定期通报进展”。", ["一", "三"], id="三还提出，隔一句"),
        pytest.param("第一条要求“每年立项20项”，二要求“不得挤占挪用”。", ["一", "一"], id="第一条与二不是一种写法"),
        pytest.param("二要求“不得挤占挪用”，一要求“纳入年度考核”。", ["二", "二"], id="不往回数"),
        pytest.param("一要求“每年立项20项”，\n二要求“不得挤占挪用”。", ["一", None], id="另起一段"),
        pytest.param("一要求“每年立项20项”，二要求各校“不得挤占挪用”。", ["一", "一"], id="不是引出引文的话"),
    ],
)
def test_a_number_alone_goes_on_with_the_notice_before_it(checker: Checker, text: str, clauses: list[str | None]):
    found = checker.check(f"某教发〔2024〕7号{text}")
    named = [one.cited for one in found if one.kind == "quotation"]
    last = [words.removeprefix("某教发〔2024〕7号").removeprefix("第").removesuffix("条") or None for words in named]
    assert last == clauses


def test_what_a_number_alone_names_is_judged_there(checker: Checker):
    found = checker.check("某教发〔2024〕7号一要求“每年立项20项”，二要求“各地安排专项资金”，三要求“每年立项20项”。")
    told = [(one.text, one.kind, one.judged.verdict.value) for one in found]
    assert told[2:] == [
        ("二", "citation", "exact"),
        ("各地安排专项资金", "quotation", "exact"),
        ("三", "citation", "exact"),
        ("每年立项20项", "quotation", "wrong_clause"),
    ]


HEAD = "某教发〔2024〕7号第一条规定"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("重点建设100个左右实训基地，达标率90%以上", "exact", id="逐字"),
        pytest.param("重点建设１００个左右\n实训 基地,达标率90％以上", "exact", id="全半角换行空格"),
        pytest.param("引导企业参与‘双主体’育人", "exact", id="引号样式"),
        pytest.param("引导企业参与双主体育人。支持校企共建学院。", "exact", id="跨段"),
        pytest.param("重点建设10个左右实训基地", "differs", id="少一个零"),
        pytest.param("00个左右实训基地，达标率90%以上", "differs", id="从数字中间截起"),
        pytest.param("重点建设100个左右实训基地，达标率90", "differs", id="截去百分号"),
        pytest.param("重点建设100个左右示范基地", "differs", id="换一个词"),
        pytest.param("重点建设100个左右实训基地。达标率90%以上", "differs", id="逗号改句号"),
        pytest.param("重点建设100个左右实训基地，达标率90%以上。每年立项20项。", "differs", id="两句并作一句"),
        pytest.param("每年立项20项。支持校企共建学院。", "differs", id="次序颠倒"),
        pytest.param("重点建设100个左右实训基地……支持校企共建学院", "exact", id="省略有标明"),
        pytest.param("支持校企共建学院……重点建设100个左右实训基地", "differs", id="省略前后颠倒"),
        pytest.param("重点建设100个左右实训基地……不得挤占挪用", "differs", id="省略跨条"),
        pytest.param("各地安排专项资金，不得挤占挪用", "wrong_clause", id="在第二条"),
        pytest.param("新入职教师和转岗教师应当参加岗前培训", "wrong_clause", id="在另一份公文"),
        pytest.param("纳入月球基地的统一管理范围之内", "unsupported", id="没有这样的话"),
    ],
)
def test_a_quotation_of_a_clause(checker: Checker, words: str, expected: str):
    assert verdict(checker, f"{HEAD}“{words}”。") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("某教发〔2024〕7号指出“各地安排专项资金”。", "exact", id="只引公文"),
        pytest.param("某教发〔2024〕7号第九条规定“各地安排专项资金”。", "wrong_clause", id="条号不存在"),
        pytest.param("某教发〔1999〕7号第二条规定“各地安排专项资金”。", "not_held", id="公文未收录"),
        pytest.param("有人说“各地安排专项资金”。", "exact", id="无出处而唯一"),
        pytest.param("| 某教发〔2024〕7号一 | “各地安排专项资金” |", "wrong_clause", id="表格里一格一引"),
        pytest.param("有人说“定期通报进展，纳入年度考核”。", "ambiguous", id="无出处而两处"),
        pytest.param("有人说“各地安排专门资金，不得挤占挪用”。", "differs", id="无出处而有出入"),
        pytest.param("有人说“今天天气很好适合出门”。", "unsupported", id="无出处也找不到"),
        pytest.param("某教发〔2024〕7号第一条规定“重点建设", "unreadable", id="引号没有关上"),
    ],
)
def test_citations_decide_the_verdict(checker: Checker, text: str, expected: str):
    assert verdict(checker, text) == expected


STATUTE = (
    "某县集市办法\n第一章 总则\n第一条 经营者应当明码标价，投入25万元以上的另行备案。\n第二条 每场安排2-3名管理员，任期三至五年。\n"
    "第二章 罚则\n第三条 违反规定的予以警告：\n（一）占道经营；\n（二）以次充好。\n"
)


@pytest.fixture(scope="module")
def statute(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checker]:
    library = Library.open(tmp_path_factory.mktemp("statute") / "library.sqlite")
    notice = parse_notice(STATUTE, source="某.txt", sha256="1")
    library.add(notice, origin="", vectors=np.ones((len(notice.passages), 4), np.float32), encoder="e")
    yield Checker(library)
    library.close()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("《某县集市办法》第三条规定“违反规定的……以次充好”。", "exact", id="省略不出一条"),
        pytest.param("《某县集市办法》规定“违反规定的……以次充好”。", "exact", id="只引办法而省略不出一条"),
        pytest.param("《某县集市办法》规定“经营者应当明码标价……予以警告”。", "differs", id="省略跨条"),
        pytest.param("《某县集市办法》第一章规定“经营者应当……任期三至五年”。", "differs", id="省略跨一章里的两条"),
        pytest.param("有人说“经营者应当……任期三至五年”。", "differs", id="无出处而省略跨条"),
        pytest.param("《某县集市办法》第一条规定“投入25”。", "differs", id="25万截作25"),
        pytest.param("《某县集市办法》第二条规定“3名管理员”。", "differs", id="2-3截作3"),
        pytest.param("《某县集市办法》第二条规定“每场安排2”。", "differs", id="2-3截作2"),
        pytest.param("《某县集市办法》第二条规定“五年”。", "differs", id="三至五截作五"),
    ],
)
def test_omissions_stay_in_a_clause_and_numbers_whole(statute: Checker, text: str, expected: str):
    assert verdict(statute, text) == expected


def test_the_right_place_is_named(checker: Checker):
    judged = quotation(checker, f"{HEAD}“各地安排专项资金”。").judged
    assert [place.clause.path for place in judged.candidates] == [("二",)]
    assert judged.place is not None and judged.place.clause.path == ("一",)


def test_a_difference_is_shown_sign_by_sign(checker: Checker):
    judged = quotation(checker, f"{HEAD}“重点建设10个左右示范基地”。").judged
    assert judged.difference == (
        ("same", "重点建设10"),
        ("source", "0"),
        ("same", "个左右"),
        ("draft", "示范"),
        ("source", "实训"),
        ("same", "基地"),
    )


def test_words_skipped_are_counted(checker: Checker):
    judged = quotation(checker, f"{HEAD}“引导企业参与……支持校企共建学院”。").judged
    assert "略去原文 6 字" in judged.note  # 双主体育人。


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param("各地安排专项资金……挤占挪用", "不得", id="省略号里有不得"),
        pytest.param("挤占挪用", "不得", id="从不得之后截起"),
        pytest.param("得挤占挪用", "“不”", id="从不字之后截起"),
        pytest.param("安排专项资金……纳入年度考核", "不得", id="省略得远"),
    ],
)
def test_a_negation_left_out_is_said(checker: Checker, words: str, said: str):
    judged = quotation(checker, f"某教发〔2024〕7号第二条规定“{words}”。").judged
    assert judged.verdict.value == "exact"
    assert said in judged.note


def test_nothing_is_said_where_nothing_is_denied(checker: Checker):
    assert quotation(checker, f"{HEAD}“达标率90%以上”。").judged.note == ""


CLAUSE = folded_words(MEASURES[MEASURES.index("重点建设100") : MEASURES.index("\n二、")])
DROPPED = set(QUOTATION_MARKS)
SIGNS = st.one_of(
    st.sampled_from("0123456789一二三十百不的，。、（）%"), st.characters(categories=["L", "N", "P", "S"])
)


@given(st.integers(0, len(CLAUSE) - 8), st.integers(8, 60), st.integers(0, 10_000), SIGNS)
def test_one_sign_changed_is_never_exact(checker: Checker, start: int, length: int, at: int, sign: str):
    words = CLAUSE[start : start + length]
    at %= len(words)
    changed = f"{words[:at]}{sign}{words[at + 1 :]}"
    if not folded_words(sign) or folded_words(changed) == words or sign in "…⋯《":
        return
    held = any(folded_words(changed) in folded_words(text) for text in (MEASURES, PLAN))
    assert held or all(
        f.judged.verdict.value != "exact" for f in checker.check(f"{HEAD}“{changed}”。") if f.kind == "quotation"
    )


@given(st.integers(0, len(CLAUSE) - 8), st.integers(8, 60), st.randoms(use_true_random=False))
def test_a_difference_gives_both_texts_again(checker: Checker, start: int, length: int, chance: random.Random):
    words = list(CLAUSE[start : start + length])
    for _ in range(3):
        words[chance.randrange(len(words))] = chance.choice("甲乙丙丁戊")
    draft = "".join(words)
    judged = quotation(checker, f"{HEAD}“{draft}”。").judged
    if judged.difference:
        assert "".join(run for kind, run in judged.difference if kind != "source") == draft.strip()
        assert folded_words("".join(run for kind, run in judged.difference if kind != "draft")) in folded_words(
            MEASURES
        )


@pytest.mark.parametrize(
    "unit", ["“的”", "“甲……乙”", "某教发〔2024〕7号第一条“基地基地”", "“基地建设的的的”", "《某法》第一条：“甲”"]
)
def test_a_draft_without_end_is_checked_in_time(checker: Checker, unit: str):
    assert len(checker.check(unit * 300)) >= 300


def test_a_library_that_changes_is_read_anew(tmp_path: Path):
    library = Library.open(tmp_path / "library.sqlite")
    checker = Checker(library)
    assert verdict(checker, "有人说“各地安排专项资金”。") == "unsupported"
    notice = parse_notice(MEASURES, source="某.txt", sha256="1")
    library.add(notice, origin="", vectors=np.ones((len(notice.passages), 4), np.float32), encoder="e")
    assert verdict(checker, "有人说“各地安排专项资金”。") == "exact"
    library.close()
