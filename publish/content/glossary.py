"""The words that a project explains, shared by its articles."""

from __future__ import annotations

import datetime

import msgspec

from publish.findings import Location


class GlossaryEntry(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, rename="kebab"
):
    """One explained word.

    Attributes:
        term: the word as it is listed.
        definition: what it means, in plain words.
        language: BCP 47 tag of the language of the word and of its definition.
        forms: the other ways in which it is written.
        say: how it is pronounced, as a respelling for the eye.
        phonemes: how it is pronounced, in the International Phonetic Alphabet, for voices that take it.
        source: where the definition comes from.
        reviewed: when the definition was last checked.
        id: made by the reader; glossary files do not hold it.
        location: where the entry stands; given by the reader, too.
    """

    term: str
    definition: str
    language: str = "en"
    forms: tuple[str, ...] = ()
    say: str = ""
    phonemes: str = ""
    source: str = ""
    reviewed: datetime.date | None = None
    id: str = ""
    location: Location | None = None
