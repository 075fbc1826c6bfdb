"""Names made of titles, for ids and files."""

from __future__ import annotations

import re
import unicodedata

_LENGTH = 60
# Signs without an ASCII letter that still part two numbers: “5–10 mg” is not 510, nor “1½” 112 or “10⁶” 106.
_PARTING = re.compile("[\u2010-\u2015\u2044\u2212\u00d7\u00f7\u00b1]")
_BEFORE_A_SMALL_NUMBER = re.compile("(?<=[0-9])(?=[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2079\u2150-\u215e])")


def ascii_slug(title: str) -> str:
    """Return a title's words in small ASCII letters, parted by hyphens; empty where its script has too few of them."""
    parted = _PARTING.sub("-", unicodedata.normalize("NFKD", _BEFORE_A_SMALL_NUMBER.sub("-", title)))
    ascii_title = parted.encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_title).strip("-")[:_LENGTH].strip("-")
    return slug if len(slug) >= len(title) / 3 else ""
