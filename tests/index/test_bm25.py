"""Passages are chosen and scored as tantivy does it."""

from collections import Counter

import numpy as np
import pytest
import tantivy

from index.bm25 import KEPT_LENGTHS, Bm25, rarity
from index.entry import Entry
from index.postings import Counted, Postings, joined
from index.tally import Sums, Tally, Weight, highest
from index.words import WordsIndex

QUESTION = "职业本科学校的招生办法"


def entries(first: int, last: int) -> list[Entry]:
    words = ("职业本科", "学校", "招生办法", "天气预报", "办法", "的")
    return [
        Entry(
            at,
            at % 3,
            words[at % 5],
            "".join(words[(at * step) % 6] * (at % step + 1) for step in range(1, 2 + at % 40)),
        )
        for at in range(first, last)
    ]


def by_tantivy(counted: list[Counted], asked: list[str]) -> dict[int, float]:
    """BM25 of every passage that has any, by tantivy."""
    fields = tantivy.SchemaBuilder()
    fields.add_unsigned_field("passage", fast=True)
    fields.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    schema = fields.build()
    index = tantivy.Index(schema)
    writer = index.writer(15_000_000, num_threads=1)
    for one in counted:
        document = tantivy.Document()
        document.add_unsigned("passage", one.passage)
        document.add_text("words", " ".join(one.tokens))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    terms = [
        tantivy.Query.boost_query(tantivy.Query.term_query(schema, "words", token), float(times))
        for token, times in Counter(asked).items()
    ]
    query = tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])
    searcher = index.searcher()
    hits = searcher.search(query, limit=len(counted)).hits
    ids = searcher.fast_field_values("passage", [address for _, address in hits])
    return {int(passage): score for passage, (score, _) in zip(ids, hits, strict=True)}


def drawn(count: int, seed: int = 5) -> list[Counted]:
    """Passages of 1 to 300 tokens out of 80, some in most passages and some in few."""
    chance = np.random.default_rng(seed)
    shares = 1 / np.arange(1, 81)
    shares /= shares.sum()
    lengths = chance.integers(1, 300, count)
    return [
        Counted(at + 1, at % 7, [f"t{token}" for token in chance.choice(80, length, p=shares)])
        for at, length in enumerate(lengths)
    ]


def tallied(bm25: Bm25, asked: list[str]) -> Tally:
    times = Counter(asked)
    lists = bm25.lists(list(times))
    rare = [rarity(len(bm25.postings), one.held_by) for one in lists]
    return bm25.tally(lists, [Weight(count * each, 1.0) for count, each in zip(times.values(), rare, strict=True)])


def summed(bm25: Bm25, asked: list[str]) -> Sums:
    return tallied(bm25, asked).of(np.arange(len(bm25.postings)))


@pytest.mark.parametrize("asked", [["t0", "t1", "t2"], ["t40", "t70", "t79"], ["t0", "t79", "t79", "t3", "none"]])
def test_every_score_is_tantivys(asked: list[str]):
    counted = drawn(500)
    bm25 = Bm25(Postings.of(counted))
    ours = summed(bm25, asked)
    theirs = by_tantivy(counted, asked)
    passages = bm25.postings.passages.tolist()
    scores = {passage: score for passage, score in zip(passages, ours.words.tolist(), strict=True) if score}
    assert scores == pytest.approx(theirs, rel=2e-6)
    assert ours.shares.tolist() == [sum(token in one.tokens for token in set(asked)) for one in counted]


@pytest.fixture(params=[0, 4, 1_000_000], ids=["lists", "both", "rows"])
def kept(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Postings:
    """The postings of 200 passages, whose tokens are kept as lists, as rows of all passages, or some as each."""
    monkeypatch.setattr("index.bm25.COMMON", request.param)
    return Postings.of(drawn(200))


def test_common_tokens_and_rare_ones_count_alike(kept: Postings):
    counted, asked = drawn(200), [f"t{token}" for token in range(80)]
    ours = summed(Bm25(kept), asked)
    assert dict(zip(kept.passages.tolist(), ours.words.tolist(), strict=True)) == pytest.approx(
        by_tantivy(counted, asked), rel=1e-5
    )
    assert ours.shares.tolist() == [len({*one.tokens}) for one in counted]


@pytest.mark.parametrize("limit", [1, 10, 150, 300])
def test_the_best_are_those_of_the_rows_looked_at(kept: Postings, limit: int):
    bm25, among = Bm25(kept), np.arange(200) % 3 > 0
    tally, words = tallied(bm25, ["t0", "t1", "t40"]), summed(bm25, ["t0", "t1", "t40"]).words
    assert sorted(tally.best(limit).tolist()) == sorted(highest(words, limit).tolist())
    assert sorted(tally.best(limit, among).tolist()) == sorted(highest(words * among, limit).tolist())


def test_a_token_asked_for_again_scores_as_the_first_time():
    bm25 = Bm25(Postings.of(drawn(200)))
    first = summed(bm25, ["t0", "t5", "t70", "none"])
    again = summed(bm25, ["t70", "none", "t0", "t5"])
    for ours, theirs in zip(again, first, strict=True):
        assert ours == pytest.approx(theirs, rel=1e-6)


def test_the_best_are_those_of_all_and_of_the_same_the_first():
    words = WordsIndex.in_memory()
    words.replace_all([*entries(1, 60), *(Entry(at, 9, "", "职业本科") for at in range(60, 100))])
    found = words.search("职业本科", 1_000)
    assert found == sorted(found, key=lambda one: (-one.score, one.passage)) and len(found) > 70
    for limit in (1, 7, 45, 60):
        assert sorted(words.best("职业本科", limit)) == sorted(one.passage for one in found[:limit])


def test_scores_are_as_in_a_new_index_when_passages_came_and_went():
    words, new = WordsIndex.in_memory(), WordsIndex.in_memory()
    words.replace_all(entries(1, 120))
    words.update(entries(120, 160), removed=range(10, 60))
    words.update((), removed=range(130, 133))
    new.replace_all([one for one in entries(1, 160) if not (10 <= one.passage < 60 or 130 <= one.passage < 133)])
    assert words.search(QUESTION, 1_000) == new.search(QUESTION, 1_000)
    assert words.rarity("招") == new.rarity("招")


def test_an_index_read_from_disk_scores_as_the_one_written(tmp_path):
    written = WordsIndex.open(tmp_path)
    written.replace_all(entries(1, 60))
    written.update(entries(60, 80), removed=[3, 4])
    assert WordsIndex.open(tmp_path).search(QUESTION, 1_000) == written.search(QUESTION, 1_000)


def test_what_is_not_held_scores_nothing():
    words = WordsIndex.in_memory()
    words.replace_all(entries(1, 20))
    assert (
        words.scores(QUESTION, [7_777]) == words.scores("zzz", [1, 2]) == WordsIndex.in_memory().scores("职", [1]) == {}
    )


def test_a_token_counts_by_bm25_and_once_for_coverage():
    bm25 = Bm25(Postings.of([Counted(5, 1, ["甲", "甲"]), Counted(9, 1, ["丙"] * 2)]))
    words, shares = bm25.tally(bm25.lists(["甲", "丁"]), [Weight(2.0, 0.5), Weight(9.0, 9.0)]).of(np.arange(2))
    # passage 5, as long as all are on average: 2 x 2.2 x 2 / (2 + 1.2)
    assert words == pytest.approx([2.75, 0], abs=1e-6)
    assert shares.tolist() == [0.5, 0]


@pytest.mark.parametrize("limit", [1, 7, 200, 900, 3_000])
@pytest.mark.parametrize("shape", ["spread", "tied", "one run", "few"])
def test_the_highest_are_those_of_a_full_sort(shape: str, limit: int):
    chance = np.random.default_rng(3)
    sums = {
        "spread": chance.random(2_000),
        "tied": chance.integers(0, 4, 2_000),
        "one run": np.where(np.arange(2_000) // 40 == 7, 5.0, 1.0),  # the sample says little of where the highest are
        "few": np.where(chance.random(2_000) < 0.01, chance.random(2_000), 0.0),
    }[shape].astype(np.float32)
    order = [at for at in np.lexsort((np.arange(2_000), -sums)).tolist() if sums[at] > 0]
    assert sorted(highest(sums, limit).tolist()) == sorted(order[:limit])


def told(postings: Postings) -> dict[int, tuple[int, int, list[tuple[int, int]]]]:
    """Of each passage: its notice, its length, and how often it holds which token."""
    held: dict[int, list[tuple[int, int]]] = {at: [] for at in range(len(postings))}
    begin = 0
    for token, end in zip(postings.hashes.tolist(), postings.ends.tolist(), strict=True):
        for row, count in zip(postings.rows[begin:end].tolist(), postings.counts[begin:end].tolist(), strict=True):
            held[row].append((token, count))
        begin = end
    columns = (postings.passages.tolist(), postings.notices.tolist(), postings.lengths.tolist(), held.values())
    return {passage: (notice, length, tokens) for passage, notice, length, tokens in zip(*columns, strict=True)}


@pytest.mark.parametrize("cuts", [[3], [1, 2, 3, 4, 5], [10, 39], [20]])
def test_parts_joined_are_the_whole(cuts: list[int]):
    counted = drawn(40)
    bounds = [0, *cuts, 40]
    parts = [Postings.of(counted[start:stop]) for start, stop in zip(bounds, bounds[1:], strict=False)]
    assert told(joined(parts)) == told(Postings.of(counted))


@pytest.mark.parametrize("gone", [[], [1], [40, 7, 99], range(1, 41), range(2, 40)])
def test_what_is_left_is_as_if_the_rest_had_never_come(gone: list[int]):
    counted = drawn(40)
    left = Postings.of(counted).without(gone)
    assert told(left) == told(Postings.of([one for one in counted if one.passage not in gone]))
    assert np.all(left.sizes() > 0), "no token without a passage"


def test_ids_ascend():
    first = Postings.of(drawn(4))
    with pytest.raises(ValueError, match="ascend"):
        first.followed_by(first)


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06" + bytes(18), b"{}"], ids=["空", "空档", "乱码"])
def test_what_was_not_saved_is_refused(content: bytes):
    with pytest.raises(ValueError):
        Postings.loaded(content)


def test_what_was_saved_is_there_again():
    postings = Postings.of(drawn(20))
    again, beside = Postings.loaded(postings.saved("简称".encode()))
    assert (told(again), beside.decode()) == (told(postings), "简称")


def test_lengths_are_told_apart_as_tantivy_does():
    assert KEPT_LENGTHS[[40, 41, 48, 49, 56, 57]].tolist() == [40, 42, 56, 60, 88, 96]
    assert len(KEPT_LENGTHS) <= 256
