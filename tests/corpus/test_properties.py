"""What holds for every text: nothing is lost, nothing is edited, every offset leads back to its words."""

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.notice import Notice
from corpus.passage import LONGEST
from corpus.reading import parse_notice
from corpus.record import clause_record, notice_from_json, notice_to_json

AWKWARD = [
    "一、", "二、", "三、", "（一）", "(二)", "1.", "2.", "（1）", "①", "第一条", "第二条 ", "第三条规定的", "第一章", "一是", "二是", "附件", "附件：1.",
    "附件1", "\n", "\n\n", "\r\n", "　　", " ", "\t", "。", "；", "：", "，", "《", "》", "“", "”", "| 1 | 甲 | 乙 |", "|---|---|---|", "| 序号 | 甲 | 乙 |",
    "某市教育局关于印发《某方案》的通知", "某方案", "某发〔2024〕3号", "某局", "2024年5月6日", "各单位：", "联系人：", "目录", "— 1 —", "甲", "教育", "2024年", "3.5%",
    "13512341242", "## ", "**", "1.1　", "1　", "\u2028", "\x0c",
]  # fmt: skip
texts = st.lists(st.sampled_from(AWKWARD), min_size=1, max_size=60).map("".join).filter(str.strip)


def ink(words: str) -> str:
    return "".join(words.split())


def parts(notice: Notice) -> list[tuple[int, int]]:
    own = [span for clause in notice.root.walk() for span in clause.paragraphs]
    return sorted((span.start, span.end) for span in (*notice.header, *own))


@settings(max_examples=400, deadline=None)
@given(texts)
def test_every_sign_is_in_exactly_one_of_header_clause_and_row(text: str):
    notice = parse_notice(text, source="某.txt", sha256="")
    covered = parts(notice)
    assert all(before[1] <= after[0] for before, after in zip(covered, covered[1:], strict=False))
    assert ink("".join(notice.text[start:end] for start, end in covered)) == ink(notice.text)


@settings(max_examples=300, deadline=None)
@given(texts)
def test_a_passage_says_what_is_printed_at_its_place(text: str):
    notice = parse_notice(text, source="某.txt", sha256="")
    assert len(notice.text) == len(text)
    for passage in notice.passages:
        assert ink(passage.text) == ink(passage.span.of(notice.text))
        assert passage.text == passage.text.strip()
    spans = [(passage.span.start, passage.span.end) for passage in notice.passages]
    assert all(before[1] <= after[0] for before, after in zip(spans, spans[1:], strict=False))


@settings(max_examples=300, deadline=None)
@given(texts)
def test_a_clause_holds_its_children_and_begins_with_its_label(text: str):
    notice = parse_notice(text, source="某.txt", sha256="")
    for clause in notice.root.walk():
        for child in clause.children:
            assert clause.span.holds(child.span)
            assert child.path[:-1] == clause.path
            assert child.label == child.path[-1]


@settings(max_examples=200, deadline=None)
@given(texts)
def test_a_stored_notice_comes_back_the_same(text: str):
    notice = parse_notice(text, source="某.txt", sha256="")
    assert notice_from_json(notice_to_json(notice), notice.text) == notice
    assert clause_record(notice.root, notice)["path"] == []


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(5, 120), min_size=1, max_size=40))
def test_long_paragraphs_are_cut_at_sentence_ends(lengths: list[int]):
    text = "某市关于某事的通知\n\n" + "".join("字" * length + "。" for length in lengths)
    passages = parse_notice(text, source="某.txt", sha256="").passages
    assert all(len(passage.text) <= LONGEST and passage.text.endswith("。") for passage in passages)
    assert sum(len(passage.text) for passage in passages) == sum(length + 1 for length in lengths)
