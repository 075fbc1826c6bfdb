"""What a project may ask of its e-books."""

from __future__ import annotations

from typing import Annotated

import msgspec

from publish.content.identifiers import is_wrong_isbn


class EpubOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The options of the EPUB backend.

    Attributes:
        read_along: the book holds its narration, and reading systems mark the sentence that is spoken.
        chapters: down to which level each section begins a file of its own.
        identifier: of this output alone, such as its ISBN; each form of an article that is sold needs one of its own.
        fonts: paths of font files in the project, which the book carries; none, and readers use their own.
    """

    read_along: bool = False
    chapters: Annotated[int, msgspec.Meta(ge=1, le=6)] = 1
    identifier: str = ""
    fonts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if is_wrong_isbn(self.identifier):
            raise ValueError(f"“{self.identifier}” is no ISBN: its length or its last digit is wrong")
