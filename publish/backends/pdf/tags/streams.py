"""The content streams of the pages: what their glyphs read as, replacement texts, and artifacts in place of tags."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

import pydyf

from publish.backends.pdf.tags.drawing import Furniture, MarkedContent
from publish.backends.pdf.unicode_maps import ZERO_WIDTH_JOINER

_BEGIN, _END = b"BDC", b"EMC"
_FONT = re.compile(rb"/(\S+) \S+ Tf")
_GLYPHS = re.compile(rb"<([0-9a-f]+)>")
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})

GlyphTexts = Mapping[bytes, Mapping[int, str]]
"""By the name of a font in a content stream, what each of its glyphs reads as."""


def mark_contents(
    stream: Any, contents: Mapping[int, MarkedContent], furniture: Mapping[int, Furniture], fonts: GlyphTexts
) -> set[int]:
    """Rewrite the beginnings of the marked contents of one page.

    A content gets its logical text as replacement text where its glyphs do not read as that: for a space that was not
    drawn, for glyphs that stand for several characters, and always for text from right to left, whose glyphs stand in
    the order of the page (ISO 32000-1, 14.9.4).

    Args:
        stream: the content stream of the page, as WeasyPrint drew it.
        contents: by marked-content identifier.
        furniture: by marked-content identifier; becomes an artifact (ISO 32000-1, 14.8.2.2.2).
        fonts: of the document.

    Returns:
        the identifiers that are not in the stream, since WeasyPrint drew their content apart, as it does what is
        partly transparent.
    """
    missing = {*contents, *furniture}
    instructions = stream.stream
    font: Mapping[int, str] = {}
    for position, instruction in enumerate(instructions):
        if instruction == _BEGIN and "MCID" in instructions[position - 1]:
            properties = instructions[position - 1]
            mcid = properties["MCID"]
            missing.discard(mcid)
            if mcid in furniture:
                instructions[position - 2] = "/Artifact"
                instructions[position - 1] = _artifact(furniture[mcid])
            elif mcid in contents and contents[mcid].rectangle is None:
                drawn, font = _read(instructions, position + 1, font, fonts)
                logical = contents[mcid].logical_text
                if logical != drawn or any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in logical):
                    properties["ActualText"] = pydyf.String(logical)
        elif isinstance(instruction, bytes) and (named := _FONT.match(instruction)):
            font = fonts.get(named[1], {})
    return missing


def _read(
    instructions: list[Any], position: int, font: Mapping[int, str], fonts: GlyphTexts
) -> tuple[str, Mapping[int, str]]:
    """Return what the glyphs read as from a position to the end of its marked content, and the font in use there."""
    texts: list[str] = []
    while instructions[position] != _END:
        instruction = instructions[position]
        position += 1
        if not isinstance(instruction, bytes):
            continue
        if named := _FONT.match(instruction):
            font = fonts.get(named[1], {})
        elif instruction.endswith(b"TJ"):
            for glyphs in _GLYPHS.findall(instruction):
                texts += (_read_as(font, int(glyphs[at : at + 4], 16)) for at in range(0, len(glyphs), 4))
    return "".join(texts), font


def _read_as(font: Mapping[int, str], glyph: int) -> str:
    return font.get(glyph) or ZERO_WIDTH_JOINER  # the holes of the map will be filled with it


def _artifact(furniture: Furniture) -> pydyf.Dictionary:
    """Return the properties of an artifact (ISO 32000-1, table 330)."""
    properties: dict[str, Any] = {"Type": f"/{furniture.type}"}
    if furniture.subtype:
        properties["Subtype"] = f"/{furniture.subtype}"
    if furniture.attached:
        properties["Attached"] = pydyf.Array([f"/{furniture.attached}"])
    return pydyf.Dictionary(properties)
