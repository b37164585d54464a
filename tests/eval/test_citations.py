"""Citations made by rule from the four notices: nothing wrong is called exact."""

import json
from pathlib import Path

import pytest

from eval.citation_case import plain
from eval.citations import FOUR, Outcome, library_of, main, notices_below, run


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    library = library_of(notices_below(FOUR), tmp_path_factory.mktemp("cases"))
    done = run(library, most=6)
    library.close()
    return done


def test_no_verdict_is_a_wrong_exact(outcome: Outcome):
    assert [(case.text, said) for case, said, _ in outcome.wrong if said == "exact"] == []


def test_nearly_every_verdict_is_right(outcome: Outcome):
    assert outcome.whole.cases >= 300
    assert outcome.whole.right >= 0.98 * outcome.whole.cases, outcome.wrong[:10]


def test_every_kind_of_mistake_is_tried(outcome: Outcome):
    assert {"near title", "another serial", "one sign changed", "two sentences merged", "omission marked"} <= set(
        outcome.rules
    )


def test_the_command_prints_the_figures(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    (tmp_path / "某.txt").write_text(next(FOUR.glob("吉教*.txt")).read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        main(["--data", str(tmp_path), "--json"])
    assert (left.value.code, json.loads(capsys.readouterr().out)["all"]["wrong_exact"]) == (0, 0)


def test_texts_are_compared_without_blanks_marks_and_width():
    assert plain("（１）“甲，\n 乙”") == "(1)甲,乙"
