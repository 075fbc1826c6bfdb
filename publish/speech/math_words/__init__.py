"""The words for formulas, a file a language."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import msgspec

from publish.content.language import primary


class MathWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a language says formulas; ``en.toml`` explains each table.

    Attributes:
        phrases: with places for the parts of a formula.
        fractions: simple numbers such as ``1/2``.
        large: signs that take limits and what they stand over.
        limits: names that take a condition below them.
        functions: names that are applied to what follows.
        marks: above or below a sign, or several.
        signs: all the others.
    """

    phrases: dict[str, str]
    fractions: dict[str, str]
    large: dict[str, str]
    limits: dict[str, str]
    functions: dict[str, str]
    marks: dict[str, tuple[str, str]]
    signs: dict[str, str]


@cache
def math_words(language: str) -> MathWords | None:
    """Return the words of a language (BCP 47), or None where nobody has written them."""
    code = primary(language)
    path = Path(__file__).parent / f"{code}.toml"
    if not code.isalpha() or not path.is_file():
        return None
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), MathWords)
