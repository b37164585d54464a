"""Which notices cite which: both directions say the same, and stay right while notices come and go."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.citation import path_text
from corpus.notice import Notice
from corpus.reading import parse_notice
from index.embedding import Embedded
from index.library import Library
from index.referral import Referral, Referrals

LAW = "中华人民共和国某教育法\n（2022年4月20日某大会通过）\n第一章 总则\n第一条 甲。\n第二条 下列人员：\n（一）子；\n（二）丑。\n第三条 依照本法第一条办理。\n"
OLDER = LAW.replace("2022年4月20日", "1996年5月15日").replace("甲", "旧")
RULES = "某省教育厅关于印发某省实习办法的通知\n某教发〔2024〕7号\n各校：\n现将《某省实习办法》印发给你们。\n某省教育厅\n2024年5月6日\n某省实习办法\n第一条 乙。\n第二条 丙。依照《某教育法》第二条第（二）项、第九条，参照《某税法》\n第五条办理；另见丁。\n"
PLAN = "某市教育局关于某事的通知\n某市教〔2024〕9号\n各校：\n一、总则\n落实《某省实习办法》（某教发〔2024〕7号）第二条。\n二、任务\n按某教发[2024]07号执行。\n"


def read(text: str) -> Notice:
    return parse_notice(text, source="某.txt", sha256=text)


def put(library: Library, text: str, origin: str = "") -> str:
    notice = read(text)
    vectors = Embedded(np.ones((len(notice.passages), 4), np.float32))
    return library.add_file([notice], file=origin, vectors=[vectors], encoder="e")[0].id or ""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path / "library.sqlite")
    yield opened
    opened.close()


def told(one: Referral) -> tuple[str, str, str | None, list[str]]:
    """Citing clause, words as printed, notice found, its clauses."""
    words = "".join(one.reference.span.of(one.notice.text).split())
    return path_text(one.clause.path), words, one.target.id if one.target else None, _paths(one)


def _paths(one: Referral) -> list[str]:
    return [path_text(clause.path) for clause in one.named]


def cited_by(library: Library, notice_id: str, **asked: object) -> list[tuple[str, str, list[str]]]:
    found = Referrals(library).cited_by(library.notice(notice_id), most=100, **asked)  # type: ignore[arg-type]
    return [(one.notice.id, path_text(one.clause.path), _paths(one)) for one in found.referrals]


def test_what_a_notice_cites_held_or_not(library: Library):
    law, rules = put(library, LAW), put(library, RULES)
    assert [told(one) for one in Referrals(library).cites(library.notice(rules))] == [
        ("第二条", "《某教育法》第二条第（二）项、第九条", law, ["第一章/第二条/（二）"]),
        ("第二条", "《某税法》第五条", None, []),
    ]


def test_the_sentence_goes_over_a_broken_line_and_ends_at_a_semicolon(library: Library):
    rules = put(library, RULES)
    notice = library.notice(rules)
    one = Referrals(library).cites(notice)[1]
    assert one.sentence.of(notice.text) == "依照《某教育法》第二条第（二）项、第九条，参照《某税法》\n第五条办理；"


def test_what_cites_a_notice_by_title_number_and_its_own_clauses(library: Library):
    law, rules, plan = put(library, LAW), put(library, RULES), put(library, PLAN)
    assert cited_by(library, rules) == [(plan, "一", ["第二条"]), (plan, "二", [])]
    assert cited_by(library, law) == [
        (rules, "第二条", ["第一章/第二条/（二）"]),
        (law, "第一章/第三条", ["第一章/第一条"]),
    ]


@pytest.mark.parametrize(
    ("path", "citing"),
    [
        pytest.param(("第一章", "第二条"), ["第二条"], id="一条含其项"),
        pytest.param(("第一章", "第一条"), ["第一章/第三条"], id="本法自引"),
        pytest.param(("第一章", "第三条"), [], id="无人引用"),
        pytest.param(("第一章",), ["第二条", "第一章/第三条"], id="一章含其条"),
    ],
)
def test_what_cites_one_clause(library: Library, path: tuple[str, ...], citing: list[str]):
    law, _ = put(library, LAW), put(library, RULES)
    within = next(clause for clause in library.notice(law).root.walk() if clause.path == path)
    assert [clause for _, clause, _ in cited_by(library, law, within=within)] == citing


def test_what_one_clause_cites(library: Library):
    plan = library.notice(put(library, PLAN))
    first, second = plan.root.children
    assert [told(one)[1] for one in Referrals(library).cites(plan, first)] == [
        "《某省实习办法》（某教发〔2024〕7号）第二条"
    ]
    assert [told(one)[1] for one in Referrals(library).cites(plan, second)] == ["某教发[2024]07号"]


def test_of_two_editions_both_are_cited_and_said_to_be_two(library: Library):
    new, rules = put(library, LAW), put(library, RULES)
    assert Referrals(library).cited_by(library.notice(new), most=9).referrals[0].reference.candidates == ()
    old = put(library, OLDER)
    for edition in (new, old):
        one = Referrals(library).cited_by(library.notice(edition), most=9).referrals[0]
        assert (one.notice.id, one.reference.candidates, _paths(one)) == (rules, (new, old), ["第一章/第二条/（二）"])
    assert told(Referrals(library).cites(library.notice(rules))[0])[2] is None


def test_the_edition_that_is_named_is_the_one_meant(library: Library):
    new, old = put(library, LAW), put(library, OLDER)
    text = PLAN.replace("《某省实习办法》（某教发〔2024〕7号）第二条", "《某教育法》（1996年公布）第二条")
    plan = put(library, text)
    assert cited_by(library, old)[0] == (plan, "一", ["第一章/第二条"])
    assert plan not in [notice for notice, *_ in cited_by(library, new)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param("《某省实习办法》（某教发〔2023〕99号）第二条", None, id="题名是它文号却是别的"),
        pytest.param("《某省助学办法》（某教发〔2024〕7号）第二条", None, id="文号是它题名却是别的"),
        pytest.param("《某教育法》（某令第5号）第二条", "law", id="库里的没有文号"),
        pytest.param("《实习办法》第二条", None, id="只有题名的尾巴"),
    ],
)
def test_what_number_and_title_do_not_agree_on_is_not_taken(library: Library, words: str, found: str | None):
    law, _ = put(library, LAW), put(library, RULES)
    plan = library.notice(put(library, PLAN.replace("《某省实习办法》（某教发〔2024〕7号）第二条", words)))
    target = Referrals(library).cites(plan)[0].target
    assert (target.id if target else None) == (law if found else None)


def test_cited_by_follows_notices_that_come_change_and_go(library: Library):
    law, rules = put(library, LAW), put(library, RULES)
    referrals = Referrals(library)

    def citing() -> list[tuple[str, str]]:
        found = referrals.cited_by(library.notice(law), most=9).referrals
        return [(one.notice.id, path_text(one.clause.path)) for one in found if not one.reference.own]

    assert citing() == [(rules, "第二条")]
    plan = put(library, PLAN.replace("按某教发[2024]07号执行", "依照《某教育法》第一条"), "/某.txt")
    assert citing() == [(rules, "第二条"), (plan, "二")]
    put(library, PLAN, "/某.txt")  # the same file, edited: it cites the law no more
    assert citing() == [(rules, "第二条")]
    library.remove(rules)
    assert citing() == []
    put(library, RULES)
    assert citing() == [(rules, "第二条")]


def test_no_more_are_told_than_asked_for_but_all_are_counted(library: Library):
    rules = put(library, RULES)
    put(library, PLAN)
    found = Referrals(library).cited_by(library.notice(rules), most=1)
    assert (len(found.referrals), found.total) == (1, 2)


def test_both_directions_say_the_same(library: Library):
    for text in (LAW, OLDER, RULES, PLAN):
        put(library, text)
    referrals, held = Referrals(library), library.notices()
    out = [(one.notice.id, one.reference, one.target.id) for n in held for one in referrals.cites(n) if one.target]
    back = [
        (one.notice.id, replace(one.reference, candidates=()), n.id)
        for n in held
        for one in referrals.cited_by(n, most=99).referrals
        if one.reference.own or not one.reference.candidates
    ]
    assert sorted(map(str, out)) == sorted(map(str, back))
    assert len(out) > 3
