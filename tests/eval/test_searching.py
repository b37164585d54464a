"""A made library is realistic enough to be searched, and the same every time."""

from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from eval.made_library import MadeEncoder, MadeNotices, Stuff
from eval.memory import RememberingEncoder
from eval.searching import measure_searching
from eval.workplace import Workplace
from index.bigram import BigramEncoder


@pytest.fixture(scope="module")
def stuff() -> Stuff:
    return Stuff.of_the_four_notices(BigramEncoder(32))


def test_the_same_seed_makes_the_same_notices_and_another_others(stuff: Stuff):
    first, again, other = ([notice.text for notice in islice(MadeNotices(stuff, seed=seed), 3)] for seed in (1, 1, 2))
    assert first == again
    assert first != other
    assert len(set(first)) == 3


def test_a_made_notice_is_read_as_a_real_one(stuff: Stuff):
    notice = next(iter(MadeNotices(stuff)))
    assert notice.number and notice.genre and notice.title.startswith(notice.issuers[0][:2])
    assert len(notice.passages) >= 36
    assert notice.passages[0].path == ("一", "（一）")


def test_a_made_passage_lies_near_the_sentences_that_it_was_made_of(stuff: Stuff):
    made = MadeNotices(stuff)
    encoder = MadeEncoder(BigramEncoder(32), made)
    passages = [passage.text.partition("）")[2] for passage in next(iter(made)).passages[:20]]
    rows = encoder.encode_passages(passages)
    assert (rows == encoder.encode_passages(passages)).all()
    own = [rows[at] @ stuff.vectors[list(made.rows[text])].mean(axis=0) for at, text in enumerate(passages)]
    others = [rows[at] @ stuff.vectors.mean(axis=0) for at in range(len(passages))]
    assert np.mean(own) > np.mean(others) + 0.1


def test_a_search_is_timed_by_its_parts(tmp_path: Path):
    encoder = RememberingEncoder(BigramEncoder(32), tmp_path / "vectors.sqlite")
    work = Workplace(encoder, tmp_path, lambda said: None)
    first, second = measure_searching([70, 140], ["职业本科", "产教融合"], work)
    encoder.close()
    assert (first.passages >= 70, second.passages >= 140, first.codes, first.recall) == (True, True, False, 1.0)
    assert first.ranking > max(first.meaning, first.words, first.fusion) > 0
    assert first.whole > 0
