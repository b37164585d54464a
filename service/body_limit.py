"""A request's body is taken up to a size: whoever sends more is told so before it fills the memory."""

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.checked import MAX_DRAFT_SIGNS

# A sign of a draft is at most 12 bytes as JSON (\ud83d\ude00), and in a form 4 bytes, each %-encoded as three.
MOST_BODY_BYTES = 3 * 12 * MAX_DRAFT_SIGNS
# Scans of a long notice; the readers have limits of their own for what is packed in a file.
MOST_UPLOAD_BYTES = 50_000_000
_UPLOADS = ("POST", "/api/notices")


class BodyLimit:
    """ASGI middleware: refuses with 413 what is too long, said in its head or found while it comes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, its body counted."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most = MOST_UPLOAD_BYTES if (scope["method"], scope["path"]) == _UPLOADS else MOST_BODY_BYTES
        said = dict(scope["headers"]).get(b"content-length", b"0")
        come = most + 1 if said.isdigit() and int(said) > most else 0

        async def counted() -> Message:
            nonlocal come
            if come > most:
                raise too_large(most)
            message = await receive()
            come += len(message.get("body", b""))
            if come > most:
                raise too_large(most)
            return message

        await self.app(scope, counted, send)


def too_large(most: int) -> HTTPException:
    """Return the refusal of a body of more than `most` bytes."""
    return HTTPException(413, f"the body is longer than {most:,} bytes", headers={"connection": "close"})
