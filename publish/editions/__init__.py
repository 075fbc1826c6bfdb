"""From a document to the editions in which it is published."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from publish.content import Document, Edition, Standings
from publish.editions.coverage import Coverage, coverage_of
from publish.editions.plain import kept_headings, plain_edition, uncovered
from publish.editions.standard import standard_edition
from publish.editions.weaving import Uncovered
from publish.findings import Finding, PublishError

EDITIONS: Mapping[str, Callable[..., Edition]] = {"standard": standard_edition, "plain": plain_edition}


def make_edition(
    name: str,
    document: Document,
    report: Callable[[Finding], None] = lambda _finding: None,
    standings: Standings | None = None,
) -> Edition:
    """Return an edition of a document.

    Args:
        report: is told of what found no place in it.
        standings: how the plain-language text stands; None means that nobody has approved any.

    Raises:
        PublishError: there is no edition of this name.
    """
    if name not in EDITIONS:
        raise PublishError(
            Finding(
                rule="edition-unknown",
                message=f"There is no edition called “{name}”.",
                harms="The output cannot be made.",
                mend=f"Choose from {', '.join(EDITIONS)}.",
            )
        )
    return EDITIONS[name](document, report, standings)


__all__ = [
    "EDITIONS",
    "Coverage",
    "Uncovered",
    "coverage_of",
    "kept_headings",
    "make_edition",
    "plain_edition",
    "standard_edition",
    "uncovered",
]
