"""EPUBCheck, the reference checker of EPUB, as a validator."""

from publish.validators.epubcheck.validator import EpubCheck

__all__ = ["EpubCheck"]
