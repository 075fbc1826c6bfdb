"""An edition of an article, as its script and all its outputs share it."""

from __future__ import annotations

from collections.abc import Callable

from publish.content import Document, Edition, Standings
from publish.editions import make_edition
from publish.findings import Finding
from publish.plain.explaining import with_explanations
from publish.speech.formulas import with_spoken_formulas


def edition_of(
    document: Document, name: str, report: Callable[[Finding], None], standings: Standings | None = None
) -> Edition:
    """Return an edition of a document, with its formulas in words, and in plain language with its hard words explained.

    Args:
        name: ``standard`` or ``plain``.
        standings: how the plain-language text stands; None means that nobody has approved any.
        report: is told of what found no place in it, and of formulas without words.

    Raises:
        PublishError: there is no edition of this name.
    """
    edition = with_explanations(make_edition(name, document, report, standings))
    return with_spoken_formulas(edition, report)
