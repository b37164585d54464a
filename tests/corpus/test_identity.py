"""The id of a notice."""

from datetime import date

import pytest

from corpus.identity import notice_id
from corpus.reading import parse_notice


@pytest.mark.parametrize(
    ("number", "issuers", "day", "begins"),
    [
        pytest.param("吉教职成〔2024〕4号", ("吉林省教育厅",), None, "jjzc-2024-4", id="发文字号"),
        pytest.param("国务院令第797号", (), None, "gwyl-797", id="令"),
        pytest.param(None, ("某省教育厅",), date(2023, 6, 20), "msjyt-2023-06-20-", id="没有字号"),
        pytest.param("〔2024〕4号", ("某省教育厅",), None, "msjyt-", id="单独看不成字号"),
    ],
)
def test_an_id_is_spelt_from_what_is_printed(
    number: str | None, issuers: tuple[str, ...], day: date | None, begins: str
):
    assert notice_id(number, issuers, day, "某办法").startswith(begins)


def test_a_number_that_is_none_alone_stops_no_file_from_being_read():
    assert parse_notice("附院令第797号", source="某.txt", sha256="").id
