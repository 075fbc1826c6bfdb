"""Left-to-right matter in right-to-left text, isolated (HTML ``bdi``), in whatever nodes it stands.

Browsers need it where the Unicode Bidirectional Algorithm would shuffle a dose. WeasyPrint needs it also where a
stretch runs over several nodes, since it orders the inline boxes of a right-to-left line from right to left.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from markupsafe import Markup, escape

from publish.backends.markup.filters import text_direction
from publish.backends.markup.left_to_right import (
    RIGHT_TO_LEFT_WORD,
    SOMETHING_ELSE,
    WORD,
    WORD_WITH_DIGIT,
    Stretch,
    is_shuffled,
    left_to_right_stretches,
)
from publish.content import (
    Abbreviation,
    Code,
    Edition,
    Image,
    Isolate,
    LineBreak,
    Link,
    Math,
    Node,
    NoteReference,
    Ruby,
    Sentence,
    Term,
    Text,
    children,
    plain_text,
)
from publish.content.language import direction_of
from publish.content.node import Direction

_OPAQUE = (Image, LineBreak, Math, NoteReference, Ruby)


def isolate(nodes: Iterable[Node], direction: Direction) -> tuple[Node, ...]:
    """Return the inline nodes of a sentence with its left-to-right matter isolated.

    Args:
        direction: in force around the nodes; a node's own comes before it.
    """
    nodes = tuple(_inside(node, direction) for node in nodes)
    if direction == "ltr":
        return nodes
    leaves = [leaf for node in nodes for leaf in _leaves(node)]
    text = "".join(leaves)
    bounds: list[int] = []
    position = 0
    for leaf in leaves:
        bounds.append(position)
        position += len(leaf)
    stretches = [
        (start, end)
        for start, end in left_to_right_stretches(text)
        if is_shuffled(text[start:end]) or bisect_right(bounds, start) != bisect_right(bounds, end - 1)
    ]
    return _wrapped(nodes, 0, stretches) if stretches else nodes


def isolate_in(text: str, direction: Direction) -> Markup:
    """Return a plain text as XHTML with its left-to-right matter isolated."""
    if direction == "ltr":
        return escape(text)
    result, position = Markup(""), 0
    for start, end in left_to_right_stretches(text):
        if is_shuffled(text[start:end]):
            result += escape(text[position:start]) + Markup('<bdi dir="ltr">{}</bdi>').format(text[start:end])
            position = end
    return result + escape(text[position:])


def other_directions(edition: Edition) -> dict[str, Direction]:
    """Return the direction of each sentence, by its id, that stands in another than that of the publication."""
    usual = direction_of(edition.metadata.language)
    return {
        sentence: direction
        for node in (*edition.body, *edition.notes)
        for sentence, direction in _sentences(node, usual)
        if direction != usual
    }


def _sentences(node: Node, direction: Direction) -> Iterator[tuple[str, Direction]]:
    direction = _own_direction(node) or direction
    if isinstance(node, Sentence):
        yield node.id, direction
    else:
        for child in children(node):
            yield from _sentences(child, direction)


def _own_direction(node: Node) -> Direction | None:
    if node.direction or node.language:
        return node.direction or direction_of(node.language or "")
    return "ltr" if isinstance(node, Link) and node.target.startswith("tel:") else None


def _inside(node: Node, direction: Direction) -> Node:
    """Return a node, isolated within itself where a part of it has a direction of its own."""
    content: tuple[Node, ...] | None = None if isinstance(node, _OPAQUE) else getattr(node, "content", None)
    if not content:
        return node
    own = _own_direction(node)
    renewed = isolate(content, own) if own else tuple(_inside(child, direction) for child in content)
    same = all(new is old for new, old in zip(renewed, content, strict=False)) and len(renewed) == len(content)
    return node if same else msgspec.structs.replace(node, **{"content": renewed})


def _leaves(node: Node) -> Iterator[str]:
    """Yield the texts of a node that may be divided, and one sign for each part that may not."""
    own = _own_direction(node)
    if isinstance(node, _OPAQUE) or own == "rtl":
        yield SOMETHING_ELSE
    elif own == "ltr":
        yield _sign(plain_text(node))
    elif isinstance(node, Text):
        yield node.text
    elif isinstance(node, Abbreviation | Term | Code):
        yield RIGHT_TO_LEFT_WORD if text_direction(node.text, "ltr") == "rtl" else _sign(node.text)
    else:
        for child in children(node):
            yield from _leaves(child)


def _sign(text: str) -> str:
    return WORD_WITH_DIGIT if any(sign.isdigit() for sign in text) else WORD


def _length(node: Node) -> int:
    return sum(map(len, _leaves(node)))


def _wrapped(nodes: Sequence[Node], position: int, stretches: list[Stretch]) -> tuple[Node, ...]:
    """Return nodes of which the first starts at a position, with the stretches isolated as far as they reach."""
    result: list[Node] = []
    group: list[Node] = []
    current: Stretch | None = None
    for node in nodes:
        for part, stretch in _parts(node, position, stretches):
            if stretch is None or stretch != current:
                result += _isolated(group)
                group, current = [], stretch
            (result if stretch is None else group).append(part)
        position += _length(node)
    return (*result, *_isolated(group))


def _isolated(group: list[Node]) -> Iterator[Node]:
    if len(group) == 1 and _own_direction(group[0]):
        yield group[0]
    elif group:
        yield Isolate(content=tuple(group), direction="ltr")  # type: ignore[arg-type]


def _parts(node: Node, start: int, stretches: list[Stretch]) -> Iterator[tuple[Node, Stretch | None]]:
    """Yield the parts of a node that begins at a place, each with the stretch that it is a part of."""
    end = start + _length(node)
    touching = _touching(stretches, start, end)
    around = touching[0] if len(touching) == 1 and touching[0][0] <= start and end <= touching[0][1] else None
    if isinstance(node, Text) and not around:
        position = start
        for stretch in touching:
            first, last = max(start, stretch[0]), min(end, stretch[1])
            if first > position:
                yield msgspec.structs.replace(node, text=node.text[position - start : first - start]), None
            yield msgspec.structs.replace(node, text=node.text[first - start : last - start]), stretch
            position = last
        if end > position or start == end:
            yield msgspec.structs.replace(node, text=node.text[position - start :]), None
        return
    content: tuple[Node, ...] | None = None if _is_whole(node) else getattr(node, "content", None)
    if content and touching and around in (None, (start, end)):
        clipped = [(max(start, first), min(end, last)) for first, last in touching]
        yield msgspec.structs.replace(node, **{"content": _wrapped(content, start, clipped)}), None
    else:
        yield node, around


def _is_whole(node: Node) -> bool:
    return isinstance(node, _OPAQUE) or _own_direction(node) is not None


def _touching(stretches: list[Stretch], start: int, end: int) -> list[Stretch]:
    """Return the stretches that share a place with what stands from start to end."""
    index = max(bisect_right(stretches, (start, 0)) - 1, 0)
    found: list[Stretch] = []
    while index < len(stretches) and stretches[index][0] < end:
        if stretches[index][1] > start:
            found.append(stretches[index])
        index += 1
    return found
