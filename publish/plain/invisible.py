"""Characters that nobody sees, put into words, so that a person can tell what has changed."""

from __future__ import annotations

import re
import unicodedata

_NAMES = {
    "\u00a0": "NBSP",
    "\u00ad": "SHY",
    "\u061c": "ALM",
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u2060": "WJ",
    "\ufeff": "BOM",
}
_UNSEEN = frozenset({"Cf", "Zl", "Zp", "Zs"})
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")  # letters and marks by category, and empty
_JOINERS = frozenset("\u00ad\u061c\u200c\u200d\u200e\u200f")
_VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def made_visible(text: str, *, ordinary: bool = False) -> str:
    """Return a text with names in the place of characters that nobody sees: ``[ZWSP]``, ``[U+2062]``.

    Args:
        ordinary: also of those that good text holds, such as the joiners of Persian and spaces that break no line.
    """
    return "".join(map(_named if ordinary else _named_if_strange, text))


def _named(character: str) -> str:
    return f"[{_NAMES.get(character, f'U+{ord(character):04X}')}]" if _is_unseen(character) else character


def _named_if_strange(character: str) -> str:
    return character if _is_ordinary(character) else _named(character)


def _is_unseen(character: str) -> bool:
    if character.isascii():
        return False
    category = unicodedata.category(character)
    return category in _UNSEEN or character in _FILLERS or _VARIATION.match(character) is not None


def _is_ordinary(character: str) -> bool:
    is_space = unicodedata.category(character) == "Zs"
    return is_space or character in _JOINERS or _VARIATION.match(character) is not None
