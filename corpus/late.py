"""Fields of a frozen dataclass that are worked out when they are first read."""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, cast

_T = TypeVar("_T")


class _Pending(NamedTuple):
    work_out: Callable[[], Any]


class _LateField:
    """Stands before the slot of a field: what is pending in it is worked out by whoever first reads it."""

    def __init__(self, slot: Any) -> None:
        self._slot = slot

    def __get__(self, one: object | None, of: type) -> Any:
        if one is None:
            return self
        held = self._slot.__get__(one, of)
        if isinstance(held, _Pending):
            held = held.work_out()
            self._slot.__set__(one, held)
        return held

    def __set__(self, one: object, value: object) -> None:
        self._slot.__set__(one, value)


def late(work_out: Callable[[], _T]) -> _T:
    """Return what a late field may be given for its value; `work_out` must yield the same whenever it is called.

    Whatever reads the field calls it: comparing, printing, pickling and `dataclasses.replace` do too.
    """
    return cast(_T, _Pending(work_out))


def with_late(*names: str) -> Callable[[type[_T]], type[_T]]:
    """Let the fields `names` of a dataclass with slots be given as `late` values; nobody who reads them can tell."""

    def decorated(made: type[_T]) -> type[_T]:
        for name in names:
            setattr(made, name, _LateField(made.__dict__[name]))
        return made

    return decorated
