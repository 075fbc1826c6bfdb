"""The cover of an audio file."""

from __future__ import annotations

import msgspec

from publish.backends.backend import Context
from publish.content import Edition
from publish.findings import Finding, Severity

_PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


class Cover(msgspec.Struct, frozen=True):
    """A picture that players show.

    Attributes:
        media_type: ``image/png`` or ``image/jpeg``.
        alt: its text alternative; empty if the article gives none.
    """

    data: bytes
    media_type: str
    alt: str


def load_cover(edition: Edition, context: Context) -> Cover | None:
    """Return the cover of an edition if it has one that players show; tell if it has another.

    Raises:
        PublishError: the file cannot be read.
    """
    metadata = edition.metadata
    if not metadata.cover:
        return None
    picture = context.gate.read(metadata.cover)
    for beginning, media_type in _PICTURES.items():
        if picture.startswith(beginning):
            return Cover(picture, media_type, metadata.cover_alt)
    context.report(
        Finding(
            rule="audio-cover-unsuitable",
            message=f"“{metadata.cover}” is left out of the audio file: players show only PNG and JPEG.",
            severity=Severity.INFORMATION,
            mend="Give a PNG or JPEG as the cover.",
        )
    )
    return None
