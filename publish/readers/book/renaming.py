"""Ids that are unique in the whole book, and all that refers to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count
from pathlib import PurePosixPath
from typing import Any

import msgspec

from publish.content import Document, Link, Node, Note, NoteReference, Replacement, descendants
from publish.content.slug import ascii_slug
from publish.findings import Finding
from publish.readers.book.chapters import Chapter
from publish.readers.identifiers import RESERVED_PREFIX


class Names:
    """The ids of a chapter, before and after: in the book each begins with the id of the chapter.

    Always, and not only where two clash: so an id stays the same whatever other chapters hold.

    Attributes:
        chapter: the id of the chapter, made of the name of its file.
        own: the ids within it, as its author knows them.
    """

    def __init__(self, chapter: str, own: frozenset[str]) -> None:
        self.chapter = chapter
        self.own = own

    def in_book(self, identifier: str) -> str:
        """Return an id as it is in the book; nothing for none."""
        return f"{self.chapter}-{identifier}" if identifier else ""

    @property
    def all(self) -> frozenset[str]:
        """All ids of the chapter in the book, its own among them."""
        return frozenset({self.chapter, *map(self.in_book, self.own)})


def name_chapters(chapters: Sequence[Chapter]) -> Mapping[str, Names]:
    """Return the names of each chapter by its file, so that no id is given twice."""
    taken: set[str] = set()
    named: dict[str, Names] = {}
    for number, chapter in enumerate(chapters, 1):
        base = ascii_slug(PurePosixPath(chapter.file).stem) or str(number)
        if not base[0].isalpha() or f"{base}-".startswith(RESERVED_PREFIX):
            base = f"chapter-{base}"
        own = frozenset(node.id for node in descendants(_nodes(chapter.document)) if node.id)
        names = Names(base, own)
        for attempt in count(2):
            if not names.all & taken:
                break
            names = Names(f"{base}-{attempt}", own)
        taken |= names.all
        named[chapter.file] = names
    return named


def _nodes(document: Document) -> Iterable[Node]:
    return [*document.body, *document.notes, *document.replacements]


class Renamer:
    """Gives the nodes of a chapter their ids in the book, its notes their numbers, and its links their ways."""

    def __init__(
        self,
        file: str,
        names: Mapping[str, Names],
        numbers: Mapping[str, int],
        start: str,
        report: Callable[[Finding], None],
    ) -> None:
        """Prepare to rename.

        Args:
            file: of the chapter.
            names: of all chapters, by file.
            numbers: the number in the book of each note of this chapter, by the note's own id.
            start: the id in the book of what an addition at the very start of the chapter follows.
            report: is told of links to places of other chapters that are not there.
        """
        self._names = names
        self._own = names[file]
        self._numbers = numbers
        self._start = start
        self._report = report

    def renamed(self, nodes: Iterable[Any]) -> tuple[Any, ...]:
        """Return nodes as they are in the book."""
        return tuple(map(self._node, nodes))

    def _node(self, node: Any) -> Any:
        changes: dict[str, Any] = {}
        for name in node.__struct_fields__:
            value = getattr(node, name)
            if isinstance(value, Node):
                changes[name] = self._node(value)
            elif isinstance(value, tuple) and any(isinstance(item, Node) for item in value):
                changes[name] = self.renamed(value)
        if node.id:
            changes["id"] = self._own.in_book(node.id)
        match node:
            case Link():
                changes["target"] = self._target(node)
            case NoteReference():
                changes |= {"note": self._own.in_book(node.note), "number": self._numbers.get(node.note, node.number)}
            case Note():
                references = tuple(map(self._own.in_book, node.references))
                changes |= {"number": self._numbers[node.id], "references": references}
            case Replacement():
                targets = tuple(map(self._own.in_book, node.targets))
                changes |= {"targets": targets, "after": self._own.in_book(node.after)}
                if node.added and not node.after:
                    changes["after"] = self._start
        return msgspec.structs.replace(node, **changes) if changes else node

    def _target(self, link: Link) -> str:
        path, sign, place = link.target.rpartition("#")
        if sign and not path:
            return f"#{self._own.in_book(place)}"
        names = self._names.get(path)
        if names is None:
            return link.target
        if not place:
            return f"#{names.chapter}"
        if place not in names.own:
            file = PurePosixPath(path).name
            self._report(
                Finding(
                    rule="link-target-missing",
                    message=f"There is no place called “#{place}” in “{file}”; only the link's text is kept.",
                    location=link.location,
                    harms="A reader who follows the link stays where they are and thinks that the device is broken.",
                    mend="Give the place that you mean this id, as in {#my-id}.",
                )
            )
        return f"#{names.in_book(place)}"
