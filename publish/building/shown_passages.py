"""The two texts of a passage as readers see them, pictures and all, for a page that holds many of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from markupsafe import Markup

from publish.backends.markup import Flavour, Renderer, Templates
from publish.content import Block, Document, Edition, Group, Image, Link, Node, Note, NoteReference, Section, Term, Text
from publish.editions.settle import settle
from publish.findings import Finding
from publish.gate import Gate
from publish.images import load_image
from publish.labels import labels
from publish.plain import Passage
from publish.speech.formulas import with_spoken_formulas

_LINES = ("title", "summary")


class ShownPassages:
    """Renders passages of one article by the markup that all web pages share."""

    def __init__(self, document: Document, gate: Gate, templates: Templates) -> None:
        """Prepare to render.

        Args:
            document: the article.
            gate: leads to its pictures.
            templates: those that its project sees.
        """
        self._document = document
        self._gate = gate
        language = document.metadata.language
        self._renderer = Renderer(
            templates,
            flavour=Flavour(sentence_elements=False, interactive=True),
            labels=labels(language),
            language=language,
            picture=self._picture,
        )

    def original(self, passage: Passage, prefix: str) -> Markup:
        """Return what a passage stands for; nothing for titles and main points, which are lines.

        Args:
            prefix: of the ids, so that they are unique on the page.
        """
        return self._rendered(() if passage.kind in _LINES else passage.stands_for, prefix)

    def plain(self, passage: Passage, prefix: str) -> Markup:
        """Return the plain text of a passage; nothing for titles, main points and omissions."""
        replacement = passage.replacement
        if replacement is None or replacement.omit or passage.kind in _LINES:
            return Markup()
        body: tuple[Block, ...] = replacement.body
        if replacement.title:
            body = (Section(replacement.title, body, id="section"),)
        if replacement.language or replacement.direction:
            body = (Group(body, language=replacement.language, direction=replacement.direction),)
        return self._rendered(body, prefix)

    def _rendered(self, blocks: Sequence[Block], prefix: str) -> Markup:
        if not blocks:
            return Markup()
        edition = Edition(name="standard", metadata=self._document.metadata, body=tuple(blocks))
        edition = with_spoken_formulas(settle(self._document, edition), _ignore)
        edition = msgspec.structs.replace(
            edition,
            body=tuple(_apart(block, prefix) for block in edition.body),
            notes=tuple(_apart(note, prefix) for note in edition.notes),
        )
        return Markup(self._renderer.page("plain/passage.html", edition=edition))

    def _picture(self, image: Image) -> str:
        return load_image(self._gate, image.source, location=image.location).address


def _ignore(_finding: Finding) -> None:
    """Leave what is said of a formula to the build, which tells of it."""


def _apart(node: Any, prefix: str) -> Any:
    """Return a node whose ids begin with a prefix, and all that refers to them; its explained words are no links."""
    if isinstance(node, Term):
        return Text(node.text, language=node.language, direction=node.direction, classes=node.classes)
    changes: dict[str, Any] = {"id": f"{prefix}-{node.id}"} if node.id else {}
    for name in node.__struct_fields__:
        value = getattr(node, name)
        if isinstance(value, Node):
            changes[name] = _apart(value, prefix)
        elif isinstance(value, tuple) and any(isinstance(item, Node) for item in value):
            changes[name] = tuple(_apart(item, prefix) for item in value)
    match node:
        case Link() if node.target.startswith("#"):
            changes["target"] = f"#{prefix}-{node.target[1:]}"
        case NoteReference():
            changes["note"] = f"{prefix}-{node.note}"
        case Note():
            changes["references"] = tuple(f"{prefix}-{reference}" for reference in node.references)
    return msgspec.structs.replace(node, **changes)
