"""Writing an edition as an EPUB 3.3 publication."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from publish.backends.backend import Context, NoOptions
from publish.backends.markup.dates import modification_date
from publish.content import Artifact, Edition
from publish.plugins import Availability


class EpubBackend:
    """Writes an EPUB 3.3 publication with accessibility metadata."""

    name: ClassVar[str] = "epub"
    media_type: ClassVar[str] = "application/epub+zip"
    edition: ClassVar[str] = "standard"
    Options: ClassVar[type[NoOptions]] = NoOptions

    def availability(self) -> Availability:
        """Tell whether the backend can run here: it always can."""
        return Availability()

    def needs_narration(self, options: NoOptions) -> bool:
        """Tell that nothing is spoken."""
        return False

    def write(self, edition: Edition, context: Context) -> Sequence[Artifact]:
        """Write the book."""
        from publish.backends.epub.book import make_book
        from publish.backends.epub.container import write_container

        path = context.folder / f"{context.stem}.epub"
        write_container(make_book(edition, context), path, modification_date(edition.metadata))
        return [Artifact(path=path, media_type=self.media_type)]
