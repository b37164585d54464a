from pathlib import Path

import pytest
from pydantic import ValidationError

from corpus.errors import BadSetting
from service.settings import Settings, default_home, markdown_table, setting_rows

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch):
    for row in setting_rows():
        monkeypatch.delenv(row.name, raising=False)


def test_defaults_suit_one_person_on_one_machine():
    settings = Settings.read()
    assert (settings.host, settings.port, settings.model) == ("127.0.0.1", 8000, None)


def test_in_a_checkout_the_home_is_var():
    assert default_home() == ROOT / "var"


def test_the_environment_decides(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("TIAOWEN_HOME", str(tmp_path))
    monkeypatch.setenv("TIAOWEN_PORT", "8123")
    settings = Settings.read()
    assert (settings.home, settings.port) == (tmp_path, 8123)


def test_an_empty_variable_is_no_setting(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TIAOWEN_PORT", "")
    assert Settings.read().port == 8000


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [
        pytest.param("TIAOWEN_PROT", "TIAOWEN_PORT", id="两个字母颠倒"),
        pytest.param("TIAOWEN_MODELS", "TIAOWEN_MODEL", id="多一个字母"),
        pytest.param("TIAOWEN_HOM", "TIAOWEN_HOME", id="少一个字母"),
    ],
)
def test_a_misspelt_setting_is_refused_with_the_right_name(monkeypatch: pytest.MonkeyPatch, misspelt: str, meant: str):
    monkeypatch.setenv(misspelt, "1")
    with pytest.raises(BadSetting) as refused:
        Settings.read()
    assert misspelt in refused.value.where
    assert refused.value.fix == f"did you mean {meant}?"


@pytest.mark.parametrize("value", ["eighty", "-1", "65536"])
def test_a_port_out_of_range_is_refused_with_its_range(monkeypatch: pytest.MonkeyPatch, value: str):
    monkeypatch.setenv("TIAOWEN_PORT", value)
    with pytest.raises(BadSetting) as refused:
        Settings.read()
    assert f"TIAOWEN_PORT='{value}'" in refused.value.what
    assert "0 to 65535" in refused.value.fix


def test_settings_are_read_once_and_never_changed():
    with pytest.raises(ValidationError):
        Settings.read().port = 1  # pyright: ignore[reportAttributeAccessIssue]


def test_the_table_has_a_line_for_every_setting():
    lines = markdown_table().splitlines()
    assert lines[0] == "| setting | default | meaning |"
    assert [line.split("`")[1] for line in lines[2:]] == [
        "TIAOWEN_HOME",
        "TIAOWEN_MODEL",
        "TIAOWEN_ENCODER_URL",
        "TIAOWEN_ENCODER_KEY",
        "TIAOWEN_ENCODER_MODEL",
        "TIAOWEN_ENCODER_QUESTION_PROMPT",
        "TIAOWEN_ENCODER_PASSAGE_PROMPT",
        "TIAOWEN_WRITER_URL",
        "TIAOWEN_WRITER_MODEL",
        "TIAOWEN_WRITER_KEY",
        "TIAOWEN_WRITER_SECONDS",
        "TIAOWEN_WRITER_SIGNS",
        "TIAOWEN_EXACT_UP_TO",
        "TIAOWEN_ADMIN_TOKEN",
        "TIAOWEN_HOST",
        "TIAOWEN_PORT",
    ]
    assert "| `TIAOWEN_PORT` | `8000` | TCP port, 0 to 65535; 0 takes any free one |" in lines
