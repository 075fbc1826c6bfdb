"""What has no plain version yet, whether what is written is approved or not."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from publish.content import Block, Document, NotYetPlain, Standings, beginning, find
from publish.editions import plain_edition
from publish.findings import Location
from publish.guards import indispensable


class Uncovered(msgspec.Struct, frozen=True):
    """A block that no plain-language text stands for.

    Attributes:
        block: of the article.
        location: where it stands.
        language: of the article.
    """

    block: Block
    location: Location
    language: str

    @property
    def words(self) -> str:
        """Its first words, or what kind of block it is."""
        return beginning(self.block) or self.kind

    @property
    def kind(self) -> str:
        """What it is, such as “definition list”."""
        return self.block.type.replace("-", " ")

    @property
    def mend(self) -> str:
        """What a person can do about it."""
        if why := indispensable([self.block], self.language):
            return f"Write a plain block below it. It cannot be left out: it {why}."
        return 'Write a plain block below it, or leave it out: ::: plain {omit reason="…"}.'


def uncovered(document: Document) -> Iterator[Uncovered]:
    """Yield what has no plain version, in the order of the article."""
    edition = plain_edition(document, standings=Standings.all_approved(len(document.replacements)))
    for label in find(edition.body, NotYetPlain):
        for block in label.body:
            location = block.location or label.location or Location(document.source)
            yield Uncovered(block, location, document.metadata.language)
