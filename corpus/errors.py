"""Every error this project raises on purpose.

TiaowenError
├── UnreadableFile      a file could not become a Notice
├── UnknownNotice       the library holds no notice with this id
├── UnknownClause       the notice has no clause with this path
├── AmbiguousClause     the notice has more than one clause with this path
├── EmptyQuestion       there is nothing to search for
├── UnknownModel        the embedding model cannot be loaded
├── StaleIndex          a derived index was built from another model or another library
├── DamagedIndex        a derived index on disk cannot be read
├── DamagedLibrary      the SQLite file cannot be read
├── LibraryBusy         another process is writing to the library
├── BadSetting          a TIAOWEN_ setting is misspelt or out of range
├── BadThesaurus        a line of the terms cannot be read
├── MissingExtra        an optional package is not installed
├── BadRequest          an HTTP request has a wrong parameter
├── NotAllowed          a change over HTTP came without the right token
├── ChangesOff          a change over HTTP where no token is set
└── PortInUse           the service cannot listen where it was told to

A wrong call from our own code is a plain ValueError: a bug, not a condition that a user can meet.
"""


class TiaowenError(Exception):
    """A condition a user or an operator can meet: what happened, where, and how to fix it."""

    def __init__(self, what: str, *, where: str, fix: str) -> None:
        super().__init__(f"{what}\n  where: {where}\n  fix:   {fix}")
        self.what, self.where, self.fix = what, where, fix


class UnreadableFile(TiaowenError):
    """A file could not become a Notice."""


class UnknownNotice(TiaowenError):
    """The library holds no notice with this id."""


class UnknownClause(TiaowenError):
    """The notice has no clause with this path."""


class AmbiguousClause(TiaowenError):
    """The notice has more than one clause with this path."""


class EmptyQuestion(TiaowenError):
    """There is nothing to search for."""


class UnknownModel(TiaowenError):
    """The embedding model cannot be loaded."""


class StaleIndex(TiaowenError):
    """A derived index was built from another model or another library."""


class DamagedIndex(TiaowenError):
    """A derived index on disk cannot be read."""


class DamagedLibrary(TiaowenError):
    """The SQLite file cannot be read."""


class LibraryBusy(TiaowenError):
    """Another process is writing to the library."""


class BadSetting(TiaowenError):
    """A TIAOWEN_ setting is misspelt or out of range."""


class BadThesaurus(TiaowenError):
    """A line of the terms cannot be read."""


class MissingExtra(TiaowenError):
    """An optional package that a command needs is not installed."""


class BadRequest(TiaowenError):
    """An HTTP request has a wrong parameter."""


class NotAllowed(TiaowenError):
    """A change over HTTP came without the right token."""


class ChangesOff(TiaowenError):
    """The library cannot be changed over HTTP, since no token is set."""


class PortInUse(TiaowenError):
    """The service cannot listen where it was told to."""
