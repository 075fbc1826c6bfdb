"""What is said aloud, and when."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from publish.findings import Location


class Pronunciation(msgspec.Struct, frozen=True):
    """How some words of an utterance sound, for voices that take phonemes.

    Attributes:
        begin: the index of their first character in the utterance's text.
        end: the index after their last character.
        phonemes: the whole of them in the International Phonetic Alphabet, without slashes or brackets.
    """

    begin: int
    end: int
    phonemes: str


class Utterance(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a voice says in one breath.

    Attributes:
        id: the id of the sentence, heading, cell, caption or picture that it speaks for.
        text: what is said, with respellings, for a voice without phonemes.
        language: BCP 47 tag.
        pronunciations: in order, not overlapping; a voice that takes phonemes says these in place of the respellings.
        pause: silence after it, in seconds.
        chapter: the title of the chapter that begins with it; empty inside a chapter.
        printed: the words as they stand on the page, before numbers, signs and names got their spoken forms.
        location: where the words, or the block that they announce, stand in the source; None for an article's frame.
    """

    id: str
    text: str
    language: str
    pronunciations: tuple[Pronunciation, ...] = ()
    pause: float = 0.35
    chapter: str = ""
    printed: str = ""
    location: Location | None = None


class Line(msgspec.Struct, frozen=True):
    """Words that stand around an article, such as an entry of its table of contents, to be spoken as they are printed.

    Attributes:
        id: of the cue that they get.
        language: BCP 47 tag.
    """

    id: str
    text: str
    language: str


class Script(msgspec.Struct, frozen=True, kw_only=True):
    """What will be said for an article, for people who check it before a voice speaks.

    Attributes:
        version: of this form of the script.
        source: the path of the article.
        edition: ``standard`` or ``plain``.
        language: BCP 47 tag of the edition.
        utterances: in order.
    """

    version: int = 1
    source: str
    edition: str
    language: str
    utterances: tuple[Utterance, ...]


class Cue(msgspec.Struct, frozen=True):
    """When an utterance sounds.

    Attributes:
        id: of the utterance.
        begin: in samples from the start of the narration.
        end: likewise.
        text: what is printed there; what is said, where nothing is printed as such.
        language: BCP 47 tag.
    """

    id: str
    begin: int
    end: int
    text: str = ""
    language: str = ""

    @property
    def about(self) -> Iterator[str]:
        """The ids of what it may be about, the nearest first: its own, and what that begins with.

        The id of an announcement, which stands nowhere itself, begins with that of its block: ``a-b-c`` may be about
        ``a-b`` or ``a``.
        """
        identifier = self.id
        while identifier:
            yield identifier
            identifier = identifier.rpartition("-")[0]


class Chapter(msgspec.Struct, frozen=True):
    """A chapter of a recording, in samples from its start."""

    title: str
    begin: int
    end: int


class Narration(msgspec.Struct, frozen=True, kw_only=True):
    """A finished recording of an edition.

    Attributes:
        recording: a file of signed 16-bit little-endian mono samples, without a header.
        offset: where in the recording the narration begins, in samples.
        sample_rate: in Hz.
        samples: how many samples the narration holds.
        cues: one for each utterance, in order.
        chapters: without gaps from the first sample to the last.
        voices: the names of the voices that were used, in order of first use.
        spoken: how many utterances a voice spoke for it; the others were kept from earlier.
    """

    recording: Path
    sample_rate: int
    samples: int
    cues: tuple[Cue, ...]
    chapters: tuple[Chapter, ...]
    voices: tuple[str, ...]
    offset: int = 0
    spoken: int = 0

    @property
    def duration(self) -> float:
        """Length of the recording in seconds."""
        return self.samples / self.sample_rate

    def excerpt(self, chapter: Chapter) -> Narration:
        """Return a chapter as a narration of its own, out of the same recording."""
        return msgspec.structs.replace(
            self,
            offset=self.offset + chapter.begin,
            samples=chapter.end - chapter.begin,
            cues=tuple(
                msgspec.structs.replace(cue, begin=cue.begin - chapter.begin, end=cue.end - chapter.begin)
                for cue in self.cues
                if chapter.begin <= cue.begin < chapter.end
            ),
            chapters=(Chapter(chapter.title, 0, chapter.end - chapter.begin),),
        )
