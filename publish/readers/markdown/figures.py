"""Figures: a picture alone in a paragraph, with the caption and the description that follow it.

A caption is a line ``: Caption`` after a figure or a table. Below a picture Markdown's definition lists see the picture
as a term and the caption as its definition, so that form is taken apart here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
from markdown_it.tree import SyntaxTreeNode

from publish.content import Figure, Inline, Table, Text
from publish.readers.markdown.attributes import Attributes
from publish.readers.markdown.inlines import picture_alone
from publish.readers.markdown.tokens import line_of

if TYPE_CHECKING:
    from publish.readers.markdown.blocks import BlockBuilder, Siblings

_CAPTION_MARK = ":"


def add_figure(
    content: tuple[Inline, ...], attributes: Attributes, line: int, builder: BlockBuilder, siblings: Siblings
) -> bool:
    """Add a figure if the inline nodes of a paragraph are a picture and nothing else."""
    image = picture_alone(content)
    if image is None:
        return False
    fields = builder.fields(attributes, line)
    image_id = image.id or builder.manuscript.identifiers.next(builder.base)
    siblings.blocks.append(Figure(msgspec.structs.replace(image, id=image_id), **fields))
    return True


def add_caption(
    content: tuple[Inline, ...], attributes: Attributes, line: int, builder: BlockBuilder, siblings: Siblings
) -> bool:
    """Give the figure or table just before a paragraph its caption, if the paragraph is one."""
    first = content[0] if content else None
    if not isinstance(first, Text) or not first.text.startswith(f"{_CAPTION_MARK} ") or not siblings.blocks:
        return False
    owner = siblings.blocks[-1]
    if not isinstance(owner, Figure | Table) or owner.caption is not None:
        return False
    text = first.text.removeprefix(_CAPTION_MARK).lstrip()
    words = (msgspec.structs.replace(first, text=text), *content[1:])
    caption = builder.speakable(words, line, identifier=attributes.get("id", ""))
    siblings.blocks[-1] = msgspec.structs.replace(owner, caption=caption)
    return True


def take_figure_caption(
    children: Sequence[SyntaxTreeNode], attributes: Attributes, builder: BlockBuilder, siblings: Siblings
) -> Sequence[SyntaxTreeNode]:
    """Add a figure and its caption if a definition list begins with them; return the children that are left."""
    if len(children) < 2 or [child.type for child in children[:2]] != ["dt", "dd"]:
        return children
    term, definition = children[:2]
    inline = term.children[0] if term.children else None
    if not inline or [child.type for child in inline.children] != ["image"]:
        return children
    _add_figure_or_alternative(term, attributes, builder, siblings)
    owner = siblings.blocks[-1] if siblings.blocks else None
    others = definition.children
    if isinstance(owner, Figure) and owner.caption is None and others:
        caption = builder.speakable(builder.inline(others[0]), line_of(others[0]))
        siblings.blocks[-1] = msgspec.structs.replace(owner, caption=caption)
        others = others[1:]
    for other in others:
        builder.add(other, siblings)
    return children[2:]


def _add_figure_or_alternative(
    node: SyntaxTreeNode, attributes: Attributes, builder: BlockBuilder, siblings: Siblings
) -> None:
    """Add a figure, or its text alternative as a paragraph where the picture cannot be used."""
    content = builder.inline(node)
    if not add_figure(content, attributes, line_of(node), builder, siblings):
        paragraph = builder.paragraph(content, attributes, line_of(node))
        siblings.blocks.extend([paragraph] if paragraph else [])
