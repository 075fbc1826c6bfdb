"""The blocks of an edition, read aloud in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from publish.content import (
    Added,
    Admonition,
    Block,
    CodeBlock,
    DefinitionList,
    Draft,
    Edition,
    Figure,
    Group,
    Image,
    List,
    MathBlock,
    Node,
    NotYetPlain,
    Paragraph,
    Quotation,
    Section,
    Sentence,
    Table,
    ThematicBreak,
)
from publish.findings import Location
from publish.labels import counted
from publish.speech.script.lines import AFTER_PARAGRAPH, AROUND_HEADING, Lines
from publish.speech.script.notes import DueNotes
from publish.speech.script.tables import empty_columns, read_row
from publish.speech.settings import NarrationSettings

# After such a block nobody need be told that the one before it has ended.
_SPEAKS_FOR_ITSELF = (Section, NotYetPlain, Draft)
_ENDS: Mapping[type[Block], str] = {NotYetPlain: "not_yet_plain_end", Added: "added_end", Draft: "draft_end"}


class BlockReader:
    """Reads blocks, and the notes that they refer to where the settings want them."""

    def __init__(self, edition: Edition, lines: Lines, settings: NarrationSettings) -> None:
        self._lines = lines
        self._labels = lines.labels
        self._settings = settings
        self._notes = DueNotes(edition.notes)
        self._depth = 0
        self._lists = 0
        self._in_note = False

    def read_body(self, body: Sequence[Block], language: str) -> None:
        """Say the blocks of a section, then its notes, then the sections inside it."""
        sections = next((place for place, block in enumerate(body) if isinstance(block, Section)), len(body))
        self._read(body[:sections], language)
        if self._settings.notes != "end":
            self._read_notes()
        self._read(body[sections:], language)
        if self._settings.notes != "end":
            self._read_notes()

    def read_remaining_notes(self) -> None:
        """Say the notes that have not been read yet, in a chapter of their own."""
        if self._notes:
            self._lines.begin_chapter("publish-notes", self._labels["notes"])
        self._read_notes()

    def _read_notes(self) -> None:
        self._in_note = True
        while note := self._notes.next():
            words = self._lines.wording.of_text(f"{self._labels['note']} {note.number}.", self._lines.language)
            location = note.location or next((block.location for block in note.body), None)
            self._lines.say(note.id, words, self._lines.language, location=location)
            self._read(note.body, note.language or self._lines.language)
            if self._settings.notes == "sentence":
                self._end(note, "note_end")
        self._in_note = False

    def _meet(self, *nodes: Node) -> None:
        """Take down the notes of nodes that have just been read, or read them now."""
        self._notes.meet(nodes)
        if self._settings.notes == "sentence" and not self._in_note:
            self._read_notes()

    # blocks

    def _read(self, blocks: Sequence[Block], language: str, lead: str = "") -> None:
        for place, block in enumerate(blocks):
            self._read_block(block, block.language or language, lead)
            lead = ""
            follower = blocks[place + 1] if place + 1 < len(blocks) else None
            if (end := _ENDS.get(type(block))) and follower and not isinstance(follower, _SPEAKS_FOR_ITSELF):
                self._end(block, end)

    def _read_block(self, block: Block, language: str, lead: str) -> None:
        if lead and not isinstance(block, Paragraph):
            self._number(block, lead, language)
        match block:
            case Section():
                self._read_section(block, language)
            case Paragraph():
                self._read_paragraph(block, language, lead)
            case List():
                self._read_list(block, language)
            case DefinitionList():
                self._read_definitions(block, language)
            case Table():
                self._read_table(block, language)
            case Figure():
                self._read_figure(block, language)
            case Quotation():
                self._announce(block, "quotation", "quotation")
                self._read(block.body, language)
                self._announce(block, "quotation-end", "quotation_end")
            case CodeBlock():
                self._read_code(block, language)
            case MathBlock():
                phrase = self._lines.wording.of_formula(block, language)
                self._lines.say(block.id, phrase, language, pause=AFTER_PARAGRAPH, location=block.location)
            case Admonition():
                self._read_admonition(block, language)
            case NotYetPlain() | Added() | Draft():
                self._announce(block, "label", block.label)
                self._read(block.body, language)
            case Group():
                self._read(block.body, language)
            case ThematicBreak():
                self._lines.rest(AROUND_HEADING)
            case _:
                assert_never(block)

    def _read_section(self, section: Section, language: str) -> None:
        self._lines.say_heading(section.title, language, chapter=not self._depth, otherwise=section.id)
        self._meet(section.title)
        self._depth += 1
        self.read_body(section.body, language)
        self._depth -= 1

    def _read_paragraph(self, paragraph: Paragraph, language: str, lead: str) -> None:
        for sentence in paragraph.sentences:
            if self._lines.say_sentence(sentence, language, lead=lead, prose=True, location=paragraph.location):
                lead = ""
            self._meet(sentence)
        if lead:
            self._number(paragraph, lead, language)
        self._lines.rest(AFTER_PARAGRAPH)

    def _read_list(self, block: List, language: str) -> None:
        words = counted(self._labels, "list", len(block.items), self._lines.language)
        self._lines.announce(f"{block.id or 'unnamed'}-list", words, block.location)
        self._lists += 1
        for number, item in enumerate(block.items, start=block.start):
            lead = f"{number}. " if block.ordered else ""
            if lead and not item.body:
                self._number(item, lead, language)
            self._read(item.body, item.language or language, lead)
        self._lists -= 1
        if self._lists or any(len(item.body) > 1 for item in block.items):
            self._announce(block, "list-end", "list_end")

    def _read_definitions(self, block: DefinitionList, language: str) -> None:
        for item in block.items:
            item_language = item.language or language
            for term in item.terms:
                self._say_sentence(term, item_language, block.location)
            for definition in item.definitions:
                self._read(definition.body, definition.language or item_language)

    def _read_table(self, table: Table, language: str) -> None:
        if table.caption is None:
            self._announce(table, "table", "table")
        else:
            self._say_sentence(table.caption, language, table.location, label="table")
            self._lines.rest(AFTER_PARAGRAPH)
        for head in empty_columns(table):
            self._say_sentence(head, table.head.language or language, table.location, label="empty_column")
        if table.rows:
            self._meet(table.head)
        for row in table.rows or (table.head,):
            read_row(self._lines, table, row, language)
            self._meet(row)

    def _read_figure(self, figure: Figure, language: str) -> None:
        image = figure.image
        if not image.decorative:
            self._say_picture(image, figure, image.language or language)
        if figure.caption:
            self._say_sentence(figure.caption, language, figure.location)
            self._lines.rest(AFTER_PARAGRAPH)
        if not figure.description:
            return
        if self._settings.descriptions:
            self._announce(image, "description", "description")
            self._read(figure.description, language)
            self._announce(image, "description-end", "description_end")
        else:
            self._announce(image, "description", "description_elsewhere")

    def _read_admonition(self, block: Admonition, language: str) -> None:
        if block.title is None:
            self._announce(block, "kind", block.kind)
        else:
            self._say_sentence(block.title, language, block.location, label=block.kind)
        self._lines.rest(AFTER_PARAGRAPH)
        self._read(block.body, language)
        self._announce(block, "end", f"{block.kind}_box_end")

    def _read_code(self, block: CodeBlock, language: str) -> None:
        phrase = self._lines.wording.of_text(block.text, language)
        phrase = self._lines.labelled("code", block.id, phrase, language, block.location)
        self._lines.say(block.id, phrase, language, pause=AFTER_PARAGRAPH, location=block.location)

    # utterances

    def _say_sentence(self, sentence: Sentence, language: str, location: Location | None, label: str = "") -> None:
        self._lines.say_sentence(sentence, language, label=label, location=location)
        self._meet(sentence)

    def _say_picture(self, image: Image, figure: Figure, language: str) -> None:
        identifier, location = image.id or figure.id, image.location or figure.location
        phrase = self._lines.labelled(
            "picture", identifier, self._lines.wording.of_text(image.alt, language), language, location
        )
        self._lines.say(identifier, phrase, language, pause=AFTER_PARAGRAPH, location=location)

    def _number(self, node: Node, lead: str, language: str) -> None:
        phrase = self._lines.wording.of_text(lead, language, printed=False)
        self._lines.say(f"{node.id}-number", phrase, language, location=node.location)

    def _announce(self, node: Node, suffix: str, label: str) -> None:
        self._lines.announce(f"{node.id or 'unnamed'}-{suffix}", self._labels[label], node.location)

    def _end(self, node: Node, label: str) -> None:
        self._announce(node, "end", label)
