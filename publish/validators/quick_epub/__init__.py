"""What EPUBCheck and Ace leave out: whether a book is read aloud as it is written, and says truly what it offers."""

from publish.validators.quick_epub.validator import QuickEpub

__all__ = ["QuickEpub"]
