"""Is a file a new notice, a new version of one, or the same again?"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from corpus.notice import Notice
from index.embedding import Embedded
from index.identity import Change, Place
from index.library import Library, Stored
from tests.index.made_notices import made_notice

ADDED, REPLACED, UNCHANGED = Change.ADDED, Change.REPLACED, Change.UNCHANGED


class Shelf:
    """A library that is asked first and then added to, as the engine does."""

    def __init__(self, file: Path) -> None:
        self.library = Library.open(file)

    def add(self, notice: Notice, origin: str = "") -> Change:
        expected = self.library.held(notice, Place(origin))
        vectors = np.ones((len(notice.passages), 2), np.float32)
        change = self.library.add(notice, origin=origin, vectors=vectors, encoder="e")
        assert change is expected, "`held` says what `add` does"
        return change

    def run(self, *files: tuple[str, Notice]) -> list[Change]:
        self.library.begin_run()
        return [self.add(notice, origin) for origin, notice in files]

    def file(self, *notices: Notice, file: str = "/a.txt") -> list[Stored]:
        """Add the notices of one file, which have its sha256."""
        of_file = [replace(notice, sha256="".join(one.sha256 for one in notices)) for notice in notices]
        vectors = [Embedded(np.ones((len(notice.passages), 2), np.float32)) for notice in notices]
        return self.library.add_file(of_file, file=file, vectors=vectors, encoder="e")

    def texts(self) -> list[str]:
        return [notice.passages[0].text for notice in self.library.notices()]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "library.sqlite")


def numbered(text: str = "旧。", title: str = "某市办法", number: str = "某教〔2024〕7号", **other: object) -> Notice:
    return made_notice(title, text, number=number, id="mj-2024-7", **other)


def test_the_same_content_again_changes_nothing_wherever_it_is_read_from(shelf: Shelf):
    assert shelf.add(numbered(), "/a.txt") is ADDED
    assert [shelf.add(numbered(), origin) for origin in ("/a.txt", "/b.txt", "")] == [UNCHANGED] * 3
    assert shelf.texts() == ["旧。"]


def test_an_edited_file_replaces_what_was_read_from_it_whatever_it_is_called_now(shelf: Shelf):
    shelf.add(numbered(), "/a.txt")
    assert shelf.add(made_notice("另一题目", "新。", id="new"), "/a.txt") is REPLACED
    assert [(notice.id, notice.title) for notice in shelf.library.notices()] == [("new", "另一题目")]


A, B, C = (made_notice(f"{name}办法", f"{name}。", id=name) for name in ("a", "b", "c"))


def test_the_notices_of_one_file_are_told_apart_by_their_place(shelf: Shelf):
    assert shelf.file(A, B) == [Stored(ADDED, "a"), Stored(ADDED, "b")]
    assert shelf.file(A, B) == [Stored(UNCHANGED, "a"), Stored(UNCHANGED, "b")]
    assert shelf.file(A, B, file="/copy.txt") == [Stored(UNCHANGED, "a"), Stored(UNCHANGED, "b")]
    assert len({notice.sha256 for notice in shelf.library.notices()}) == 1


@pytest.mark.parametrize(
    ("now", "held"),
    [
        pytest.param([A, B, C], {"a", "b", "c"}, id="多一件"),
        pytest.param([A], {"a"}, id="少后一件"),
        pytest.param([B], {"b"}, id="少前一件"),
        pytest.param([A, C], {"a", "c"}, id="换一件"),
    ],
)
def test_an_edited_file_holds_what_is_now_in_it(shelf: Shelf, now: list[Notice], held: set[str]):
    shelf.file(A, B)
    assert {stored.id for stored in shelf.file(*now)} == held
    assert {notice.id for notice in shelf.library.notices()} == held


def test_a_file_is_stored_whole_or_not_at_all(shelf: Shelf):
    shelf.file(A, B)
    new = made_notice("a办法", "新。", id="a")
    with pytest.raises(ValueError, match="0 vectors"):
        few = Embedded(np.ones((1, 2), np.float32)), Embedded(np.ones((0, 2), np.float32))
        shelf.library.add_file([new, C], file="/a.txt", vectors=few, encoder="e")
    assert shelf.texts() == ["a。", "b。"]


def test_no_origin_is_no_place_to_be_edited_in(shelf: Shelf):
    assert [shelf.add(made_notice("甲", id="a")), shelf.add(made_notice("乙", id="b"))] == [ADDED, ADDED]


@pytest.mark.parametrize(
    ("held", "new", "change"),
    [
        pytest.param(numbered(), numbered("新。"), REPLACED, id="同号同题是新版本"),
        pytest.param(numbered(), numbered("新。", number="某教［２０２４］07号"), REPLACED, id="文号不论宽窄与括号"),
        pytest.param(numbered(), numbered("新。", title="某市 办法"), REPLACED, id="题目不论空白"),
        pytest.param(numbered(), numbered("新。", title="某市方案"), ADDED, id="同号异题是两份"),
        pytest.param(numbered(), numbered("新。", number="某教〔2024〕8号"), ADDED, id="异号同题是两份"),
        pytest.param(made_notice("甲", "旧。"), made_notice("甲", "新。"), REPLACED, id="无号而题目日期机关都同"),
        pytest.param(
            made_notice("甲", "旧。"), made_notice("甲", "新。", date=date(2025, 1, 1)), ADDED, id="无号而日期不同"
        ),
        pytest.param(
            made_notice("甲", "旧。"), made_notice("甲", "新。", issuers=("乙局",)), ADDED, id="无号而机关不同"
        ),
        pytest.param(made_notice("甲", "旧。"), numbered("新。", title="甲"), ADDED, id="一份有号一份没有"),
        pytest.param(
            made_notice("公告", "旧。", date=None, issuers=()),
            made_notice("公告", "新。", date=None, issuers=()),
            ADDED,
            id="只有题目不足以认作一份",
        ),
    ],
)
def test_number_and_title_or_title_date_and_issuers_make_a_notice_the_same(
    shelf: Shelf, held: Notice, new: Notice, change: Change
):
    shelf.add(held, "/a.txt")
    assert shelf.add(new, "/b.txt") is change
    assert shelf.texts() == (["新。"] if change is REPLACED else ["旧。", "新。"])


FOLDER = [("/f/notice.html", numbered("网页。")), ("/f/notice.txt", numbered("文本。"))]


def test_two_files_of_one_notice_in_one_run_are_copies_and_the_first_stays(shelf: Shelf):
    assert shelf.run(*FOLDER) == [ADDED, UNCHANGED]
    assert shelf.texts() == ["网页。"]


def test_adding_one_folder_twice_changes_nothing_the_second_time(shelf: Shelf):
    shelf.run(*FOLDER)
    stamp = shelf.library.journal.stamp()
    assert shelf.run(*FOLDER) == [UNCHANGED, UNCHANGED]
    assert shelf.run(*reversed(FOLDER)) == [UNCHANGED, UNCHANGED]
    assert shelf.library.journal.stamp() == stamp


def test_a_copy_that_is_edited_is_a_new_version_and_the_folder_comes_to_rest(shelf: Shelf):
    shelf.run(*FOLDER)
    edited = [FOLDER[0], ("/f/notice.txt", numbered("改过。"))]
    assert shelf.run(*edited) == [UNCHANGED, REPLACED]
    assert shelf.run(*edited) == [UNCHANGED, UNCHANGED], "the old page is not brought back"
    assert shelf.texts() == ["改过。"]


def test_a_first_file_that_is_edited_replaces_and_its_copy_stays_one(shelf: Shelf):
    shelf.run(*FOLDER)
    edited = [("/f/notice.html", numbered("改过。")), FOLDER[1]]
    assert shelf.run(*edited) == [REPLACED, UNCHANGED]
    assert shelf.run(*edited) == [UNCHANGED, UNCHANGED]
    assert shelf.texts() == ["改过。"]


def test_an_edit_that_is_taken_back_is_a_change_like_any_other(shelf: Shelf):
    changes = [shelf.add(numbered(text), "/a.txt") for text in ("旧。", "新。", "旧。")]
    assert (changes, shelf.texts()) == ([ADDED, REPLACED, REPLACED], ["旧。"])


def test_without_a_run_each_file_stands_alone_and_the_later_one_replaces(shelf: Shelf):
    assert [shelf.add(numbered("旧。")), shelf.add(numbered("新。"))] == [ADDED, REPLACED]
    assert shelf.texts() == ["新。"]


def test_a_removed_notice_and_its_copies_may_come_again(shelf: Shelf):
    shelf.run(*FOLDER)
    shelf.library.remove("mj-2024-7")
    assert shelf.run(FOLDER[1]) == [ADDED]
    assert shelf.texts() == ["文本。"]


def test_an_id_that_is_taken_gets_four_digits_that_are_always_the_same(shelf: Shelf):
    first, second = made_notice("甲", id="same"), made_notice("乙", id="same")
    shelf.add(first, "/a")
    shelf.add(second, "/b")
    told_apart = "same-7153"  # of the SHA-256 of 乙: it has no number
    assert [notice.id for notice in shelf.library.notices()] == ["same", told_apart]
    assert shelf.library.notice(told_apart).title == "乙"
    shelf.library.remove(told_apart)
    shelf.add(second, "/b")
    assert shelf.library.notices()[1].id == told_apart


def test_a_new_version_keeps_the_id(shelf: Shelf):
    shelf.add(made_notice("甲", id="same"), "/a")
    shelf.add(made_notice("乙", "旧。", id="same"), "/b")
    told_apart = shelf.library.notices()[1].id
    shelf.library.remove("same")
    shelf.add(made_notice("乙", "新。", id="same"), "/b")
    assert [notice.id for notice in shelf.library.notices()] == [told_apart]


def test_a_new_version_with_another_id_takes_it_only_if_it_is_free(shelf: Shelf):
    shelf.add(made_notice("甲", id="a"), "/a")
    shelf.add(made_notice("乙", "旧。", id="b"), "/b")
    shelf.add(made_notice("乙", "新。", id="a"), "/b")
    ids = [notice.id for notice in shelf.library.notices()]
    assert ids[0] == "a"
    assert ids[1].startswith("a-")
