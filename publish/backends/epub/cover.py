"""The cover: the author's picture, or one made of title and publisher."""

from __future__ import annotations

import textwrap

import msgspec

from publish.backends.backend import Context
from publish.backends.markup import Templates
from publish.content import Edition
from publish.content.language import direction_of
from publish.images import load_image

_SUFFIXES = {"image/svg+xml": "svg", "image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp"}


class Cover(msgspec.Struct, frozen=True):
    """A cover picture.

    Attributes:
        file: its name inside the book.
        alt: its text alternative.
    """

    file: str
    media_type: str
    data: bytes
    alt: str


def make_cover(edition: Edition, context: Context, templates: Templates) -> Cover:
    """Return the cover of an edition."""
    metadata = edition.metadata
    if metadata.cover:
        found = load_image(context.gate, metadata.cover)
        file = f"images/cover.{_SUFFIXES[found.media_type]}"
        return Cover(file, found.media_type, found.data, metadata.cover_alt or metadata.title)
    drawing = templates.render(
        "epub/cover.svg",
        lines=textwrap.wrap(metadata.title, 18)[:7],
        publisher=metadata.publisher,
        direction=direction_of(metadata.language),
        language=metadata.language,
    )
    alt = ", ".join(part for part in (metadata.title, metadata.publisher) if part)
    return Cover("images/cover.svg", "image/svg+xml", drawing.encode("utf-8"), alt)
