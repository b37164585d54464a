from pathlib import Path

import pytest

from corpus.errors import BadThesaurus
from index.thesaurus import Line, Thesaurus, read_thesaurus, shipped, thesaurus_of


def concepts(*written: str) -> Thesaurus:
    return thesaurus_of([Line(line, f"terms.txt:{number}") for number, line in enumerate(written, start=1)])


@pytest.mark.parametrize(
    ("written", "also"),
    [
        pytest.param(
            "甲乙 = 丙丁 = 戊",
            {"甲乙": ("丙丁", "戊"), "丙丁": ("甲乙", "戊"), "戊": ("甲乙", "丙丁")},
            id="等号两边互通",
        ),
        pytest.param("坐牢 = 判刑 > 徒刑", {"坐牢": ("徒刑",), "判刑": ("徒刑",)}, id="大于号只往右"),
        pytest.param("父母 = 爸妈 > 父母", {"爸妈": ("父母",)}, id="自己不是自己的同义词"),
        pytest.param(
            "ＡＩ = 人工智能 # 注", {"ai": ("人工智能",), "人工智能": ("ＡＩ",)}, id="问法折叠 写法照旧 井号后是注"
        ),
        pytest.param("  # 注", {}, id="整行的注"),
        pytest.param("", {}, id="空行"),
    ],
)
def test_a_line_is_a_concept(written: str, also: dict[str, tuple[str, ...]]):
    assert concepts(written).also == also


def test_lines_about_one_form_add_up_and_a_minus_takes_the_form_back():
    assert concepts("甲 = 乙", "甲 > 丙").also["甲"] == ("乙", "丙")
    assert concepts("甲 = 乙", "- 甲").also == {"乙": ("甲",)}
    assert concepts("甲 = 乙", "- 甲", "甲 = 丙").also["甲"] == ("丙",)


@pytest.mark.parametrize(
    ("written", "what"),
    [
        pytest.param("职教本科", "a concept needs two different forms", id="只有一个词"),
        pytest.param("甲 = 甲", "a concept needs two different forms", id="两个一样的词"),
        pytest.param("甲 = = 乙", "a form without words", id="漏写"),
        pytest.param("甲 > ", "a form without words", id="大于号后空白"),
        pytest.param("- ！", "a form without words", id="减号后没有词"),
        pytest.param("甲 > 乙 > 丙", "this is no form of a concept: 乙 > 丙…", id="两个大于号"),
    ],
)
def test_a_bad_line_is_refused_with_its_place_and_the_cure(written: str, what: str):
    with pytest.raises(BadThesaurus) as refused:
        concepts("甲 = 乙", written)
    assert (refused.value.what, refused.value.where) == (what, "terms.txt:2")
    assert refused.value.fix.startswith(("write", "one concept a line"))


def test_a_home_adds_to_what_ships_and_takes_back(tmp_path: Path):
    assert read_thesaurus(tmp_path).also == shipped().also
    (tmp_path / "terms.txt").write_text("\ufeff某某楼 = 甲楼\n- 职教本科\n", encoding="utf-8")
    own = read_thesaurus(tmp_path).also
    assert own["某某楼"] == ("甲楼",)
    assert "职教本科" in shipped().also
    assert "职教本科" not in own


def test_a_file_that_is_no_text_is_refused(tmp_path: Path):
    (tmp_path / "terms.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadThesaurus) as refused:
        read_thesaurus(tmp_path)
    assert refused.value.where == str(tmp_path / "terms.txt")


def test_what_ships_says_nothing_twice_on_a_line_and_holds_the_contracts_example():
    assert "职业本科" in shipped().also["职教本科"]
    assert "本科层次职业教育" in shipped().also["职教本科"]
    assert len(shipped().also) > 1000
