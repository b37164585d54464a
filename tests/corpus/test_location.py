"""What we write as a citation is read again as the same clause, whatever its labels."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.chain import chains_at, folded_width
from corpus.citation import path_words
from corpus.location import Locations
from corpus.notice import Clause, Notice, Path
from corpus.numeral import chinese
from corpus.reading import parse_notice
from corpus.span import Span

LABELS = {
    "编": "第{}编",
    "章": "第{}章",
    "条": "第{}条",
    "附件": "附件{n}",
    "附": "附件",
    "一": "{}",
    "专栏": "专栏{n}",
    "（一）": "（{}）",
    "1": "{n}",
    "2.1": "{above}.{n}",
    "（1）": "（{n}）",
    "1）": "{n}）",
    "①": "①②③④⑤⑥⑦⑧⑨",
}
# What may stand right below what, "" for the notice itself.
BELOW = {
    "": ("编", "章", "条", "附件", "附", "一", "1"),
    "编": ("章", "条"),
    "章": ("条",),
    "条": ("（一）",),
    "附件": ("一", "条", "1"),
    "附": ("一", "条", "1"),
    "一": ("条", "专栏", "（一）", "1"),
    "专栏": ("1",),
    "（一）": ("1", "（1）"),
    "1": ("2.1", "（1）", "1）", "①"),
    "2.1": ("2.1", "（1）"),
    "（1）": ("①",),
    "1）": ("①",),
    "①": (),
}
NOTICE = parse_notice("某市通知\n一、甲。\n", source="某.txt", sha256="0")


def label_of(kind: str, n: int, above: str) -> str:
    form = LABELS[kind]
    return form[n - 1] if kind == "①" else form.format(chinese(n), n=n, above=above)


@st.composite
def trees(draw: st.DrawFn, kind: str = "", path: Path = (), at: int = 0) -> Clause:
    """Draw a clause with what stands below it; no two have one place."""
    children: list[Clause] = []
    below = BELOW[kind]
    if below and len(path) < 5:
        for each in draw(st.lists(st.sampled_from(below), unique=True, max_size=2 if path else 3)):
            numbers = [1] if each == "附" else range(1, draw(st.integers(1, 3)) + 1)
            for n in numbers:
                label = label_of(each, n, path[-1] if path else "")
                start = children[-1].span.end if children else at + 1
                children.append(draw(trees(each, (*path, label), start)))
    end = children[-1].span.end if children else at + 1
    label = path[-1] if path else ""
    return Clause(path, label, "", Span(at, end), (Span(at, at + 1),), children=tuple(children))


def found(notice: Notice, path: Path) -> Sequence[Path]:
    words = folded_width(path_words(path))
    read = chains_at(words, 0)
    assert read is not None and read.end == len(words), words
    assert len(read.chains) == 1, words
    return [clause.path for clause in Locations(notice).find(read.chains[0]).clauses]


@settings(max_examples=60)
@given(trees())
def test_a_citation_names_its_clause_alone_or_as_one_of_several(root: Clause):
    notice = replace(NOTICE, root=root)
    for clause in root.walk():
        if clause.path:
            assert clause.path in found(notice, clause.path)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (("2", "2.1", "2.1.3", "（1）"), "2.1.3（1）"),
        (("五", "（二）", "1", "（1）"), "五、（二）1.（1）"),
        (("附件", "一", "（四）", "23"), "附件第一部分（四）23"),
        (("附件", "二"), "附件第二部分"),
        (("附件2", "二"), "附件2二"),
        (("附件2", "2", "2.1"), "附件2的2.1"),
        (("附件", "3"), "附件第3项"),
        (("三", "专栏9", "3"), "三、专栏9的3"),
    ],
    ids=lambda value: "/".join(value) if isinstance(value, tuple) else "",
)
def test_labels_that_would_run_together_are_kept_apart(path: Path, words: str):
    assert path_words(path) == words


def tree(*paths: Path) -> Notice:
    """Return a notice with clauses at `paths`, one below the other."""

    def below(path: Path) -> Clause:
        children = tuple(below(each) for each in paths if each[:-1] == path)
        return Clause(path, path[-1] if path else "", "", Span(0, 1), (), children=children)

    return replace(NOTICE, root=below(()))


def cited(notice: Notice, words: str) -> list[str]:
    read = chains_at(folded_width(words), 0)
    assert read is not None
    return ["/".join(c.path) for chain in read.chains for c in Locations(notice).find(chain).clauses]


ATTACHED = tree(("附件",), ("附件", "一"), ("附件", "二"), ("附件", "一", "（一）"), ("附件", "二", "（一）"))
NUMBERED = tree(("附件1",), ("附件2",), ("附件1", "（一）"), ("附件2", "（一）"), ("附件1", "4"), ("附件1", "四"))


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("二、第三条", id="with the mark that is printed behind it"),
        pytest.param("二第三条", id="without"),
        pytest.param("第三条", id="the article alone"),
        pytest.param("第二条、二、第三条", id="as one of several"),
    ],
)
def test_an_article_that_stands_below_a_numeral(words: str):
    notice = tree(("一",), ("一", "第一条"), ("一", "第二条"), ("二",), ("二", "第三条"))
    assert [path for path in cited(notice, words) if path != "一/第二条"] == ["二/第三条"]


@pytest.mark.parametrize(
    ("notice", "words", "paths"),
    [
        pytest.param(ATTACHED, "附件二、（一）", ["附件/二/（一）"], id="二、 of the only attachment"),
        pytest.param(ATTACHED, "附件二", [], id="an attachment that is not there"),
        pytest.param(ATTACHED, "附件一", ["附件"], id="the only attachment is the first"),
        pytest.param(NUMBERED, "附件二、（一）", ["附件2/（一）"], id="（一） of the second"),
        pytest.param(NUMBERED, "附件1第4项", ["附件1/4"], id="an item by its digits"),
        pytest.param(NUMBERED, "附件1第四项", ["附件1/4", "附件1/四"], id="an item in words may be either"),
        pytest.param(NUMBERED, "附件一、附件二", ["附件1", "附件2"], id="two attachments"),
    ],
)
def test_an_attachment_and_the_clauses_in_it(notice: Notice, words: str, paths: list[str]):
    assert sorted(cited(notice, words)) == sorted(paths)


def test_either_reading_of_an_attachment_is_ambiguous():
    notice = tree(("附件",), ("附件", "一"), ("附件", "一", "（一）"), ("附件", "（一）"))
    assert sorted(cited(notice, "附件一、（一）")) == ["附件/一/（一）", "附件/（一）"]
