"""The standard edition: the article as written."""

from __future__ import annotations

from collections.abc import Callable

from publish.content import Document, Edition
from publish.editions.settle import settle
from publish.findings import Finding


def standard_edition(
    document: Document, report: Callable[[Finding], None] = lambda _finding: None, _standings: object = None
) -> Edition:
    """Return the article as written, without its plain-language blocks.

    Args:
        report: is told of links that lead to plain-language text.
    """
    return settle(document, Edition(name="standard", metadata=document.metadata, body=document.body), report)
