"""What a content document holds beside its text: navigation aids, descriptions, sound, styles."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from lxml import etree

from publish.validators.quick_epub.container import resolve
from publish.validators.quick_epub.names import MATHML, OPS, SSML, SVG, XHTML, tokens, words

_HEADINGS = frozenset(f"{XHTML}h{level}" for level in range(1, 7))
_DESCRIBABLE = frozenset(
    [XHTML + name for name in ("img", "figure", "table", "object")] + [f"{SVG}svg", f"{MATHML}math"]
)


class Markup(msgspec.Struct, frozen=True, kw_only=True):
    """What a content document holds.

    Attributes:
        contents: the entries of its table of contents.
        page_list: the entries of its list of pages.
        descriptions: pictures, tables and formulas that lead to a long description.
        spoken: whether it tells a voice how to say words (SSML).
        tracks: the kinds of the texts that go with sound and video, such as ``captions``.
        sheets: the files of its stylesheets.
        styles: the stylesheets within it.
    """

    headings: int
    contents: int
    page_list: int
    page_breaks: int
    indexes: int
    descriptions: int
    roles: int
    ruby: int
    spoken: bool
    audio: int
    video: int
    tracks: frozenset[str]
    sheets: tuple[str, ...]
    styles: tuple[str, ...]


def markup_of(file: str, root: etree._Element) -> Markup:
    """Return what a document holds.

    Args:
        file: its path in the container.
        root: its root element.
    """
    elements = list(root.iter(etree.Element))
    roles = [tokens(element, "role") for element in elements]
    types = [tokens(element, f"{OPS}type") for element in elements]
    tags = [element.tag for element in elements]

    def count(role: str, kind: str) -> int:
        return sum(role in own or kind in its for own, its in zip(roles, types, strict=True))

    return Markup(
        headings=sum(tag in _HEADINGS for tag in tags) + sum("heading" in role for role in roles),
        contents=_entries(root, "toc"),
        page_list=_entries(root, "page-list"),
        page_breaks=count("doc-pagebreak", "pagebreak"),
        indexes=count("doc-index", "index"),
        descriptions=sum(map(_has_description, elements)),
        roles=sum(map(bool, roles)),
        ruby=tags.count(f"{XHTML}ruby"),
        spoken=any(element.get(f"{SSML}ph") for element in elements),
        audio=tags.count(f"{XHTML}audio"),
        video=tags.count(f"{XHTML}video"),
        tracks=frozenset(str(element.get("kind", "subtitles")) for element in root.iter(f"{XHTML}track")),
        sheets=tuple(_sheets(file, root)),
        styles=tuple("".join(map(str, element.itertext())) for element in root.iter(f"{XHTML}style", f"{SVG}style")),
    )


def _entries(root: etree._Element, kind: str) -> int:
    return sum(
        1
        for nav in root.iter(f"{XHTML}nav")
        if kind in tokens(nav, f"{OPS}type")
        for link in nav.iter(f"{XHTML}a")
        if link.get("href")
    )


def _has_description(element: etree._Element) -> bool:
    if element.get("aria-details") or element.get("longdesc"):
        return True
    return bool(element.get("aria-describedby")) and (element.tag in _DESCRIBABLE or "img" in tokens(element, "role"))


def _sheets(file: str, root: etree._Element) -> Iterator[str]:
    for node in root.itersiblings(preceding=True):
        if isinstance(node, etree._ProcessingInstruction) and node.target == "xml-stylesheet":
            yield resolve(file, words(node.get("href"))).path
    for link in root.iter(f"{XHTML}link"):
        relations = {relation.lower() for relation in tokens(link, "rel")}
        if "stylesheet" in relations and "alternate" not in relations:
            yield resolve(file, str(link.get("href", ""))).path
