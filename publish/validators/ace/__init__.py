"""Ace by DAISY, the accessibility checker of EPUB, as a validator."""

from publish.validators.ace.validator import Ace

__all__ = ["Ace"]
