"""Content documents: what a reader sees of them, in which order, and what stands for pictures and formulas."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping

import msgspec
from lxml import etree

from publish.validators.quick_epub.container import Container, resolve
from publish.validators.quick_epub.markup import Markup, markup_of
from publish.validators.quick_epub.names import MATHML, OPS, SVG, XHTML, XLINK, line_of, says_something, tokens, words
from publish.validators.quick_epub.package import Item

_INVISIBLE = frozenset(
    [XHTML + name for name in ("head", "script", "style", "template", "rp", "audio", "video", "canvas", "datalist")]
    + [XHTML + name for name in ("iframe", "object", "title")]
    + [SVG + name for name in ("title", "desc", "metadata", "defs", "script", "style", "symbol")]
)
_INLINE = frozenset(
    XHTML + name
    for name in [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "rb",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
    ]
)
_HIDING = re.compile(r"(^|[;\s])(display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_LONGEST_LABEL = 2000  # characters
_MOST_LABELS = 20
_PRESENTATIONAL = frozenset({"none", "presentation"})


class Place(msgspec.Struct, frozen=True):
    """Where an element stands.

    Attributes:
        order: its number in the document.
        within: its own id and those of the elements around it; the first is empty and means the document.
    """

    order: int
    within: tuple[str, ...]


class Passage(msgspec.Struct, frozen=True):
    """Words that a reader meets: visible, or in the place of a picture or formula.

    Attributes:
        alternative: whether they stand for something that is not text.
        within: the ids of the elements around them; the first is empty and means the document.
        block: the number of the paragraph, or the like, that they belong to.
    """

    words: str
    alternative: bool
    within: tuple[str, ...]
    block: int
    line: int


class Picture(msgspec.Struct, frozen=True):
    """A picture that is not mere decoration.

    Attributes:
        alternative: the words in its place; empty if there are none.
        cover: whether it is the cover of the book.
    """

    alternative: str
    cover: bool
    line: int


class Formula(msgspec.Struct, frozen=True):
    """A formula in MathML.

    Attributes:
        alternative: the words in its place; empty if there are none.
    """

    alternative: str
    line: int


class Document(msgspec.Struct, frozen=True):
    """A content document.

    Attributes:
        item: as the manifest lists it.
        places: where the elements with an id stand; the document itself has the empty id.
        passages: what is to be read, in reading order.
        markup: what else it holds.
    """

    item: Item
    places: Mapping[str, Place]
    passages: tuple[Passage, ...]
    pictures: tuple[Picture, ...]
    formulas: tuple[Formula, ...]
    markup: Markup


def read_document(container: Container, item: Item, cover: str) -> Document:
    """Return a content document.

    Args:
        container: the book.
        item: as the manifest lists it.
        cover: the file with the picture of the cover, or empty.

    Raises:
        DamagedError: it cannot be read.
        NotCheckableError: it cannot be judged.
    """
    root = container.xml(item.path)
    reader = _Reader(item, root, cover)
    reader.visit(root, ("",), block=0, visible=True)
    return Document(
        item=item,
        places=reader.places,
        passages=tuple(reader.passages),
        pictures=tuple(reader.pictures),
        formulas=tuple(reader.formulas),
        markup=markup_of(item.path, root),
    )


class _Reader:
    def __init__(self, item: Item, root: etree._Element, cover: str) -> None:
        self._file = item.path
        self._cover = cover
        self._by_id = {str(element.get("id")): element for element in root.iter(etree.Element) if element.get("id")}
        self._labels: dict[str, str] = {}
        self._order = 0
        self.places: dict[str, Place] = {"": Place(0, ("",))}
        self.passages: list[Passage] = []
        self.pictures: list[Picture] = []
        self.formulas: list[Formula] = []

    def visit(self, element: etree._Element, within: tuple[str, ...], *, block: int, visible: bool) -> None:
        """Take in an element with all that it holds; the parser bounds how deep that is."""
        self._order += 1
        if identifier := str(element.get("id", "")):
            within = (*within, identifier)
            self.places.setdefault(identifier, Place(self._order, within))
        if element.tag not in _INLINE:
            block = self._order
        shown = visible and not _is_hidden(element)
        if shown:
            shown = self._take_alternative(element, within, block)
        shown = shown and element.tag not in _INVISIBLE
        line = line_of(element)
        if shown:
            self._take_words(element.text, within, block, line)
        for child in element:
            if isinstance(child.tag, str):
                self.visit(child, within, block=block, visible=shown)
            elif shown and isinstance(child, etree._Entity):
                self._take_words(child.text, within, block, line)
            if shown:
                self._take_words(child.tail, within, block, line)

    def _take_words(
        self, text: str | None, within: tuple[str, ...], block: int, line: int, *, alternative: bool = False
    ) -> None:
        text = words(text)
        if says_something(text):
            self.passages.append(Passage(text, alternative, within, block, line))

    def _take_alternative(self, element: etree._Element, within: tuple[str, ...], block: int) -> bool:
        """Take in the words in the place of a picture or formula; tell whether the words within it are visible."""
        line = line_of(element)
        if element.tag == f"{MATHML}math":
            alternative = self._formula_alternative(element)
            self.formulas.append(Formula(alternative, line))
            self._take_words(alternative or _inner_words(element), within, block, line, alternative=True)
            return False
        if not _is_picture(element):
            return True
        if _PRESENTATIONAL & tokens(element, "role"):
            return False
        label = self._picture_alternative(element)
        if label is None:
            return False
        readable = element.tag == f"{SVG}svg" and "img" not in tokens(element, "role")
        alternative = label
        if readable and not label:
            alternative = words(" ".join(_inner_words(text) for text in element.iter(f"{SVG}text")))
        self.pictures.append(Picture(alternative, self._is_cover(element), line))
        if label:
            self._take_words(label, within, block, line, alternative=True)
        return readable

    def _formula_alternative(self, element: etree._Element) -> str:
        annotations = [
            _inner_words(annotation)
            for annotation in element.iter(f"{MATHML}annotation-xml")
            if "html" in str(annotation.get("encoding", "")).lower()
        ]
        return words(element.get("alttext")) or self._label(element) or next(filter(None, annotations), "")

    def _picture_alternative(self, element: etree._Element) -> str | None:
        """Return the words in the place of a picture; empty if it lacks them, None if it is mere decoration."""
        alternative = element.get("alt") if element.tag == f"{XHTML}img" else None
        label = self._label(element) or words(alternative)
        if alternative is not None and not label:
            return None
        if element.tag == f"{SVG}svg":
            title = element.find(f"{SVG}title")
            label = label or ("" if title is None else _inner_words(title))
        elif element.tag == f"{XHTML}object":
            label = label or _inner_words(element)
        return label or words(element.get("title"))

    def _label(self, element: etree._Element) -> str:
        names = str(element.get("aria-labelledby", "")).split()[:_MOST_LABELS]
        labels = [self._named(name) for name in names if name in self._by_id]
        return words(" ".join(labels)) or words(element.get("aria-label"))

    def _named(self, name: str) -> str:
        """Return what an element holds, which many others may name."""
        if name not in self._labels:
            self._labels[name] = _inner_words(self._by_id[name])
        return self._labels[name]

    def _is_cover(self, element: etree._Element) -> bool:
        if "doc-cover" in tokens(element, "role") or "cover" in tokens(element, f"{OPS}type"):
            return True
        addresses = [element.get("src") or element.get("data")]
        addresses += [image.get(f"{XLINK}href") or image.get("href") for image in element.iter(f"{SVG}image")]
        return any(address and resolve(self._file, str(address)).path == self._cover for address in addresses)


def _is_hidden(element: etree._Element) -> bool:
    if str(element.get("aria-hidden", "")).strip().lower() == "true":
        return True
    if _HIDING.search(str(element.get("style", ""))):
        return True
    return str(element.tag).startswith(XHTML) and element.get("hidden") is not None


def _is_picture(element: etree._Element) -> bool:
    if element.tag == f"{SVG}svg":
        parent = element.getparent()
        return parent is None or not str(parent.tag).startswith(SVG)
    if element.tag == f"{XHTML}object":
        return str(element.get("type", "")).startswith("image/")
    return element.tag == f"{XHTML}img"


def _inner_words(element: etree._Element) -> str:
    """Return the beginning of what an element holds."""
    parts = itertools.islice(element.itertext(etree.Element), _LONGEST_LABEL)
    return words("".join(str(part)[:_LONGEST_LABEL] for part in parts)[:_LONGEST_LABEL])
