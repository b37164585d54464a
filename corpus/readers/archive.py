"""Zip archives (DOCX and OFD are such) read part by part, in memory, within limits whatever they declare."""

import lzma
import stat
import struct
import zipfile
import zlib
from io import BytesIO
from posixpath import normpath

from corpus.errors import UnreadableFile

# A notice of 300 pages has a document.xml of some MB; a zip bomb of 40 KB has several GB.
PART_BYTES_LIMIT = 32 * 1024 * 1024
READ_BYTES_LIMIT = 128 * 1024 * 1024
ENTRIES_LIMIT = 20_000
ENTRY_MARK = b"PK\x01\x02"  # of its line in the directory
ENCRYPTED = 0x1
DAMAGED = "the file is damaged: get it again, or save it anew from its program"

UNZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,  # NotImplementedError too: a compression that zip does not have
    ValueError,
    KeyError,
)


class Archive:
    """An open zip archive.

    Names are as other parts write them: `/` between folders, no leading `/`, whatever the packing program wrote.
    """

    def __init__(self, content: bytes, *, where: str) -> None:
        self._where = where
        self._left = READ_BYTES_LIMIT
        # Counted before zipfile makes an object of each: a million take 10 s and 300 MB.
        if (count := content.count(ENTRY_MARK)) > ENTRIES_LIMIT:
            raise self._refused(f"the archive has {count:,} entries, more than {ENTRIES_LIMIT:,}")
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
            entries = self._zip.infolist()
        except UNZIP_ERRORS as broken:
            raise self._refused(f"the file is a zip archive that cannot be opened ({broken})") from broken
        for entry in entries:
            self._check(entry)
        self._entries = {entry.filename.replace("\\", "/").lstrip("/"): entry for entry in entries}

    @property
    def names(self) -> list[str]:
        """The names of all parts."""
        return list(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def read(self, name: str) -> bytes:
        """Return the bytes of one part; a part that is missing or too large is an UnreadableFile."""
        entry = self._entries.get(name)
        if entry is None:
            raise self._refused(f"the document has no part {name}")
        limit = min(PART_BYTES_LIMIT, self._left)
        if entry.file_size > limit:
            raise self._too_large(name, limit)
        try:
            with self._zip.open(entry) as part:
                content = part.read(limit + 1)
        except UNZIP_ERRORS as broken:
            raise self._refused(f"the part {name} cannot be unpacked ({broken})") from broken
        if len(content) > limit:
            raise self._too_large(name, limit)
        self._left -= len(content)
        return content

    def _check(self, entry: zipfile.ZipInfo) -> None:
        name = entry.filename.replace("\\", "/")
        if stat.S_ISLNK(entry.external_attr >> 16) or normpath(name.lstrip("/")).startswith(".."):
            raise self._refused(f"the archive points outside of itself with {entry.filename!r}")
        if entry.flag_bits & ENCRYPTED:
            raise UnreadableFile(
                "the document is encrypted",
                where=self._where,
                fix="open it with its password and save it without one",
            )

    def _too_large(self, name: str, limit: int) -> UnreadableFile:
        return self._refused(f"the part {name} unpacks to more than {limit:,} bytes")

    def _refused(self, what: str) -> UnreadableFile:
        return UnreadableFile(what, where=self._where, fix=DAMAGED)
