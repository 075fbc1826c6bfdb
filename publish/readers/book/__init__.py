"""Several sources as one book."""

from publish.readers.book.reader import BookReader

__all__ = ["BookReader"]
