from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import EmptyQuestion
from index.answer import Answer
from index.bigram import BigramEncoder
from index.filters import Filters
from index.reader import Reader, Told
from index.search import SearchEngine
from tests.index.made_notices import made_notice

SHENG = made_notice(
    "某省措施",
    "优化学校布局。支持各地合并学校，由三地教育局牵头建立发展联盟，推动协同发展。",
    "稳步发展职业本科教育。支持符合条件的院校开设职业本科专业，立项建设50个资源库、200门核心课程、100个实训中心。",
    "2025年底全部学校办学条件达标。",
    "允许将一定比例的培训收入用于补充公用经费。",
    id="sheng",
    number="某教〔2024〕7号",
)
SHI = made_notice(
    "某市方案", "支持学校申办职业本科。", "加强防汛值守，汛期每日巡查3次。", id="shi", genre="方案", year=2023
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    home: Path = tmp_path_factory.mktemp("asked")
    engine = SearchEngine.open(home, BigramEncoder(256))
    for notice in (SHENG, SHI):
        engine.add(notice, origin="")
    yield engine
    engine.close()


def quotes(answer: Answer) -> list[str]:
    return [quote.text for claim in answer.claims for quote in claim.quotes]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        pytest.param("要立项建设多少个实训中心？", "100个实训中心", id="数量连同它的项"),
        pytest.param("到什么时候办学条件达标？", "2025年底", id="日期"),
    ],
)
def test_a_fact_is_quoted_as_the_words_that_answer(engine: SearchEngine, question: str, words: str):
    assert quotes(engine.ask(question))[0] == words


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        pytest.param("发展联盟由谁牵头建立？", "三地教育局", id="机关"),
        pytest.param("培训收入可以用于补充公用经费吗？", "允许将一定比例的培训收入用于补充公用经费", id="是否有原句"),
    ],
)
def test_the_sentence_that_decides_is_the_claim(engine: SearchEngine, question: str, holds: str):
    answer = engine.ask(question)
    assert answer.kind == "fact"
    assert holds in answer.claims[0].text


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        pytest.param("加强防汛值守，汛期每日巡查多少次？", True, id="不问哪一年"),
        pytest.param("加强防汛值守，2023年汛期每日巡查多少次？", True, id="公文是这一年的"),
        pytest.param("加强防汛值守，2019年汛期每日巡查多少次？", False, id="公文是另一年的"),
    ],
)
def test_a_number_of_another_year_is_no_answer(engine: SearchEngine, question: str, answered: bool):
    assert bool(engine.ask(question).claims) is answered


def test_the_passages_below_a_line_that_repeats_the_question_answer(tmp_path: Path):
    questions = made_notice("某区问答", "一、企业房租如何减免？\n连续两个月免收全部租金。", "企业要加强值守。", id="qu")
    engine = SearchEngine.open(tmp_path, BigramEncoder(256))
    engine.add(questions, origin="")
    assert "免收" in engine.ask("企业房租如何减免？").claims[0].text
    engine.close()


def test_three_passages_are_quoted_for_a_fact(engine: SearchEngine):
    assert len(engine.ask("要立项建设多少个实训中心？").claims) == 3


def test_a_list_names_every_clause_on_the_subject_by_notice(engine: SearchEngine):
    answer = engine.ask("哪些措施涉及职业本科")
    found = [(claim.quotes[0].notice.id, {quote.passage.path for quote in claim.quotes}) for claim in answer.claims]
    assert sorted(found) == [("sheng", {("二",)}), ("shi", {("一",)})]
    assert (answer.kind, answer.scanned, answer.matched) == ("list", 6, 2)


def test_a_list_names_notice_and_clauses(engine: SearchEngine):
    answer = engine.ask("哪些措施涉及职业本科", filters=Filters(notice="sheng"))
    assert [claim.text for claim in answer.claims] == ["《某省措施》（某教〔2024〕7号）：二"]
    assert answer.scanned == 4


def listed_paths(engine: SearchEngine, question: str, least: float) -> set[tuple[str, ...]]:
    answer = engine.ask(question, least=least)
    return {quote.passage.path for claim in answer.claims for quote in claim.quotes}


def test_more_is_asked_of_clauses_beside_one_that_is_sure(tmp_path: Path):
    engine = SearchEngine.open(tmp_path, BigramEncoder(256))
    sure, near = "每年检修泵站闸门两次。", "闸门由专人看守，泵站另行建设。"
    engine.add(made_notice("某镇方案", sure, near, "汛期每日巡查。", id="zhen"), origin="")
    found = {one.row: one.chance for one in engine.find("哪些措施涉及检修泵站闸门", least=0.0).finding.listed}
    best, other = sorted(found.values(), reverse=True)[:2]
    assert other < 0.25 * best
    assert len(listed_paths(engine, "哪些措施涉及检修泵站闸门", other * 0.8)) == 1
    assert len(listed_paths(engine, "哪些措施涉及检修泵站闸门", other * 0.6)) == 2
    engine.close()


def test_less_likely_clauses_come_with_a_wider_list(engine: SearchEngine):
    narrow, wide = (engine.ask("哪些措施涉及学校办学条件", least=least).matched for least in (0.99, 0.0))
    assert narrow < wide


@pytest.mark.parametrize(
    "question",
    [
        "公积金贷款利率是多少？",
        "哪些措施涉及公积金贷款",
        pytest.param("培训收入用于补充公用经费的比例是多少？", id="一定比例 is no figure"),
        pytest.param("三地教育局什么时候牵头建立发展联盟？", id="no time is stated"),
    ],
)
def test_what_is_not_in_the_library_is_refused_with_what_comes_closest(engine: SearchEngine, question: str):
    answer = engine.ask(question)
    assert (answer.kind, answer.claims, answer.matched) == ("none", (), 0)
    assert answer.near


def test_a_question_goes_on_from_the_one_before(engine: SearchEngine):
    answer = engine.ask("那实训中心呢？", before=["要立项建设多少门核心课程？"])
    assert "实训中心" in answer.question
    assert "多少" in answer.question


def test_what_was_added_and_removed_is_seen_at_once(engine: SearchEngine):
    later = made_notice("某县通知", "推广电动公交车120辆。", id="xian", genre="通知")
    assert engine.ask("推广电动公交车多少辆？").kind == "none"
    engine.add(later, origin="")
    assert quotes(engine.ask("推广电动公交车多少辆？"))[0] == "120辆"
    engine.remove("xian")
    assert engine.ask("推广电动公交车多少辆？").kind == "none"


def test_a_question_without_words_is_refused(engine: SearchEngine):
    with pytest.raises(EmptyQuestion):
        engine.ask("？？")


PIECES = [
    "职业本科",
    "实训中心",
    "哪些措施涉及",
    "多少个",
    "什么时候",
    "由谁",
    "吗",
    "学校",
    "怎么",
    "防汛",
    "a1",
    "，",
    " ",
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.sampled_from(PIECES), min_size=1, max_size=5), least=st.sampled_from([0.0, 0.35, 0.9]))
def test_every_quote_is_verbatim(engine: SearchEngine, words: list[str], least: float):
    question = "".join(words)
    if not any(sign.isalnum() for sign in question):
        return
    for claim in engine.ask(question, least=least).claims:
        for quote in claim.quotes:
            assert quote.notice.text[quote.span.start : quote.span.end] == quote.text
            assert quote.sentence.holds(quote.span)
            assert quote.passage.span.holds(quote.sentence)


class SaysAlways:
    """A reader that says the same of every text."""

    def __init__(self, answers: float) -> None:
        self._answers, self.read_last = answers, 0

    def read(self, question: str, texts: Sequence[tuple[str, str]]) -> list[Told]:
        self.read_last = len(texts)
        return [Told(self._answers, (0, 0)) for _ in texts]


@pytest.mark.parametrize(("answers", "answered"), [(5.0, True), (-5.0, False)], ids=["读来是答案", "读来不是"])
def test_what_a_reader_makes_of_the_claims_decides(tmp_path: Path, answers: float, answered: bool):
    reading = SearchEngine.open(tmp_path, BigramEncoder(256), reader=cast(Reader, SaysAlways(answers)))
    reading.add(SHENG, origin="")
    answer = reading.ask("要立项建设多少个实训中心？")
    reading.close()
    assert bool(answer.claims) is answered
    assert bool(answer.near) is not answered


@pytest.mark.parametrize(
    ("question", "read"),
    [
        pytest.param("支持各地建设多少个实训中心？", 2, id="原文的话，读两处"),
        pytest.param("娃娃能念的好学堂有啥？", 5, id="别的话，读五处"),
    ],
)
def test_more_claims_are_read_of_a_question_in_other_words(tmp_path: Path, question: str, read: int):
    reader = SaysAlways(5.0)
    reading = SearchEngine.open(tmp_path, BigramEncoder(256), reader=cast(Reader, reader))
    reading.add(made_notice("某省方案", *(f"支持各地建设{one}个实训中心。" for one in range(5, 12)), id="a"), origin="")
    claims = reading.ask(question).claims
    reading.close()
    assert reader.read_last == read
    assert len(claims) >= 3, "those that are not read keep their places behind"


@pytest.mark.parametrize(
    ("question", "answers", "kind"),
    [
        pytest.param("哪些条款提到闸门检修？", -5.0, "list", id="字词都在，不必读"),
        pytest.param("哪些条款提到闸门喷漆？", -5.0, "none", id="只有一半字词，读来不像"),
        pytest.param("哪些条款提到闸门喷漆？", 5.0, "list", id="只有一半字词，读来像"),
    ],
)
def test_a_doubtful_list_is_given_where_it_reads_as_an_answer(tmp_path: Path, question: str, answers: float, kind: str):
    engine = SearchEngine.open(tmp_path, BigramEncoder(256), reader=cast(Reader, SaysAlways(answers)))
    body = "一、闸门检修每年两次。\n二、闸门由水务局看管。\n三、堤坝应当留下记录。\n四、堤坝种草。"
    engine.add(made_notice("某市水务方案", *body.split("\n"), id="first"), origin="")
    assert engine.ask(question).kind == kind
    engine.close()


def test_a_question_of_doubtful_form_gets_what_answers_best_and_every_clause(tmp_path: Path):
    engine = SearchEngine.open(tmp_path, BigramEncoder(256))
    body = "一、闸门检修每年两次。\n二、闸门检修由水务局负责。\n三、闸门检修应当留下记录。\n四、堤坝种草。"
    engine.add(made_notice("某市水务方案", *body.split("\n"), id="first"), origin="")
    engine.add(made_notice("某县水务方案", "五、闸门检修报市里备案。", id="second"), origin="")
    answer = engine.ask("闸门检修有什么要求？")
    assert answer.kind == "list"
    quoted = [[quote.text for quote in claim.quotes] for claim in answer.claims]
    assert sorted(map(len, quoted)) == [1, 3]
    assert not any("种草" in text for texts in quoted for text in texts)
    assert quoted[0][0] == "三、闸门检修应当留下记录"
    engine.close()
