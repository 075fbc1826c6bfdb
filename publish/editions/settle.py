"""What must be put in order once an edition's body is known: notes, links within it, and glossary entries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from publish.content import Document, Edition, Link, Node, Note, NoteReference, Span, Term, descendants, find, notes_of


def settle(document: Document, edition: Edition) -> Edition:
    """Return the edition with the notes and glossary entries that it uses, and without links that lead out of it."""
    notes = notes_of(edition.body, {note.id: note for note in document.notes})
    numbers = {note.id: number for number, note in enumerate(notes, 1)}
    ids = {node.id for node in descendants([*edition.body, *notes]) if node.id}
    body = tuple(_settle_node(block, numbers, ids) for block in edition.body)
    settled_notes = tuple(
        msgspec.structs.replace(_settle_node(note, numbers, ids), number=numbers[note.id], references=())
        for note in notes
    )
    settled_notes = _with_references(settled_notes, body)
    used = {term.entry for term in find([*body, *settled_notes], Term)}
    glossary = tuple(entry for entry in document.glossary if entry.id in used)
    return msgspec.structs.replace(edition, body=body, notes=settled_notes, glossary=glossary)


def _with_references(notes: tuple[Note, ...], body: tuple[Any, ...]) -> tuple[Note, ...]:
    references: dict[str, list[str]] = {}
    for reference in find([*body, *notes], NoteReference):
        references.setdefault(reference.note, []).append(reference.id)
    return tuple(msgspec.structs.replace(note, references=tuple(references.get(note.id, ()))) for note in notes)


def _settle_node(node: Any, numbers: Mapping[str, int], ids: set[str]) -> Any:
    if isinstance(node, NoteReference):
        return msgspec.structs.replace(node, number=numbers[node.note])
    changes = {}
    for name in node.__struct_fields__:
        value = getattr(node, name)
        if isinstance(value, Node):
            changes[name] = _settle_node(value, numbers, ids)
        elif isinstance(value, tuple) and any(isinstance(item, Node) for item in value):
            changes[name] = tuple(_settle_node(item, numbers, ids) for item in value)
    if isinstance(node, Link) and node.target.startswith("#") and node.target[1:] not in ids:
        return _unlinked(node, changes.get("content", node.content))
    return msgspec.structs.replace(node, **changes) if changes else node


def _unlinked(link: Link, content: tuple[Any, ...]) -> Span:
    return Span(
        content,
        id=link.id,
        language=link.language,
        direction=link.direction,
        classes=link.classes,
        location=link.location,
    )
