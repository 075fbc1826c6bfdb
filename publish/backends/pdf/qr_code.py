"""QR codes (ISO/IEC 18004), as pictures that scale."""

from __future__ import annotations

import base64
import io

import segno

# Four modules of blank margin are what the standard asks for; white, since the paper may have a colour.
_QUIET_ZONE = 4


def qr_code(address: str) -> str:
    """Return a ``data:`` address of an SVG picture that holds a web address, with 15 % of it mendable (level M)."""
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        picture, kind="svg", border=_QUIET_ZONE, dark="#000000", light="#ffffff", xmldecl=False, svgclass=None
    )
    return f"data:image/svg+xml;base64,{base64.b64encode(picture.getvalue()).decode('ascii')}"
