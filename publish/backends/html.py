"""The HTML backend: one self-contained page that works offline, without scripts, on a phone and printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from publish.backends.backend import Context, NoOptions
from publish.backends.markup import Flavour, Renderer, Templates, contents
from publish.content import Artifact, Edition, Image
from publish.images import load_image
from publish.labels import labels
from publish.plugins import Availability


class HtmlBackend:
    """Writes a page that carries its pictures and its style within itself."""

    name: ClassVar[str] = "html"
    media_type: ClassVar[str] = "text/html"
    edition: ClassVar[str] = "standard"
    needs_narration: ClassVar[bool] = False
    Options: ClassVar[type[NoOptions]] = NoOptions

    def availability(self) -> Availability:
        """Tell whether the backend can run here: it always can."""
        return Availability()

    def write(self, edition: Edition, context: Context) -> Sequence[Artifact]:
        """Write the page."""

        def picture(image: Image) -> str:
            return load_image(context.gate, image.source, location=image.location).address

        language = edition.metadata.language
        templates = Templates(context.gate)
        renderer = Renderer(
            templates,
            flavour=Flavour(interactive=True),
            labels=labels(language, context.report),
            language=language,
            picture=picture,
        )
        page = renderer.page(
            "html/page.html",
            edition=edition,
            entries=contents(edition.body, str),
            stylesheet=templates.stylesheet("html/page.css"),
        )
        path = context.folder / f"{context.stem}.html"
        path.write_text(page, encoding="utf-8", newline="\n")
        return [Artifact(path=path, media_type=self.media_type)]
