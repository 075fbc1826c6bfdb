"""Takes and silences one after the other: silence, loudness and time are owned here, all in whole samples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

import numpy
from numpy.typing import NDArray

from publish.content import Chapter, Cue, Narration
from publish.speech.recording.casting import Part
from publish.speech.recording.limiter import limited
from publish.speech.recording.loudness import LoudnessMeter, aim, common_gains, factor, lacking_gains
from publish.speech.recording.takes import Take, take
from publish.speech.voice import Clip

_CHUNK = 65_536  # samples of silence
_ROUNDS = 4
_NEAR, _FAR = 0.05, 4.0  # dB: what nobody hears, and what is no matter of peaks and pauses any more


class _Stretch(NamedTuple):
    voice: str
    samples: int
    pause: int


class Assembly:
    """A recording that grows: in a spool at the voices' own loudness first, then in a file, every voice equally loud.

    What is written down about the recording is exactly what is in it.
    """

    def __init__(self, spool: IO[bytes], pauses: float = 1.0, sample_rate: int = 0) -> None:
        self._spool = spool
        self._pauses = pauses
        self._sample_rate = sample_rate
        self._position = 0
        self._stretches: list[_Stretch] = []
        self._cues: list[Cue] = []
        self._starts: list[tuple[str, int]] = []
        self._meters: dict[str, LoudnessMeter] = {}

    def add(self, part: Part, clip: Clip) -> Take:
        """Append a clip and the silence after it; return what was made of it."""
        utterance, voice = part.utterance, part.voice.name
        self._sample_rate = self._sample_rate or clip.sample_rate
        new = take(clip, self._sample_rate)
        self._meters.setdefault(voice, LoudnessMeter(self._sample_rate)).add(new.samples)
        self._spool.write(new.samples.astype("<f4").tobytes())
        if utterance.chapter or not self._starts:
            self._starts.append((utterance.chapter or utterance.text, self._position))
        begin, end = self._position + new.begin, self._position + new.end
        self._cues.append(Cue(utterance.id, begin, end, utterance.printed or utterance.text, utterance.language))
        stretch = _Stretch(voice, new.samples.size, round(utterance.pause * self._pauses * self._sample_rate))
        self._stretches.append(stretch)
        self._position += stretch.samples + stretch.pause
        return new

    def write(self, file: IO[bytes]) -> None:
        """Write all that was added as signed 16-bit little-endian samples."""
        for stretch, samples in self._sounds(self._gains()):
            file.write(numpy.rint(samples * 32767).clip(-32768, 32767).astype("<i2").tobytes())
            for silence in _silence(stretch.pause):
                file.write(bytes(2 * silence.size))

    def _gains(self) -> dict[str, float]:
        """Return by how many decibels each voice must be louder for all to be alike, and the whole as loud as agreed.

        Peaks that are held back make a voice softer, some more than others, and silences around short words the whole.
        """
        first = gains = common_gains(self._meters)
        for _ in range(_ROUNDS):
            voices = {voice: LoudnessMeter(self._sample_rate) for voice in gains}
            whole = LoudnessMeter(self._sample_rate)
            for stretch, samples in self._sounds(gains):
                voices[stretch.voice].add(samples)
                whole.add(samples)
                for silence in _silence(stretch.pause):
                    whole.add(silence)
            lacking = lacking_gains(aim(self._meters), voices, whole)
            if max(map(abs, lacking.values())) < _NEAR:
                break
            gains = {
                voice: min(max(gain + lacking[voice], first[voice] - _FAR), first[voice] + _FAR)
                for voice, gain in gains.items()
            }
        return gains

    def _sounds(self, gains: dict[str, float]) -> Iterator[tuple[_Stretch, NDArray[numpy.float32]]]:
        self._spool.seek(0)
        for stretch in self._stretches:
            samples = numpy.frombuffer(self._spool.read(4 * stretch.samples), "<f4")
            yield stretch, limited(samples * numpy.float32(factor(gains[stretch.voice])), self._sample_rate)

    def narration(self, recording: Path, spoken: int) -> Narration:
        """Return what is in the recording that was written."""
        ends = [*(begin for _, begin in self._starts[1:]), self._position]
        return Narration(
            recording=recording,
            sample_rate=self._sample_rate,
            samples=self._position,
            cues=tuple(self._cues),
            chapters=tuple(Chapter(title, begin, end) for (title, begin), end in zip(self._starts, ends, strict=True)),
            voices=tuple(self._meters),
            spoken=spoken,
        )


def _silence(length: int) -> Iterator[NDArray[numpy.float32]]:
    for begin in range(0, length, _CHUNK):
        yield numpy.zeros(min(_CHUNK, length - begin), numpy.float32)
