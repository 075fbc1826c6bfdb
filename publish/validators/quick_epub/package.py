"""The package document: what a book is made of, in what order, and what it says about itself (EPUB 3.3, 5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec
from lxml import etree

from publish.validators.quick_epub.container import Container, DamagedError, resolve
from publish.validators.quick_epub.names import OPF, line_of, tokens, words

CONTENT = ("application/xhtml+xml", "image/svg+xml")
OVERLAY = "application/smil+xml"
_CONTAINER = "META-INF/container.xml"
_OCF = "{urn:oasis:names:tc:opendocument:xmlns:container}"


class Item(msgspec.Struct, frozen=True):
    """A file that the manifest lists.

    Attributes:
        path: in the container; empty if it lies elsewhere.
        overlay: the id of its media overlay, or empty.
        line: in the package document.
    """

    id: str
    path: str
    media_type: str
    properties: frozenset[str]
    overlay: str
    line: int

    @property
    def is_content(self) -> bool:
        """Whether it is a document that readers read."""
        return self.media_type in CONTENT


class Meta(msgspec.Struct, frozen=True):
    """A statement about the book, or about what it refines.

    Attributes:
        name: with its prefix, such as ``schema:accessMode``.
        refines: the id of what it is about; empty if that is the book.
    """

    name: str
    value: str
    refines: str
    line: int


class Package(msgspec.Struct, frozen=True):
    """A package document.

    Attributes:
        path: in the container.
        version: such as ``3.0``.
        items: by their ids.
        spine: the content documents in reading order.
        ncx: whether the spine names a table of contents of EPUB 2.
        metas: in their order.
    """

    path: str
    version: str
    items: Mapping[str, Item]
    spine: tuple[Item, ...]
    ncx: bool
    metas: tuple[Meta, ...]

    @property
    def navigation(self) -> Item | None:
        """The navigation document (EPUB 3.3, 7)."""
        return next((item for item in self.items.values() if "nav" in item.properties), None)

    @property
    def documents(self) -> tuple[Item, ...]:
        """All that readers read: the spine, and the navigation document if it is not in it."""
        extra = [self.navigation] if self.navigation and self.navigation not in self.spine else []
        return tuple(dict.fromkeys([*self.spine, *extra]))

    @property
    def overlays(self) -> tuple[Item, ...]:
        """The media overlays."""
        return tuple(item for item in self.items.values() if item.media_type == OVERLAY)

    @property
    def is_read_aloud(self) -> bool:
        """Whether the book has a media overlay, or says that it has."""
        return bool(self.overlays) or any(item.overlay for item in self.items.values())

    def statements(self, name: str, refines: str = "") -> tuple[Meta, ...]:
        """Return what is stated under a name, of the book or of one of its items."""
        return tuple(meta for meta in self.metas if meta.name == name and meta.refines == refines)


def read_package(container: Container) -> Package:
    """Return the package document of the first rendition.

    Raises:
        DamagedError: there is none, or it cannot be read.
        NotCheckableError: it cannot be judged.
    """
    rootfile = container.xml(_CONTAINER).find(f".//{_OCF}rootfile")
    path = resolve("", str(rootfile.get("full-path", ""))).path if rootfile is not None else ""
    if not path:
        raise DamagedError("epub-package-missing", "The container names no package document.", _CONTAINER)
    root = container.xml(path)
    items: dict[str, Item] = {}
    for element in root.iterfind(f"{OPF}manifest/{OPF}item"):
        item = Item(
            id=str(element.get("id", "")),
            path=resolve(path, str(element.get("href", ""))).path,
            media_type=str(element.get("media-type", "")).strip(),
            properties=tokens(element, "properties"),
            overlay=str(element.get("media-overlay", "")),
            line=line_of(element),
        )
        items.setdefault(item.id, item)
    references = [str(element.get("idref", "")) for element in root.iterfind(f"{OPF}spine/{OPF}itemref")]
    spine = root.find(f"{OPF}spine")
    return Package(
        path=path,
        version=str(root.get("version", "")),
        items=items,
        spine=tuple(items[idref] for idref in references if idref in items and items[idref].is_content),
        ncx=spine is not None and bool(spine.get("toc")),
        metas=tuple(_metas(root)),
    )


def _metas(root: etree._Element) -> Iterator[Meta]:
    for element in root.iterfind(f"{OPF}metadata//*"):
        line = line_of(element)
        refines = str(element.get("refines", "")).removeprefix("#")
        if element.tag == f"{OPF}meta" and element.get("property"):
            yield Meta(str(element.get("property")), words("".join(map(str, element.itertext()))), refines, line)
        elif element.tag == f"{OPF}meta":  # as EPUB 2 has it
            yield Meta(str(element.get("name", "")), words(element.get("content")), "", line)
        elif element.tag == f"{OPF}link":
            for relation in tokens(element, "rel"):
                yield Meta(relation, str(element.get("href", "")), refines, line)
