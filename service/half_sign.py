"""Requests that hold half a sign: a client that cuts strings at UTF-16 units, as JavaScript does, halves an emoji.

JSON can write the half (\\ud83d) and no text can hold it; the protocol's package drops such a line unanswered.  Here
the half is read as U+FFFD, one sign for one, so that the request is answered and offsets in a draft stay right.
"""

from __future__ import annotations

import json
import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import anyio
import mcp_types as types
from mcp.shared.message import SessionMessage
from pydantic import ValidationError

if TYPE_CHECKING:
    from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
    from mcp.shared._stream_protocols import ReadStream

_HALF = re.compile("[\ud800-\udfff]")
_UNKNOWN = "\ufffd"
Incoming = SessionMessage | Exception


@asynccontextmanager
async def mended(incoming: ReadStream[Incoming]) -> AsyncGenerator[MemoryObjectReceiveStream[Incoming]]:
    """Give what comes in, with half signs made whole."""
    putting, getting = anyio.create_memory_object_stream[Incoming](0)
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(_put, incoming, putting)
        yield getting
        tasks.cancel_scope.cancel()


async def _put(incoming: ReadStream[Incoming], putting: MemoryObjectSendStream[Incoming]) -> None:
    async with putting:
        async for one in incoming:
            await putting.send(whole(one))


def whole(one: Incoming) -> Incoming:
    """Return the message of a line that failed for half a sign only; anything else as it is."""
    line = one.errors()[0]["input"] if isinstance(one, ValidationError) else None
    if not isinstance(line, str):
        return one
    try:
        mended_line, halves = _HALF.subn(_UNKNOWN, json.dumps(json.loads(line), ensure_ascii=False))
        return SessionMessage(types.jsonrpc_message_adapter.validate_json(mended_line)) if halves else one
    except (ValueError, RecursionError):
        return one
