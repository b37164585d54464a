"""The baseline's pieces and the clauses they are credited with."""

import pytest

from corpus.notice import Clause, Notice, Region
from corpus.span import Span
from eval.bm25 import Bm25
from eval.jieba_words import jieba_words
from eval.piece import cut_pieces, shows


def clause(*paragraphs: tuple[int, int]) -> Clause:
    spans = tuple(Span(*paragraph) for paragraph in paragraphs)
    return Clause(("一",), "一", "", Span(spans[0].start, spans[-1].end), spans)


@pytest.mark.parametrize(
    ("piece", "own", "expected"),
    [
        pytest.param((0, 500), [(100, 140)], True, id="the whole of a short clause"),
        # 30 of 50 characters of the clause, 30 of 500 of the piece
        pytest.param((0, 500), [(470, 520)], True, id="more than half of the clause"),
        pytest.param((500, 1000), [(470, 520)], False, id="the smaller half of the clause"),
        # 250 of 900 of the clause, 250 of 500 of the piece
        pytest.param((0, 500), [(250, 1150)], True, id="half of the piece"),
        pytest.param((0, 500), [(251, 1151)], False, id="one character less than half of the piece"),
        # 100 of 400 own characters: what stands between the two paragraphs belongs to children
        pytest.param((0, 500), [(0, 100), (600, 900)], False, id="children in between do not count"),
        pytest.param((500, 1000), [(0, 100), (600, 900)], True, id="paragraphs are added up"),
        pytest.param((0, 500), [(500, 600)], False, id="beside it"),
    ],
)
def test_a_piece_shows_a_clause_by_half_of_either(piece: tuple[int, int], own: list[tuple[int, int]], expected: bool):
    assert shows(Span(*piece), clause(*own)) is expected


def test_pieces_are_fixed_stretches_of_the_text_with_the_clauses_they_show():
    text = "标题标题\n一、甲甲甲甲\n二、乙"
    children = (
        Clause(("一",), "一", "", Span(5, 11), (Span(5, 11),)),
        Clause(("二",), "二", "", Span(12, 15), (Span(12, 15),)),
    )
    pieces = list(cut_pieces(notice(text, children), length=5))
    assert [piece.text for piece in pieces] == ["标题标题\n", "一、甲甲甲", "甲\n二、乙"]
    assert [piece.units for piece in pieces] == [{"a.html[0:5]"}, {"a.html#一"}, {"a.html#二"}]


def notice(text: str, children: tuple[Clause, ...]) -> Notice:
    root = Clause((), "", "", Span(0, len(text)), (), children=children)
    return Notice(
        id="a",
        title="标题标题",
        number=None,
        issuers=(),
        genre="",
        region=Region(),
        date=None,
        year=None,
        addressees=(),
        attachments=(),
        instruments=(),
        references=(),
        source="a.html",
        sha256="0" * 64,
        text=text,
        header=(),
        root=root,
        passages=(),
    )


def test_jieba_words_are_search_mode_words_without_signs():
    assert jieba_words("支持ＡＢ职业教育， 3年。") == ["支持", "ab", "职业", "教育", "3", "年"]


def test_words_baseline_ranks_by_bm25_and_leaves_out_what_shares_no_word():
    texts = ["教育教育教育", "教育和医疗", "医疗", "交通"]
    assert Bm25(texts, jieba_words).nearest("教育", 10) == [0, 1]
    assert Bm25(texts, jieba_words).nearest("教育", 1) == [0]
    assert Bm25(texts, jieba_words).nearest("，", 10) == []
