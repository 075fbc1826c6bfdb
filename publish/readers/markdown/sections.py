"""From a flat run of headings and blocks to a tree of sections."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.tree import SyntaxTreeNode

from publish.content import Block, Section, Sentence, Strong, plain_text
from publish.findings import Severity
from publish.readers.markdown.attributes import attributes_of
from publish.readers.markdown.blocks import BlockBuilder, Siblings
from publish.readers.markdown.tokens import line_of


class _Open:
    """A section, or the document, that has begun and not ended."""

    def __init__(self, level: int, siblings: Siblings, title: Sentence | None = None, **fields: object) -> None:
        self.level = level
        self.siblings = siblings
        self.title = title
        self.fields = fields


def heading_title(
    nodes: Sequence[SyntaxTreeNode], builder: BlockBuilder, title: str
) -> tuple[str, SyntaxTreeNode | None]:
    """Tell which level-1 heading is the title of the document.

    Args:
        title: from the front matter; may be empty.

    Returns:
        the title, and the heading that says the same and must not be repeated.
    """
    first = next((node for node in nodes if node.type not in ("attributes", "html_block")), None)
    if first is None or first.type != "heading" or first.tag != "h1":
        return title, None
    words = " ".join(plain_text(Strong(builder.inline(first, terms=False))).split())
    if not title or words.casefold() == title.casefold():
        return title or words, first if words else None
    return title, None


def build_sections(
    nodes: Sequence[SyntaxTreeNode], builder: BlockBuilder, title: SyntaxTreeNode | None
) -> tuple[Block, ...]:
    """Return the body of a document: blocks first, then sections, and sections inside sections."""
    _report_level_one(nodes, title, builder)
    stack = [_Open(0, Siblings())]
    for node in nodes:
        if node is title:
            continue
        if node.type == "heading":
            _begin(node, stack, builder)
        else:
            builder.add(node, stack[-1].siblings)
    while len(stack) > 1:
        _end(stack, builder)
    builder.finish(stack[0].siblings)
    return tuple(stack[0].siblings.blocks)


def _begin(node: SyntaxTreeNode, stack: list[_Open], builder: BlockBuilder) -> None:
    line, level = line_of(node), int(node.tag[1])
    content = builder.inline(node, terms=False)
    text = plain_text(Strong(content)).strip()
    if not text:
        builder.manuscript.report(
            "heading-empty",
            "This heading is empty and is left out.",
            line,
            severity=Severity.WARNING,
            harms="People who move from heading to heading would land on nothing.",
            mend="Write the heading, or take the line away.",
        )
        return
    while stack[-1].level >= level:
        _end(stack, builder)
    above = max(stack[-1].level, 1)
    if level > above + 1:
        builder.manuscript.report(
            "heading-level-skipped",
            f"The heading “{text}” skips a level; it is taken as one level below the heading before it.",
            line,
            severity=Severity.WARNING,
            harms="A skipped level sounds like a missing part to people who listen to headings (WCAG 1.3.1).",
            mend=f"Begin the line with {'#' * (above + 1)}.",
        )
    before = stack[-1].siblings
    attributes = {**before.attributes, **attributes_of(node.children[0].token if node.children else None)}
    before.attributes = {}
    fields = builder.manuscript.common(attributes, line)
    fields["id"] = fields["id"] or builder.manuscript.identifiers.slug(text)
    builder.begin_section(str(fields["id"]))
    heading = builder.speakable(
        content, line, identifier=builder.manuscript.identifiers.next(f"{builder.base}-heading")
    )
    stack.append(_Open(level, Siblings(builder.base), heading, **fields))


def _end(stack: list[_Open], builder: BlockBuilder) -> None:
    ended = stack.pop()
    builder.finish(ended.siblings)
    assert ended.title is not None
    section = Section(ended.title, tuple(ended.siblings.blocks), **ended.fields)  # type: ignore[arg-type]
    stack[-1].siblings.blocks.append(section)


def _report_level_one(nodes: Sequence[SyntaxTreeNode], title: SyntaxTreeNode | None, builder: BlockBuilder) -> None:
    for node in nodes:
        if node.type == "heading" and node.tag == "h1" and node is not title:
            builder.manuscript.report(
                "heading-level-one",
                "The title stands in the front matter; this level-1 heading is taken as a section.",
                line_of(node),
                severity=Severity.WARNING,
                harms="Two titles would compete.",
                mend="Begin sections with ##.",
            )
