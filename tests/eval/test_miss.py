"""Questions whose labelled passage is not first, to be read."""

from collections.abc import Sequence

from rich.console import Console

from eval.half import Half
from eval.miss import Misses, misses_of, misses_record, print_misses
from eval.ranking import Ranking, one_each
from eval.system import System
from eval.testset import TestPassage, TestSet

PASSAGES = tuple(
    TestPassage(id_, title, text)
    for id_, title, text in (
        ("p1", "教育通知", "支持学校升格。"),
        ("p2", "教育通知", "安排取暖经费。"),
        ("p3", "卫生通知", "建设乡镇医院。"),
    )
)
# sha256 of q2 begins with an even byte, of q1, q4 and q7 with an odd one: these are of the validation half.
QUESTIONS = {"q1": "谁升格", "q2": "谁建医院", "q4": "取暖有钱吗", "q7": "医院在哪"}
GRADES = {"q1": {"p2": 1}, "q2": {"p1": 1}, "q4": {"p1": 0, "p2": 1}, "q7": {"p3": 1, "p9": 2}}
HELD = TestSet("notices", "notices-8k", PASSAGES, QUESTIONS, GRADES)
RANKED = {"谁升格": ["p1", "p3", "p2"], "谁建医院": ["p3"], "取暖有钱吗": ["p2", "p1"], "医院在哪": []}


def rank(question: str, _limit: int) -> Ranking:
    return one_each(RANKED[question])


def validation() -> Misses:
    return misses_of(HELD, System("ours", rank, encodes=False), Half.VALIDATION)


def told(misses: Misses) -> Sequence[tuple[str, str | None, list[tuple[str, int | None]]]]:
    return [
        (one.id, one.first.id if one.first else None, [(right.id, right.rank) for right in one.labelled])
        for one in misses.found
    ]


def test_a_miss_has_our_first_passage_and_every_labelled_one_with_its_rank():
    # q4 is found; q2 is of the other half; for q7 nothing was found, and p9 is not even there
    assert told(validation()) == [("q1", "p1", [("p2", 3)]), ("q7", None, [("p3", None), ("p9", None)])]
    assert validation().asked == 3


def test_the_same_ones_are_drawn_each_time_and_no_more_than_there_are():
    many = Misses("s", 9, tuple(validation().found * 20))
    assert [one.id for one in many.drawn(12)] == [one.id for one in many.drawn(12)]
    assert {one.id for one in validation().drawn(5)} == {"q1", "q7"}


def test_they_are_printed_to_be_read():
    console = Console(record=True, width=40, file=None, quiet=False)
    with console.capture() as caught:
        print_misses(console, validation(), 2)
    shown = caught.get()
    assert "notices-8k: 2 of 3 questions" in shown.replace("\n", " ")
    assert "谁升格  [q1]\n  first: 教育通知｜支持学校升格。\n  labelled, rank 3: 教育通知｜安排取暖经费。\n" in shown
    assert "医院在哪  [q7]\n  first: not among the passages" in shown


def test_as_json_they_have_the_same():
    record = misses_record(validation(), 1)
    assert (record["questions"], record["misses"]) == (3, 2)
    (one,) = record["drawn"]  # type: ignore[misc]
    assert one["id"] in {"q1", "q7"}
