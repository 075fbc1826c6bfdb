"""What has no plain version yet, whether what is written is approved or not, and what a person can do about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec

from publish import editions
from publish.content import Admonition, Block, Document, Figure, Note, beginning, plain_text
from publish.findings import Location
from publish.guards import indispensable


class Uncovered(msgspec.Struct, frozen=True):
    """A part of an article that no plain-language text stands for; see ``editions.uncovered``.

    Attributes:
        block: of the article.
        part: which words of the block.
        location: where it stands.
        language: of the article.
        notes: of the article, by their ids.
    """

    block: Block
    part: Literal["block", "title", "caption"]
    location: Location
    language: str
    notes: Mapping[str, Note]

    @property
    def words(self) -> str:
        """Its first words, or what kind of block it is."""
        match self.part, self.block:
            case "title", Admonition(title=title) if title:
                return plain_text(title)
            case "caption", Figure() as figure:
                return plain_text(figure.caption) if figure.caption else figure.image.alt
        return beginning(self.block) or self.kind

    @property
    def kind(self) -> str:
        """What it is, such as “definition list”."""
        return self.block.type.replace("-", " ") if self.part == "block" else self.part

    @property
    def mend(self) -> str:
        """What a person can do about it."""
        if self.part == "title":
            return "Only text in the box has a plain version. Write one for the whole box, with a box in it."
        if self.part == "caption":
            return "Only the description has a plain version. Write one for the whole picture, with the picture in it."
        if why := indispensable([self.block], self.language, self.notes):
            return f"Write a plain block below it. It cannot be left out: it {why}."
        return 'Write a plain block below it, or leave it out: ::: plain {omit reason="…"}.'


def uncovered(document: Document) -> Iterator[Uncovered]:
    """Yield what has no plain version, in the order of the article."""
    notes = {note.id: note for note in document.notes}
    for each in editions.uncovered(document):
        location = each.location or Location(document.source)
        yield Uncovered(each.block, each.part, location, document.metadata.language, notes)
