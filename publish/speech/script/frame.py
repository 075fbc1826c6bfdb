"""What stands around the text of an article: how it opens and closes, whom to ask, and the words to know."""

from __future__ import annotations

from collections.abc import Iterator

from publish.content import Contact, Edition
from publish.content.language import primary_language
from publish.labels import labels, written_date
from publish.speech.script.lines import AFTER_CHAPTER_TITLE, AFTER_PARAGRAPH, Lines
from publish.speech.settings import NarrationSettings


class FrameReader:
    """Reads an edition's front matter."""

    def __init__(self, edition: Edition, lines: Lines, settings: NarrationSettings) -> None:
        self._edition = edition
        self._metadata = edition.metadata
        self._lines = lines
        self._labels = lines.labels
        self._announces = settings.announcements

    def read_opening(self) -> None:
        """Say the title, whose it is and how old, that the voice is synthetic, and the main points."""
        lines, metadata = self._lines, self._metadata
        lines.begin_chapter("publish-title", metadata.title)
        lines.say_text("publish-subtitle", metadata.subtitle, lines.language, pause=AFTER_CHAPTER_TITLE)
        if self._edition.draft:
            lines.announce("publish-draft", self._labels["draft_edition"])
        if self._announces and metadata.title:
            for identifier, words in self._imprint():
                lines.say_text(f"publish-{identifier}", words, lines.language)
            lines.announce("publish-voice", self._labels["synthetic_voice"])
            lines.rest(AFTER_CHAPTER_TITLE)
        if self._edition.summary:
            lines.announce("publish-summary-heading", self._labels["summary"])
        if self._edition.summary_label:
            lines.announce("publish-summary-draft", self._labels[self._edition.summary_label])
        for number, point in enumerate(self._edition.summary, start=1):
            lines.say_text(f"publish-summary-{number}", point, lines.language)

    def _imprint(self) -> Iterator[tuple[str, str]]:
        metadata, labels, language = self._metadata, self._labels, self._lines.language
        if self._edition.name == "plain":
            yield "edition", f"{labels['plain_edition']}."
        if metadata.authors:
            yield "authors", f"{labels['by']} {labels['comma'].join(author.name for author in metadata.authors)}."
        if metadata.publisher:
            yield "publisher", f"{_announced(labels['publisher'], metadata.publisher)}."
        if metadata.version:
            yield "version", f"{labels['version']} {metadata.version}."
        if metadata.published:
            yield "published", f"{_announced(labels['published'], written_date(metadata.published, language))}."
        if metadata.reviewed:
            reviewed = metadata.reviewed
            parts = [_announced(labels["reviewed_by"], reviewed.by.rstrip(" ."))]
            parts.append(_announced(labels["reviewed_on"], written_date(reviewed.on, language)))
            if reviewed.next:
                parts.append(_announced(labels["review_due"], written_date(reviewed.next, language)))
            yield "reviewed", f"{'. '.join(parts)}."

    def read_contacts(self) -> None:
        """Say the ways to get help."""
        contacts = self._metadata.contacts
        if contacts:
            self._lines.begin_chapter("publish-contacts", self._labels["contacts"])
        for number, contact in enumerate(contacts, start=1):
            words = ". ".join(part.rstrip(" .") for part in self._contact(contact) if part)
            self._lines.say_text(f"publish-contact-{number}", f"{words}.", contact.language or self._lines.language)

    def _contact(self, contact: Contact) -> Iterator[str]:
        names = labels(contact.language) if contact.language else self._labels
        yield _announced(contact.name, contact.use)
        for label, words in (
            ("phone", contact.phone),
            ("text_message", contact.text),
            ("web", contact.web),
            ("email", contact.email),
        ):
            yield _announced(names[label], words) if words else ""
        yield contact.hours

    def read_glossary(self) -> None:
        """Say the words to know, each with its definition."""
        glossary = self._edition.glossary
        if glossary:
            self._lines.begin_chapter("publish-glossary", self._labels["glossary"])
        for number, entry in enumerate(glossary, start=1):
            identifier = entry.id or f"publish-glossary-{number}"
            own, around = entry.language, self._lines.language
            self._lines.say_text(identifier, entry.term, own, pause=0.35)
            language = around if primary_language(own) == primary_language(around) else own
            self._lines.say_text(f"{identifier}-definition", entry.definition, language)

    def read_closing(self) -> None:
        """Say that this is the end, and where the sources are."""
        if not self._announces or not self._lines.utterances or not self._metadata.title:
            return
        self._lines.rest(AFTER_CHAPTER_TITLE)
        if self._metadata.references:
            self._lines.announce("publish-sources", self._labels["sources_elsewhere"])
            self._lines.rest(AFTER_PARAGRAPH)
        end = self._labels["end_of"].replace("{title}", self._metadata.title)
        self._lines.announce("publish-end", end)


def _announced(label: str, words: str) -> str:
    if not words:
        return label
    label = label.rstrip(" :.")
    return f"{label} {words}" if label[-1:] in "?!؟" else f"{label}: {words}"
