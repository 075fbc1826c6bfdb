"""How the words of a project are said aloud, where a voice left alone would say them wrong."""

from __future__ import annotations

import msgspec


class _Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, rename="kebab"):
    """The form that all parts of a lexicon share: names with hyphens, nothing unknown."""


class LexiconForm(_Entry, frozen=True):
    """Another form of a word, such as its plural.

    Attributes:
        word: the form as it is written.
        say: how it is said, as a respelling.
        phonemes: how it is said, in the International Phonetic Alphabet.
    """

    word: str
    say: str = ""
    phonemes: str = ""


class LexiconEntry(_Entry, frozen=True):
    """One word, and how it is said.

    Attributes:
        word: the word or words as they are written.
        say: a respelling, for every voice.
        phonemes: the International Phonetic Alphabet, for voices that take it.
        language: BCP 47 tag; ``en`` holds for ``en-GB`` too.
        match_case: whether capitals must stand as in the entry.
        forms: other forms; without a pronunciation of its own a form is said like the word.
    """

    word: str
    say: str = ""
    phonemes: str = ""
    language: str = "en"
    match_case: bool = False
    forms: tuple[LexiconForm, ...] = ()
