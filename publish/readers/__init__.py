"""From a source file to a document."""

from publish.readers.reader import Reader, ReadingContext

__all__ = ["Reader", "ReadingContext"]
