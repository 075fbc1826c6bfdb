"""What the rules know of a language: one folder a language in ``languages/``, one TOML file a subject."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from publish.content.language import primary

_FOLDER = Path(__file__).parent / "languages"


@cache
def languages_with(subject: str) -> frozenset[str]:
    """Return the languages that have data on a subject."""
    return frozenset(path.parent.name for path in _FOLDER.glob(f"*/{subject}.toml"))


@cache
def language_data(language: str, subject: str) -> dict[str, Any]:
    """Return the data on a subject in the language of a BCP 47 tag.

    Raises:
        FileNotFoundError: there are none; ``languages_with`` tells.
    """
    return tomllib.loads((_FOLDER / primary(language) / f"{subject}.toml").read_text(encoding="utf-8"))


@cache
def shared_data(subject: str) -> dict[str, Any]:
    """Return the data on a subject that hold in every language."""
    return tomllib.loads((_FOLDER / f"{subject}.toml").read_text(encoding="utf-8"))


def one_of(words: Iterable[str]) -> str:
    """Return a pattern of any of some words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
