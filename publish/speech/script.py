"""The narration script: an edition in reading order, as the things that a voice says one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import assert_never

import msgspec

from publish.content import (
    Admonition,
    Block,
    Cell,
    CodeBlock,
    Contact,
    DefinitionList,
    Edition,
    Figure,
    GlossaryEntry,
    Group,
    List,
    MathBlock,
    NotYetPlain,
    Paragraph,
    Quotation,
    Section,
    Sentence,
    Table,
    ThematicBreak,
    Utterance,
    plain_text,
)
from publish.speech.wording import Wording

# Silences in seconds.
AFTER_SENTENCE = 0.35
AFTER_PARAGRAPH = 0.7
AROUND_HEADING = 1.0
BEFORE_CHAPTER = 2.0
AFTER_CHAPTER_TITLE = 1.2


def script(edition: Edition, labels: Mapping[str, str]) -> tuple[Utterance, ...]:
    """Return what is said for an edition, in reading order.

    An utterance has the id of the sentence, heading, cell, caption or picture that it speaks for. What is said but
    stands nowhere as such (announcements) has the id of its block with a suffix.

    Args:
        labels: the words that the narration adds, in the edition's language.
    """
    writer = _Writer(edition, labels)
    writer.write_opening()
    writer.write_blocks(edition.body, edition.metadata.language)
    writer.write_closing()
    return tuple(writer.utterances)


class _Writer:
    def __init__(self, edition: Edition, labels: Mapping[str, str]) -> None:
        self.utterances: list[Utterance] = []
        self._edition = edition
        self._labels = labels
        self._wording = Wording(edition)
        self._language = edition.metadata.language
        self._ids: set[str] = set()
        self._depth = 0

    # the frame of the narration

    def write_opening(self) -> None:
        metadata = self._edition.metadata
        self._chapter("publish-title", metadata.title)
        self._say("publish-subtitle", metadata.subtitle, self._language, pause=AFTER_CHAPTER_TITLE)
        if self._edition.summary:
            self._announce("publish-summary-heading", "summary")
        for number, point in enumerate(self._edition.summary, start=1):
            self._say(f"publish-summary-{number}", point, self._language, pause=AFTER_PARAGRAPH)

    def write_closing(self) -> None:
        edition = self._edition
        if edition.metadata.contacts:
            self._chapter("publish-contacts", self._labels["contacts"])
        for number, contact in enumerate(edition.metadata.contacts, start=1):
            self._write_contact(contact, f"publish-contact-{number}")
        if edition.glossary:
            self._chapter("publish-glossary", self._labels["glossary"])
        for number, entry in enumerate(edition.glossary, start=1):
            self._write_entry(entry, entry.id or f"publish-glossary-{number}")
        if edition.notes:
            self._chapter("publish-notes", self._labels["notes"])
        for note in edition.notes:
            self._say(note.id, f"{self._labels['note']} {note.number}.", self._language)
            self.write_blocks(note.body, note.language or self._language)

    def _write_contact(self, contact: Contact, identifier: str) -> None:
        parts = [
            _announced(contact.name, contact.use),
            _announced(self._labels["phone"], contact.phone) if contact.phone else "",
            _announced(self._labels["text_message"], contact.text) if contact.text else "",
            contact.web,
            contact.email,
            contact.hours,
        ]
        words = ". ".join(part.rstrip(" .") for part in parts if part)
        self._say(identifier, f"{words}.", self._language, pause=AFTER_PARAGRAPH)

    def _write_entry(self, entry: GlossaryEntry, identifier: str) -> None:
        self._say(identifier, entry.term, entry.language)
        self._say(f"{identifier}-definition", entry.definition, self._language, pause=AFTER_PARAGRAPH)

    # blocks

    def write_blocks(self, blocks: Iterable[Block], language: str, lead: str = "") -> None:
        for block in blocks:
            self._write_block(block, block.language or language, lead)
            lead = ""

    def _write_block(self, block: Block, language: str, lead: str) -> None:
        if lead and not isinstance(block, Paragraph):
            self._say(f"{block.id}-number", lead, language)
        match block:
            case Section():
                self._write_section(block, language)
            case Paragraph():
                self._write_paragraph(block, language, lead)
            case List():
                self._write_list(block, language)
            case DefinitionList():
                self._write_definitions(block, language)
            case Table():
                self._write_table(block, language)
            case Figure():
                self._write_figure(block, language)
            case Quotation():
                self._announce(f"{block.id}-quotation", "quotation")
                self.write_blocks(block.body, language)
                self._announce(f"{block.id}-quotation-end", "quotation_end")
            case CodeBlock():
                self._say(block.id, _announced(self._labels["code"], block.text), language, pause=AFTER_PARAGRAPH)
            case MathBlock():
                self._say(block.id, block.say or block.tex, language, pause=AFTER_PARAGRAPH)
            case Admonition():
                self._write_admonition(block, language)
            case NotYetPlain():
                self._announce(f"{block.id}-label", "not_yet_plain")
                self.write_blocks(block.body, language)
            case Group():
                self.write_blocks(block.body, language)
            case ThematicBreak():
                self._rest(AROUND_HEADING)
            case _:
                assert_never(block)

    def _write_section(self, section: Section, language: str) -> None:
        title, title_language = section.title, _language_of(section.title) or language
        words = self._wording.of_sentence(title)
        if self._depth:
            self._rest(AROUND_HEADING)
            self._say(title.id or section.id, words, title_language, pause=AROUND_HEADING)
        else:
            self._chapter(title.id or section.id, words, title=plain_text(title), language=title_language)
        self._depth += 1
        self.write_blocks(section.body, language)
        self._depth -= 1

    def _write_paragraph(self, paragraph: Paragraph, language: str, lead: str) -> None:
        for sentence in paragraph.sentences:
            self._say_sentence(sentence, language, lead=lead)
            lead = ""
        self._rest(AFTER_PARAGRAPH)

    def _write_list(self, block: List, language: str) -> None:
        for number, item in enumerate(block.items, start=block.start):
            lead = f"{number}. " if block.ordered else ""
            self.write_blocks(item.body, item.language or language, lead)

    def _write_definitions(self, block: DefinitionList, language: str) -> None:
        for item in block.items:
            for term in item.terms:
                self._say_sentence(term, item.language or language)
            for definition in item.definitions:
                self.write_blocks(definition.body, definition.language or item.language or language)

    def _write_table(self, table: Table, language: str) -> None:
        if table.caption:
            self._say_sentence(table.caption, language, announced="table")
        for row in table.rows or (table.head,):
            heads = table.head.cells if table.rows else ()
            for head, cell in zip_longest(heads, row.cells):
                if cell and cell.content:
                    self._say_cell(head, cell, row.language or language)
            self._rest(AFTER_PARAGRAPH)

    def _say_cell(self, head: Cell | None, cell: Cell, language: str) -> None:
        if cell.content is None:
            return
        identifier, cell_language = cell.content.id or cell.id, _language_of(cell.content) or cell.language or language
        words = self._wording.of_sentence(cell.content)
        if head and head.content:
            head_language = _language_of(head.content) or head.language or language
            head_words = self._wording.of_sentence(head.content)
            if head_language == cell_language:
                words = _announced(head_words, words)
            else:
                self._say(f"{identifier}-head", head_words, head_language)
        self._say(identifier, words, cell_language)

    def _write_figure(self, figure: Figure, language: str) -> None:
        image = figure.image
        if image.alt and not image.decorative:
            words = _announced(self._labels["picture"], image.alt)
            self._say(image.id or figure.id, words, image.language or language, pause=AFTER_PARAGRAPH)
        if figure.caption:
            self._say_sentence(figure.caption, language)
            self._rest(AFTER_PARAGRAPH)
        if figure.description:
            self._announce(f"{figure.id}-description", "description")
            self.write_blocks(figure.description, language)
            self._announce(f"{figure.id}-description-end", "description_end")

    def _write_admonition(self, block: Admonition, language: str) -> None:
        if block.title is None:
            self._announce(f"{block.id}-kind", block.kind)
        else:
            self._say_sentence(block.title, language, announced=block.kind)
        self._rest(AFTER_PARAGRAPH)
        self.write_blocks(block.body, language)

    # utterances

    def _say_sentence(self, sentence: Sentence, language: str, *, announced: str = "", lead: str = "") -> None:
        words = self._wording.of_sentence(sentence)
        if words and announced:
            words = _announced(self._labels[announced], words)
        self._say(sentence.id, f"{lead}{words}" if words else "", _language_of(sentence) or language)

    def _announce(self, identifier: str, label: str) -> None:
        words = self._labels[label].rstrip(" .")
        self._say(identifier, f"{words}.", self._language, pause=AFTER_PARAGRAPH)

    def _chapter(self, identifier: str, words: str, *, title: str = "", language: str = "") -> None:
        self._rest(BEFORE_CHAPTER)
        language = language or self._language
        self._say(identifier, words, language, pause=AFTER_CHAPTER_TITLE, chapter=title or words)

    def _say(
        self, identifier: str, text: str, language: str, *, pause: float = AFTER_SENTENCE, chapter: str = ""
    ) -> None:
        aloud = self._wording.aloud(text, language)
        if aloud:
            utterance = Utterance(
                id=self._unique(identifier), text=aloud, language=language, pause=pause, chapter=chapter
            )
            self.utterances.append(utterance)

    def _rest(self, seconds: float) -> None:
        """Let the silence after what was said last be at least so long."""
        if self.utterances and self.utterances[-1].pause < seconds:
            self.utterances[-1] = msgspec.structs.replace(self.utterances[-1], pause=seconds)

    def _unique(self, identifier: str) -> str:
        unique, number = identifier or "unnamed", 1
        while unique in self._ids:
            number += 1
            unique = f"{identifier or 'unnamed'}-{number}"
        self._ids.add(unique)
        return unique


def _language_of(sentence: Sentence) -> str | None:
    """Return the language that a sentence is marked with, itself or by a span around all of it."""
    if sentence.language or len(sentence.content) != 1:
        return sentence.language
    return sentence.content[0].language


def _announced(label: str, words: str) -> str:
    """Return “Dose: 5 mg”; a label that ends a sentence already gets no colon."""
    if not label or not words:
        return words or label
    label = label.rstrip(" :.")
    return f"{label} {words}" if label[-1:] in "?!؟" else f"{label}: {words}"
