"""What was worked out lately, kept for whoever asks for it again."""

import threading
from collections import OrderedDict
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """The values put in or asked for last, `most` of them or, where sizes are told, as many as have that size together.

    Threads may share one.
    """

    def __init__(self, most: int) -> None:
        self._most, self._sizes = most, 0
        self._held: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> Value | None:
        """Return the value put in under `key`, None where it is not kept (any more)."""
        with self._lock:
            found = self._held.get(key)
            if found is None:
                return None
            self._held.move_to_end(key)
            return found[0]

    def put(self, key: Key, value: Value, size: int = 1) -> None:
        """Keep `value`; those not asked for longest go while there are more than `most`."""
        with self._lock:
            self._sizes += size - self._held.get(key, (value, 0))[1]
            self._held[key] = value, size
            self._held.move_to_end(key)
            while self._sizes > self._most:
                _, (_, gone) = self._held.popitem(last=False)
                self._sizes -= gone
