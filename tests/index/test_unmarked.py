"""Words behind 《…》第七条规定： without quotation marks: quoted as far as they follow the source, else a paraphrase."""

from collections.abc import Iterator

import numpy as np
import pytest

from corpus.reading import parse_notice
from index.checker import Checker, Finding
from index.library import Library

MEASURES = (
    "某省教育厅关于印发《实习提质三项措施》的通知\n某教发〔2024〕7号\n各校：\n现将《实习提质三项措施》印发给你们。\n某省教育厅\n2024年5月6日\n"
    "实习提质三项措施\n"
    "一、建好基地。重点建设100个左右实训基地，达标率90%以上。支持校企共建学院。\n"
    "二、完善保障。各地安排专项资金，不得挤占挪用。定期通报进展，纳入年度考核。\n"
)
HEAD = "《实习提质三项措施》第一条规定："


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checker]:
    library = Library.open(tmp_path_factory.mktemp("unmarked") / "library.sqlite")
    notice = parse_notice(MEASURES, source="某.txt", sha256="")
    library.add(notice, origin="", vectors=np.ones((len(notice.passages), 4), np.float32), encoder="e")
    yield Checker(library)
    library.close()


def quoted(checker: Checker, text: str) -> list[tuple[str, str]]:
    """Words and verdict of each quotation; its span must hold its words."""
    found = [finding for finding in checker.check(text) if finding.kind == "quotation"]
    assert all(text[finding.span.start : finding.span.end] == finding.text for finding in found)
    return [(finding.text, finding.judged.verdict.value) for finding in found]


FIRST = "重点建设100个左右实训基地，达标率90%以上。"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(FIRST, [(FIRST, "exact")], id="逐字"),
        pytest.param(f"{FIRST}支持校企共建学院。", [(f"{FIRST}支持校企共建学院。", "exact")], id="逐字两句"),
        pytest.param(f"{FIRST}我校将抓好落实，确保取得实效。", [(FIRST, "exact")], id="后面接自己的话"),
        pytest.param(FIRST.replace("100", "10"), [(FIRST.replace("100", "10"), "differs")], id="改了数字"),
        pytest.param("要多建一些基地，让学生都有地方实习。", [], id="转述"),
        pytest.param(f"要多建一些基地。{FIRST}", [], id="先转述"),
        pytest.param("各地安排专项资金，不得挤占挪用。", [("各地安排专项资金，不得挤占挪用。", "wrong_clause")], id="在另一条"),
        pytest.param("“要多建一些基地”", [("要多建一些基地", "unsupported")], id="有引号就是引文"),
    ],
)  # fmt: skip
def test_what_follows_a_colon_is_quoted_as_far_as_it_follows_the_source(
    checker: Checker, words: str, expected: list[tuple[str, str]]
):
    assert quoted(checker, HEAD + words) == expected


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        pytest.param("《实习提质三项措施》第一条规定如下：", ["unsupported"], id="如下是原文"),
        pytest.param("《实习提质三项措施》第一条要求：", [], id="要求可以是转述"),
        pytest.param("《某税法》第一条规定：", [], id="库里没有的公文"),
        pytest.param("《实习提质三项措施》第九条规定：", [], id="没有的条款"),
    ],
)
def test_a_paraphrase_is_no_quotation_unless_it_is_said_to_be_the_text(
    checker: Checker, lead: str, expected: list[str]
):
    assert [verdict for _, verdict in quoted(checker, f"{lead}要多建一些基地，让学生都有地方实习。")] == expected


def test_words_of_a_clause_that_is_not_there_are_found_where_they_are(checker: Checker):
    assert quoted(checker, f"《实习提质三项措施》第九条规定：{FIRST}") == [(FIRST, "wrong_clause")]
    assert quoted(checker, f"《某税法》第一条规定：{FIRST}") == [(FIRST, "not_held")]


def test_the_note_says_that_there_are_no_quotation_marks(checker: Checker):
    def note(words: str) -> str:
        found: list[Finding] = checker.check(HEAD + words)
        return found[1].judged.note

    assert note(FIRST) == "没有引号，按引文核对"
    assert note(f"{FIRST}我校将抓好落实，确保取得实效。") == "没有引号，只核对与原文一致或相近的部分"
