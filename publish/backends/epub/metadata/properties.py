"""Writing single entries of the package metadata (EPUB 3.3, section 5.5)."""

from __future__ import annotations

from ebooklib.epub import EpubBook

from publish.content.characters import UNWRITABLE


def add_dublin_core(book: EpubBook, name: str, value: str, identifier: str = "") -> None:
    """Add a Dublin Core element, such as ``title``; with an identifier it can be refined."""
    book.add_metadata("DC", name, writable(value), {"id": identifier} if identifier else {})


def add_property(book: EpubBook, name: str, value: str, *, refines: str = "", **attributes: str) -> None:
    """Add a ``meta`` element.

    Args:
        name: of the property, with its prefix.
        refines: the identifier of the element that it tells more about; empty when it tells about the book.
        attributes: further attributes of the element.
    """
    others = {"property": name, **({"refines": f"#{refines}"} if refines else {}), **attributes}
    book.add_metadata("OPF", "meta", writable(value), others)


def writable(value: str) -> str:
    """Return a text without the characters that XML cannot hold; EbookLib would drop the whole entry without a word."""
    return UNWRITABLE.sub("", value)
