"""What must be put in order once an edition's body is known: notes, links within it, and glossary entries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from publish.content import (
    Document,
    Edition,
    Link,
    Node,
    Note,
    NoteReference,
    Span,
    descendants,
    explained,
    find,
    notes_of,
)
from publish.findings import Finding, Location, Severity

_NOWHERE: Mapping[str, str] = {}


def settle(
    document: Document,
    edition: Edition,
    report: Callable[[Finding], None] = lambda _finding: None,
    moved: Mapping[str, str] = _NOWHERE,
) -> Edition:
    """Return the edition with the notes and glossary entries that it uses, and without links that lead out of it.

    Args:
        report: is told of each link whose place this edition lacks.
        moved: what stands in the place of what the article has under an id and this edition has not.
    """
    notes = notes_of(edition.body, {note.id: note for note in document.notes})
    numbers = {note.id: number for number, note in enumerate(notes, 1)}
    ids = {node.id for node in descendants([*edition.body, *notes]) if node.id}
    places = {**{old: new for old, new in moved.items() if new in ids}, **{each: each for each in ids}}
    body = tuple(_settle_node(block, numbers, places) for block in edition.body)
    settled_notes = tuple(
        msgspec.structs.replace(_settle_node(note, numbers, places), number=numbers[note.id], references=())
        for note in notes
    )
    written = {node.id for node in descendants([*document.body, *document.notes, *document.replacements]) if node.id}
    for link in find([*edition.body, *notes], Link):
        # What the article itself lacks is the reader's to tell.
        if _leads_within(link) and link.target[1:] not in places and link.target[1:] in written:
            report(_lost(link, edition.name, document.source))
    settled_notes = _with_references(settled_notes, body)
    used = set(explained([*body, *settled_notes]))
    glossary = tuple(entry for entry in document.glossary if entry.id in used)
    return msgspec.structs.replace(edition, body=body, notes=settled_notes, glossary=glossary)


def _with_references(notes: tuple[Note, ...], body: tuple[Any, ...]) -> tuple[Note, ...]:
    references: dict[str, list[str]] = {}
    for reference in find([*body, *notes], NoteReference):
        references.setdefault(reference.note, []).append(reference.id)
    return tuple(msgspec.structs.replace(note, references=tuple(references.get(note.id, ()))) for note in notes)


def _settle_node(node: Any, numbers: Mapping[str, int], places: Mapping[str, str]) -> Any:
    if isinstance(node, NoteReference):
        return msgspec.structs.replace(node, number=numbers[node.note])
    changes = {}
    for name in node.__struct_fields__:
        value = getattr(node, name)
        if isinstance(value, Node):
            changes[name] = _settle_node(value, numbers, places)
        elif isinstance(value, tuple) and any(isinstance(item, Node) for item in value):
            changes[name] = tuple(_settle_node(item, numbers, places) for item in value)
    if isinstance(node, Link) and _leads_within(node):
        if node.target[1:] not in places:
            return _unlinked(node, changes.get("content", node.content))
        changes["target"] = f"#{places[node.target[1:]]}"
    return msgspec.structs.replace(node, **changes) if changes else node


def _leads_within(link: Link) -> bool:
    return link.target.startswith("#")


def _lost(link: Link, edition: str, source: str) -> Finding:
    return Finding(
        rule="link-lost",
        message=f"The {edition} edition has no place “{link.target}”; only the words of the link are kept.",
        severity=Severity.WARNING,
        location=link.location or Location(source),
        harms="Readers are sent to words that are not there.",
        mend="Take the link out, or let it lead to a place that this edition has.",
    )


def _unlinked(link: Link, content: tuple[Any, ...]) -> Span:
    return Span(
        content,
        id=link.id,
        language=link.language,
        direction=link.direction,
        classes=link.classes,
        location=link.location,
    )
