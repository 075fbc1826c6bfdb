"""What can be spoken of a page: its passages and the elements to be marked, in the order of the page.

Every text that is seen, every text alternative and every formula with words lies in exactly one element that is spoken.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Union

import msgspec
from lxml import etree

from publish.backends.epub.overlays.visible import (
    XHTML,
    Child,
    PageText,
    children,
    has_words,
    is_block,
    is_hidden,
    visible,
)

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# What a passage is called in the EPUB 3 Structural Semantics Vocabulary.
_TYPES = {
    f"{XHTML}{name}": type_
    for name, type_ in {
        "aside": "footnote",
        "dl": "list",
        "figure": "figure",
        "li": "list-item",
        "ol": "list",
        "table": "table",
        "tr": "table-row",
        "ul": "list",
    }.items()
}
_GIVEN_ID = "publish-part-"


class Spoken(msgspec.Struct, frozen=True, kw_only=True):
    """An element of a page that is marked while its words are spoken.

    Attributes:
        id: of the element.
        cue: the id of the cue that speaks it; empty where the narration has none.
        words: what is seen there, where no cue speaks it.
        language: of the words (BCP 47).
        blocks: the ids of the blocks that it stands in, or is, or holds, so far as the narration speaks about them.
    """

    id: str
    cue: str
    words: str
    language: str
    blocks: frozenset[str]


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """An element of a page that holds several that are spoken.

    Attributes:
        id: of the element.
        type: what it is, such as ``table``; empty where the vocabulary has no word.
        parts: in the order of the page.
    """

    id: str
    type: str
    parts: tuple[Part, ...]


Part = Union[Spoken, Passage]


def passages(
    page: etree._Element, cues: Collection[str], blocks: Collection[str], same_words: Mapping[str, str]
) -> tuple[Part, ...]:
    """Return what can be spoken of a page, and give an id to each element that is marked.

    Args:
        page: the ``html`` element; it is changed.
        cues: the ids of what the narration says.
        blocks: the ids of what the narration speaks about.
        same_words: cues that say the words of a link, by its address.
    """
    body = page.find(f"{XHTML}body")
    return tuple(_Reader(page, cues, blocks, same_words).parts_of(body)) if body is not None else ()


def all_parts(parts: Iterable[Part]) -> Iterator[Spoken]:
    """Yield all that is spoken, in order."""
    for part in parts:
        if isinstance(part, Spoken):
            yield part
        else:
            yield from all_parts(part.parts)


class _Reader:
    def __init__(
        self, page: etree._Element, cues: Collection[str], blocks: Collection[str], same_words: Mapping[str, str]
    ) -> None:
        self._ids = {element.get("id") for element in page.iter("*")}
        self._cues = cues
        self._blocks = blocks
        self._sets_of_blocks: dict[frozenset[str], frozenset[str]] = {}
        self._same_words = same_words
        self._given = 0

    def parts_of(self, element: etree._Element) -> Iterator[Part]:
        """Yield the parts of an element that holds blocks, or text, or both."""
        run: list[Child] = []
        for child in children(element):
            if isinstance(child, PageText) or not is_block(child):
                run.append(child)
                continue
            yield from self._run(element, run)
            run = []
            yield from self._block(child)
        yield from self._run(element, run)

    def _block(self, element: etree._Element) -> Iterator[Part]:
        if is_hidden(element):
            return
        identifier = element.get("id", "")
        if identifier in self._cues and not any(inner is not element for inner in self._with_cues(element)):
            yield self._spoken(element, identifier)
            return
        parts = list(self.parts_of(element))
        if identifier in self._cues:
            parts = _with_first_cue(parts, identifier)
        if len(parts) > 1:
            passage = Passage(id=self._identified(element), type=_TYPES.get(element.tag, ""), parts=tuple(parts))
            yield passage
        else:
            yield from parts

    def _run(self, parent: etree._Element, run: Sequence[Child]) -> Iterator[Part]:
        """Yield the parts of text and inline elements that follow each other, with no block among them."""
        cued = [element for child in run if not isinstance(child, PageText) for element in self._with_cues(child)]
        # What the narration says is heard even if it is a bare sign, such as the “≥” of a table's cell.
        if not cued and not has_words("".join(map(visible, run))):
            return
        parts = cued or [element for child in run if not isinstance(child, PageText) for element in _sentences(child)]
        if parts and not has_words("".join(_outside(run, parts))):
            yield from (self._spoken(element, self._cue_of(element)) for element in parts)
        elif len(cued) > 1:
            yield from self._mixed(parent, run, cued)
        else:
            yield self._spoken(self._one_element(parent, run), self._cue_of(cued[0]) if cued else "")

    def _mixed(self, parent: etree._Element, run: Sequence[Child], cued: Collection[etree._Element]) -> Iterator[Part]:
        """Yield the parts of a run of which the narration says some, and passes over others."""
        segment: list[Child] = []
        for child in [*run, None]:
            if child is not None and (isinstance(child, PageText) or not any(map(cued.__contains__, child.iter("*")))):
                segment.append(child)
                continue
            if has_words("".join(map(visible, segment))):
                yield self._spoken(self._one_element(parent, segment), "")
            segment = []
            if child is None:
                return
            if child in cued:
                yield self._spoken(child, self._cue_of(child))
            else:
                yield from self._mixed(child, list(children(child)), cued)

    def _with_cues(self, element: etree._Element) -> list[etree._Element]:
        """Return the outermost elements, of one and those inside it, of which the narration says the words."""
        if is_hidden(element):
            return []
        if self._cue_of(element):
            inner = [found for child in element for found in self._with_cues(child)]
            return inner if inner and is_block(element) else [element]
        return [found for child in element for found in self._with_cues(child)]

    def _cue_of(self, element: etree._Element) -> str:
        identifier = element.get("id", "")
        return identifier if identifier in self._cues else self._same_words.get(element.get("href", ""), "")

    def _one_element(self, parent: etree._Element, run: Sequence[Child]) -> etree._Element:
        """Return an element that holds a run and nothing else that is seen; it is made where there is none."""
        elements = [child for child in run if not isinstance(child, PageText)]
        text = "".join(child.text for child in run if isinstance(child, PageText))
        if not text.strip() and len(elements) == 1:
            return elements[0]
        if len(run) == len(list(children(parent))):
            return parent
        return _wrapped(parent, run)

    def _spoken(self, element: etree._Element, cue: str) -> Spoken:
        identifier = self._identified(element)
        places = chain(element.iterancestors(), element.iter("*"))
        blocks = frozenset(name for place in places if (name := place.get("id")) and name in self._blocks)
        return Spoken(
            id=identifier,
            cue=cue,
            words="" if cue else " ".join(visible(element).split()),
            language=next(
                (found for place in (element, *element.iterancestors()) if (found := place.get(_XML_LANG))), ""
            ),
            blocks=self._sets_of_blocks.setdefault(blocks, blocks),
        )

    def _identified(self, element: etree._Element) -> str:
        if not element.get("id"):
            self._given += 1
            while f"{_GIVEN_ID}{self._given}" in self._ids:
                self._given += 1
            element.set("id", f"{_GIVEN_ID}{self._given}")
        return element.get("id", "")


def _with_first_cue(parts: list[Part], cue: str) -> list[Part]:
    """Return parts the first of which is spoken by a cue that speaks for all, unless it has its own."""
    if not parts:
        return parts
    first = parts[0]
    if isinstance(first, Passage):
        parts[0] = msgspec.structs.replace(first, parts=tuple(_with_first_cue(list(first.parts), cue)))
    elif not first.cue:
        parts[0] = msgspec.structs.replace(first, cue=cue)
    return parts


def _sentences(element: etree._Element) -> Iterator[etree._Element]:
    if "sentence" in element.get("class", "").split():
        yield element
    else:
        for child in element:
            yield from _sentences(child)


def _outside(run: Iterable[Child], parts: Collection[etree._Element]) -> Iterator[str]:
    """Yield what is seen of a run outside of some elements."""
    for child in run:
        if isinstance(child, PageText) or not any(element in parts for element in child.iter("*")):
            yield visible(child)
        elif child not in parts:
            yield from _outside(children(child), parts)


def _wrapped(parent: etree._Element, run: Sequence[Child]) -> etree._Element:
    """Put a run of an element's children into a span, and return it."""
    span = etree.Element(f"{XHTML}span")
    first = run[0]
    if not isinstance(first, PageText):
        place = parent.index(first)
    elif first.after is None:
        place, span.text, parent.text = 0, first.text, None
    else:
        place, span.text, first.after.tail = parent.index(first.after) + 1, first.text, None
    parent.insert(place, span)
    span.extend(child for child in run if not isinstance(child, PageText))
    return span
