"""How a project wants its narrations: the ``[narration]`` table of a project file."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

NotePlace = Literal["sentence", "section", "end"]


class NarrationSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """What every narration of a project shares, whatever format it ends up in.

    Attributes:
        speed: how fast the voices speak; 1 is their own pace.
        pauses: how long the silences between utterances are; 1 is the usual length.
        notes: whether a note is read after the sentence that it belongs to, at the end of its section, or at the end.
        descriptions: whether the long descriptions of pictures are read.
        announcements: whether an opening and a closing announcement frame the narration.
    """

    speed: Annotated[float, msgspec.Meta(ge=0.5, le=2.0)] = 1.0
    pauses: Annotated[float, msgspec.Meta(ge=0.25, le=4.0)] = 1.0
    notes: NotePlace = "section"
    descriptions: bool = False
    announcements: bool = True
