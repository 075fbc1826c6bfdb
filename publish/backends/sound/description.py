"""What an audio file says about itself, whatever the form of its tag."""

from __future__ import annotations

import msgspec

from publish.backends.sound.cover import Cover
from publish.content import Edition, Narration
from publish.labels import listed_title


class Description(msgspec.Struct, frozen=True, kw_only=True):
    """What players show of a file, and sort it by. What is not known is empty, or 0.

    Attributes:
        album: what the files of one article have in common.
        date: as year, month and day (ISO 8601).
        language: BCP 47 tag.
        comment: who speaks, in English.
        track: the number of this file among those of the article.
        tracks: how many there are.
    """

    title: str
    subtitle: str
    album: str
    authors: tuple[str, ...]
    publisher: str
    date: str
    rights: str
    language: str
    comment: str
    cover: Cover | None
    track: int = 0
    tracks: int = 0


def describe(edition: Edition, narration: Narration, cover: Cover | None) -> Description:
    """Return what the file of a whole narration says about itself."""
    metadata = edition.metadata
    title = listed_title(metadata.title, metadata.language, draft=edition.draft)
    year = f"{metadata.published.year} " if metadata.published else ""
    return Description(
        title=title,
        subtitle=metadata.subtitle,
        album=metadata.series.name if metadata.series else title,
        authors=tuple(person.name for person in metadata.authors),
        publisher=metadata.publisher,
        date=metadata.published.isoformat() if metadata.published else "",
        rights=f"{year}{metadata.licence}" if metadata.licence else "",
        language=metadata.language,
        comment=f"Read by a synthetic voice ({', '.join(narration.voices)}).",
        cover=cover,
    )
