"""From Markdown's block tokens to blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from publish.content import (
    Block,
    Code,
    CodeBlock,
    Definition,
    DefinitionItem,
    DefinitionList,
    Inline,
    List,
    ListItem,
    MathBlock,
    Paragraph,
    Quotation,
    Replacement,
    Sentence,
    Strong,
    ThematicBreak,
    plain_text,
)
from publish.findings import Severity
from publish.readers.markdown import boxes, figures, tables
from publish.readers.markdown.attributes import Attributes, attributes_of
from publish.readers.markdown.inlines import InlineBuilder
from publish.readers.markdown.manuscript import Manuscript
from publish.readers.markdown.mathematics import mathml, said_as
from publish.readers.markdown.near_misses import report_lines
from publish.readers.markdown.raw_html import visible_text
from publish.readers.markdown.sentences import split_sentences, whole
from publish.readers.markdown.signs import report_interruption
from publish.readers.markdown.tokens import line_of


class Siblings:
    """Blocks that follow each other, as far as they have been read.

    Attributes:
        blocks: those that are finished.
        attributes: from a line of attributes, waiting for the next block.
        attributes_line: the line that they stand on.
        section: the id of the section that they stand in; empty outside sections.
    """

    def __init__(self, section: str = "") -> None:
        self.blocks: list[Block] = []
        self.attributes: Attributes = {}
        self.attributes_line = 0
        self.section = section


class BlockBuilder:
    """Builds the blocks of one article.

    Attributes:
        manuscript: the article.
        base: what automatic ids begin with: the section's id.
        replacements: the plain-language blocks found so far.
        apart: what is built at the moment, if it is no part of the body: a note, or text in plain language.
    """

    def __init__(
        self, manuscript: Manuscript, inlines: InlineBuilder, parse_inline: Callable[[str], list[Token]]
    ) -> None:
        self.manuscript = manuscript
        self.base = "start"
        self.replacements: list[Replacement] = []
        self.apart = ""
        self._inlines = inlines
        self._parse_inline = parse_inline

    @contextmanager
    def plain_text(self, base: str) -> Iterator[None]:
        """Build text in plain language meanwhile: its ids begin with a base, and it marks terms for itself."""
        outer, self.base, self.apart = self.base, base, "another one"
        self._inlines.change_edition()
        yield
        self._inlines.change_edition()
        self.base, self.apart = outer, ""

    def blocks(self, nodes: Iterable[SyntaxTreeNode]) -> tuple[Block, ...]:
        """Return blocks that stand inside another one, where no section can begin."""
        siblings = Siblings()
        for node in nodes:
            self.add(node, siblings)
        self.finish(siblings)
        return tuple(siblings.blocks)

    def add(self, node: SyntaxTreeNode, siblings: Siblings) -> None:
        """Add what a token makes to the blocks before it."""
        if node.type == "attributes":
            siblings.attributes = {**siblings.attributes, **attributes_of(node.token)}
            siblings.attributes_line = line_of(node)
            return
        method = getattr(self, f"_{node.type}", None)
        if method is None:
            self.manuscript.report(
                "markdown-unknown",
                f"“{node.type}” is not known to Publish and is left out.",
                line_of(node),
                harms="Readers miss what stands there.",
            )
            return
        attributes, siblings.attributes = siblings.attributes, {}
        method(node, attributes, siblings)

    def finish(self, siblings: Siblings) -> None:
        """Tell of attributes that no block followed."""
        if siblings.attributes:
            self.manuscript.report(
                "attributes-unused",
                "A line of attributes has no block below it.",
                siblings.attributes_line,
                severity=Severity.WARNING,
                harms="What they were meant to do is not done; people who listen may hear a text as it is written.",
                mend="Write the attributes on the line before the block that they belong to.",
            )

    def fields(self, attributes: Attributes, line: int) -> dict[str, Any]:
        """Return the fields that every block has, with an id made here where the author gave none."""
        fields = self.manuscript.common(attributes, line)
        fields["id"] = fields["id"] or self.manuscript.identifiers.next(f"{self.base}-block")
        return fields

    def begin_section(self, identifier: str) -> None:
        """Let automatic ids begin with a section's id, and let glossary terms be marked anew."""
        self.base = identifier
        self._inlines.begin_section()

    def inline(self, node: SyntaxTreeNode, *, terms: bool = True) -> tuple[Inline, ...]:
        """Return the inline nodes of a paragraph, a heading or a cell."""
        tokens = [child.token for child in node.children if child.type == "inline"]
        return self._inlines.build(tokens[0], line=line_of(node), terms=terms) if tokens and tokens[0] else ()

    def inline_from_text(self, text: str, line: int) -> tuple[Inline, ...]:
        """Return the inline nodes of a text that stands outside the blocks, such as the title of a box."""
        token, *_ = self._parse_inline(text)
        token.map = None
        return self._inlines.build(token, line=line, terms=False)

    def speakable(self, content: tuple[Inline, ...], line: int, *, identifier: str = "") -> Sentence:
        """Return a heading, cell or caption, which is spoken as a whole."""
        identifier = identifier or self.manuscript.identifiers.next(self.base)
        return Sentence(whole(content), id=identifier, location=self.manuscript.at(line))

    def paragraph(self, content: tuple[Inline, ...], attributes: Attributes, line: int) -> Paragraph | None:
        """Return a paragraph of sentences, or None where there is nothing in it."""
        fields = self.fields(attributes, line)
        pieces = split_sentences(content, fields["language"] or self.manuscript.language)
        if not pieces:
            return None
        sentences = (
            Sentence(
                piece,
                space,
                id=self.manuscript.identifiers.next(self.base),
                location=piece[0].location or fields["location"],
            )
            for piece, space in pieces
        )
        return Paragraph(tuple(sentences), **fields)

    # one method a token type

    def _paragraph(self, node: SyntaxTreeNode, attributes: Attributes, siblings: Siblings) -> None:
        content = self.inline(node)
        inline_token = node.children[0].token if node.children else None
        attributes = {**attributes, **attributes_of(inline_token)}
        content = said_as(content, attributes.get("say", ""), line_of(node), self.manuscript)
        if figures.add_figure(content, attributes, line_of(node), self, siblings):
            return
        if figures.add_caption(content, attributes, line_of(node), self, siblings):
            return
        if plain_text(Strong(content)).strip().strip(":") == "" and ":::" in plain_text(Strong(content)):
            boxes.report_stray_fence(line_of(node), self)
            return
        report_lines(inline_token, line_of(node), self.manuscript)
        paragraph = self.paragraph(content, attributes, line_of(node))
        if paragraph:
            siblings.blocks.append(paragraph)

    def _heading(self, node: SyntaxTreeNode, attributes: Attributes, siblings: Siblings) -> None:
        self.manuscript.report(
            "heading-inside-block",
            "A heading inside a list, a quotation or a box is kept as strong text.",
            line_of(node),
            severity=Severity.WARNING,
            harms="People who move from heading to heading would lose their way.",
            mend="Put the heading outside, or write it as strong text.",
        )
        content = self.inline(node)
        paragraph = self.paragraph((Strong(content),), attributes, line_of(node)) if content else None
        if paragraph:
            siblings.blocks.append(paragraph)

    def _bullet_list(self, node: SyntaxTreeNode, attributes: Attributes, siblings: Siblings) -> None:
        report_interruption(node, self.manuscript)
        fields = self.fields(attributes, line_of(node))
        items = tuple(
            ListItem(self.blocks(item.children), location=self.manuscript.at(line_of(item))) for item in node.children
        )
        paragraphs = [child for item in node.children for child in item.children if child.type == "paragraph"]
        tight = all(child.nester_tokens is not None and child.nester_tokens.opening.hidden for child in paragraphs)
        ordered = node.type == "ordered_list"
        start = int(node.attrs.get("start", 1)) if ordered else 1
        siblings.blocks.append(List(items, ordered, start, tight, **fields))

    _ordered_list = _bullet_list

    def _dl(self, node: SyntaxTreeNode, attributes: Attributes, siblings: Siblings) -> None:
        for picture, children in figures.parts(node.children):
            if picture:
                figures.add_captioned_figure(children, attributes, self, siblings)
            else:
                self._add_definitions(children, attributes, siblings)
            attributes = {}

    def _add_definitions(self, children: Sequence[SyntaxTreeNode], attributes: Attributes, siblings: Siblings) -> None:
        items: list[DefinitionItem] = []
        fields = self.fields(attributes, line_of(children[0]))
        for child in children:
            location = self.manuscript.at(line_of(child))
            if child.type == "dt":
                term = self.speakable(self.inline(child, terms=False), line_of(child))
                if items and not items[-1].definitions:
                    items[-1] = DefinitionItem((*items[-1].terms, term), (), location=items[-1].location)
                else:
                    items.append(DefinitionItem((term,), (), location=location))
            else:
                definition = Definition(self.blocks(child.children), location=location)
                last = items[-1]
                items[-1] = DefinitionItem(last.terms, (*last.definitions, definition), location=last.location)
        siblings.blocks.append(DefinitionList(tuple(items), **fields))

    def _table(self, node: SyntaxTreeNode, attributes: Attributes, siblings: Siblings) -> None:
        siblings.blocks.append(tables.build_table(node, attributes, self))

    def _blockquote(self, node: SyntaxTreeNode, attributes: Attributes, siblings: Siblings) -> None:
        report_interruption(node, self.manuscript)
        fields = self.fields(attributes, line_of(node))
        body = self.blocks(node.children)
        if body:
            siblings.blocks.append(Quotation(body, **fields))

    def _fence(self, node: SyntaxTreeNode, attributes: Attributes, siblings: Siblings) -> None:
        syntax, *_ = [*node.info.split(), ""]
        fields = self.fields(attributes, line_of(node))
        siblings.blocks.append(CodeBlock(node.content.removesuffix("\n"), syntax, **fields))

    _code_block = _fence

    def _math_block(self, node: SyntaxTreeNode, attributes: Attributes, siblings: Siblings) -> None:
        tex = node.content.strip()
        formula = mathml(tex, attributes.get("say", ""), line_of(node), self.manuscript, display=True)
        if formula:
            fields = self.fields(attributes, line_of(node))
            siblings.blocks.append(MathBlock(tex, formula, attributes.get("say", ""), **fields))
        elif tex:
            paragraph = self.paragraph((Code(tex),), attributes, line_of(node))
            siblings.blocks.extend([paragraph] if paragraph else [])

    def _hr(self, node: SyntaxTreeNode, attributes: Attributes, siblings: Siblings) -> None:
        siblings.blocks.append(ThematicBreak(**self.fields(attributes, line_of(node))))

    def _html_block(self, node: SyntaxTreeNode, attributes: Attributes, siblings: Siblings) -> None:
        siblings.attributes = attributes
        source = node.content.strip()
        if source.startswith("<!--") and source.endswith("-->") and source.count("<!--") == 1:
            return
        lost = visible_text(source)
        excerpt = f": “{lost[:60]}{'…' if len(lost) > 60 else ''}”" if lost else ""
        self.manuscript.report(
            "raw-html-block",
            f"A block of HTML is left out{excerpt}.",
            line_of(node),
            severity=Severity.ERROR if lost else Severity.WARNING,
            harms="Readers miss what stands in it." if lost else "",
            mend="Write it in Markdown.",
        )

    def _container_box(self, node: SyntaxTreeNode, attributes: Attributes, siblings: Siblings) -> None:
        boxes.add_box(node, attributes, self, siblings)

    def _footnote_block(self, _node: SyntaxTreeNode, attributes: Attributes, siblings: Siblings) -> None:
        """Notes are read apart from the body."""
        siblings.attributes = attributes

    def _footnote_anchor(self, _node: SyntaxTreeNode, attributes: Attributes, siblings: Siblings) -> None:
        """The way back from a note is a matter of the format."""
        siblings.attributes = attributes

    def _inline(self, node: SyntaxTreeNode, attributes: Attributes, siblings: Siblings) -> None:
        """The text of a paragraph that has no paragraph around it."""
        token = node.token
        content = self._inlines.build(token) if token else ()
        paragraph = self.paragraph(content, attributes, line_of(node)) if content else None
        siblings.blocks.extend([paragraph] if paragraph else [])
