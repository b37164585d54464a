"""What the bench computes; the bench itself runs under `make bench`."""

from pathlib import Path

import pytest

from eval.bench import QUESTIONS, bench_questions, timing
from eval.parsing import measure_parsing, text_files


@pytest.mark.parametrize(
    ("milliseconds", "median", "p95"),
    [
        pytest.param([float(ms) for ms in range(100, 0, -1)], 50.5, 95.0, id="of 1 to 100, in any order"),
        pytest.param([1.0, 2.0, 9.0], 2.0, 9.0, id="of few, p95 is the slowest"),
        pytest.param([4.0], 4.0, 4.0, id="of one"),
    ],
)
def test_median_and_95th_percentile(milliseconds: list[float], median: float, p95: float):
    assert (timing(milliseconds).median_ms, timing(milliseconds).p95_ms) == (median, p95)


def test_questions_are_different_and_none_was_warmed_up_with():
    asked, warming = bench_questions()
    assert len(set(asked)) == len(asked) == QUESTIONS
    assert warming
    assert not set(asked) & set(warming)


def test_parsing_names_the_slowest_and_the_largest_file(tmp_path: Path):
    (tmp_path / "甲.txt").write_text("某市教育局关于某事的通知\n\n一、甲。\n二、乙。\n" * 40, encoding="utf-8")
    (tmp_path / "乙.md").write_text("# 某办法\n\n第一条 甲。", encoding="utf-8")
    (tmp_path / "丙.html").write_text("<p>不是文本</p>", encoding="utf-8")
    files = text_files(tmp_path)
    assert [file.name for file in files] == ["乙.md", "甲.txt"]
    parsing = measure_parsing(files)
    assert (parsing.files, parsing.largest) == (2, "甲.txt")
    assert parsing.slowest in {"甲.txt", "乙.md"}
    assert 0 < parsing.slowest_mb_s <= parsing.mb_s
    assert set(parsing.kinds) == {"plain text", "Markdown"}
    assert min(parsing.kinds.values()) <= parsing.mb_s <= max(parsing.kinds.values())
    assert 0 < parsing.whole_mb_s < parsing.mb_s  # passages and references are worked out too
    assert parsing.usual_mb_s == pytest.approx(parsing.mb_s * parsing.turn_ns / 25)
    assert parsing.usual_whole_mb_s == pytest.approx(parsing.whole_mb_s * parsing.turn_ns / 25)
    assert [growth.times for growth in parsing.growth] == [1, 10, 100]
    assert parsing.peak_mb > 10  # Python alone


def test_where_there_are_no_files_the_four_notices_are_parsed(tmp_path: Path):
    assert len(text_files(tmp_path / "missing")) == 4


def test_test_sets_and_what_describes_a_folder_are_no_notices(tmp_path: Path):
    for name in ("README.md", "sets/queries.jsonl", "sets/sample8k.txt", "notices/甲.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("某市教育局关于某事的通知", encoding="utf-8")
    assert [file.name for file in text_files(tmp_path)] == ["甲.txt"]
