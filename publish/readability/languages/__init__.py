"""What readability needs to know of a language: a TOML file each, and beside it a list of words in syllables."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from publish.content.language import primary


class Derivation(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """How a word is traced back to one that is known.

    Attributes:
        pattern: a regular expression, sought in the word.
        replacement: what stands in its place in the known word.
        syllables: how many the word has more than the known word.
    """

    pattern: str
    replacement: str
    syllables: int = 0


class SyllableRules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """How the syllables of a word are counted; ``en.toml`` explains each.

    Attributes:
        nucleus: a regular expression; each match makes a syllable.
        more: regular expressions; each match makes one more.
        fewer: regular expressions; each match makes one fewer.
        pronouncing_dictionary: which one to ask first; empty where the rules are enough.
        derivations: tried, one after the other and one on another, on a word that no list has.
        combining_forms: beginnings of words, divided by hyphens.
    """

    nucleus: str
    more: tuple[str, ...] = ()
    fewer: tuple[str, ...] = ()
    pronouncing_dictionary: Literal["", "cmudict"] = ""
    derivations: tuple[Derivation, ...] = ()
    combining_forms: tuple[str, ...] = ()


class Language(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A language whose texts can be measured.

    Attributes:
        formulas: names of the formulas that were made for it, the usual one first; it tells which sentence is hardest.
        light_endings: of verbs, which Gunning does not count as a syllable.
        syllables: how they are counted.
    """

    formulas: tuple[str, ...]
    light_endings: tuple[str, ...] = ()
    syllables: SyllableRules


_FOLDER = Path(__file__).parent


@cache
def language_data(language: str) -> Language | None:
    """Return what is known of a language (BCP 47), or None where no formula is trusted."""
    path = _FOLDER / f"{primary(language)}.toml"
    if not primary(language).isalpha() or not path.is_file():
        return None
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Language)


@cache
def listed_syllables(language: str) -> dict[str, int]:
    """Return the words of a language's list, in small letters, with their numbers of syllables."""
    path = _FOLDER / f"{primary(language)}-words.txt"
    if not path.is_file():
        return {}
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return {line.replace("-", ""): line.count("-") + 1 for line in lines if line and not line.startswith("#")}
