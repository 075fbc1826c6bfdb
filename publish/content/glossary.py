"""The words that a project explains, shared by its articles."""

from __future__ import annotations

import datetime

import msgspec

from publish.findings import Location


class GlossaryFields(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, rename="kebab"
):
    """What a glossary file says of one word.

    Attributes:
        term: the word as it is listed.
        definition: what it means, in plain words.
        language: BCP 47 tag of the language of the word and of its definition.
        forms: the other ways in which it is written.
        say: how it is pronounced, as a respelling for the eye.
        phonemes: how it is pronounced, in the International Phonetic Alphabet, for voices that take it.
        source: where the definition comes from.
        reviewed: when the definition was last checked.
    """

    term: str
    definition: str
    language: str = "en"
    forms: tuple[str, ...] = ()
    say: str = ""
    phonemes: str = ""
    source: str = ""
    reviewed: datetime.date | None = None


class GlossaryEntry(GlossaryFields, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One explained word.

    Attributes:
        id: made by the reader.
        location: where the entry stands.
    """

    id: str = ""
    location: Location | None = None
