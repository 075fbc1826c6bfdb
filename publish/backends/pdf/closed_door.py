"""What WeasyPrint may load: the fonts of Publish, and pictures that already stand in the page. Nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from weasyprint.urls import URLFetcher, URLFetcherResponse


class ClosedDoor(URLFetcher):  # type: ignore[misc]
    """Refuses every address but ``data:`` and the font files named to it."""

    def __init__(self, fonts: Iterable[Path]) -> None:
        super().__init__(allowed_protocols=("data", "file"), allow_redirects=False)
        self._fonts = frozenset(path.as_uri() for path in fonts)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Load an address, or raise ``ValueError``, which WeasyPrint turns into a warning."""
        if url.startswith("data:") or url in self._fonts:
            response: Any = super().fetch(url, headers)
            return response
        raise ValueError(f"not allowed to load {url[:80]}")
