"""Web archives (MHT): a web page and its pictures in one MIME message, as Word saves and some DOCX hold inside."""

import re
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from typing import cast

from corpus.errors import UnreadableFile
from corpus.readers.text import decode_page

# Python's parser takes some microseconds a line; a page of 24 MB has 315,000 lines of base64.
LINES_LIMIT = 500_000
# It reads the parameters of this header in quadratic time; a boundary has at most 70 signs (RFC 2046, 5.1.1).
LONG_HEADER = re.compile(rb"^content-type:(?:[^\r\n]|[\r\n]+[ \t]){4000}", re.IGNORECASE | re.MULTILINE)


def page_of(content: bytes, *, where: str) -> str:
    """Return the HTML text of the first page in a web archive."""
    if content.count(b"\n") + content.count(b"\r") > LINES_LIMIT or LONG_HEADER.search(content):
        raise _refused("the web archive is made of more lines than a page has", where=where)
    try:
        parts = message_from_bytes(content).walk()
        page = next((part for part in parts if part.get_content_type() == "text/html"), None)
        words = None if page is None else _payload(page)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError) as broken:
        raise _refused(f"the web archive cannot be opened ({broken})", where=where) from broken
    if words is None:
        raise _refused("the web archive holds no page", where=where)
    return decode_page(words, where=where)


def _payload(page: Message) -> bytes | None:
    # `decode=True` undoes base64 and quoted-printable; the characters are found from the bytes, as everywhere.
    return cast("bytes | None", page.get_payload(decode=True))


def _refused(what: str, *, where: str) -> UnreadableFile:
    return UnreadableFile(what, where=where, fix="open it in a browser or in Word and save it as DOCX or PDF")
