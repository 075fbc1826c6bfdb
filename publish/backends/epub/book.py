"""Making the book: content documents, pictures, style, navigation and metadata."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

from ebooklib.epub import EpubBook, EpubItem

from publish.backends.backend import Context
from publish.backends.epub.cover import Cover, make_cover
from publish.backends.epub.metadata import add_metadata
from publish.backends.epub.parts import APPENDIX, FRONT, Part, divide, files_by_id
from publish.backends.markup import Flavour, Renderer, Templates, contents
from publish.content import Edition, Image, Math, MathBlock, find
from publish.images import load_image
from publish.labels import labels

_XHTML = "application/xhtml+xml"


def make_book(edition: Edition, context: Context) -> EpubBook:
    """Return a book that is ready to be written."""
    return _Maker(edition, context).make()


class _Maker:
    def __init__(self, edition: Edition, context: Context) -> None:
        self._edition = edition
        self._context = context
        self._language = edition.metadata.language
        self._labels = labels(self._language, context.report)
        self._templates = Templates(context.gate)
        self._parts = divide(edition)
        self._files = files_by_id(self._parts, edition)
        self._pictures: dict[str, str] = {}
        self._book = EpubBook()
        self._book.metadata.clear()

    def make(self) -> EpubBook:
        book, edition = self._book, self._edition
        self._add("style.css", "text/css", self._templates.stylesheet("epub/book.css"))
        self._add_cover(make_cover(edition, self._context, self._templates))
        for part in self._parts:
            template = "epub/front.xhtml" if part.file == FRONT else "epub/chapter.xhtml"
            self._add_page(part.file, template, self._mathematics(part), title=part.title, part=part)
        self._add_page(APPENDIX, "epub/appendix.xhtml", [], title=self._labels["about"])
        entries = contents(edition.body, self._address_from("nav.xhtml"))
        self._add_page(
            "nav.xhtml", "epub/nav.xhtml", ["nav"], title=self._labels["contents"], entries=entries, appendix=APPENDIX
        )
        add_metadata(book, edition, self._context.stem)
        chapters = [part.file for part in self._parts if part.file != FRONT]
        book.spine = [_identifier(name) for name in ("cover.xhtml", FRONT, "nav.xhtml", *chapters, APPENDIX)]
        return book

    def _add_cover(self, cover: Cover) -> None:
        self._add(cover.file, cover.media_type, cover.data, ["cover-image"])
        self._add_page("cover.xhtml", "epub/cover.xhtml", [], title=self._labels["cover"], cover=cover)

    def _add_page(self, file: str, template: str, properties: list[str], **values: Any) -> None:
        renderer = Renderer(
            self._templates,
            flavour=Flavour(epub_types=True),
            labels=self._labels,
            language=self._language,
            picture=self._picture,
            address=self._address_from(file),
        )
        self._add(file, _XHTML, renderer.page(template, edition=self._edition, **values), properties)

    def _add(self, file: str, media_type: str, content: str | bytes, properties: list[str] | None = None) -> None:
        data = content.encode("utf-8") if isinstance(content, str) else content
        item = EpubItem(uid=_identifier(file), file_name=file, media_type=media_type, content=data)
        item.properties = properties or []
        self._book.add_item(item)

    def _picture(self, image: Image) -> str:
        if image.source not in self._pictures:
            found = load_image(self._context.gate, image.source, location=image.location)
            path = PurePosixPath(image.source)
            stem = re.sub(r"[^A-Za-z0-9_-]+", "-", path.stem).strip("-") or "picture"
            suffix = {"image/svg+xml": "svg", "image/jpeg": "jpg"}.get(found.media_type, found.media_type[6:])
            file = f"images/{len(self._pictures) + 1}-{stem}.{suffix}"
            self._pictures[image.source] = file
            self._add(file, found.media_type, found.data)
        return self._pictures[image.source]

    def _address_from(self, file: str) -> Callable[[str], str]:
        def address(target: str) -> str:
            place = self._files.get(target[1:]) if target.startswith("#") else None
            return target if place is None or place == file else f"{place}{target}"

        return address

    def _mathematics(self, part: Part) -> list[str]:
        nodes = [*part.blocks, *part.notes]
        return ["mathml"] if any(True for kind in (Math, MathBlock) for _ in find(nodes, kind)) else []


def _identifier(file: str) -> str:
    return "item-" + re.sub(r"[^A-Za-z0-9-]", "-", file)
