"""A request's body is taken up to a size: whoever sends more is told so before it fills the memory."""

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.checked import MAX_DRAFT_SIGNS

# A sign of a draft is at most 12 bytes as JSON (\ud83d\ude00), and in a form 4 bytes, each %-encoded as three.
MOST_BODY_BYTES = 3 * 12 * MAX_DRAFT_SIGNS


class BodyLimit:
    """ASGI middleware: refuses with 413 what is longer than `most` bytes, said in its head or found while it comes."""

    def __init__(self, app: ASGIApp, most: int = MOST_BODY_BYTES) -> None:
        self.app, self.most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, its body counted."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        said = dict(scope["headers"]).get(b"content-length", b"0")
        come = self.most + 1 if said.isdigit() and int(said) > self.most else 0

        async def counted() -> Message:
            nonlocal come
            if come > self.most:
                raise too_large(self.most)
            message = await receive()
            come += len(message.get("body", b""))
            if come > self.most:
                raise too_large(self.most)
            return message

        await self.app(scope, counted, send)


def too_large(most: int) -> HTTPException:
    """Return the refusal of a body of more than `most` bytes."""
    return HTTPException(413, f"the body is longer than {most:,} bytes", headers={"connection": "close"})
