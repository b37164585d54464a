"""A process killed at any moment leaves the old or the new state."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.bigram import BigramEncoder
from index.library import Library
from index.reindexing import rebuild
from index.search import SearchEngine

ROOT = Path(__file__).parents[2]
# Adds, replaces and removes notices of three passages for ever, saying when each is in; now and then closes and reopens.
WORKER = """
import sys
from pathlib import Path
from index.bigram import BigramEncoder
from index.search import SearchEngine
from tests.index.made_notices import made_notice

home = Path(sys.argv[1])
for start in range(0, 100_000, 5):
    engine = SearchEngine.open(home, BigramEncoder(16))
    for number in range(start, start + 5):
        words = f"第{number}版职业本科。", f"第{number}版学校。", f"第{number}版招生。"
        engine.add(made_notice(f"第{number % 7}号", *words, id=f"n{number % 7}"), origin=f"/{number % 7}")
        if number % 11 == 10:
            engine.remove(f"n{number % 7}")
        print(number, flush=True)
        if number % 3 == 0:
            engine.search("学校")
    engine.close()
"""
# Replaces a file of three, two and one notices for ever, saying when each version is in.
FILE_WORKER = """
import sys
from pathlib import Path
from index.bigram import BigramEncoder
from index.search import SearchEngine
from tests.index.made_notices import made_notice

engine = SearchEngine.open(Path(sys.argv[1]), BigramEncoder(16))
for number in range(100_000):
    names = "甲乙丙"[: 3 - number % 3]
    engine.add_file([made_notice(name, f"第{number}版。", id=name, sha256=str(number)) for name in names], file="/a")
    print(number, flush=True)
"""
ROUNDS = 8


def killed_while_adding(home: Path, seconds: float, program: str = WORKER) -> int:
    """Run the worker, kill it `seconds` after its first notice; return the number of the last notice it told of."""
    worker = subprocess.Popen(
        [sys.executable, "-c", program, str(home)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, text=True
    )
    assert worker.stdout and worker.stderr
    told = [worker.stdout.readline()]
    assert told[0], worker.stderr.read()
    time.sleep(seconds)
    worker.send_signal(signal.SIGKILL)
    out, _ = worker.communicate()
    return int([*told, *out.split()][-1])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("killed") / "home"


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_a_process_killed_while_adding_leaves_the_old_or_the_new_state(home: Path, round_: int):
    last = killed_while_adding(home, random.Random(round_).uniform(0.0, 0.5))
    engine = SearchEngine.open(home, BigramEncoder(16))
    notices = engine.library.notices()
    for notice in notices:
        assert notice.text.split("\n")[1:] == [passage.text for passage in notice.passages]
        assert len({passage.text.split("版")[0] for passage in notice.passages}) == 1, "no notice of two versions"
    newest = {notice.id: int(notice.passages[0].text[1:].split("版")[0]) for notice in notices}
    if last % 11 != 10:
        assert newest[f"n{last % 7}"] >= last, "what was told of is stored"
    hits = engine.search("学校招生职业本科", limit=100)
    found = {(hit.notice.id, hit.passage.text) for hit in hits}
    assert found == {(notice.id, passage.text) for notice in notices for passage in notice.passages}
    assert len(hits) == 3 * len(notices)
    assert all(hit.why.words > 0 for hit in hits)
    engine.close()


@pytest.mark.parametrize("round_", range(4))
def test_a_process_killed_while_replacing_a_file_leaves_one_version_of_it(tmp_path: Path, round_: int):
    last = killed_while_adding(tmp_path, random.Random(round_).uniform(0.0, 0.3), FILE_WORKER)
    library = Library.open(tmp_path / "library.sqlite")
    held = {(notice.id, notice.sha256) for notice in library.notices()}
    library.close()
    versions = {number: {(name, str(number)) for name in "甲乙丙"[: 3 - number % 3]} for number in (last, last + 1)}
    assert held in versions.values()


def test_a_process_killed_while_reindexing_leaves_a_library_of_one_model(tmp_path: Path):
    home = tmp_path / "home"
    killed_while_adding(home, 0.2)
    code = (
        "import sys; from pathlib import Path; from index.bigram import BigramEncoder; from index import reindexing\n"
        "reindexing.REINDEXED_AT_ONCE = 1\n"
        "def tell(done, total): print(done, flush=True); done < 2 or sys.stdin.read()\n"  # waits to be killed
        "reindexing.rebuild(Path(sys.argv[1]), BigramEncoder(32), tell)"
    )
    worker = subprocess.Popen(
        [sys.executable, "-c", code, str(home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    )
    assert worker.stdout
    assert [int(worker.stdout.readline()) for _ in range(3)] == [0, 1, 2]
    worker.send_signal(signal.SIGKILL)
    worker.communicate()
    SearchEngine.open(home, BigramEncoder(16)).close()
    rebuild(home, BigramEncoder(32))
    engine = SearchEngine.open(home, BigramEncoder(32))
    assert engine.search("职业本科")
    engine.close()
