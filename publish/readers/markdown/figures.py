"""Figures: a picture alone in a paragraph, with the caption and the description that follow it.

A caption is a line ``: Caption`` after a figure or a table. Below a picture Markdown's definition lists see the picture
as a term and the caption as its definition, so that form is taken apart here.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
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


def parts(children: Sequence[SyntaxTreeNode]) -> Iterator[tuple[bool, Sequence[SyntaxTreeNode]]]:
    """Cut the terms and definitions of a list into captioned pictures and runs of others; tell which each is."""
    starts = [place for place, child in enumerate(children) if child.type == "dt"]
    terms = [children[start:end] for start, end in zip(starts, [*starts[1:], len(children)], strict=True)]
    for picture, run in itertools.groupby(terms, _is_picture):
        groups = list(run)
        yield from ((True, group) for group in groups if picture)
        if not picture:
            yield False, [child for group in groups for child in group]


def add_captioned_figure(
    children: Sequence[SyntaxTreeNode], attributes: Attributes, builder: BlockBuilder, siblings: Siblings
) -> None:
    """Add a figure, its caption, and what else was written as a definition of its picture."""
    term, *definitions = children
    _add_figure_or_alternative(term, attributes, builder, siblings)
    owner = siblings.blocks[-1] if siblings.blocks else None
    others = [other for definition in definitions for other in definition.children]
    if isinstance(owner, Figure) and owner.caption is None and others:
        caption = builder.speakable(builder.inline(others[0]), line_of(others[0]))
        siblings.blocks[-1] = msgspec.structs.replace(owner, caption=caption)
        others = others[1:]
    for other in others:
        builder.add(other, siblings)


def _is_picture(children: Sequence[SyntaxTreeNode]) -> bool:
    inline = children[0].children[0] if children[0].children else None
    followed = len(children) > 1 and children[1].type == "dd"
    return followed and inline is not None and [child.type for child in inline.children] == ["image"]


def _add_figure_or_alternative(
    node: SyntaxTreeNode, attributes: Attributes, builder: BlockBuilder, siblings: Siblings
) -> None:
    """Add a figure, or its text alternative as a paragraph where the picture cannot be used."""
    content = builder.inline(node)
    if not add_figure(content, attributes, line_of(node), builder, siblings):
        paragraph = builder.paragraph(content, attributes, line_of(node))
        siblings.blocks.extend([paragraph] if paragraph else [])
