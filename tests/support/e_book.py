"""What the tests ask of any e-book that was built."""

from __future__ import annotations

import zipfile
from pathlib import Path

from lxml import etree

from ..conftest import needs_tool
from .epubcheck import check_epub
from .tools import ToolMissing


def problems(book: Path) -> list[str]:
    """Return what EPUBCheck finds fault with; its hints are left out."""
    try:
        messages = check_epub(book)
    except ToolMissing as missing:
        needs_tool(str(missing))
    return [str(message) for message in messages if message.severity in ("FATAL", "ERROR", "WARNING")]


def package_of(book: Path, name: str = "EPUB/content.opf") -> etree._Element:
    """Return the package document."""
    with zipfile.ZipFile(book) as container:
        return etree.fromstring(container.read(name))


def pages_of(book: Path) -> dict[str, etree._Element]:
    """Return the content documents, by the names of their files."""
    with zipfile.ZipFile(book) as container:
        return {
            name.removeprefix("EPUB/"): etree.fromstring(container.read(name))
            for name in container.namelist()
            if name.endswith(".xhtml")
        }


def lost_links(book: Path) -> list[str]:
    """Return the links within a book that lead nowhere."""
    pages = pages_of(book)
    places = {(name, identifier) for name, page in pages.items() for identifier in ("", *page.xpath("//@id"))}
    return [
        f"{name}: {link.get('href')}"
        for name, page in pages.items()
        for link in page.iter("{*}a")
        for file, _, place in [link.get("href").partition("#")]
        if ":" not in file and (file or name, place) not in places
    ]
