import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import tokens
from index.tokens import cut, tokens_of, words_of


@pytest.mark.parametrize(
    ("printed", "tokens"),
    [
        pytest.param("教育", "教 育 教育 教育", id="两字词记一次词，一次字对"),
        pytest.param("教育厅", "教 育 厅 教育 育厅 教育 教育厅", id="搜索模式的长短词都在"),
        pytest.param("教，育", "教 育", id="字对不跨标点"),
        pytest.param("Ａ１ B", "a1 b", id="全角拉丁字母与数字成整词"),
        pytest.param("1+X", "1+x 1 x", id="带符号的词既整又分"),
        pytest.param("3.5%", "3.5% 3 5", id="小数与百分号不散"),
        pytest.param("2000人", "2000 人", id="数字与字分开"),
        pytest.param("！？", "", id="标点不是词"),
    ],
)
def test_tokens_are_words_characters_pairs_and_numbers(printed: str, tokens: str):
    assert Counter(tokens_of(printed)) == Counter(tokens.split())


@pytest.mark.parametrize("printed", ["吉教职成〔2024〕4号", "吉教职成［２０２４］０４号", "吉教职成(2024) 4 号"])
def test_a_number_is_one_token_whatever_its_width_and_brackets(printed: str):
    assert "吉教职成〔2024〕4号" in tokens_of(f"根据{printed}的要求")


def test_words_are_those_of_two_characters_and_more():
    assert words_of("支持1+X职教本科") == ["1+x", "1", "x", "支持", "职教", "本科"]


def test_the_dictionary_is_read_once_for_all_threads():
    with ThreadPoolExecutor(4) as pool:
        cuts = list(pool.map(cut, ["产教融合共同体"] * 16))
    assert len({tuple(words) for words in cuts}) == 1


def test_cutting_words_prints_nothing_and_leaves_no_file(tmp_path):
    code = "import warnings; warnings.simplefilter('error'); from index.tokens import cut; cut('职业教育')"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"TMPDIR": str(tmp_path)}
    )
    assert (done.stdout, done.stderr) == ("", "")
    assert list(tmp_path.iterdir()) == []


@given(st.text())
def test_no_token_holds_a_blank(printed: str):
    assert all(token and not any(character.isspace() for character in token) for token in tokens_of(printed))


def test_every_word_can_be_read_at_once():
    tokens.read_dictionary()
    _, dictionary = tokens._open_dictionary()
    assert sum(count > 0 for count in dictionary.counts.values()) > 340_000, "jieba's file has 349,046 lines"
