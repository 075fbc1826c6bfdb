"""What the tag tree asks of the content of the pages: replacement texts, and artifacts in place of tags."""

from __future__ import annotations

from typing import Any

import pydyf

from publish.backends.pdf.tags.drawing import Furniture, MarkedContent

_BEGIN = b"BDC"


def mark_contents(stream: Any, contents: dict[int, MarkedContent], furniture: dict[int, Furniture]) -> None:
    """Rewrite the beginnings of the marked contents of one page.

    Args:
        stream: the content stream of the page, as WeasyPrint drew it.
        contents: by marked-content identifier.
        furniture: by marked-content identifier; becomes an artifact (ISO 32000-1, 14.8.2.2.2).
    """
    instructions = stream.stream
    for position, instruction in enumerate(instructions):
        if instruction != _BEGIN or "MCID" not in instructions[position - 1]:
            continue
        properties = instructions[position - 1]
        mcid = properties["MCID"]
        if mcid in furniture:
            instructions[position - 2] = "/Artifact"
            instructions[position - 1] = _artifact(furniture[mcid])
        elif mcid in contents and contents[mcid].logical_text:
            properties["ActualText"] = pydyf.String(contents[mcid].logical_text)


def _artifact(furniture: Furniture) -> pydyf.Dictionary:
    if not furniture.subtype:
        return pydyf.Dictionary({"Type": f"/{furniture.type}"})
    side = {"Header": "/Top", "Footer": "/Bottom"}[furniture.subtype]
    return pydyf.Dictionary(
        {"Type": f"/{furniture.type}", "Subtype": f"/{furniture.subtype}", "Attached": pydyf.Array([side])}
    )
