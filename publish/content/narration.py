"""What is said aloud, and when."""

from __future__ import annotations

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


class Utterance(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that a voice says in one breath.

    Attributes:
        id: the id of the sentence, heading, cell, caption or picture that it speaks for.
        text: what is said, with respellings, for a voice without phonemes.
        language: BCP 47 tag.
        pronunciations: in order, not overlapping; a voice that takes phonemes says these in place of the respellings.
        pause: silence after it, in seconds.
        chapter: the title of the chapter that begins with it; empty inside a chapter.
        printed: the words as they stand on the page, before numbers, signs and names got their spoken forms.
        location: where they stand in the source; None for what the narration adds.
    """

    id: str
    text: str
    language: str
    pronunciations: tuple[Pronunciation, ...] = ()
    pause: float = 0.35
    chapter: str = ""
    printed: str = ""
    location: Location | None = None


class Cue(msgspec.Struct, frozen=True):
    """When an utterance sounds, in samples from the start of the recording."""

    id: str
    begin: int
    end: int


class Chapter(msgspec.Struct, frozen=True):
    """A chapter of a recording, in samples from its start."""

    title: str
    begin: int
    end: int


class Narration(msgspec.Struct, frozen=True, kw_only=True):
    """A finished recording of an edition.

    Attributes:
        recording: a file of signed 16-bit little-endian mono samples, without a header.
        sample_rate: in Hz.
        samples: how many samples the recording holds.
        cues: one for each utterance, in order.
        chapters: without gaps from the first sample to the last.
        voices: the names of the voices that were used, in order of first use.
    """

    recording: Path
    sample_rate: int
    samples: int
    cues: tuple[Cue, ...]
    chapters: tuple[Chapter, ...]
    voices: tuple[str, ...]

    @property
    def duration(self) -> float:
        """Length of the recording in seconds."""
        return self.samples / self.sample_rate
