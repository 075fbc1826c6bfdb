"""The Markdown reader: from the bytes of a file to a document."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import msgspec
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from publish.content import Document, GlossaryEntry, Node, Note, NoteReference, Reading, explained, find
from publish.content.language import primary_language
from publish.findings import Finding, Location, PublishError
from publish.plugins import Availability
from publish.readers.markdown import completeness
from publish.readers.markdown.allowances import allowances
from publish.readers.markdown.attributes import attributes_of, parse_attributes
from publish.readers.markdown.blocks import BlockBuilder
from publish.readers.markdown.front_matter import read_front_matter
from publish.readers.markdown.hidden_characters import check_texts
from publish.readers.markdown.inlines import InlineBuilder
from publish.readers.markdown.manuscript import Manuscript
from publish.readers.markdown.near_misses import report_merge_marks
from publish.readers.markdown.references import References, report_unused
from publish.readers.markdown.sections import build_sections, heading_title
from publish.readers.markdown.syntax import MAXIMUM_NESTING, markdown_parser
from publish.readers.markdown.vocabulary import Vocabulary
from publish.readers.metadata import complete_metadata, known_language
from publish.readers.reader import ReadingContext
from publish.readers.source_text import source_text
from publish.readers.surroundings import in_surroundings


class MarkdownReader:
    """Reads Markdown with YAML front matter."""

    name: ClassVar[str] = "markdown"
    suffixes: ClassVar[tuple[str, ...]] = (".md", ".markdown")

    def availability(self) -> Availability:
        """Tell whether the reader can run here: it always can."""
        return Availability()

    def read(self, path: Path, context: ReadingContext) -> Reading:
        """Read an article.

        Raises:
            PublishError: the file cannot be read, is not UTF-8, its front matter is broken, or it holds nothing.
        """
        file = str(path)
        relative = os.path.relpath(path.resolve(), context.gate.root)
        text, findings = source_text(context.gate.read(relative, location=Location(file)), file)
        metadata, body, yaml_source, problems = read_front_matter(text, file, context.defaults)
        findings += problems

        environment: dict[str, Any] = {"references": References()}
        parser = markdown_parser()
        tokens = parser.parse(body, environment)
        _refuse_deep_nesting(tokens, file)
        root = SyntaxTreeNode(tokens)
        manuscript = Manuscript(
            file=file,
            folder=path.resolve().parent,
            gate=context.gate,
            lines=body.split("\n"),
            language=known_language(metadata.language),
            authored_ids=_authored_ids(tokens),
            abbreviations=environment.get("abbreviations", {}),
            companions=context.companions,
        )
        vocabulary = Vocabulary(manuscript.abbreviations, _of_language(context.glossary, manuscript.language))
        builder = BlockBuilder(
            manuscript,
            InlineBuilder(manuscript, vocabulary),
            lambda source: parser.parseInline(source, {"references": environment["references"]}),
        )
        title, title_node = heading_title(root.children, builder, metadata.title)
        content = build_sections(root.children, builder, title_node)
        notes = tuple(_notes(root, builder))
        metadata = complete_metadata(
            msgspec.structs.replace(metadata, title=title), path, yaml_source, context.gate, manuscript.add
        )
        document = Document(
            metadata=metadata,
            source=file,
            body=content,
            notes=_with_references(notes, [*content, *notes, *builder.replacements]),
            replacements=tuple(in_surroundings(builder.replacements, content, manuscript.language)),
            glossary=tuple(_used_entries(context.glossary, [*content, *notes, *builder.replacements])),
        )
        completeness.check_document(document, environment, manuscript)
        report_unused(environment["references"], environment, manuscript)
        report_merge_marks(tokens, manuscript)
        check_texts(document, text, manuscript)
        ordered = sorted(manuscript.findings, key=lambda finding: finding.location or Location(file))
        return Reading(
            document,
            (*findings, *ordered),
            fields={".".join(map(str, path)): yaml_source.location(path) for path in yaml_source.lines if path},
            allowances=tuple(allowances(tokens, file)),
        )


def _refuse_deep_nesting(tokens: Iterable[Token], file: str) -> None:
    for token in tokens:
        if token.level >= MAXIMUM_NESTING:
            raise PublishError(
                Finding(
                    rule="nested-too-deeply",
                    message=f"Lists, quotations or boxes are nested more than {MAXIMUM_NESTING // 2} deep.",
                    location=Location(file, token.map[0] + 1 if token.map else 0),
                    harms="No reader can follow it, and no format can hold it.",
                    mend="Write it with fewer levels.",
                )
            )


def _authored_ids(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        attributes = attributes_of(token)
        if token.type == "container_box_open" and "{" in token.info:
            parsed = parse_attributes(token.info[token.info.rindex("{") :])
            attributes = parsed[0] if parsed else {}
        if "id" in attributes:
            yield attributes["id"]
        yield from _authored_ids(token.children or ())


def _of_language(glossary: Iterable[GlossaryEntry], language: str) -> list[GlossaryEntry]:
    return [entry for entry in glossary if primary_language(entry.language) == primary_language(language)]


def _used_entries(glossary: Iterable[GlossaryEntry], nodes: Iterable[Node]) -> Iterator[GlossaryEntry]:
    used = set(explained(nodes))
    return (entry for entry in glossary if entry.id in used)


def _notes(root: SyntaxTreeNode, builder: BlockBuilder) -> Iterator[Note]:
    for block in root.children:
        if block.type != "footnote_block":
            continue
        for node in block.children:
            number = int(node.meta["id"]) + 1
            builder.begin_section(f"note-{number}")
            builder.apart = "a note"
            yield Note(number, builder.blocks(node.children), id=f"publish-note-{number}")


def _with_references(notes: tuple[Note, ...], nodes: list[Any]) -> tuple[Note, ...]:
    references: dict[str, list[str]] = {}
    for reference in find(nodes, NoteReference):
        references.setdefault(reference.note, []).append(reference.id)
    return tuple(msgspec.structs.replace(note, references=tuple(references.get(note.id, ()))) for note in notes)
