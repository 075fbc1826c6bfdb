"""Unpacking a book that may come from anywhere, within bounds."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import NamedTuple

_BYTES_AT_MOST = 2_000_000_000
_FILES_AT_MOST = 20_000
_PIECE = 1 << 20
_PAGES = (".xhtml", ".html", ".htm", ".xml")


class UnpackingError(Exception):
    """A book cannot be unpacked; the message tells why, as the reason of a verdict."""


class Pages(NamedTuple):
    """How much there is to look at in a book: what looks like a page, by its name."""

    number: int
    size: int
    """In bytes."""


def unpack(path: Path, folder: Path) -> Pages:
    """Unpack an EPUB file, as files and folders alone: no link in it is followed or made.

    Args:
        path: the EPUB file.
        folder: an empty folder.

    Returns:
        the pages that were unpacked.

    Raises:
        UnpackingError: it is no archive, is locked or damaged, is too large, or there is no room for it.
    """
    try:
        with zipfile.ZipFile(path) as book:
            entries = [entry for entry in book.infolist() if not entry.is_dir()]
            if len(entries) > _FILES_AT_MOST:
                raise UnpackingError(f"the book holds more than {_FILES_AT_MOST} files")
            room = _BYTES_AT_MOST
            pages = []
            for entry in entries:
                size = _unpack_entry(book, entry, folder, room)
                room -= size
                if entry.filename.lower().endswith(_PAGES):
                    pages.append(size)
            return Pages(len(pages), sum(pages))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise UnpackingError(f"the file is no EPUB that can be unpacked: {error}") from error
    except OSError as error:
        raise UnpackingError(f"the book cannot be unpacked here: {error}") from error


def _unpack_entry(book: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path, room: int) -> int:
    place = (folder / entry.filename).resolve()
    if not place.is_relative_to(folder.resolve()):
        raise UnpackingError(f"the book holds a file outside of itself: {entry.filename}")
    place.parent.mkdir(parents=True, exist_ok=True)
    # What the archive says of its sizes need not be true, so what comes out is counted.
    written = 0
    with book.open(entry) as packed, place.open("wb") as file:
        while piece := packed.read(_PIECE):
            written += len(piece)
            if written > room:
                raise UnpackingError(f"the book unpacks to more than {_BYTES_AT_MOST // 1_000_000} MB")
            file.write(piece)
    return written
