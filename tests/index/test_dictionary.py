"""jieba's dictionary, a character at a time."""

import warnings

import pytest

from index.dictionary import Dictionary

WORDS = "职业 5 n\n职业学校 3 n\nB超 2 n\n学 40 v\n职业 2 n\n𠮷野 1 nr\n".encode()


def test_only_words_of_the_characters_asked_for_are_read():
    dictionary = Dictionary(WORDS)
    assert (dictionary.counts, dictionary.total) == ({}, 53)
    dictionary.read("学无")
    assert dictionary.counts == {"学": 40}
    dictionary.read("学𠮷")
    assert dictionary.counts == {"学": 40, "𠮷": 0, "𠮷野": 1}


def test_what_only_begins_words_counts_nothing_and_a_word_told_twice_counts_as_told_last():
    dictionary = Dictionary(WORDS)
    dictionary.read("职")
    assert dictionary.counts == {"职": 0, "职业": 2, "职业学": 0, "职业学校": 3}


@pytest.mark.parametrize("content", [b"AT&T 3 nz\nABC 12", b"AT&T 3\nABC 12\n"], ids=["末行没有换行", "没有词性"])
def test_the_last_line_is_a_line(content: bytes):
    dictionary = Dictionary(content)
    dictionary.read("A")
    assert (dictionary.counts["ABC"], dictionary.counts["AT&"], dictionary.total) == (12, 0, 15)


def test_the_dictionary_is_read_as_jieba_reads_it():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # invalid escapes in jieba's own source
        import jieba

    cutter = jieba.Tokenizer()
    with cutter.get_dict_file() as file:
        dictionary = Dictionary(file.read())
    dictionary.read_all()
    assert (dictionary.counts, dictionary.total) == cutter.gen_pfdict(cutter.get_dict_file())
