"""Request lines with Chinese signs in them, as `curl 'http://…/api/search?q=职教本科'` sends them.

HTTP wants them percent-encoded (RFC 9112, 3.2) and h11 refuses anything else; browsers encode, people at a prompt
do not.  What such a line means is not in doubt, so it is encoded here before h11 reads it.
"""

import re
from urllib.parse import quote_from_bytes

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")


class LenientProtocol(H11Protocol):
    """uvicorn's HTTP/1.1, forgiving raw UTF-8 in an address."""

    def data_received(self, data: bytes) -> None:
        """Take bytes from the network; what begins a request begins with its request line."""
        awaiting_request = self.conn.their_state is h11.IDLE and not self.conn.trailing_data[0]
        super().data_received(encoded_line(data) if awaiting_request else data)


def encoded_line(data: bytes) -> bytes:
    """Percent-encode the bytes beyond ASCII in the first line of `data`; the rest stays as it is."""
    line, end, rest = data.partition(b"\r\n")
    return _BEYOND_ASCII.sub(lambda found: quote_from_bytes(found[0]).encode(), line) + end + rest
