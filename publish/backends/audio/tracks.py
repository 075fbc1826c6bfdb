"""A narration as one file a chapter, for players that know no chapters."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from publish.backends.sound import Description
from publish.content import Narration
from publish.content.slug import ascii_slug


class Track(msgspec.Struct, frozen=True):
    """What goes into one audio file.

    Attributes:
        stem: the name of the file without its suffix.
    """

    stem: str
    description: Description
    narration: Narration


def tracks_of(narration: Narration, description: Description, stem: str) -> Sequence[Track]:
    """Return a track for each chapter.

    Their names sort in order of reading, and are ASCII, which every player and memory stick takes: the number
    alone, where the title has too few such letters.

    Args:
        description: of the whole narration.
        stem: what the names begin with.
    """
    total = len(narration.chapters)
    digits = max(2, len(str(total)))
    return [
        Track(
            "-".join(part for part in (stem, f"{number:0{digits}}", ascii_slug(chapter.title)) if part),
            msgspec.structs.replace(
                description, title=chapter.title, subtitle="", album=description.title, track=number, tracks=total
            ),
            narration.excerpt(chapter),
        )
        for number, chapter in enumerate(narration.chapters, start=1)
    ]
