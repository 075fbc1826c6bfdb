"""Writing an edition as an EPUB 3.3 publication, which may be read along with its narration."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import msgspec

from publish.backends.backend import Context
from publish.backends.epub.options import EpubOptions
from publish.backends.markup.dates import modification_date
from publish.content import Artifact, Edition
from publish.plugins import Availability
from publish.speech.settings import NarrationSettings


class EpubBackend:
    """Writes an EPUB 3.3 publication with accessibility metadata."""

    name: ClassVar[str] = "epub"
    media_type: ClassVar[str] = "application/epub+zip"
    edition: ClassVar[str] = "standard"
    Options: ClassVar[type[EpubOptions]] = EpubOptions

    def availability(self) -> Availability:
        """Tell whether the backend can run here: it always can."""
        return Availability()

    def narration_settings(self, options: EpubOptions, settings: NarrationSettings) -> NarrationSettings | None:
        """Tell how a book that is read along is spoken: all that is in it, without words about other editions."""
        if not options.read_along:
            return None
        return msgspec.structs.replace(settings, descriptions=True, announcements=False)

    def write(self, edition: Edition, context: Context) -> Sequence[Artifact]:
        """Write the book.

        Raises:
            PublishError: a picture, a font or a template cannot be used, or the narration is missing.
        """
        from publish.backends.epub.book import make_book
        from publish.backends.epub.container import write_container

        path = context.folder / f"{context.stem}.epub"
        with tempfile.TemporaryDirectory(dir=context.folder) as folder:
            book, duration = make_book(edition, context, Path(folder))
            write_container(book, path, modification_date(edition.metadata))
        return [Artifact(path=path, media_type=self.media_type, duration=duration)]
