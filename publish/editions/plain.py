"""The plain edition: plain-language text that a person wrote, and the original where there is none yet.

A plain block takes the place of the blocks that it stands for. Its own heading takes the place of the section's when it
stands for the section, or for the first block of it; anywhere else it opens a section of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from publish.content import (
    Block,
    Document,
    Edition,
    List,
    NotYetPlain,
    Replacement,
    Section,
    ThematicBreak,
    descendants,
)
from publish.editions.settle import settle


def plain_edition(document: Document) -> Edition:
    """Return the plain-language edition of a document."""
    metadata = document.metadata
    edition = Edition(
        name="plain",
        metadata=msgspec.structs.replace(metadata, title=metadata.plain_title or metadata.title),
        summary=metadata.plain_summary,
        body=_Weaver(document.replacements).weave(document.body),
    )
    return settle(document, edition)


class _Weaver:
    """Puts the plain blocks where they belong."""

    def __init__(self, replacements: Iterable[Replacement]) -> None:
        self._covered: dict[str, Replacement] = {}
        self._additions: dict[str, list[Replacement]] = {}
        self._used: set[str] = set()
        self._opened: set[str] = set()
        for number, replacement in enumerate(replacements, 1):
            replacement = msgspec.structs.replace(replacement, id=replacement.id or f"plain-{number}")
            if replacement.added:
                self._additions.setdefault(replacement.after, []).append(replacement)
            elif replacement.omit or replacement.body or replacement.title:
                for target in replacement.targets:
                    self._covered.setdefault(target, replacement)

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
        if replacement.title is None or replacement.id == titled:
            return list(replacement.body)
        section_id = f"{replacement.title.id}-section"
        self._opened.add(section_id)
        return [Section(replacement.title, replacement.body, id=section_id, location=replacement.location)]

    def _uncovered(self, block: Block) -> Block:
        if isinstance(block, ThematicBreak):
            return block
        if any(node.id in self._covered or node.id in self._additions for node in descendants([block]) if node.id):
            if isinstance(block, List):
                items = tuple(msgspec.structs.replace(item, body=self.weave(item.body)) for item in block.items)
                return msgspec.structs.replace(block, items=items)
            if hasattr(block, "body"):
                return msgspec.structs.replace(block, body=self.weave(block.body))
        return NotYetPlain((block,), id=f"{block.id}-original", location=block.location)

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
