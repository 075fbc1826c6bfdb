"""Mending the maps from glyphs to characters that WeasyPrint 70 leaves with holes.

Where a font draws one letter with several glyphs, as Noto Sans Arabic draws a letter and its dots, only the first glyph
gets the letter; the others get nothing, which is not a valid map (ISO 32000-1, 9.10.3; PDF/UA-1, 7.21.7). They get a
zero-width joiner, which no reader speaks and which does not part Arabic letters.
"""

from __future__ import annotations

from typing import Any

import pydyf

ZERO_WIDTH_JOINER = "\u200d"
_HOLE, _FILLED = b"<>", f"<{ord(ZERO_WIDTH_JOINER):04x}>".encode()


def fill_unicode_maps(_document: Any, pdf: pydyf.PDF) -> None:
    """Fill the holes; to be called by WeasyPrint before it writes the file."""
    for entry in pdf.objects:
        if isinstance(entry, pydyf.Stream) and any(b"begincmap" in _bytes(part) for part in entry.stream):
            entry.stream = [_bytes(part).replace(_HOLE, _FILLED) for part in entry.stream]


def _bytes(part: Any) -> bytes:
    return part if isinstance(part, bytes) else str(part).encode("latin-1")
