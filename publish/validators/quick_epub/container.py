"""Reading the files of a book, one at a time, never more than the machine can bear (EPUB 3.3, 4.2)."""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO
from urllib.parse import unquote, urlsplit

import msgspec
from lxml import etree

from publish.findings import Finding, Location

# In bytes: of one file of text, of all text that is read, of all sound, and of the list of files.
_MAXIMUM_FILE = 8 * 1024**2
_MAXIMUM_TEXT = 128 * 1024**2
_MAXIMUM_SOUND = 2 * 1024**3
_MAXIMUM_DIRECTORY = 16 * 1024**2
_CHUNK = 1024**2
_MAXIMUM_TAGS = 500_000  # of one file
_END_RECORD = 22
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTION = "META-INF/encryption.xml"
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
)


class NotCheckableError(Exception):
    """A book that may be good, but cannot be judged here; the message tells why.

    Attributes:
        mend: what to do so that it can be judged.
    """

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(reason)
        self.mend = mend


class DamagedError(Exception):
    """A book that cannot be read on.

    Attributes:
        finding: what to tell the user.
    """

    def __init__(self, rule: str, message: str, file: str = "", line: int = 0) -> None:
        super().__init__(message)
        self.finding = Finding(
            rule=rule,
            message=message,
            location=Location(file, line),
            harms="Reading systems may refuse the book, or show only a part of it.",
            mend="Have EPUBCheck tell all that is wrong with the file, and mend it in the program that made it.",
        )


class Reference(msgspec.Struct, frozen=True):
    """Where an address in a book leads.

    Attributes:
        path: of a file in the container; empty if the address leads out of it.
        fragment: what follows the ``#``, decoded.
    """

    path: str
    fragment: str = ""


def resolve(file: str, address: str) -> Reference:
    """Return where a relative address leads.

    Args:
        file: the file in which it stands.
        address: as written, percent-encoded.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return Reference("")
    fragment = unquote(parts.fragment)
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return Reference("", fragment)
    if not parts.path:
        return Reference(file, fragment)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(parts.path)))
    return Reference("" if path.startswith("..") else path, fragment)


class Container:
    """The files of a book. Nothing is loaded from elsewhere, and entities are left as they stand.

    Raises:
        DamagedError: there is no ZIP file, or a part of it cannot be read.
        NotCheckableError: something is encrypted, or larger than can be borne.
    """

    def __init__(self, path: Path) -> None:
        try:
            _check_directory(path)
            self._zip = zipfile.ZipFile(path)
        except _ZIP_ERRORS as error:
            raise DamagedError("epub-unreadable", f"The file is no ZIP container: {error}.") from error
        self._entries = {entry.filename: entry for entry in self._zip.infolist()}
        self._text = _MAXIMUM_TEXT
        self._sound = _MAXIMUM_SOUND
        self._locked: frozenset[str] = frozenset()
        if _ENCRYPTION in self:
            self._locked = frozenset(_encrypted(self.xml(_ENCRYPTION)))

    def __enter__(self) -> Container:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def __contains__(self, file: str) -> bool:
        return file in self._entries

    def read(self, file: str) -> bytes:
        """Return a file of text."""
        data = bytearray()
        for chunk in self._chunks(file):
            data += chunk
            self._text -= len(chunk)
            if len(data) > _MAXIMUM_FILE or self._text < 0:
                raise NotCheckableError(
                    f"“{file}” holds more text than is read: {_MAXIMUM_FILE // 1024**2} MiB a file, "
                    f"{_MAXIMUM_TEXT // 1024**2} MiB a book",
                    "Divide the file, and have the parts checked.",
                )
        return bytes(data)

    def copy(self, file: str, target: IO[bytes]) -> None:
        """Write a file of sound to another place."""
        for chunk in self._chunks(file):
            self._sound -= len(chunk)
            if self._sound < 0:
                raise NotCheckableError(
                    f"the sound is longer than is read: {_MAXIMUM_SOUND // 1024**3} GiB a book", "Divide the book."
                )
            target.write(chunk)

    def xml(self, file: str) -> etree._Element:
        """Return the root of an XML file."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        data = self.read(file)
        if data.count(b"<") > _MAXIMUM_TAGS:
            raise NotCheckableError(f"“{file}” has more than {_MAXIMUM_TAGS:,} tags", "Divide the file.")
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            if "excessive depth" in str(error).lower() or "huge" in str(error).lower():
                raise NotCheckableError(f"“{file}” is nested too deeply", "Nest its elements less deeply.") from error
            message = f"The file is no well-formed XML: {error.msg}."
            raise DamagedError("epub-xml-malformed", message, file, error.lineno or 0) from error
        except ValueError as error:
            raise DamagedError("epub-xml-malformed", f"The file is no well-formed XML: {error}.", file) from error

    def _chunks(self, file: str) -> Iterator[bytes]:
        entry = self._entries.get(file)
        if entry is None:
            raise DamagedError("epub-file-missing", f"The book has no file “{file}”.", file)
        if entry.flag_bits & _ENCRYPTED or file in self._locked:
            raise NotCheckableError(f"“{file}” is encrypted", "Check the book before it is encrypted.")
        if entry.compress_type not in _METHODS:
            raise DamagedError("epub-unreadable", "The file is compressed in a way that EPUB does not allow.", file)
        try:
            with self._zip.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    yield chunk
        except _ZIP_ERRORS as error:
            raise DamagedError("epub-unreadable", f"The file cannot be unpacked: {error}.", file) from error


def _encrypted(root: etree._Element) -> Iterator[str]:
    for reference in root.iter("{http://www.w3.org/2001/04/xmlenc#}CipherReference"):
        yield unquote(str(reference.get("URI", "")))


def _check_directory(path: Path) -> None:
    """Refuse a ZIP file whose list of files alone would fill the memory (APPNOTE 6.3.9, 4.3.16)."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 2**16 - _END_RECORD - 20))
        tail = file.read()
    ends = {tail.rfind(b"PK\x05\x06"), len(tail) - _END_RECORD}
    for end in ends:
        record = tail[max(end, 0) : max(end, 0) + _END_RECORD]
        if len(record) == _END_RECORD and record.startswith(b"PK\x05\x06"):
            large = tail[max(end - 20, 0) : end].startswith(b"PK\x06\x07")
            if large or struct.unpack_from("<L", record, 12)[0] > _MAXIMUM_DIRECTORY:
                raise NotCheckableError("the book has more files than are read", "Divide the book.")
