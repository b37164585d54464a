"""What went wrong, told at the edge: one table from errors to HTTP status, one JSON shape for every way in.

The domain does not know status codes; whoever asked gets what, where and fix, over HTTP as on the command line.
"""

import re
from typing import Any

from corpus.errors import (
    AmbiguousClause,
    BadRequest,
    BadSetting,
    BadThesaurus,
    ChangesOff,
    DamagedIndex,
    DamagedLibrary,
    EmptyQuestion,
    LibraryBusy,
    MissingExtra,
    NotAllowed,
    PortInUse,
    StaleIndex,
    TiaowenError,
    UnknownClause,
    UnknownModel,
    UnknownNotice,
    UnreadableFile,
)

STATUS: dict[type[TiaowenError], int] = {
    BadRequest: 422,
    EmptyQuestion: 422,
    UnreadableFile: 422,
    NotAllowed: 401,
    ChangesOff: 403,
    UnknownNotice: 404,
    UnknownClause: 404,
    AmbiguousClause: 409,
    BadSetting: 500,
    BadThesaurus: 500,
    MissingExtra: 500,
    PortInUse: 500,
    UnknownModel: 503,
    StaleIndex: 503,
    DamagedIndex: 503,
    DamagedLibrary: 503,
    LibraryBusy: 503,
}


def status_of(error: TiaowenError) -> int:
    """Return the HTTP status of an error; one that the table does not name is our fault: 500."""
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)


def code_of(kind: type[TiaowenError]) -> str:
    """Return the stable word for a kind of error that a program can test: UnknownNotice -> unknown_notice."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


def error_record(error: TiaowenError) -> dict[str, Any]:
    """Return the contract's JSON for an error."""
    return failure_record(code_of(type(error)), error.what, where=error.where, fix=error.fix)


def failure_record(code: str, what: str, *, where: str, fix: str) -> dict[str, Any]:
    """Return the same JSON for a condition that is not in the tree: wrong use, an unknown address, a bug."""
    return {"error": {"code": code, "what": what, "where": where, "fix": fix}}
