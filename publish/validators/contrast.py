"""The contrast of two colours (WCAG 2.2, definition of contrast ratio)."""

from __future__ import annotations

Colour = tuple[int, int, int]


def contrast_ratio(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours, from 1 to 21.

    Args:
        one: red, green and blue, from 0 to 255.
        other: the same.
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (c / 255 for c in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
