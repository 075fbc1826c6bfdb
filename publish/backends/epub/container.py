"""The container and the package document: EbookLib's, with what it gets wrong mended.

EbookLib 0.20 stamps every file with the present time, leaves the language off the package and points the spine at an
NCX, a table of contents for older readers, that is not there.
"""

from __future__ import annotations

import datetime
import shutil
import zipfile
from pathlib import Path
from typing import Any

from ebooklib.epub import EpubBook, EpubWriter
from lxml import etree

# EbookLib writes earlier years with fewer than four digits.
_EARLIEST_YEAR = datetime.datetime(1000, 1, 1, tzinfo=datetime.UTC)
_XML = "{http://www.w3.org/XML/1998/namespace}"
# What a ZIP file can tell.
_EARLIEST, _LATEST = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)


def write_container(book: EpubBook, path: Path, modified: datetime.datetime) -> None:
    """Write a book to a file, the same bytes for the same book and date.

    Args:
        modified: the book's ``dcterms:modified`` (EPUB 3.3, 5.5.5.1), in UTC; the year 1000 at the earliest.
    """
    modified = max(modified, _EARLIEST_YEAR)
    writer = _Writer(path, book, {"mtime": modified, "raise_exceptions": True})
    writer.process()
    writer.write()


class _Writer(EpubWriter):  # type: ignore[misc]
    def write(self) -> None:
        with _Container(self.file_name, modified=self.options["mtime"]) as self.out:
            self.out.writestr("mimetype", "application/epub+zip", compress_type=zipfile.ZIP_STORED)
            self._write_container()
            self._write_opf()
            self._write_items()

    def _write_opf_file(self, root: etree._Element) -> None:
        root.set(f"{_XML}lang", self.book.language)
        if self.book.direction:
            root.set("dir", self.book.direction)
        spine = root.find("spine")
        if spine is not None and "toc" in spine.attrib:
            del spine.attrib["toc"]
        super()._write_opf_file(root)


class _Container(zipfile.ZipFile):
    """A ZIP file in which every entry has the same time and mode. It copies what lies in a file piece by piece."""

    def __init__(self, file: Path, *, modified: datetime.datetime) -> None:
        super().__init__(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self._time = min(max(modified.timetuple()[:6], _EARLIEST), _LATEST)

    def writestr(
        self, entry: Any, data: Any, compress_type: int | None = None, compresslevel: int | None = None
    ) -> None:
        information = zipfile.ZipInfo(str(entry), date_time=self._time)
        information.create_system = 3
        information.external_attr = 0o644 << 16
        information.compress_type = zipfile.ZIP_DEFLATED if compress_type is None else compress_type
        if not isinstance(data, Path):
            super().writestr(information, data, compresslevel=compresslevel)
            return
        if data.suffix == ".mp3":
            information.compress_type = zipfile.ZIP_STORED  # it is compressed already
        information.file_size = data.stat().st_size
        with data.open("rb") as source, self.open(information, "w") as target:
            shutil.copyfileobj(source, target)
