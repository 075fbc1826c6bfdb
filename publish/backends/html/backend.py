"""The HTML backend: one page that works offline, on a phone and printed, and may be read along with its narration."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import msgspec

from publish.backends.backend import Context
from publish.backends.html.read_along import make_player, write_sound
from publish.backends.markup import Flavour, Renderer, Templates, contents
from publish.backends.sound import narration_of
from publish.content import Artifact, Edition, Image
from publish.images import load_image
from publish.labels import labels
from publish.plugins import Availability
from publish.speech.settings import NarrationSettings


class HtmlOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The options of the HTML backend.

    Attributes:
        read_along: the page plays the narration and marks the sentence that is spoken.
    """

    read_along: bool = False


class HtmlBackend:
    """Writes a page that carries its pictures and its style within itself; the sound, if any, lies beside it."""

    name: ClassVar[str] = "html"
    media_type: ClassVar[str] = "text/html"
    edition: ClassVar[str] = "standard"
    Options: ClassVar[type[HtmlOptions]] = HtmlOptions

    def availability(self) -> Availability:
        """Tell whether the backend can run here: it always can."""
        return Availability()

    def narration_settings(self, options: HtmlOptions, settings: NarrationSettings) -> NarrationSettings | None:
        """Tell whether the page is to be read along."""
        return settings if options.read_along else None

    def write(self, edition: Edition, context: Context) -> Sequence[Artifact]:
        """Write the page, and its sound.

        Raises:
            PublishError: a picture or a template cannot be used, or the narration is missing.
        """
        path = context.folder / f"{context.stem}.html"
        templates = Templates(context.gate)
        renderer = _renderer(edition, context, templates)
        values = {"edition": edition, "entries": contents(edition.body, str)}
        stylesheet = templates.stylesheet("html/page.css")
        page = renderer.page("html/page.html", **values, stylesheet=stylesheet, player=None)
        if not context.options.read_along:
            path.write_text(page, encoding="utf-8", newline="\n")
            return [Artifact(path=path, media_type=self.media_type)]
        narration = narration_of(context)
        sound = write_sound(edition, narration, context)
        stylesheet += templates.stylesheet("html/read-along.css")
        player = make_player(narration, sound.path.name, page, templates)
        page = renderer.page("html/page.html", **values, stylesheet=stylesheet, player=player)
        path.write_text(page, encoding="utf-8", newline="\n")
        return [Artifact(path=path, media_type=self.media_type, duration=narration.duration), sound]


def _renderer(edition: Edition, context: Context, templates: Templates) -> Renderer:
    def picture(image: Image) -> str:
        return load_image(context.gate, image.source, location=image.location).address

    language = edition.metadata.language
    return Renderer(
        templates,
        flavour=Flavour(interactive=True),
        labels=labels(language, context.report),
        language=language,
        picture=picture,
        full_page=context.house.full_page if edition.name != "standard" else "",
    )
