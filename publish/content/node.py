"""What every node of the content model has."""

from __future__ import annotations

from typing import Literal

import msgspec

from publish.findings import Location

Direction = Literal["ltr", "rtl"]


def _tag(type_name: str) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in type_name).lstrip("-")


class Node(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    tag_field="type",
    tag=_tag,
):
    """The base of every node.

    Attributes:
        id: unique in the document and usable as an XML id; empty on inline nodes that the author gave none.
        language: BCP 47 tag, where it differs from the surroundings.
        direction: writing direction, where it differs from the surroundings.
        classes: the author's own class names, carried through to HTML and EPUB.
        location: where the node stands in the source.
    """

    id: str = ""
    language: str | None = None
    direction: Direction | None = None
    classes: tuple[str, ...] = ()
    location: Location | None = None

    @property
    def type(self) -> str:
        """The node's type as written in JSON, such as ``line-break``."""
        return str(self.__struct_config__.tag)
