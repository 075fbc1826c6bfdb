"""The text that a reader of the document gets, where the drawing alone would not tell it.

A line that ends within a paragraph is drawn without the space that ends it, a space between two elements is not drawn
at all, and a soft hyphen is drawn as a hyphen. But words are told apart by their spaces (ISO 32000-1, 14.8.2.5), and a
word that runs over two lines is one word. So the text of an element is found again in the HTML, piece by piece.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

from publish.backends.pdf.tags.drawing import Drawing, MarkedContent

_SPACES = " \t\n\r\f"
_SOFT_HYPHEN = "\u00ad"
_WORD_JOINER = "\u2060"  # keeps quantities on one line, and says nothing
_UNSEEN = re.compile(r"[\s\0\u00ad\u200b-\u200f\u2060-\u206f\ufeff]")
_UNDRAWN = re.compile(r"(?:^|})(?:head|title|style|meta|annotation|annotation-xml)$")
_CHILD = "\0"  # stands where an element is, in the text of its parent


def give_logical_texts(drawing: Drawing) -> None:
    """Fill in ``logical_text`` of all that was drawn, and find what was not."""
    blocks: dict[Element, list[MarkedContent]] = defaultdict(list)
    for element in drawing.root.iter():
        contents = drawing.contents.get(element, [])
        written = [content for content in contents if content.rectangle is None and not content.pseudo]
        source, drawn = _own_text(element), [content.text for content in written]
        for content, text in zip(written, _aligned(source, drawn), strict=True):
            content.logical_text = text
        if _length("".join(drawn)) < _length(source) and not _UNDRAWN.search(str(element.tag)):
            drawing.lost.append(" ".join(source.replace(_CHILD, " … ").split()))
    for content in drawing.all_contents():
        content.logical_text = (content.logical_text or content.text).replace(_WORD_JOINER, "")
        content.logical_text += " " if content.ends_line else ""
        blocks[content.block].append(content)
    for contents in blocks.values():
        _settle_spaces(contents)


def _length(text: str) -> int:
    """Return how many signs of a text are seen."""
    return len(_UNSEEN.sub("", text))


def _own_text(element: Element) -> str:
    """Return the text directly inside an element; a line break is white space, another child a mark."""
    parts = [element.text or ""]
    for child in element:
        parts += ["\n" if child.tag == "br" else _CHILD, child.tail or ""]
    return "".join(parts)


def _aligned(source: str, drawn: list[str]) -> Iterator[str]:
    """Yield for each drawn text, in order, what the source holds there, with the white space on both its sides.

    Letters that a style made large or small are found as they were written. What is not found is yielded as it was
    drawn, with a space after it.
    """
    position = 0
    for text in drawn:
        core = text.strip(_SPACES)
        if not core:
            start = _skip(source, position, _CHILD)
            position = _skip(source, start, _SPACES)
            yield source[start:position]
            continue
        start = _skip(source, position, _SPACES + _SOFT_HYPHEN + _CHILD)
        end = _end_of_match(source, start, core) or _end_of_match(source, start, core[:-1])  # a hyphen may be drawn
        if not end:
            yield f"{text} "
            continue
        before = re.search(f"[{_SPACES}]*$", source[position:start])
        position = _skip(source, end, _SPACES + _SOFT_HYPHEN)
        yield (before[0] if before else "") + source[start:position].replace(_SOFT_HYPHEN, "")


def _end_of_match(source: str, position: int, text: str) -> int:
    """Return where a text ends that starts at a position, over white space and soft hyphens; 0 if it is not there."""
    for character in text:
        if character in _SPACES + _SOFT_HYPHEN:
            continue
        position = _skip(source, position, _SPACES + _SOFT_HYPHEN)
        if source[position : position + 1].casefold() != character.casefold():
            return 0
        position += 1
    return position if text else 0


def _skip(text: str, position: int, characters: str) -> int:
    while position < len(text) and text[position] in characters:
        position += 1
    return position


def _settle_spaces(contents: list[MarkedContent]) -> None:
    """Leave one space between two texts of a block, and none at its ends."""
    if not _is_preformatted(contents[0]):
        for content in contents:
            content.logical_text = re.sub(f"[{_SPACES}]+", " ", content.logical_text)
    contents[0].logical_text = contents[0].logical_text.lstrip(_SPACES)
    for content, following in pairwise(contents):
        if content.logical_text.endswith(tuple(_SPACES)) and not _is_preformatted(following):
            following.logical_text = following.logical_text.lstrip(_SPACES)
    contents[-1].logical_text = contents[-1].logical_text.rstrip(_SPACES)


def _is_preformatted(content: MarkedContent) -> bool:
    return content.block.tag == "pre"
