"""Names made of titles, for ids and files."""

from __future__ import annotations

import re
import unicodedata

_LENGTH = 60


def ascii_slug(title: str) -> str:
    """Return a title's words in small ASCII letters, parted by hyphens; empty where its script has too few of them."""
    ascii_title = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_title).strip("-")[:_LENGTH].strip("-")
    return slug if len(slug) >= len(title) / 3 else ""
