from dataclasses import replace

from corpus.notice import Notice
from service.anchor import anchor_at, anchors
from service.contents import Entry, contents


def test_a_clause_is_linked_to_by_its_path(notice: Notice):
    assert list(anchors(notice).values()) == ["", "一", "二", "二/（一）", "二/（二）", "附件", "附件/1", "附件/2"]


def test_a_number_printed_twice_still_gives_two_anchors(notice: Notice):
    first, second, annex = notice.root.children
    one, two = second.children
    twice = replace(second, children=(one, replace(two, path=one.path, label=one.label)))
    doubled = replace(notice, root=replace(notice.root, children=(first, twice, annex)))
    assert [anchors(doubled)[clause.span] for clause in twice.children] == ["二/（一）", f"二/（一）@{two.span.start}"]
    assert anchor_at(doubled, one.path, notice.passages[2].span) == "二/（一）"
    assert anchor_at(doubled, one.path, notice.passages[3].span) == f"二/（一）@{two.span.start}"


def test_words_under_no_label_are_linked_to_by_their_place(notice: Notice):
    span = notice.passages[0].span
    assert anchor_at(notice, (), span) == f"p{span.start}"


def test_the_contents_name_every_clause_but_no_row(notice: Notice):
    assert contents(notice) == (
        Entry("一", "一", "总体要求", ()),
        Entry(
            "二",
            "二",
            "主要任务",
            (Entry("二/（一）", "（一）", "建好联合体", ()), Entry("二/（二）", "（二）", "做强本科", ())),
        ),
        Entry("附件", "附件", "", ()),
    )


def test_a_clause_without_a_heading_is_named_by_its_first_words(notice: Notice):
    bare = replace(notice.root.children[1].children[0], heading="")
    assert contents(replace(notice, root=replace(notice.root, children=(bare,))))[0].words == "建好联合体"
