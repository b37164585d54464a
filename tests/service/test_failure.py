import re
from pathlib import Path

import pytest

from corpus import errors
from corpus.errors import TiaowenError, UnknownNotice
from service.failure import STATUS, code_of, error_record, status_of

KINDS = TiaowenError.__subclasses__()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_error_has_a_status(kind: type[TiaowenError]):
    assert kind in STATUS
    assert 400 <= STATUS[kind] < 600


def test_every_kind_in_the_tree_is_walked():
    drawn = re.findall(r"[├└]── (\w+)", errors.__doc__ or "")
    assert sorted(kind.__name__ for kind in KINDS) == sorted(drawn)


def test_a_narrower_error_has_the_status_of_the_wider_one():
    class UnknownAppendix(UnknownNotice):
        pass

    assert status_of(UnknownAppendix("no", where="x", fix="y")) == 404


def test_an_error_outside_the_table_is_ours():
    assert status_of(TiaowenError("no", where="x", fix="y")) == 500


@pytest.mark.parametrize(
    ("kind", "code"),
    [(UnknownNotice, "unknown_notice"), (errors.PortInUse, "port_in_use"), (errors.EmptyQuestion, "empty_question")],
)
def test_the_code_is_the_name_in_small_letters(kind: type[TiaowenError], code: str):
    assert code_of(kind) == code


def test_the_record_is_the_contracts():
    error = UnknownNotice("no notice x", where="var/library.sqlite", fix="see tiaowen list")
    assert error_record(error) == {
        "error": {
            "code": "unknown_notice",
            "what": "no notice x",
            "where": "var/library.sqlite",
            "fix": "see tiaowen list",
        }
    }


def test_only_settings_read_the_environment():
    service = Path(errors.__file__).parents[1] / "service"
    readers = {path.name for path in service.rglob("*.py") if re.search(r"os\.environ|getenv", path.read_text("utf-8"))}
    assert readers == {"settings.py"}
