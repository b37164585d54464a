"""What README.md shows is what happens."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from index.weights import DEFAULT_MODEL, unpack_default_model
from service.settings import markdown_table

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
STEPS = [  # "$ command" and the lines shown under it
    step.split("\n", 1)
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A home of its own, and the folder of `tiaowen` first on the path."""
    model = unpack_default_model(ROOT / "var" / "models" / DEFAULT_MODEL)
    ours = {key: value for key, value in os.environ.items() if not key.startswith("TIAOWEN_")}
    home = tmp_path_factory.mktemp("readme")
    made = {
        **ours,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "TIAOWEN_HOME": str(home),
        "TIAOWEN_MODEL": str(model),
        "COLUMNS": "120",
    }
    subprocess.run(["tiaowen", "setup"], cwd=ROOT, env=made, check=True, capture_output=True)
    return made


@pytest.mark.parametrize(("command", "shown"), STEPS, ids=[command for command, _ in STEPS])
def test_the_readme_command_prints_what_the_readme_shows(command: str, shown: str, environment: dict[str, str]):
    done = subprocess.run(command, shell=True, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert shown.strip() in done.stdout


def test_the_readme_shows_every_setting():
    assert markdown_table() in README


@pytest.mark.parametrize("target", sorted(set(re.findall(r"(?:`|^)make ([a-z]+)", README, re.MULTILINE))))
def test_every_make_target_the_readme_names_exists(target: str):
    assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)


@pytest.mark.parametrize("picture", re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README))
def test_every_picture_is_there(picture: str):
    assert (ROOT / picture).stat().st_size > (10_000 if picture.endswith(".png") else 2_000)


def test_every_command_that_an_error_recommends_exists():
    sources = [
        path.read_text(encoding="utf-8")
        for folder in ("corpus", "index", "service")
        for path in (ROOT / folder).rglob("*.py")
    ]
    recommended = {word for source in sources for word in re.findall(r"`tiaowen ([a-z]+)", source)}
    shown = subprocess.run(
        [sys.executable, "-m", "service.cli", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert recommended
    assert all(re.search(rf"\b{word}\b", shown.stdout) for word in recommended)


def test_ci_runs_the_readmes_test_command():
    assert "make test" in README
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
