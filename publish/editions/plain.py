"""The plain edition: plain-language text that a person wrote, and the original where there is none yet.

A plain block takes the place of the blocks that it stands for. Its own heading takes the place of the section's when it
stands for the section, or for the first block of it; anywhere else it opens a section of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from publish.content import (
    Block,
    Document,
    Edition,
    Node,
    NotYetPlain,
    Replacement,
    Section,
    ThematicBreak,
    descendants,
)
from publish.content.blocks import FRAME
from publish.editions.settle import settle
from publish.findings import Finding


def plain_edition(document: Document, report: Callable[[Finding], None] = lambda _finding: None) -> Edition:
    """Return the plain-language edition of a document.

    Args:
        report: is told of every plain-language block that found no place.
    """
    metadata = document.metadata
    weaver = _Weaver(document.replacements)
    edition = Edition(
        name="plain",
        metadata=msgspec.structs.replace(metadata, title=metadata.plain_title or metadata.title),
        summary=metadata.plain_summary,
        body=weaver.weave(document.body),
    )
    for replacement in weaver.unwritten():
        report(
            Finding(
                rule="plain-unused",
                message="This plain-language block found no place in the plain edition.",
                location=replacement.location,
                harms="People who need plain language would not get this text.",
                mend="It stands inside a part that is replaced or left out as a whole; move it out, or delete it.",
            )
        )
    return settle(document, edition)


class _Weaver:
    """Puts the plain blocks where they belong."""

    def __init__(self, replacements: Iterable[Replacement]) -> None:
        self._covered: dict[str, Replacement] = {}
        self._additions: dict[str, list[Replacement]] = {}
        self._used: set[str] = set()
        self._opened: set[str] = set()
        self._written: set[str] = set()
        self._all: list[Replacement] = []
        for number, replacement in enumerate(replacements, 1):
            replacement = msgspec.structs.replace(replacement, id=f"publish-plain-{number}")
            self._all.append(replacement)
            if replacement.added:
                self._additions.setdefault(replacement.after, []).append(replacement)
            elif replacement.omit or replacement.body or replacement.title:
                for target in replacement.targets:
                    self._covered.setdefault(target, replacement)

    def unwritten(self) -> list[Replacement]:
        """Return the replacements that hold text and have not been written anywhere."""
        return [
            each
            for each in self._all
            if (each.body or each.title) and each.id not in self._written and self._has_target(each)
        ]

    def _has_target(self, replacement: Replacement) -> bool:
        return bool(replacement.added) or any(self._covered.get(each) is replacement for each in replacement.targets)

    def weave(self, blocks: Iterable[Block], *, titled: str = "") -> tuple[Block, ...]:
        """Return the plain version of blocks that follow each other.

        Args:
            titled: the id of a replacement whose heading has been used already.
        """
        start = [plain for addition in self._additions.get("", ()) for plain in self._write(addition, titled)]
        self._additions.pop("", None)
        woven = [plain for block in blocks for plain in self._block(block, titled)]
        return tuple(self._gather([*start, *woven]))

    def _block(self, block: Block, titled: str) -> Iterator[Block]:
        replacement = self._covered.get(block.id)
        if isinstance(block, Section):
            yield from self._section(block, replacement)
            return
        if replacement is None:
            yield self._uncovered(block)
        else:
            yield from self._write_once(replacement, titled, block.id)
        for addition in self._additions.get(block.id, ()):
            yield from self._write(addition, titled)

    def _section(self, section: Section, replacement: Replacement | None) -> Iterator[Block]:
        if replacement is not None and (replacement.omit or replacement.id in self._used):
            return
        title, body = section.title, section.body
        titled = ""
        if replacement is not None:
            self._used.add(replacement.id)
            self._written.add(replacement.id)
            title = replacement.title or title
            if replacement.body:
                yield msgspec.structs.replace(section, title=title, body=replacement.body)
                return
        elif body and (first := self._covered.get(body[0].id)) and first.title and not isinstance(body[0], Section):
            title, titled = first.title, first.id
        added = [plain for addition in self._additions.get(section.id, ()) for plain in self._write(addition, titled)]
        yield msgspec.structs.replace(section, title=title, body=(*added, *self.weave(body, titled=titled)))

    def _write_once(self, replacement: Replacement, titled: str, target: str) -> Iterator[Block]:
        if replacement.omit or replacement.id in self._used:
            return
        self._used.add(replacement.id)
        for number, block in enumerate(self._write(replacement, titled)):
            takes_place = number == 0 and block.id.startswith(f"{target}-plain-block-")
            yield msgspec.structs.replace(block, id=target) if takes_place else block

    def _write(self, replacement: Replacement, titled: str) -> list[Block]:
        self._written.add(replacement.id)
        if replacement.title is None or replacement.id == titled:
            return list(replacement.body)
        section_id = f"{replacement.title.id}-section"
        self._opened.add(section_id)
        return [Section(replacement.title, replacement.body, id=section_id, location=replacement.location)]

    def _uncovered(self, block: Block) -> Block:
        if isinstance(block, ThematicBreak) or FRAME in block.classes:
            return block
        if any(node.id in self._covered or node.id in self._additions for node in descendants([block]) if node.id):
            inside: Block = self._inside(block)
            return inside
        return NotYetPlain((block,), id=f"{block.id}-original", location=block.location)

    def _inside(self, node: Any) -> Any:
        """Return a list, a box or another block with the plain versions of what it holds."""
        changes: dict[str, Any] = {}
        for name in node.__struct_fields__:
            value = getattr(node, name)
            if name in ("body", "description"):
                changes[name] = self.weave(value)
            elif isinstance(value, tuple) and any(isinstance(item, Node) for item in value):
                changes[name] = tuple(self._inside(item) for item in value)
        return msgspec.structs.replace(node, **changes) if changes else node

    def _gather(self, blocks: Iterable[Block]) -> list[Block]:
        """Join labels that follow each other, and let a heading hold the blocks below it."""
        gathered: list[Block] = []
        for block in blocks:
            before: Any = gathered[-1] if gathered else None
            if isinstance(before, Section) and before.id in self._opened and not isinstance(block, Section):
                gathered[-1] = msgspec.structs.replace(before, body=tuple(self._gather([*before.body, block])))
            elif isinstance(before, NotYetPlain) and isinstance(block, NotYetPlain):
                gathered[-1] = msgspec.structs.replace(before, body=(*before.body, *block.body))
            else:
                gathered.append(block)
        return gathered
