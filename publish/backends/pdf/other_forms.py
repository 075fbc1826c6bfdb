"""The box that leads to the other forms of an article, with a QR code (ISO/IEC 18004)."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping

import msgspec
import segno

from publish.content import House

# Four modules of blank margin are what the standard asks for; white, since the paper may have a colour.
_QUIET_ZONE = 4


class OtherForms(msgspec.Struct, frozen=True):
    """What the box about other forms says.

    Attributes:
        names: of the forms, as readers call them.
        page: the address at which they are; empty when there is none.
        code: a picture of that address; empty when there is none.
    """

    names: tuple[str, ...]
    page: str
    code: str


def other_forms(house: House, words: Mapping[str, str]) -> OtherForms | None:
    """Return the other forms in which an article is published; None where there are none."""
    if not house.forms:
        return None
    shown = tuple(words.get(f"form_{name.replace('-', '_')}", name) for name in house.forms)
    return OtherForms(shown, house.page, _qr_code(house.page) if house.page else "")


def _qr_code(address: str) -> str:
    """Return a ``data:`` address of an SVG picture that holds a web address, with 15 % of it mendable (level M)."""
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        picture, kind="svg", border=_QUIET_ZONE, dark="#000000", light="#ffffff", xmldecl=False, svgclass=None
    )
    return f"data:image/svg+xml;base64,{base64.b64encode(picture.getvalue()).decode('ascii')}"
