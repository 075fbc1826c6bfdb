"""The metadata of a book: what the author said of it, and what its content says of its accessibility."""

from __future__ import annotations

from ebooklib.epub import EpubBook

from publish.backends.epub.metadata.accessibility import add_accessibility
from publish.backends.epub.metadata.descriptive import add_description
from publish.backends.epub.metadata.properties import add_property
from publish.content import Edition

__all__ = ["add_metadata", "add_property"]


def add_metadata(
    book: EpubBook, edition: Edition, stem: str, *, read_along: bool = False, identifier: str = ""
) -> None:
    """Give a book its metadata, once all its pictures are in it: they tell whether one moves.

    Args:
        stem: the file name without its extension; it makes the identifier of a book that has none.
        identifier: of this very book, such as its ISBN; empty if it has none beside the article's.
        read_along: every content document has a media overlay (EPUB 3.3, section 9).
    """
    add_description(book, edition, stem, read_along=read_along, identifier=identifier)
    add_accessibility(book, edition, read_along=read_along)
