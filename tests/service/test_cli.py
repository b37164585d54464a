import contextlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import service.home
from index.bigram import BigramEncoder
from service import cli
from service.home import STARTING_NOTICES
from service.settings import setting_rows

LOAD_ENCODER = service.home.load_encoder
FOUR = sorted(STARTING_NOTICES.glob("*.txt"))
TEN_MEASURES = next(file for file in FOUR if "吉教职成" in file.name)


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Tiaowen = Callable[..., Done]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, and the encoder that needs no weights."""
    for setting in setting_rows():
        monkeypatch.delenv(setting.name, raising=False)
    monkeypatch.setenv("TIAOWEN_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(service.home, "load_encoder", lambda _settings: BigramEncoder(256))
    monkeypatch.setattr(service.home, "load_reader", lambda _settings: None)
    return tmp_path / "home"


@pytest.fixture
def tiaowen(home: Path, capfd: pytest.CaptureFixture[str]) -> Tiaowen:
    def run(*arguments: str | Path) -> Done:
        with pytest.raises(SystemExit) as left:
            cli.main([str(argument) for argument in arguments])
        code = left.value.code
        assert isinstance(code, int)
        return Done(code, *capfd.readouterr())

    return run


def test_add_reports_every_file_and_goes_on_after_a_bad_one(tiaowen: Tiaowen, tmp_path: Path):
    bad = tmp_path / "in" / "bad.txt"
    shutil.copytree(STARTING_NOTICES, tmp_path / "in")
    bad.write_bytes(b"")
    done = tiaowen("add", tmp_path / "in", tmp_path / "missing", "--json")
    assert done.code == 1
    assert set(done.json) == {"added", "replaced", "unchanged", "failed"}
    assert len(done.json["added"]) == 4
    assert "jjzc-2024-4" in [entry["id"] for entry in done.json["added"]]
    assert {entry["file"] for entry in done.json["failed"]} == {str(bad), str(tmp_path / "missing")}
    for entry in done.json["failed"]:
        assert set(entry["error"]) == {"code", "what", "where", "fix"}


def test_adding_the_same_again_changes_nothing(tiaowen: Tiaowen):
    tiaowen("add", STARTING_NOTICES)
    done = tiaowen("add", STARTING_NOTICES, "--json")
    assert (done.code, len(done.json["unchanged"]), done.json["added"]) == (0, 4, [])


def test_an_edited_file_replaces_its_old_version(tiaowen: Tiaowen, tmp_path: Path):
    file = tmp_path / "notice.txt"
    shutil.copy(TEN_MEASURES, file)
    tiaowen("add", file)
    file.write_text(file.read_text(encoding="utf-8").replace("优化职业学校布局", "优化技工学校布局"), encoding="utf-8")
    done = tiaowen("add", file, "--json")
    assert [entry["id"] for entry in done.json["replaced"]] == ["jjzc-2024-4"]
    assert "优化技工学校布局" in tiaowen("show", "jjzc-2024-4", "一").out


def test_every_notice_of_a_file_is_stored_and_goes_with_it(tiaowen: Tiaowen, tmp_path: Path):
    one = "某市教育局关于{0}事的通知\n某教发〔2024〕{1}号\n各校：\n一、{0}。\n某市教育局\n2024年1月2日\n"
    file = tmp_path / "两件.txt"
    file.write_text(one.format("甲", 1) + one.format("乙", 2), encoding="utf-8")
    assert [told["number"] for told in tiaowen("add", file, "--json").json["added"]] == [
        "某教发〔2024〕1号",
        "某教发〔2024〕2号",
    ]
    assert len(tiaowen("add", file, "--json").json["unchanged"]) == 2
    parsed = tiaowen("parse", file, "--json").json
    assert [parsed["notice"]["id"], *(more["notice"]["id"] for more in parsed["more"])] == ["mjf-2024-1", "mjf-2024-2"]
    file.write_text(one.format("甲", 1), encoding="utf-8")
    tiaowen("add", file)
    assert [held["id"] for held in tiaowen("list", "--json").json["notices"]] == ["mjf-2024-1"]


def test_add_tells_a_person_what_became_of_each_file(tiaowen: Tiaowen):
    done = tiaowen("add", TEN_MEASURES, "no-such-file.txt")
    assert done.code == 1
    assert "added" in done.out and "吉教职成〔2024〕4号" in done.out
    assert "failed" in done.out and "no such file or folder" in done.out
    assert "1 added, 0 replaced, 0 unchanged, 1 failed" in done.err


def test_list_shows_what_the_library_holds(tiaowen: Tiaowen):
    tiaowen("add", TEN_MEASURES)
    assert "吉教职成〔2024〕4号" in tiaowen("list").out
    done = tiaowen("list", "--json")
    assert [held["number"] for held in done.json["notices"]] == ["吉教职成〔2024〕4号"]


def test_list_of_an_empty_home_is_empty_and_makes_no_library(tiaowen: Tiaowen, home: Path):
    done = tiaowen("list", "--json")
    assert (done.code, done.json) == (0, {"notices": []})
    assert not (home / "library.sqlite").exists()


def test_remove_takes_a_notice_out(tiaowen: Tiaowen):
    tiaowen("add", STARTING_NOTICES)
    done = tiaowen("remove", "jjzc-2024-4", "--json")
    assert done.json["removed"]["number"] == "吉教职成〔2024〕4号"
    assert len(tiaowen("list", "--json").json["notices"]) == 3
    assert tiaowen("remove", "jjzc-2024-4").code == 1


def test_show_prints_a_clause_as_it_was_published(tiaowen: Tiaowen):
    tiaowen("add", STARTING_NOTICES)
    done = tiaowen("show", "mjlf-2023-3", "三/(一)")
    assert done.out.startswith("（一）推动建设市域产教联合体\n")
    assert "（梅教联发〔2023〕3号）三、（一）" in done.err
    document = tiaowen("show", "mjlf-2023-3", "三/（一）", "--json").json
    assert (document["path"], document["label"]) == (["三", "（一）"], "（一）")
    assert document["text"].startswith("推动建设市域产教联合体\n教育局会同发改局")


def test_show_prints_a_whole_notice(tiaowen: Tiaowen):
    tiaowen("add", TEN_MEASURES)
    assert tiaowen("show", "jjzc-2024-4").out.strip() == TEN_MEASURES.read_text(encoding="utf-8").strip()
    document = tiaowen("show", "jjzc-2024-4", "--json").json
    assert [clause["label"] for clause in document["clauses"]] == list("一二三四五六七八九十")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(("show", "nope"), "unknown_notice", id="没有这份公文"),
        pytest.param(("show", "jjzc-2024-4", "十一"), "unknown_clause", id="没有这一条"),
        pytest.param(("remove", "nope"), "unknown_notice", id="移除没有的"),
        pytest.param(("parse", "no-such-file"), "unreadable_file", id="没有这个文件"),
        pytest.param(("search", " "), "empty_question", id="没有问题"),
        pytest.param(("serve", "--host", "192.0.2.1"), "port_in_use", id="不是本机地址"),
    ],
)
def test_what_fails_is_told_on_both_streams_with_exit_1(tiaowen: Tiaowen, arguments: tuple[str, ...], code: str):
    tiaowen("add", TEN_MEASURES)
    done = tiaowen(*arguments, "--json")
    assert done.code == 1
    assert done.json["error"]["code"] == code
    assert "error: " in done.err and "where: " in done.err and "fix: " in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("serch", "x"), id="命令写错"),
        pytest.param(("search",), id="少了问题"),
        pytest.param(("search", "x", "--limit", "0"), id="条数太少"),
        pytest.param(("search", "x", "--yaer", "2024"), id="选项写错"),
        pytest.param(("add",), id="少了路径"),
    ],
)
def test_wrong_use_is_exit_2(tiaowen: Tiaowen, arguments: tuple[str, ...]):
    done = tiaowen(*arguments, "--json")
    assert (done.code, done.json["error"]["code"]) == (2, "wrong_use")


def test_search_answers_in_the_contracts_shape(tiaowen: Tiaowen):
    done = tiaowen("search", "哪些措施涉及职教本科", "--limit", "3", "--json")
    assert done.code == 0
    assert set(done.json) == {"question", "passages", "took_ms"}
    assert len(done.json["passages"]) == 3
    assert set(done.json["passages"][0]) == set(
        [
            "notice",
            "path",
            "heading",
            "text",
            "span",
            "page",
            "paragraph",
            "highlights",
            "score",
            "why",
            "citation",
            "url",
        ]
    )


def test_search_on_an_empty_home_first_adds_the_starting_notices(tiaowen: Tiaowen):
    done = tiaowen("search", "职教本科")
    assert "adding the 4 starting notices" in done.err
    assert "《职业教育产教融合赋能提升行动十项措施》（吉教职成〔2024〕4号）" in done.out
    assert "adding" not in tiaowen("search", "职教本科").err
    assert len(tiaowen("list", "--json").json["notices"]) == 4


def test_a_first_start_that_was_cut_short_is_finished_later(tiaowen: Tiaowen, home: Path):
    tiaowen("add", TEN_MEASURES)
    (home / "starting-library-unfinished").touch()
    tiaowen("search", "职教本科")
    assert len(tiaowen("list", "--json").json["notices"]) == 4


def test_a_library_of_ones_own_gets_no_starting_notices(tiaowen: Tiaowen):
    tiaowen("add", TEN_MEASURES)
    tiaowen("search", "职教本科")
    assert len(tiaowen("list", "--json").json["notices"]) == 1


def test_filters_narrow_a_search(tiaowen: Tiaowen):
    done = tiaowen("search", "职业教育", "--issuer", "长春市教育局", "--genre", "答复", "--year", "2023", "--json")
    assert {found["notice"]["genre"] for found in done.json["passages"]} == {"答复"}


def test_parse_stores_nothing_and_prints_the_contracts_four(tiaowen: Tiaowen, home: Path):
    done = tiaowen("parse", TEN_MEASURES, "--json")
    assert set(done.json) == {"notice", "clauses", "passages", "text"}
    assert [clause["path"] for clause in done.json["clauses"]] == [[label] for label in "一二三四五六七八九十"]
    assert done.json["passages"][0]["path"] == []
    assert not home.exists()


def test_parse_prints_a_tree_that_a_person_can_check(tiaowen: Tiaowen):
    out = tiaowen("parse", FOUR[0].parent / "梅教联发〔2023〕3号.txt").out
    assert "number      梅教联发〔2023〕3号\n" in out
    assert "├── 三 重点任务" in out
    assert "│   ├── （一） 推动建设市域产教联合体" in out
    assert "三/（一） [951, 1086)" in out


def test_setup_makes_a_home_ready(tiaowen: Tiaowen, home: Path):
    done = tiaowen("setup", "--json")
    assert (done.json["home"], len(done.json["notices"])) == (str(home), 4)
    assert "ready: 4 notices" in tiaowen("setup").out


def test_files_that_cannot_be_read_make_no_library(tiaowen: Tiaowen, home: Path, tmp_path: Path):
    (tmp_path / "bad.txt").write_bytes(b"")
    assert tiaowen("add", tmp_path / "bad.txt").code == 1
    assert not (home / "library.sqlite").exists()
    assert len(tiaowen("setup", "--json").json["notices"]) == 4


def test_setup_embeds_again_what_another_model_embedded(tiaowen: Tiaowen, home: Path, monkeypatch: pytest.MonkeyPatch):
    assert tiaowen("setup").code == 0
    monkeypatch.setattr(service.home, "load_encoder", lambda _settings: BigramEncoder(64))
    monkeypatch.setattr(service.home, "load_reader", lambda _settings: None)
    assert tiaowen("search", "职教本科").code == 1
    done = tiaowen("setup", "--json")
    assert (done.code, len(done.json["notices"])) == (0, 4)
    assert "bigram-64" in done.err and "embedding again" in done.err
    assert tiaowen("search", "职教本科").code == 0


def test_setup_mends_a_damaged_index(tiaowen: Tiaowen, home: Path):
    tiaowen("setup")
    (home / "indexes" / "dense.faiss").write_bytes(b"")
    done = tiaowen("setup")
    assert (done.code, "building the indexes anew" in done.err) == (0, True)
    assert tiaowen("search", "职教本科").code == 0


def test_reindex_repairs_a_damaged_index(tiaowen: Tiaowen, home: Path):
    tiaowen("setup")
    for file in (home / "indexes").rglob("*"):
        if file.is_file() and file.name != "lock":
            file.write_bytes(b"junk")
    assert tiaowen("reindex").code == 0
    assert tiaowen("search", "职教本科").code == 0


def test_a_library_from_before_sentences_were_embedded_is_used_with_a_note_until_it_is_reindexed(
    tiaowen: Tiaowen, home: Path
):
    tiaowen("setup")
    with contextlib.closing(sqlite3.connect(home / "library.sqlite")) as db:
        db.execute("DROP TABLE sentences")
        (passages,) = db.execute("SELECT count(*) FROM passages").fetchone()
    old = tiaowen("ask", "哪些措施涉及职教本科")
    assert old.code == 0
    assert f"{passages} passages were added before sentences were embedded: `tiaowen reindex`" in old.err
    assert tiaowen("reindex").code == 0
    assert "before sentences" not in tiaowen("ask", "哪些措施涉及职教本科").err


def test_a_damaged_library_is_told_with_its_cure(tiaowen: Tiaowen, home: Path):
    tiaowen("setup")
    (home / "library.sqlite").write_bytes(b"not a database, but long enough to look like one" * 100)
    for command in (["list"], ["search", "x"], ["add", str(TEN_MEASURES)]):
        done = tiaowen(*command)
        assert done.code == 1
        assert "library.sqlite" in done.err and "fix:" in done.err and "Traceback" not in done.err


def test_an_unknown_model_is_told_with_its_cure(tiaowen: Tiaowen, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(service.home, "load_encoder", LOAD_ENCODER)
    monkeypatch.setenv("TIAOWEN_MODEL", "no/such-model")
    done = tiaowen("search", "x", "--json")
    assert (done.code, done.json["error"]["code"]) == (1, "unknown_model")
    assert "no/such-model" in done.err


def test_a_home_that_is_a_file_is_refused(tiaowen: Tiaowen, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("TIAOWEN_HOME", str(tmp_path / "file"))
    done = tiaowen("list", "--json")
    assert (done.code, done.json["error"]["code"]) == (1, "bad_setting")


def test_a_bug_is_told_without_a_traceback_and_kept_in_a_file(tiaowen: Tiaowen, monkeypatch: pytest.MonkeyPatch):
    def fail(_file: Path):
        raise RuntimeError("an impossible thing")

    monkeypatch.setattr("corpus.reading.read_notices", fail)
    done = tiaowen("parse", TEN_MEASURES, "--json")
    assert (done.code, done.json["error"]["code"]) == (1, "bug")
    assert "Traceback" not in done.err
    assert "an impossible thing" in Path(done.json["error"]["where"]).read_text(encoding="utf-8")


def test_an_interrupt_is_exit_130(tiaowen: Tiaowen, monkeypatch: pytest.MonkeyPatch):
    def interrupt(_file: Path):
        raise KeyboardInterrupt

    monkeypatch.setattr("corpus.reading.read_notices", interrupt)
    done = tiaowen("parse", TEN_MEASURES)
    assert (done.code, done.err.strip()) == (130, "interrupted")


def test_settings_are_shown_as_they_are_now(tiaowen: Tiaowen, home: Path):
    done = tiaowen("settings", "--json")
    assert {setting["name"]: setting["value"] for setting in done.json["settings"]} == {
        "TIAOWEN_HOME": str(home),
        "TIAOWEN_MODEL": None,
        "TIAOWEN_ENCODER_URL": None,
        "TIAOWEN_ENCODER_KEY": "",
        "TIAOWEN_ENCODER_MODEL": "",
        "TIAOWEN_ENCODER_QUESTION_PROMPT": "",
        "TIAOWEN_ENCODER_PASSAGE_PROMPT": "",
        "TIAOWEN_WRITER_URL": None,
        "TIAOWEN_WRITER_MODEL": "",
        "TIAOWEN_WRITER_KEY": "",
        "TIAOWEN_WRITER_SECONDS": 60,
        "TIAOWEN_WRITER_SIGNS": 4000,
        "TIAOWEN_EXACT_UP_TO": 30_000,
        "TIAOWEN_ADMIN_TOKEN": "",
        "TIAOWEN_HOST": "127.0.0.1",
        "TIAOWEN_PORT": 8000,
    }


def test_a_misspelt_setting_stops_every_command(tiaowen: Tiaowen, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TIAOWEN_PROT", "1")
    done = tiaowen("list")
    assert done.code == 1
    assert "did you mean TIAOWEN_PORT?" in done.err


def test_without_a_command_the_commands_are_listed(tiaowen: Tiaowen):
    done = tiaowen()
    assert done.code == 2
    for command in ("add", "remove", "list", "show", "parse", "search", "serve", "setup", "reindex"):
        assert f" {command} " in done.out
