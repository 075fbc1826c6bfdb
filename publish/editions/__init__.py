"""From a document to the editions in which it is published."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from publish.content import Document, Edition
from publish.editions.plain import plain_edition
from publish.editions.standard import standard_edition
from publish.findings import Finding, PublishError

EDITIONS: Mapping[str, Callable[..., Edition]] = {"standard": standard_edition, "plain": plain_edition}


def make_edition(name: str, document: Document, report: Callable[[Finding], None] = lambda _finding: None) -> Edition:
    """Return an edition of a document.

    Args:
        report: is told of what found no place in it.

    Raises:
        PublishError: there is no edition of this name.
    """
    if name not in EDITIONS:
        raise PublishError(
            Finding(
                rule="edition-unknown",
                message=f"There is no edition called “{name}”.",
                mend=f"Choose from {', '.join(EDITIONS)}.",
            )
        )
    return EDITIONS[name](document, report)


__all__ = ["EDITIONS", "make_edition", "plain_edition", "standard_edition"]
