"""The EPUB backend: EbookLib keeps the package, the content is our own markup."""

from publish.backends.epub.backend import EpubBackend

__all__ = ["EpubBackend"]
