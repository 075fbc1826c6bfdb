"""From a narration script to a recording: who says what, and when.

The voices give clips; this module alone owns silence, loudness and time, all in whole samples, so that what is written
down about the recording is exactly what is in it. Memory does not grow with the length of the recording.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import IO, NamedTuple

import msgspec
import numpy

from publish.content import Chapter, Cue, Narration, Utterance
from publish.findings import Finding, PublishError, Severity
from publish.speech.loudness import LoudnessMeter, common_gains, limited
from publish.speech.takes import Take, take
from publish.speech.voice import Clip, Voice


def narrate(
    utterances: Sequence[Utterance],
    *,
    voices: Sequence[Voice],
    recording: Path,
    report: Callable[[Finding], None],
    progress: Callable[[int, int], None],
) -> Narration:
    """Speak a script into a file.

    Every language has one voice from beginning to end: the first that speaks it. If a voice fails, the whole narration
    fails, and nothing is written.

    Args:
        utterances: what is said; the first one is in the language of the document.
        voices: in order of preference.
        recording: the file to write.
        report: takes what the user must be told.
        progress: is told after each utterance how many are done, and of how many.

    Raises:
        PublishError: there is nothing to say, or a voice cannot go on.
    """
    if not utterances:
        raise PublishError(Finding(rule="narration-empty", message="There is nothing in this article to read aloud."))
    parts = _cast(utterances, voices, report)
    part_file = recording.with_name(f"{recording.name}.part")
    try:
        with tempfile.TemporaryFile(dir=recording.parent) as spool:
            assembly = _Assembly(spool)
            for done, (part, clip) in enumerate(_spoken(parts), start=1):
                if assembly.add(part, clip).silent:
                    report(_silent(part))
                progress(done, len(parts))
            with part_file.open("wb") as file:
                assembly.write(file)
        part_file.replace(recording)
    finally:
        part_file.unlink(missing_ok=True)
    return assembly.narration(recording)


class _Part(NamedTuple):
    voice: Voice
    utterance: Utterance


def _cast(
    utterances: Sequence[Utterance], voices: Sequence[Voice], report: Callable[[Finding], None]
) -> Sequence[_Part]:
    """Give each utterance the voice of its language."""
    document_language = utterances[0].language
    roles: dict[str, tuple[Voice, str]] = {}
    for language in dict.fromkeys(utterance.language for utterance in utterances):
        voice = next((voice for voice in voices if voice.speaks(language)), None)
        if voice:
            roles[language] = voice, language
        else:
            roles[language] = _stand_in(document_language, voices)
            report(_without_voice(language, roles[language][0]))
    return [
        _Part(voice, msgspec.structs.replace(utterance, language=language))
        for utterance in utterances
        for voice, language in [roles[utterance.language]]
    ]


def _stand_in(document_language: str, voices: Sequence[Voice]) -> tuple[Voice, str]:
    """Return the last voice that speaks the document's language, else English, and the language it shall speak."""
    for language in (document_language, "en"):
        for voice in reversed(voices):
            if voice.speaks(language):
                return voice, language
    raise PublishError(
        Finding(
            rule="narration-without-voice",
            message=f"None of the chosen voices speaks the article's language, “{document_language}”.",
            harms="Nobody can listen to the article.",
            mend="Choose another voice; “espeak” speaks more than a hundred languages.",
        )
    )


def _spoken(parts: Sequence[_Part]) -> Iterator[tuple[_Part, Clip]]:
    for _, group in groupby(parts, key=lambda part: part.voice.name):
        run = list(group)
        clips = iter(run[0].voice.speak(part.utterance for part in run))
        for part in run:
            clip = next(clips, None)
            if clip is None or clip.id != part.utterance.id:
                raise PublishError(
                    Finding(
                        rule="voice-out-of-order",
                        message=f"The voice “{part.voice.name}” gave no sound for “{part.utterance.text[:60]}”.",
                        mend="Choose another voice, and report this to the makers of that one.",
                    )
                )
            yield part, clip


class _Stretch(NamedTuple):
    voice: str
    samples: int
    pause: int


class _Assembly:
    """Takes and silences one after the other: first in a spool at the voices' own loudness, then in the recording."""

    def __init__(self, spool: IO[bytes]) -> None:
        self._spool = spool
        self._sample_rate = 0
        self._position = 0
        self._stretches: list[_Stretch] = []
        self._cues: list[Cue] = []
        self._starts: list[tuple[str, int]] = []
        self._meters: dict[str, LoudnessMeter] = {}

    def add(self, part: _Part, clip: Clip) -> Take:
        utterance, voice = part.utterance, part.voice.name
        self._sample_rate = self._sample_rate or clip.sample_rate
        new = take(clip, self._sample_rate)
        self._meters.setdefault(voice, LoudnessMeter()).add(new.samples, self._sample_rate)
        self._spool.write(new.samples.astype("<f4").tobytes())
        if utterance.chapter or not self._starts:
            self._starts.append((utterance.chapter or utterance.text, self._position))
        begin, end = self._position + new.begin, self._position + new.end
        words = utterance.printed or utterance.text
        self._cues.append(Cue(utterance.id, begin, end, words, utterance.language))
        stretch = _Stretch(voice, new.samples.size, round(utterance.pause * self._sample_rate))
        self._stretches.append(stretch)
        self._position += stretch.samples + stretch.pause
        return new

    def write(self, file: IO[bytes]) -> None:
        """Write all that was added as signed 16-bit little-endian samples, every voice equally loud."""
        gains = common_gains(self._meters)
        self._spool.seek(0)
        for stretch in self._stretches:
            samples = numpy.frombuffer(self._spool.read(4 * stretch.samples), "<f4")
            louder = limited(samples * numpy.float32(gains[stretch.voice]), self._sample_rate)
            file.write(numpy.rint(louder * 32767).clip(-32768, 32767).astype("<i2").tobytes())
            file.write(bytes(2 * stretch.pause))

    def narration(self, recording: Path) -> Narration:
        ends = [*(begin for _, begin in self._starts[1:]), self._position]
        return Narration(
            recording=recording,
            sample_rate=self._sample_rate,
            samples=self._position,
            cues=tuple(self._cues),
            chapters=tuple(Chapter(title, begin, end) for (title, begin), end in zip(self._starts, ends, strict=True)),
            voices=tuple(self._meters),
        )


def _without_voice(language: str, voice: Voice) -> Finding:
    return Finding(
        rule="language-without-voice",
        message=f"No chosen voice speaks “{language}”; “{voice.name}” reads it in another language.",
        severity=Severity.WARNING,
        harms="Listeners hear these passages mispronounced, perhaps past understanding.",
        mend="Check the language tag, or add a voice that speaks this language, such as “espeak”.",
    )


def _silent(part: _Part) -> Finding:
    return Finding(
        rule="utterance-silent",
        message=f"The voice “{part.voice.name}” makes no sound for “{part.utterance.text[:60]}” ({part.utterance.id}).",
        harms="Listeners miss this passage without knowing it.",
        mend="Reword it, tell with “say” how it is spoken, or choose another voice.",
    )
