"""Raised and lowered text as one line of characters: a power must never read as more digits of its base."""

from __future__ import annotations

_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def raised(text: str) -> str:
    """Return a raised text in raised signs, or after a caret where a number in it has none; words stay as they are."""
    return _shifted(text, _RAISED, "^")


def lowered(text: str) -> str:
    """Return a lowered text in lowered signs, or after an underscore where a number in it has none."""
    return _shifted(text, _LOWERED, "_")


def _shifted(text: str, signs: dict[int, int], mark: str) -> str:
    if text and all(ord(sign) in signs for sign in text):
        return text.translate(signs)
    return mark + text if any(map(str.isnumeric, text)) else text
