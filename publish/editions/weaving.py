"""Weaving plain-language text into an article, and what is left without any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

import msgspec

from publish.content import (
    Added,
    Admonition,
    Block,
    Draft,
    Figure,
    Node,
    NotYetPlain,
    Paragraph,
    Replacement,
    Section,
    Standing,
    Standings,
    ThematicBreak,
    beginning,
    descendants,
    plain_text,
)
from publish.content.blocks import FRAME
from publish.findings import Location


class Uncovered(msgspec.Struct, frozen=True):
    """A part of an article that its plain edition shows as it is, even when all plain-language text is approved.

    Attributes:
        block: the part; or the box or figure to whose own words it belongs.
        part: the words without a plain version: the whole ``block``, or, where the rest of it has one, the ``title``
            of a box, or the ``caption`` and text alternative of a figure.
        location: where that stands.
    """

    block: Block
    part: Literal["block", "title", "caption"]
    location: Location | None

    @property
    def words(self) -> str:
        """Its first words, or what kind of block it is."""
        match self.part, self.block:
            case "title", Admonition(title=title) if title:
                return plain_text(title)
            case "caption", Figure() as figure:
                return plain_text(figure.caption) if figure.caption else figure.image.alt
        return beginning(self.block) or self.kind

    @property
    def kind(self) -> str:
        """What it is, such as “definition list”."""
        return self.block.type.replace("-", " ") if self.part == "block" else self.part


class Weaver:
    """Puts the plain blocks where they belong."""

    def __init__(self, replacements: Iterable[Replacement], standings: Standings) -> None:
        self._standings: dict[str, Standing] = {}
        self._hidden: set[str] = set()
        self._covered: dict[str, Replacement] = {}
        self._additions: dict[str, list[Replacement]] = {}
        self._used: set[str] = set()
        self._opened: set[str] = set()
        self._written: set[str] = set()
        self._places: dict[str, str] = {}
        self._all: list[Replacement] = []
        self.uncovered: list[Uncovered] = []
        for place, replacement in enumerate(replacements):
            replacement = msgspec.structs.replace(replacement, id=f"publish-plain-{place + 1}")
            self._all.append(replacement)
            self._standings[replacement.id] = standings.of(place)
            if standings.of(place) is not Standing.APPROVED and not standings.drafts:
                self._hidden.add(replacement.id)
            if replacement.added and replacement.id in self._hidden:
                continue
            if replacement.added:
                self._additions.setdefault(replacement.after, []).append(replacement)
            elif replacement.omit or replacement.body or replacement.title:
                for target in replacement.targets:
                    self._covered.setdefault(target, replacement)

    def unwritten(self) -> list[Replacement]:
        """Return the replacements that hold text, or leave something out, and have not come to bear anywhere."""
        return [each for each in self._all if (each.body or each.title or each.omit) and each.id not in self._written]

    def moved(self, blocks: Iterable[Block]) -> dict[str, str]:
        """Return the ids of what the body has replaced, each with the id of what now stands there."""
        moved: dict[str, str] = {}
        for block in descendants(blocks):
            if (replacement := self._covering(block.id)) and replacement.id in self._places:
                for node in descendants([block]):
                    if node.id:
                        moved[node.id] = self._places[replacement.id]
            elif isinstance(block, Section) and block.body and (replacement := self._covering(block.body[0].id)):
                moved.setdefault(block.id, self._places.get(replacement.id, ""))
        return moved

    def has_target(self, replacement: Replacement) -> bool:
        """Tell whether there is a block for a replacement that no other one stands for."""
        return bool(replacement.added) or any(self._covered.get(each) is replacement for each in replacement.targets)

    def _covering(self, identifier: str) -> Replacement | None:
        """Return what is shown in the place of a block."""
        replacement = self._covered.get(identifier)
        return None if replacement is None or replacement.id in self._hidden else replacement

    def _drafted(self, replacement: Replacement, body: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return a text that a replacement brings, labelled where the article lacks it or nobody has approved it."""
        if replacement.added and not replacement.targets and body:
            body = (Added(body, id=f"{replacement.id}-added", location=replacement.location),)
        standing = self._standings[replacement.id]
        if standing is Standing.APPROVED:
            return body
        return (
            Draft(
                body=body,
                standing="stale" if standing is Standing.STALE else "draft",
                omission=replacement.omit,
                heading=replacement.title is not None,
                id=f"{replacement.id}-draft",
                location=replacement.location,
            ),
        )

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
        replacement = self._covering(block.id)
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
            self._written.add(replacement.id)
            if replacement.omit and (label := self._drafted(replacement, ())):
                yield msgspec.structs.replace(section, body=label)
            return
        title, body = section.title, section.body
        titled = ""
        heading: tuple[Block, ...] = ()
        if replacement is not None:
            self._used.add(replacement.id)
            self._written.add(replacement.id)
            self._places[replacement.id] = section.id
            title = replacement.title or title
            if replacement.body:
                yield msgspec.structs.replace(section, title=title, body=self._drafted(replacement, replacement.body))
                return
            heading = self._drafted(replacement, ())
        elif (first := self._heading_of(body)) and first.title:
            title, titled = first.title, first.id
            self._places[first.id] = section.id
        added = [plain for addition in self._additions.get(section.id, ()) for plain in self._write(addition, titled)]
        woven = (*heading, *added, *self.weave(body, titled=titled))
        if woven or titled or not body:  # what has lost all its text to another place is left out with its heading
            yield msgspec.structs.replace(section, title=title, body=woven)

    def _heading_of(self, body: tuple[Block, ...]) -> Replacement | None:
        """Return what begins the body of a section, if it stands for its first block and stands nowhere before."""
        if not body or isinstance(body[0], Section):
            return None
        first = self._covering(body[0].id)
        return None if first is None or first.id in self._used else first

    def _write_once(self, replacement: Replacement, titled: str, target: str) -> Iterator[Block]:
        if replacement.id in self._used:
            return
        self._used.add(replacement.id)
        if replacement.omit:
            self._written.add(replacement.id)
            yield from self._drafted(replacement, ())
            return
        first, *others = replacement.body or (None,)
        made = tuple(f"{each}-plain-block-" for each in replacement.targets)
        if first is not None and first.id.startswith(made):  # the author gave it no id
            first = msgspec.structs.replace(first, id=target)
            replacement = msgspec.structs.replace(replacement, body=(first, *others))
        yield from self._write(replacement, titled)

    def _write(self, replacement: Replacement, titled: str) -> list[Block]:
        self._written.add(replacement.id)
        if replacement.title is None or replacement.id == titled:
            if replacement.body:
                self._places[replacement.id] = replacement.body[0].id
            return list(self._drafted(replacement, replacement.body))
        section_id = f"{replacement.title.id}-section"
        self._places[replacement.id] = section_id
        self._opened.add(section_id)
        body = self._drafted(replacement, replacement.body)
        return [Section(replacement.title, body, id=section_id, location=replacement.location)]

    def _uncovered(self, block: Block) -> Block:
        if isinstance(block, ThematicBreak) or FRAME in block.classes:
            return block
        if any(self._covering(node.id) or node.id in self._additions for node in descendants([block]) if node.id):
            self._note_own_words(block)
            return self._own_words_labelled(self._inside(block))
        self.uncovered.append(Uncovered(block, "block", block.location))
        return NotYetPlain((block,), id=f"{block.id}-original", location=block.location)

    def _note_own_words(self, block: Block) -> None:
        if isinstance(block, Admonition) and block.title:
            self.uncovered.append(Uncovered(block, "title", block.title.location or block.location))
        elif isinstance(block, Figure) and _has_own_words(block):
            self.uncovered.append(Uncovered(block, "caption", block.location))

    def _own_words_labelled(self, block: Block) -> Block:
        """Label the words of a block that are its own, not those of what it holds."""
        name = f"{block.id}-original"
        if isinstance(block, Admonition) and block.title:
            place = block.title.location or block.location
            label = NotYetPlain(
                (Paragraph((block.title,), id=f"{name}-title", location=place),), id=name, location=place
            )
            return msgspec.structs.replace(block, title=None, body=tuple(self._gather([label, *block.body])))
        if isinstance(block, Figure) and _has_own_words(block):
            return NotYetPlain((block,), id=name, location=block.location)
        return block

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
            elif isinstance(block, Added | Draft | NotYetPlain) and _share_a_label(before, block):
                gathered[-1] = msgspec.structs.replace(before, body=(*before.body, *block.body))
            else:
                gathered.append(block)
        return gathered


def _has_own_words(figure: Figure) -> bool:
    return figure.caption is not None or bool(figure.image.alt and not figure.image.decorative)


def _share_a_label(before: Block | None, block: Added | Draft | NotYetPlain) -> bool:
    if isinstance(before, Draft) and isinstance(block, Draft):  # what is said of a heading holds for the text below too
        return (before.standing, before.omission) == (block.standing, block.omission) and not block.heading
    return isinstance(before, Added | Draft | NotYetPlain) and before.label == block.label
