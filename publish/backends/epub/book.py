"""Making the book: content documents, pictures, style, navigation and metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec
from ebooklib.epub import EpubBook, EpubItem

from publish.backends.backend import Context
from publish.backends.epub.cover import make_cover
from publish.backends.epub.fonts import load_font, style_of
from publish.backends.epub.metadata import add_metadata, add_property
from publish.backends.epub.options import EpubOptions
from publish.backends.epub.overlays import ACTIVE_CLASS, PLAYING_CLASS, SOUNDS, Overlay, Overlays
from publish.backends.epub.parts import APPENDIX, FRONT, divide, files_by_id
from publish.backends.markup import Flavour, Renderer, Templates, contents
from publish.backends.sound import narration_of
from publish.content import Edition, Image, Section, find
from publish.images import load_image
from publish.labels import labels

_XHTML = "application/xhtml+xml"
_COVER, _NAVIGATION = "cover.xhtml", "nav.xhtml"
_CONTENTS_DEPTH = 2
# What the manifest tells of a page (EPUB 3.3, manifest properties vocabulary), by what stands in it, whoever wrote its
# template.
_PROPERTIES = {"mathml": "<math", "svg": "<svg"}


def make_book(edition: Edition, context: Context, folder: Path) -> tuple[EpubBook, float | None]:
    """Return a book that is ready to be written, and for how many seconds it plays; None if it has no sound.

    Args:
        folder: for the pages, overlays and sounds that the book is to hold; they are read when it is written, so that
            memory does not grow with them.
    """
    return _Maker(edition, context, folder).make()


class _Maker:
    def __init__(self, edition: Edition, context: Context, folder: Path) -> None:
        self._edition = edition
        self._context = context
        self._options = context.options
        self._folder = folder
        self._printed = _with_own_identifier(edition, self._options)
        self._language = edition.metadata.language
        self._labels = labels(self._language, context.report)
        self._templates = Templates(context.gate)
        self._parts = divide(edition, self._options.chapters)
        self._files = files_by_id(self._parts, edition)
        self._file = ""
        self._renderer = Renderer(
            self._templates,
            flavour=Flavour(epub_types=True),
            labels=self._labels,
            language=self._language,
            picture=self._picture,
            address=lambda target: self._address(target, self._file),
        )
        self._pictures: dict[str, str] = {}
        self._book = EpubBook()
        self._book.metadata.clear()
        self._overlays = Overlays(narration_of(context), context.speak) if self._options.read_along else None

    def make(self) -> tuple[EpubBook, float | None]:
        self._add_style()
        self._add_pages()
        add_metadata(
            self._book,
            self._edition,
            self._context.stem,
            read_along=self._options.read_along,
            identifier=self._options.identifier,
        )
        if self._overlays is None:
            return self._book, None
        return self._book, self._add_overlays(self._overlays.overlays(self._templates, self._folder)) / 1000

    def _add_style(self) -> None:
        fonts = [load_font(self._context.gate, path, number) for number, path in enumerate(self._options.fonts, 1)]
        for font in fonts:
            self._add(font.file, font.media_type, font.data)
        style = style_of(fonts) + self._templates.stylesheet("epub/book.css")
        if self._options.read_along:
            style += self._templates.stylesheet("epub/read-along.css")
        self._add("style.css", "text/css", style)

    def _add_pages(self) -> None:
        """Add the pages in the order of reading."""
        cover = make_cover(self._edition, self._context, self._templates)
        self._add(cover.file, cover.media_type, cover.data, ["cover-image"])
        self._add_page(_COVER, "epub/cover.xhtml", title=self._labels["cover"], cover=cover)
        front, *chapters = self._parts
        self._add_page(FRONT, "epub/front.xhtml", title=front.title, part=front)
        depth = max(_CONTENTS_DEPTH, self._options.chapters)
        entries = contents(self._edition.body, self._address_from_navigation, depth)
        title = self._labels["contents"]
        begins = front if front.blocks or self._edition.summary or not chapters else chapters[0]
        files = {"cover": _COVER, "front": FRONT, "text": begins.file, "appendix": APPENDIX}
        self._add_page(_NAVIGATION, "epub/nav.xhtml", title=title, entries=entries, files=files)
        for part in chapters:
            self._add_page(part.file, "epub/chapter.xhtml", title=part.title, part=part)
        self._add_page(APPENDIX, "epub/appendix.xhtml", title=self._labels["about"])

    def _add_page(self, file: str, template: str, **values: Any) -> None:
        self._file = file
        values["read_along"] = self._options.read_along
        page = self._renderer.page(template, edition=self._printed, **values)
        if self._overlays:
            page = self._overlays.read(file, page, self._headings() if file == _NAVIGATION else None)
        properties = ["nav"] if file == _NAVIGATION else []
        properties += [name for name, beginning in _PROPERTIES.items() if beginning in page]
        place = self._folder / file
        place.write_text(page, encoding="utf-8", newline="\n")
        self._book.spine.append(self._add(file, _XHTML, place, properties).id)

    def _headings(self) -> Mapping[str, str]:
        """Return the ids of the headings by the addresses under which the contents list them."""
        sections = find(self._edition.body, Section)
        return {self._address_from_navigation(f"#{section.id}"): section.title.id for section in sections}

    def _add_overlays(self, overlays: Iterable[Overlay]) -> int:
        """Add the overlays; return how long they are together, in milliseconds."""
        total = 0
        for overlay in overlays:
            total += overlay.milliseconds
            item = self._add(overlay.smil.name, "application/smil+xml", overlay.smil)
            self._add(f"{SOUNDS}/{overlay.sound.name}", "audio/mpeg", overlay.sound)
            self._book.get_item_with_id(_identifier(overlay.page)).media_overlay = item.id
            add_property(self._book, "media:duration", _clock_value(overlay.milliseconds), refines=item.id)
        add_property(self._book, "media:duration", _clock_value(total))
        add_property(self._book, "media:active-class", ACTIVE_CLASS)
        add_property(self._book, "media:playback-active-class", PLAYING_CLASS)
        return total

    def _add(
        self, file: str, media_type: str, content: str | bytes | Path, properties: list[str] | None = None
    ) -> EpubItem:
        data = content.encode("utf-8") if isinstance(content, str) else content
        item = EpubItem(uid=_identifier(file), file_name=file, media_type=media_type, content=data)
        item.properties = properties or []
        self._book.add_item(item)
        return item

    def _picture(self, image: Image) -> str:
        if image.source not in self._pictures:
            found = load_image(self._context.gate, image.source, location=image.location)
            path = PurePosixPath(image.source)
            stem = re.sub(r"[^A-Za-z0-9_-]+", "-", path.stem).strip("-") or "picture"
            file = f"images/{len(self._pictures) + 1}-{stem}.{found.suffix}"
            self._pictures[image.source] = file
            self._add(file, found.media_type, found.data)
        return self._pictures[image.source]

    def _address_from_navigation(self, target: str) -> str:
        return self._address(target, _NAVIGATION)

    def _address(self, target: str, file: str) -> str:
        """Return the address of a target, as it is written in a file."""
        place = self._files.get(target[1:]) if target.startswith("#") else None
        return target if place is None or place == file else f"{place}{target}"


def _with_own_identifier(edition: Edition, options: EpubOptions) -> Edition:
    """Return an edition that prints the identifier of this very book, and not that of another publication."""
    is_as_written = edition.name == "standard" and not options.read_along
    identifier = options.identifier.strip() or (edition.metadata.identifier if is_as_written else "")
    return msgspec.structs.replace(edition, metadata=msgspec.structs.replace(edition.metadata, identifier=identifier))


def _clock_value(milliseconds: int) -> str:
    """Return a full clock value (EPUB 3.3, appendix on clock values; SMIL 3.0)."""
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}.{rest:03}"


def _identifier(file: str) -> str:
    return "item-" + re.sub(r"[^A-Za-z0-9-]", "-", file)
