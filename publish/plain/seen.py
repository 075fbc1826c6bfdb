"""What a review showed: a mark of all texts, so that nobody vouches for other words than those that they have read."""

from __future__ import annotations

from collections.abc import Iterable

from publish.findings import Finding, PublishError
from publish.plain.passages import Passage
from publish.plain.wording import digest

_LENGTH = 12


def mark_of(passages: Iterable[Passage]) -> str:
    """Return a short mark that changes with every text, what it stands for, its headings and its explained words."""
    lines = (
        "\t".join((one.name, one.kind, one.language, one.heading, one.source_hash, one.plain_hash, one.glossary_hash))
        for one in passages
    )
    return digest(lines).rpartition(":")[2][:_LENGTH]


def check_seen(mark: str, passages: Iterable[Passage]) -> None:
    """Refuse if something has changed since a review gave a mark.

    Raises:
        PublishError: the texts have another mark now.
    """
    if mark.strip().casefold() != mark_of(passages):
        raise PublishError(
            Finding(
                rule="plain-changed-since-seen",
                message=f"The article or its plain text is not what the review with the mark “{mark}” showed.",
                harms="A person would vouch for words that they have not read.",
                mend="Read it again with “publish plain review”, and give the mark that it ends with.",
            )
        )
