"""What an M4B file says about itself: the items that Apple's players made customary."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from publish.backends.sound.description import Description

_AUDIOBOOK = 2  # as “stik” counts kinds of media


def write_mp4(path: Path, description: Description) -> None:
    """Write the tag of an M4B file that has none; its chapters stay."""
    from mutagen import mp4

    file = mp4.MP4(path)
    for item, text in _texts(description).items():
        if text:
            file[item] = [text]
    file["stik"] = [_AUDIOBOOK]
    file["pgap"] = True
    if description.track:
        file["trkn"] = [(description.track, description.tracks)]
    if description.cover:
        formats: dict[str, Any] = {"image/png": mp4.MP4Cover.FORMAT_PNG, "image/jpeg": mp4.MP4Cover.FORMAT_JPEG}
        file["covr"] = [mp4.MP4Cover(description.cover.data, formats[description.cover.media_type])]
    file.save(padding=lambda _: 0)


def _texts(description: Description) -> dict[str, str]:
    return {
        "©nam": description.title,
        "desc": description.subtitle,
        "©alb": description.album,
        "©ART": ", ".join(description.authors),
        "aART": description.publisher,
        "©day": description.date,
        "©gen": "Audiobook",
        "cprt": description.rights,
        "©cmt": description.comment,
    }
