"""A result says the page it stands on, on the web page, in JSON and in the terminal."""

from dataclasses import replace

import pytest

from corpus.notice import Notice
from index.search import Hit, Why
from service.card import card
from service.commands.search import _headline  # pyright: ignore[reportPrivateUsage]
from service.hits import hit_record


@pytest.mark.parametrize(("paged", "page", "said"), [(True, 2, "第2页"), (False, None, "")], ids=["有页", "无页"])
def test_a_result_says_its_page(notice: Notice, paged: bool, page: int | None, said: str):
    passage = notice.passages[1]
    held = replace(notice, pages=(0, passage.span.start, passage.span.end)) if paged else notice
    hit = Hit(held, passage, (), 0.5, Why(0.5, 1.0))
    assert (card(hit, "问").page, hit_record(hit)["page"]) == (said, page)
    assert ("第2页" in _headline(1, hit).plain) == paged
