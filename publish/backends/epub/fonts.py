"""Fonts that a book carries, since its maker asked for them."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import msgspec

from publish.findings import Finding, Location, PublishError
from publish.gate import Gate

# The core media types of EPUB 3.3, section 3.2, by what a file begins with.
_MEDIA_TYPES = {
    b"wOF2": "font/woff2",
    b"wOFF": "font/woff",
    b"OTTO": "font/otf",
    b"\x00\x01\x00\x00": "font/ttf",
}
_ODD = re.compile(r'[\x00-\x1f"\\<>&]+')  # what cannot stand in a name in a stylesheet
_RESTRICTED = 0x0002  # OS/2, fsType: may not be embedded without the owner's leave
_ITALIC = 0x0001  # OS/2, fsSelection


class Font(msgspec.Struct, frozen=True, kw_only=True):
    """A font file of a book.

    Attributes:
        file: its name inside the book.
        family: the name of its family, as CSS asks for it.
        weight: from 1 to 1000; two numbers for a variable font.
    """

    file: str
    media_type: str
    data: bytes
    family: str
    weight: str
    italic: bool


def load_font(gate: Gate, path: str, number: int) -> Font:
    """Return a font of the project.

    Args:
        number: among the fonts of the book, which is its name there.

    Raises:
        PublishError: the file cannot be read, is no font, or forbids to be embedded.
    """
    from fontTools.ttLib import TTFont

    data = gate.read(path)
    media_type = _MEDIA_TYPES.get(data[:4])
    if media_type is None:
        raise _unfit(path, "it is no font of the forms WOFF2, WOFF, OTF or TTF")
    try:
        font = TTFont(io.BytesIO(data), lazy=True)
        family = font["name"].getBestFamilyName() or ""
        style = font["OS/2"]
        axes = [axis for axis in font["fvar"].axes if axis.axisTag == "wght"] if "fvar" in font else []
        weights = (axes[0].minValue, axes[0].maxValue) if axes else (style.usWeightClass,)
    except Exception as error:  # a damaged font may break the reader anywhere
        raise _unfit(path, f"it cannot be read as a font ({error})") from error
    if style.fsType & _RESTRICTED:
        raise _unfit(path, "its maker forbids to embed it (OS/2 fsType)")
    return Font(
        file=f"fonts/{number}.{media_type.rpartition('/')[2]}",
        media_type=media_type,
        data=data,
        family=" ".join(_ODD.sub(" ", family).split()) or f"font {number}",
        weight=" ".join(f"{min(max(weight, 1), 1000):g}" for weight in weights),
        italic=bool(style.fsSelection & _ITALIC),
    )


def style_of(fonts: Sequence[Font]) -> str:
    """Return the rules that make a book's text be shown in its fonts, the first family first."""
    if not fonts:
        return ""
    rules = [
        f'@font-face {{ font-family: "{font.family}"; font-weight: {font.weight}; '
        f'font-style: {"italic" if font.italic else "normal"}; src: url("{font.file}"); }}\n'
        for font in fonts
    ]
    families = ", ".join(f'"{family}"' for family in dict.fromkeys(font.family for font in fonts))
    return "".join(rules) + f"body {{ font-family: {families}, sans-serif; }}\n"


def _unfit(path: str, problem: str) -> PublishError:
    return PublishError(
        Finding(
            rule="font-unfit",
            message=f"The font “{path}” cannot go into the book: {problem}.",
            location=Location("publish.toml"),
            harms="Readers would get another font than the one that was chosen.",
            mend="Name another file under “fonts”, or none: readers then use the font of their choice.",
        )
    )
