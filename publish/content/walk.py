"""Ways through a tree of nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from publish.content.blocks import Note
from publish.content.inlines import (
    Abbreviation,
    Code,
    Image,
    LineBreak,
    Math,
    NoteReference,
    Ruby,
    Sentence,
    Subscript,
    Superscript,
    Term,
    Text,
)
from publish.content.node import Node
from publish.content.raised import lowered, raised

_NodeType = TypeVar("_NodeType", bound=Node)


def children(node: Node) -> Iterator[Node]:
    """Yield the nodes directly inside a node, in reading order."""
    for name in node.__struct_fields__:
        value = getattr(node, name)
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            yield from (item for item in value if isinstance(item, Node))


def descendants(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield the nodes and everything inside them, parents before children, in reading order."""
    waiting = list(nodes)[::-1]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(list(children(node))[::-1])


def find(nodes: Iterable[Node], node_type: type[_NodeType]) -> Iterator[_NodeType]:
    """Yield the nodes of one type among the nodes and everything inside them, in reading order."""
    return (node for node in descendants(nodes) if isinstance(node, node_type))


def notes_of(nodes: Iterable[Node], notes: Mapping[str, Note]) -> list[Note]:
    """Return the notes that nodes refer to, and those that these notes refer to, each once, in the order of reading.

    Args:
        notes: those of the document, by their ids.
    """
    found: dict[str, Note] = {}
    waiting = list(nodes)
    while waiting:
        new = {each.note: notes[each.note] for each in find(waiting, NoteReference) if each.note in notes}
        waiting = [note for name, note in new.items() if name not in found]
        found |= new
    return list(found.values())


def in_languages(nodes: Iterable[Node], language: str) -> Iterator[tuple[Node, str]]:
    """Yield the nodes and everything inside them in reading order, each with the language that it is in.

    Args:
        language: BCP 47 tag of the surroundings.
    """
    waiting = [(node, language) for node in nodes][::-1]
    while waiting:
        node, around = waiting.pop()
        own = node.language or around
        yield node, own
        waiting.extend([(child, own) for child in children(node)][::-1])


def explained(nodes: Iterable[Node]) -> Iterator[str]:
    """Yield the ids of the glossary entries that words lead to, in reading order."""
    for node in descendants(nodes):
        if isinstance(node, Term | Abbreviation) and node.entry:
            yield node.entry


def plain_text(node: Node) -> str:
    """Return the words of an inline node or a sentence, as a reader of the page would read them.

    A picture gives its text alternative, a formula its spoken form or its source, a note reference nothing; raised and
    lowered numbers stay so.
    """
    match node:
        case Text() | Code() | Abbreviation() | Term():
            return node.text
        case Image():
            return node.alt
        case Math():
            return node.say or node.tex
        case LineBreak():
            return " "
        case NoteReference():
            return ""
        case Ruby():
            return "".join(map(plain_text, node.content))
        case Superscript():
            return raised("".join(map(plain_text, node.content)))
        case Subscript():
            return lowered("".join(map(plain_text, node.content)))
        case Sentence():
            return " ".join("".join(map(plain_text, node.content)).split())
        case _:
            return "".join(map(plain_text, children(node)))
