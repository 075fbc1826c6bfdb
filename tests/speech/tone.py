"""A voice for tests: a tone as long as the text, so that what is heard can be told from the samples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy

from publish.content import Utterance
from publish.findings import Finding, PublishError
from publish.plugins import Availability
from publish.speech.voice import Clip


class ToneVoice:
    """Says 20 ms of a tone for every character, with idle silence around it.

    Attributes:
        languages: what it speaks.
        sample_rate: in Hz.
        amplitude: of the tone, between 0 and 1.
        fails_at: the id of an utterance at which it breaks down.
        silent_at: the id of an utterance for which it makes no sound.
        heard: the utterances that it was given.
    """

    offline = True
    takes_phonemes = False
    notice = ""
    origin = "the tests"
    version = "1"

    def __init__(
        self,
        name: str = "tone",
        languages: Iterable[str] = ("en",),
        *,
        sample_rate: int = 22050,
        amplitude: float = 0.3,
        frequency: float = 440,
        fails_at: str = "",
        silent_at: str = "",
    ) -> None:
        self.name = name
        self.languages = tuple(languages)
        self.sample_rate = sample_rate
        self.amplitude = amplitude
        self.frequency = frequency
        self.fails_at = fails_at
        self.silent_at = silent_at
        self.heard: list[Utterance] = []

    def availability(self) -> Availability:
        return Availability()

    def speaks(self, language: str) -> bool:
        return language.partition("-")[0] in self.languages

    def speak(self, utterances: Iterable[Utterance], *, speed: float = 1.0) -> Iterator[Clip]:
        for utterance in utterances:
            if utterance.id == self.fails_at:
                raise PublishError(Finding(rule="voice-unreachable", message="The network is gone."))
            self.heard.append(utterance)
            silent = utterance.id == self.silent_at
            yield Clip(utterance.id, self.sound(utterance.text, speed) * numpy.float32(not silent), self.sample_rate)

    def sound(self, text: str, speed: float = 1.0) -> numpy.typing.NDArray[numpy.float32]:
        time = numpy.arange(round(0.02 * len(text) / speed * self.sample_rate)) / self.sample_rate
        tone = self.amplitude * numpy.cos(2 * numpy.pi * self.frequency * time)
        idle = round(0.2 * self.sample_rate)
        return numpy.concatenate([numpy.zeros(idle), tone, numpy.zeros(2 * idle)]).astype(numpy.float32)
