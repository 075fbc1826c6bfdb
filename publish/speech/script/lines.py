"""The lines of a script: utterances with ids of their own, and the silences between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from publish.content import Edition, Sentence, Utterance, descendants, plain_text
from publish.content.language import primary_language
from publish.findings import Finding, Location
from publish.speech.leftovers import findings_about
from publish.speech.phrases import Phrase, announced
from publish.speech.wording import Wording

# Silences in seconds.
AFTER_CELL = 0.25
AFTER_SENTENCE = 0.35
AFTER_PARAGRAPH = 0.7
AROUND_HEADING = 1.0
BEFORE_CHAPTER = 2.0
AFTER_CHAPTER_TITLE = 1.2


class Lines:
    """Takes phrases one after the other, and makes utterances of those that have something to say.

    Attributes:
        language: of the edition, which announcements are made in.
        wording: words what is printed.
        labels: the words that the narration adds.
        utterances: all so far.
    """

    def __init__(
        self, edition: Edition, wording: Wording, labels: Mapping[str, str], report: Callable[[Finding], None]
    ) -> None:
        self.language = edition.metadata.language
        self.wording = wording
        self.labels = labels
        self.utterances: list[Utterance] = []
        self._report = report
        self._ids: set[str] = set()
        self._ids_of_nodes = {node.id for node in descendants([*edition.body, *edition.notes])}

    def say(
        self,
        identifier: str,
        phrase: Phrase,
        language: str,
        *,
        pause: float = AFTER_SENTENCE,
        chapter: str = "",
        location: Location | None = None,
    ) -> bool:
        """Add an utterance; tell whether there was anything to say."""
        text, pronunciations = self.wording.aloud(phrase, language)
        for finding in findings_about(phrase.words, text or phrase.words, language, identifier, location):
            self._report(finding)
        if not text:
            return False
        self.utterances.append(
            Utterance(
                id=self._unique(identifier, printed=bool(phrase.printed)),
                text=text,
                language=language,
                pronunciations=pronunciations,
                pause=pause,
                chapter=chapter,
                printed=phrase.printed,
                location=location,
            )
        )
        return True

    def say_sentence(
        self,
        sentence: Sentence,
        language: str,
        *,
        label: str = "",
        lead: str = "",
        prose: bool = False,
        location: Location | None = None,
    ) -> bool:
        """Add a sentence, heading or caption; tell whether there was anything to say.

        Args:
            language: of the surroundings.
            label: the name of the label that announces it.
            lead: the number of a list's item.
            prose: whether abbreviations are told in full where they stand first.
            location: of the block, if the sentence has none of its own.
        """
        language = language_of(sentence) or language
        phrase = self.wording.of_sentence(sentence, language, prose=prose)
        location = sentence.location or location
        if not self.wording.aloud(phrase, language)[0]:
            return self.say(sentence.id, phrase, language, location=location)
        if label:
            phrase = self.labelled(label, sentence.id, phrase, language, location)
        return self.say(sentence.id, phrase.led_by(lead, language), language, location=location)

    def say_text(self, identifier: str, text: str, language: str, *, pause: float = AFTER_PARAGRAPH) -> bool:
        """Add a text that holds no markup, such as a field of the front matter; tell whether anything was to say."""
        return self.say(identifier, self.wording.of_text(text, language), language, pause=pause)

    def announce(self, identifier: str, words: str, location: Location | None = None) -> None:
        """Add words that do not stand on the page."""
        phrase = self.wording.of_text(f"{words.rstrip(' .')}." if words else "", self.language, printed=False)
        self.say(identifier, phrase, self.language, pause=AFTER_PARAGRAPH, location=location)

    def labelled(self, label: str, identifier: str, phrase: Phrase, language: str, location: Location | None) -> Phrase:
        """Return a phrase led by a label, or say the label by itself where the phrase is in another language."""
        if not phrase.words.strip() or primary_language(language) == primary_language(self.language):
            return announced(self.labels[label], phrase, language)
        self.announce(f"{identifier}-label", self.labels[label], location)
        return phrase

    def begin_chapter(self, identifier: str, title: str) -> None:
        """Add the title of a part of the frame, such as the contacts, which begins a chapter."""
        self.rest(BEFORE_CHAPTER)
        phrase = self.wording.of_text(title, self.language)
        self.say(identifier, phrase, self.language, pause=AFTER_CHAPTER_TITLE, chapter=title)

    def say_heading(self, title: Sentence, language: str, *, chapter: bool, otherwise: str) -> None:
        """Add the heading of a section.

        Args:
            language: of the section.
            chapter: whether it begins a chapter.
            otherwise: the section's id, for a heading without one.
        """
        self.rest(BEFORE_CHAPTER if chapter else AROUND_HEADING)
        language = language_of(title) or language
        self.say(
            title.id or otherwise,
            self.wording.of_sentence(title, language),
            language,
            pause=AFTER_CHAPTER_TITLE if chapter else AROUND_HEADING,
            chapter=plain_text(title) if chapter else "",
            location=title.location,
        )

    def rest(self, seconds: float) -> None:
        """Let the silence after what was said last be at least so long."""
        if self.utterances and self.utterances[-1].pause < seconds:
            self.utterances[-1] = msgspec.structs.replace(self.utterances[-1], pause=seconds)

    def _unique(self, identifier: str, *, printed: bool) -> str:
        """Return the id, or one made of it where it is taken; an announcement never takes that of a node."""
        unique, number = identifier or "unnamed", 1
        while unique in self._ids or (not printed and unique in self._ids_of_nodes):
            number += 1
            unique = f"{identifier or 'unnamed'}-{number}"
        self._ids.add(unique)
        return unique


def language_of(sentence: Sentence) -> str | None:
    """Return the language that a sentence is marked with, itself or by a span around all of it."""
    if sentence.language or len(sentence.content) != 1:
        return sentence.language
    return sentence.content[0].language
