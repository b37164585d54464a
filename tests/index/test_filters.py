from datetime import date
from pathlib import Path

import numpy as np
import pytest

from corpus.notice import Region
from index.filters import Filters
from index.library import Library
from tests.index.made_notices import made_notice


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library.open(tmp_path / "library.sqlite")
    notices = [
        made_notice(
            "甲通知",
            id="jia",
            number="吉教职成〔2024〕4号",
            genre="通知",
            year=2024,
            date=None,
            issuers=("吉林省教育厅", "吉林省财政厅"),
            region=Region("吉林省"),
        ),
        made_notice(
            "乙答复",
            id="yi",
            genre="答复",
            year=2023,
            date=date(2023, 6, 20),
            issuers=("长春市教育局",),
            region=Region("吉林省", "长春市"),
        ),
        made_notice(
            "丙通知",
            "一。",
            "二。",
            id="bing",
            number="梅教联发〔2023〕3号",
            genre="通知",
            year=2023,
            issuers=("梅河口市教育局",),
            region=Region("吉林省", "通化市", "梅河口市"),
        ),
    ]
    for notice in notices:
        library.add(notice, origin="", vectors=np.ones((len(notice.passages), 2), np.float32), encoder="e")
    return library


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        pytest.param(Filters(), "jia yi bing", id="没有条件就是全部"),
        pytest.param(Filters(issuer="财政"), "jia", id="任一发文机关名中的一段"),
        pytest.param(Filters(issuer="教育局"), "yi bing", id="发文机关"),
        pytest.param(Filters(issuer="厅吉"), "", id="不跨两个机关的名"),
        pytest.param(Filters(region="吉林"), "jia yi bing", id="任一级地名"),
        pytest.param(Filters(region="梅河口"), "bing", id="县级地名"),
        pytest.param(Filters(year=2023), "yi bing", id="年份"),
        pytest.param(Filters(genre="通知"), "jia bing", id="文种"),
        pytest.param(Filters(genre="通"), "", id="文种须相等"),
        pytest.param(Filters(notice="yi"), "yi", id="公文的id"),
        pytest.param(Filters(notice="吉教职成[２０２４] 04号"), "jia", id="文号不论宽窄与括号"),
        pytest.param(Filters(notice="吉教职成〔2024〕40号"), "", id="别的文号"),
        pytest.param(Filters(year=2023, genre="通知", region="通化"), "bing", id="条件都要满足"),
        pytest.param(Filters(issuer="%' OR 1 --"), "", id="不是SQL"),
    ],
)
def test_filters_say_which_notices_are_searched(library: Library, filters: Filters, ids: str):
    rows, passages = library.matching(filters)
    assert [notice.id for row in rows if (notice := library.notice_at(row))] == ids.split()
    assert len(passages) == sum(2 if one == "bing" else 1 for one in ids.split())
    assert filters.empty == (filters == Filters())
