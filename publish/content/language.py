"""What a language tag (BCP 47) tells."""

from __future__ import annotations

import re

from publish.content.node import Direction

# A tag of BCP 47, by its form alone.
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")

# Scripts written from right to left (ISO 15924), and languages whose usual script is one of them (CLDR likely subtags).
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"})
_RIGHT_TO_LEFT_LANGUAGES = frozenset(
    {
        "ar",
        "arc",
        "arz",
        "ckb",
        "dv",
        "fa",
        "he",
        "iw",
        "ji",
        "ks",
        "mzn",
        "pnb",
        "prs",
        "ps",
        "sd",
        "syr",
        "ug",
        "ur",
        "yi",
    }
)


def primary_language(tag: str) -> str:
    """Return the language that a BCP 47 tag names, without script or region."""
    return tag.partition("-")[0].lower()


def direction_of(language: str) -> Direction:
    """Return the writing direction of a BCP 47 language tag."""
    primary, *others = language.lower().split("-")
    script = next((part for part in others if len(part) == 4 and part.isalpha()), None)
    right_to_left = script in _RIGHT_TO_LEFT_SCRIPTS if script else primary in _RIGHT_TO_LEFT_LANGUAGES
    return "rtl" if right_to_left else "ltr"


def primary(language: str) -> str:
    """Return the language itself of a tag, in small letters.

    >>> primary("en-GB")
    'en'
    """
    return language.partition("-")[0].lower()


def is_kind_of(language: str, wanted: str) -> bool:
    """Tell whether a language is another, or a kind of it (RFC 4647, basic filtering): “en-GB” is one of “en”."""
    return f"{language.lower()}-".startswith(f"{wanted.lower()}-")
