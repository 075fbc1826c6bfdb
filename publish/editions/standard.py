"""The standard edition: the article as written."""

from __future__ import annotations

from publish.content import Document, Edition
from publish.editions.settle import settle


def standard_edition(document: Document, _report: object = None, _standings: object = None) -> Edition:
    """Return the article as written, without its plain-language blocks."""
    return settle(document, Edition(name="standard", metadata=document.metadata, body=document.body))
