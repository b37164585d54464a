"""Golden outlines: written from notes, found again in a changed text, compared with what we read."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

import eval.outlined
from corpus.errors import UnreadableFile
from corpus.reading import parse_notice
from eval.agreement import Agreement, Kind, agreement
from eval.corpus import app
from eval.outline import Outline, outline_from_json, outline_to_json
from eval.outlined import compared
from eval.scratch import outline_of

TEXT = """甲省教育厅关于做好校车工作的通知
甲教〔2024〕4号

各市教育局，省属学校：
现将有关事项通知如下。
一、总体要求
坚持安全第一。
二、工作任务
（一）配备照管人员。每车一人。
（二）检修车辆。一是查制动，二是查门窗。
附件：校车台账
甲省教育厅
2024年5月6日
"""
NOTES = """number: 甲教〔2024〕4号
title: 甲省教育厅关于做好校车工作的通知
issuers: 甲省教育厅
date: 2024-05-06
genre: 通知
region:
addressees: 各市教育局 | 省属学校
attachments: 校车台账

一	一、总体要求
二	二、工作任务
二/（一）	（一）配备
二/（二）	（二）检修
二/（二）/一是	一是查制动
二/（二）/二是	二是查门窗
-	附件：校车
"""


def outlined(notes: str = NOTES, text: str = TEXT) -> Outline:
    return outline_of(notes, "校车.txt", text.encode())


def scored(outline: Outline, text: str = TEXT) -> Agreement:
    return agreement(outline, parse_notice(text, source="校车.txt", sha256="0"))


def told(one: Agreement) -> list[tuple[Kind, str, str, int]]:
    return [(d.kind, d.path, d.ours, d.line) for d in one.differences]


def test_notes_become_places_in_the_text():
    outline = outlined()
    assert [(e.path, TEXT[e.start : e.end].replace("\n", "")) for e in outline.clauses] == [
        ("一", "一、总体要求坚持安全第一。"),
        ("二", "二、工作任务（一）配备照管人员。每车一人。（二）检修车辆。一是查制动，二是查门窗。"),
        ("二/（一）", "（一）配备照管人员。每车一人。"),
        ("二/（二）", "（二）检修车辆。一是查制动，二是查门窗。"),
        ("二/（二）/一是", "一是查制动，"),
        ("二/（二）/二是", "二是查门窗。"),
    ]
    assert outline.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_an_outline_keeps_none_of_the_notices_sentences_and_reads_back():
    written = outline_to_json(outlined())
    assert not any(words in written for words in ("总体要求", "配备", "做好校车", "省属学校", "台账"))
    assert outline_from_json(written) == outlined()


@pytest.mark.parametrize(
    ("notes", "error"),
    [
        pytest.param(NOTES.replace("一、总体要求", "一、基本要求"), UnreadableFile, id="words that are not printed"),
        pytest.param(NOTES.replace("一是查", "三是查"), UnreadableFile, id="a label that is not printed"),
        pytest.param(NOTES.replace("genre:", "gerne:"), ValueError, id="a misspelt field"),
        pytest.param(NOTES.replace("2024-05-06", "2024-13-06"), ValueError, id="no such day"),
    ],
)
def test_notes_that_do_not_fit_are_refused(notes: str, error: type[Exception]):
    with pytest.raises(error):
        outlined(notes)


def test_a_line_number_passes_over_the_contents():
    text = "办法\n目录\n第一章 总则\n第二章 罚则\n第一章 总则\n第一条 甲。\n"
    notes = NOTES.split("\n\n")[0].splitlines()
    head = "\n".join("title: 办法" if line.startswith("title") else line.split(":")[0] + ":" for line in notes)
    outline = outline_of(f"{head}\n\n第一章\t第一章 总则\t5\n第一章/第一条\t第一条 甲\n", "办法.txt", text.encode())
    assert [text.count("\n", 0, e.start) + 1 for e in outline.clauses] == [5, 6]


def test_what_was_read_right_scores_one():
    one = scored(outlined())
    assert (one.precision, one.recall, one.f1, one.fields_right) == (1, 1, 1, 1)
    assert told(one) == []


@pytest.mark.parametrize(
    ("notes", "counts", "differences"),
    [
        # 6 wanted, 5 read right, and what is read instead at the place of the sixth
        pytest.param(
            NOTES.replace("二/（二）\t", "一/（二）\t"),
            (5, 6, 6),
            [(Kind.RENAMED, "一/（二）", "二/（二）", 10)],
            id="another path at the same place",
        ),
        pytest.param(
            NOTES.replace("二/（一）\t（一）配备\n", ""),
            (5, 5, 6),
            [(Kind.INVENTED, "二/（一）", "", 9)],
            id="a clause the person did not see",
        ),
        pytest.param(
            NOTES.replace("二/（一）\t（一）配备", "二/（一）\t（一）配备\n二/（一）/1\t每车一人"),
            (6, 7, 6),
            [(Kind.MISSING, "二/（一）/1", "", 9)],
            id="a clause we do not see",
        ),
        pytest.param(
            NOTES.replace("一、总体要求", "坚持安全"),
            (5, 6, 6),
            [(Kind.MOVED, "一", "", 7)],
            id="the same path elsewhere",
        ),
    ],
)
def test_a_difference_is_told_and_counted(notes: str, counts: tuple[int, int, int], differences: list[object]):
    one = scored(outlined(notes))
    assert (one.right, one.wanted, one.found) == counts
    assert told(one) == differences


def test_precision_and_recall_count_different_things():
    one = replace(scored(outlined()), right=3, wanted=6, found=4)
    # harmonic mean of 3/4 and 3/6: 2·3 / (6 + 4), where the arithmetic one would be 0.625
    assert (one.precision, one.recall, one.f1) == (0.75, 0.5, 0.6)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("首页 > 政务公开 > 文件\n字号：大 中 小\n" + TEXT, id="navigation before it"),
        pytest.param(TEXT.replace("现将有关事项通知如下。\n", ""), id="a sentence left out"),
        pytest.param(TEXT.replace("一、总体要求", "一 、 总体\u3000要求"), id="other blanks"),
        pytest.param(TEXT.replace("二、工作任务", "## 二、工作任务"), id="Markdown signs"),
    ],
)
def test_an_outline_is_anchored_again_in_a_changed_text(text: str):
    assert told(scored(outlined(), text)) == []


def test_of_equal_beginnings_the_one_counts_that_stands_where_the_text_has_moved_to():
    """Every （一） begins alike, and what stands before them has grown by more than half their distance."""
    parts = "".join(f"{part}、措施\n（一）各市教育局和省属学校要做好校车的安全管理工作。\n" for part in "一二三")
    notes = "number:\ntitle: 通知\nissuers:\ndate:\ngenre: 通知\nregion:\naddressees:\nattachments:\n\n"
    notes += "".join(f"{part}\t{part}、措施\n{part}/（一）\t（一）各市\n" for part in "一二三")
    outline = outline_of(notes, "通知.txt", f"通知\n{parts}".encode())
    assert told(scored(outline, f"首页政务公开文件库通知公告字号大中小打印\n通知\n{parts}")) == []


def test_words_that_are_gone_are_told():
    one = scored(outlined(), TEXT.replace("查门窗", "查灯光"))
    assert (Kind.LOST, "二/（二）/二是", "", 0) in told(one)


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        pytest.param("甲教〔2024〕4号", "甲教（2024）04号", [], id="another way to print the number"),
        pytest.param("甲教〔2024〕4号", "甲教〔2024〕5号", ["number"], id="another number"),
        pytest.param("2024年5月6日", "2024年5月7日", ["date"], id="another day"),
        pytest.param("省属学校", "省属高校", ["addressees"], id="another addressee"),
        pytest.param("各市教育局，", "", ["addressees"], id="one addressee less"),
        pytest.param("校车台账", "校车名册", ["attachments"], id="another attachment"),
        pytest.param("校车工作的通知", "校车工作的意见", ["genre", "title"], id="another title"),
        pytest.param("附件：校车台账", "附件：校车（试行）台账", ["attachments"], id="more words in an attachment"),
    ],
)
def test_a_field_of_the_head_is_right_or_wrong(old: str, new: str, wrong: list[str]):
    one = scored(outlined(), TEXT.replace(old, new))
    assert [field.name for field in one.fields if not field.right] == wrong
    assert one.fields_right == (8 - len(wrong)) / 8


@pytest.mark.parametrize(
    ("printed", "right"),
    [
        pytest.param("（2024—2025）台账", 1, id="as printed"),
        pytest.param("(2024-2025)台账", 1, id="half-width, another dash"),
        pytest.param("（2024—2026）台账", 7 / 8, id="another figure"),
    ],
)
def test_width_and_dashes_make_no_difference_to_a_phrase(printed: str, right: float):
    notes = NOTES.replace("校车台账", "校车（2024—2025）台账")
    outline = outlined(notes, TEXT.replace("台账", "（2024—2025）台账"))
    assert scored(outline, TEXT.replace("台账", printed)).fields_right == right


@pytest.mark.parametrize("line", ["date: ?\n", ""], ids=["a question mark", "left out"])
def test_a_field_that_was_not_judged_does_not_count(line: str):
    outline = outlined(NOTES.replace("date: 2024-05-06\n", line).replace("genre: 通知", "genre: 意见"))
    one = scored(outline)
    assert "date" not in [field.name for field in one.fields]
    assert one.fields_right == 6 / 7
    assert outline_from_json(outline_to_json(outline)) == outline


def test_a_file_name_stands_for_no_title():
    text = "一、放假三天。\n二、值班。\n"
    notes = "title:\n\n一\t一、放假\n二\t二、值班\n"
    one = scored(outline_of(notes, "放假.txt", text.encode()), text)
    assert [(field.name, field.right) for field in one.fields] == [("title", True)]


def test_totals_weigh_clauses_and_notices_apart(tmp_path: Path):
    (tmp_path / "校车.txt").write_text(TEXT, encoding="utf-8")
    short = "关于放假的通知\n一、放假。\n二、值班。\n"
    (tmp_path / "放假.txt").write_text(short, encoding="utf-8")
    notes = "number:\ntitle: 关于放假的通知\nissuers:\ndate:\ngenre: 通知\nregion:\naddressees:\nattachments:\n\n"
    report = compared(
        [outlined(), outline_of(notes + "一\t一、放假\n三\t二、值班\n", "放假.txt", short.encode())], tmp_path
    )
    # 6 of 6, and 1 of 2: over all clauses 2·7 / (8 + 8), over the notices (1 + 0.5) / 2
    assert (report.micro_f1, report.mean_f1) == (0.875, 0.75)


def test_a_notice_that_is_missing_or_another_is_told(tmp_path: Path):
    (tmp_path / "校车.txt").write_text(TEXT + "附言\n", encoding="utf-8")
    report = compared([outlined(), replace(outlined(), file="没有.txt")], tmp_path)
    assert [file for file, _ in report.unread] == ["校车.txt", "没有.txt"]
    assert report.agreements == ()


def test_of_two_files_with_one_name_the_one_that_was_read_counts(tmp_path: Path):
    for folder, text in (("a", TEXT + "附言\n"), ("b", TEXT)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "校车.txt").write_text(text, encoding="utf-8")
    assert [one.f1 for one in compared([outlined()], tmp_path).agreements] == [1]


def test_the_command_prints_scores_and_what_differs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "校车.txt").write_text(TEXT, encoding="utf-8")
    wrong = outlined(NOTES.replace("二/（二）\t", "一/（二）\t"))
    monkeypatch.setattr(eval.outlined, "read_outlines", lambda: [wrong])
    shown = CliRunner().invoke(app, ["--data", str(tmp_path), "--only", "outlines"])
    assert shown.exit_code == 0
    assert "other path 一/（二）, read as 二/（二）, line 10" in shown.stdout
    records = json.loads(CliRunner().invoke(app, ["--data", str(tmp_path), "--only", "outlines", "--json"]).stdout)
    assert records["outlines"]["micro_f1"] == pytest.approx(5 / 6)
    assert records["outlines"]["files"]["校车.txt"]["differences"][0]["kind"] == "other path"


def test_a_section_that_does_not_exist_is_wrong_use():
    assert CliRunner().invoke(app, ["--only", "无"]).exit_code == 2
