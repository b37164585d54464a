from pathlib import Path

import numpy as np
import pytest

from corpus.errors import DamagedIndex
from index.entry import Entry
from index.thesaurus import Line, thesaurus_of
from index.words import WordsIndex


def entry(passage: int, text: str, notice: int = 1, context: str = "") -> Entry:
    return Entry(passage, notice, context, text)


@pytest.fixture
def words() -> WordsIndex:
    index = WordsIndex.in_memory()
    index.update(
        [
            entry(1, "建设产教融合共同体"),
            entry(2, "升格职业本科学校", 2),
            entry(3, "本科学校招生计划，职业本科学校另行公布", 2),
        ],
        [],
    )
    return index


def found(words: WordsIndex, question: str, **other: object) -> list[int]:
    return [scored.passage for scored in words.search(question, 10, **other)]


def test_passages_that_share_words_come_best_first_and_others_not_at_all(words: WordsIndex):
    assert found(words, "职业本科学校升格") == [2, 3]
    assert found(words, "天气预报") == []
    assert [scored.score > 0 for scored in words.search("本科", 10)] == [True, True]


def test_the_score_is_bm25():
    index = WordsIndex.in_memory()
    index.update([entry(1, "x y"), entry(2, "y y y"), entry(3, "z")], [])
    # idf = ln(1 + (3 - 1 + .5) / (1 + .5)); tf part 1 * 2.2 / (1 + 1.2 * (.25 + .75 * 2 / 2)): lengths 2, 3, 1, mean 2
    (hit,) = index.search("x", 10)
    assert (hit.passage, hit.score) == (1, pytest.approx(0.9808 * 2.2 / 2.2, abs=1e-3))


def test_the_highest_score_there_could_be_is_that_of_every_token_without_end():
    index = WordsIndex.in_memory()
    index.update([entry(1, "x y"), entry(2, "y y y"), entry(3, "z")], [])
    assert index.ideal("x") == pytest.approx(0.9808 * 2.2, abs=1e-3)
    # nobody holds w: ln(1 + (3 - 0 + .5) / (0 + .5)) = ln 8
    assert index.ideal("x w") == pytest.approx((0.9808 + 2.0794) * 2.2, abs=1e-3)


def test_coverage_is_the_share_of_the_questions_words_that_a_passage_holds_rare_ones_first():
    index = WordsIndex.in_memory()
    index.update([entry(1, "xx yy xx"), entry(2, "yy"), entry(3, "zz")], [])
    # rarity of xx (one of three holds it) ln(1 + 2.5 / 1.5) = .9808, of yy (two hold it) ln(1 + 1.5 / 2.5) = .4700
    held = index.coverage("xx yy", [1, 2, 3])
    assert held == pytest.approx({1: 1.0, 2: 0.47 / (0.9808 + 0.47)}, abs=1e-3)
    # nobody holds ww: ln 8
    assert index.coverage("xx ww", [1, 3]) == pytest.approx({1: 0.9808 / (0.9808 + 2.0794)}, abs=1e-3)
    assert index.coverage("x", [1, 2, 3]) == {}, "one sign alone is no word"
    assert index.coverage("xx", []) == {}


def test_a_word_asked_twice_counts_twice():
    index = WordsIndex.in_memory()
    index.update([entry(1, "x y"), entry(2, "z z")], [])
    assert index.search("x x", 1)[0].score == pytest.approx(2 * index.search("x", 1)[0].score)


def test_words_of_title_and_headings_count_as_well(words: WordsIndex):
    words.update([entry(4, "按期完成。", context="某市汽车产业办法")], [])
    assert found(words, "汽车") == [4]


def test_a_notice_is_found_by_its_number_however_it_is_written(words: WordsIndex):
    words.update([Entry(4, 3, "", "按期完成。", "吉教职成〔2024〕4号")], [])
    assert found(words, "吉教职成[2024]4号")[0] == 4


def test_a_filter_is_applied_before_ranking(words: WordsIndex):
    assert found(words, "职业本科学校升格", notices={1}) == [], "nothing in notice 1 shares a word"
    words.update([entry(passage, "职业本科学校升格", 2) for passage in range(10, 60)], [])
    assert [scored.passage for scored in words.search("融合职业本科学校升格", 1, notices=[1])] == [1]


def test_scores_are_those_of_the_search(words: WordsIndex):
    searched = dict(words.search("职业本科", 10))
    assert words.scores("职业本科", [1, 2, 3]) == pytest.approx(searched)
    assert words.scores("职业本科", [2]) == pytest.approx({2: searched[2]})


def test_what_is_removed_is_gone_and_what_is_put_again_is_there_once(words: WordsIndex):
    words.update([entry(3, "产业学院")], [2])
    assert (found(words, "本科"), found(words, "产业学院")) == ([], [3, 1])
    assert len(words) == 2
    words.replace_all([entry(9, "产业学院")])
    assert (len(words), found(words, "产业学院")) == (1, [9])


def test_a_failed_update_changes_nothing(words: WordsIndex):
    with pytest.raises(TypeError):
        words.update([entry(4, "职业"), entry(5, None)], [2])
    assert found(words, "职业本科学校升格") == [2, 3]
    words.update([entry(5, "职业")], [])
    assert len(words) == 4


def test_a_question_of_a_whole_page_is_answered(words: WordsIndex):
    assert found(words, "职业本科" + "".join(map(chr, range(0x4E00, 0x5E00))))


def test_the_index_on_disk_is_there_again(tmp_path: Path):
    WordsIndex.open(tmp_path / "words").update([entry(1, "产业学院")], [])
    assert found(WordsIndex.open(tmp_path / "words"), "学院") == [1]


def test_another_process_sees_a_commit_when_it_reloads(tmp_path: Path):
    writing, reading = WordsIndex.open(tmp_path / "words"), WordsIndex.open(tmp_path / "words")
    writing.update([entry(1, "产业学院")], [])
    assert found(reading, "学院") == []
    reading.reload()
    assert found(reading, "学院") == [1]


@pytest.mark.parametrize("content", [b"", b"{}", b"\x00\xff"], ids=["空", "缺项", "乱码"])
def test_a_damaged_index_is_refused_with_the_cure(tmp_path: Path, content: bytes):
    WordsIndex.open(tmp_path / "words").update([entry(1, "产业学院")], [])
    (tmp_path / "words" / "postings.npz").write_bytes(content)
    with pytest.raises(DamagedIndex) as refused:
        WordsIndex.open(tmp_path / "words")
    assert (refused.value.where, refused.value.fix) == (str(tmp_path / "words"), "run `tiaowen reindex`")


@pytest.mark.parametrize("part", ["rows", "beside"])
def test_a_missing_part_is_refused_with_the_cure(tmp_path: Path, part: str):
    file = tmp_path / "words" / "postings.npz"
    WordsIndex.open(tmp_path / "words").update([entry(1, "产业学院")], [])
    with np.load(file) as kept:
        left = {name: kept[name] for name in kept if name != part}
    np.savez(file, **left)
    with pytest.raises(DamagedIndex):
        WordsIndex.open(tmp_path / "words")


def test_other_words_for_what_is_asked_are_found_behind_the_words_themselves():
    index = WordsIndex.in_memory(thesaurus_of([Line("职教本科 = 职业大学", "terms.txt:1")]))
    index.update([entry(1, "建设职教本科"), entry(2, "建设职业大学"), entry(3, "建设公园")], [])
    assert found(index, "职教本科") == [1, 2]
    assert found(WordsIndex.in_memory(), "职教本科") == []


def test_short_forms_are_learned_from_the_passages_and_go_with_them(tmp_path: Path):
    words = WordsIndex.open(tmp_path / "words")
    words.update([entry(1, "江北通用航空职业技术学院（以下简称“江航职院”）扩建。"), entry(2, "江航职院招生。")], [])
    for index in (words, WordsIndex.open(tmp_path / "words")):
        assert index.terms.widenings("江航职院")[0].also == ("江北通用航空职业技术学院",)
        assert index.terms.widenings("江北通用航空职业技术学院的计划")[0].also == ("江航职院",)
    assert found(words, "江北通用航空职业技术学院的扩招")[-1] == 2
    words.update([], [1])
    assert words.terms.widenings("江航职院") == ()


def test_a_home_without_terms_asks_for_the_question_alone(words: WordsIndex):
    assert words.terms.widenings("职教本科") == ()


@pytest.mark.parametrize(
    ("question", "exact", "like"),
    [
        pytest.param("2000人次", "培训2000人次。", "培训人次达20000人次，其中人次最多。", id="2000不是20000"),
        pytest.param("每年培训2000人次", "每年培训2000人次以上。", "每年培训20000人次。", id="问句里的数"),
        pytest.param("提高3.5%", "提高3.5%，增长明显。", "提高5%，提高3%。", id="小数和百分号"),
        pytest.param("1+X证书", "推行１＋Ｘ证书制度。", "1个证书，X个证书。", id="1+X全角半角"),
        pytest.param(
            "吉教职成［2024］4号", "见吉教职成〔２０２４〕０４号。", "见吉教职成〔2024〕14号。", id="文号换了括号"
        ),
        pytest.param(
            "吉教职成(2024)4号", "见吉教职成〔2024〕4号。", "见吉教职成〔2023〕4号，2024年。", id="文号换了年份"
        ),
    ],
)
def test_a_figure_or_a_number_is_found_as_a_whole(question: str, exact: str, like: str):
    index = WordsIndex.in_memory()
    index.replace_all([Entry(1, 1, "", like), Entry(2, 1, "", exact), Entry(3, 1, "", "另一件事情的安排。")])
    assert [scored.passage for scored in index.search(question, 2)][0] == 2


def test_a_question_most_of_whose_words_are_nowhere_finds_what_holds_one(words: WordsIndex):
    found = words.search("火星移民飞船的职业本科驾驶员培训", 10)
    assert [scored.passage for scored in found][:2] and words.search("火星移民飞船", 10) == []
