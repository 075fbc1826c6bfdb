"""One version of an article for one kind of reader: what a backend is given."""

from __future__ import annotations

import msgspec

from publish.content.blocks import Block, Note
from publish.content.glossary import GlossaryEntry
from publish.content.metadata import Metadata


class Edition(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An article in the form in which it is published.

    Attributes:
        name: ``standard`` or ``plain``.
        metadata: with the title of this edition.
        summary: the main points that come first; empty in the standard edition.
        body: blocks first, then sections.
        notes: those that the body refers to, numbered in order.
        glossary: the entries whose terms occur in the body.
        draft: it holds words that nobody has approved as they stand; every format says so at its start.
        in_full: the ids of the sections of the highest level that the standard edition has in another wording; none in
            the standard edition itself.
        summary_label: the name of the words that label the summary where it is a draft; empty where it is none.
    """

    name: str
    metadata: Metadata
    summary: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    glossary: tuple[GlossaryEntry, ...] = ()
    draft: bool = False
    in_full: tuple[str, ...] = ()
    summary_label: str = ""
