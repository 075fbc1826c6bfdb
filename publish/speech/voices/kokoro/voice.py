"""The voice “kokoro”."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.util import find_spec

from publish.content import Utterance
from publish.content.language import is_kind_of
from publish.plugins import Availability
from publish.speech.voice import Clip
from publish.speech.voices.ahead import ahead
from publish.speech.voices.kokoro.model import LONGEST, PACKAGES, SAMPLE_RATE, KokoroModel, installed
from publish.speech.voices.kokoro.symbols import NUMBERS, symbols
from publish.speech.voices.phonemes import phonemes
from publish.speech.voices.pieces import pieces
from publish.speech.voices.versions import versions

LONGEST_PIECE = 400  # characters; there are seldom more symbols than characters

_AMERICAN = "en-us", "af_heart"
_BRITISH = "en-gb-x-rp", "bf_emma"
# Where English is spoken after the manner of Britain rather than of America.
_BRITISH_REGIONS = frozenset(
    {"au", "gb", "gh", "hk", "ie", "in", "ke", "mt", "my", "ng", "nz", "pk", "sg", "tz", "ug", "za"}
)


class KokoroVoice:
    """Speaks British and American English. The same text always gives the same samples.

    Attributes:
        workers: how many utterances are made at the same time.
    """

    name = "kokoro"
    offline = True
    takes_phonemes = True
    notice = ""
    origin = (
        "Kokoro-82M with the voices af_heart and bf_emma (Apache-2.0, by hexgrad), as int8 ONNX (MIT);"
        " phonemes by eSpeak NG (GPL-3.0-or-later)"
    )

    def __init__(self, workers: int = 0) -> None:
        self.workers = workers or os.cpu_count() or 1

    @property
    def version(self) -> str:
        """Return what the sound follows from: the model, the phonemes, and what runs it."""
        return versions(*PACKAGES, "piper-tts", "onnxruntime")

    def availability(self) -> Availability:
        """Tell whether the extra is installed."""
        if not installed() or not all(map(find_spec, ("piper", "onnxruntime"))):
            return Availability("its model (66 MB) is not installed", "pip install 'publish-accessible[best-voice]'")
        return Availability()

    def speaks(self, language: str) -> bool:
        """Tell whether the language is a kind of English."""
        return is_kind_of(language, "en")

    def speak(self, utterances: Iterable[Utterance], *, speed: float = 1.0) -> Iterator[Clip]:
        """Yield one clip for each utterance, in their order, a few of them made ahead at the same time.

        Raises:
            PublishError: the model is damaged.
        """
        return ahead((self._making(utterance, speed) for utterance in utterances), self.workers)

    def _making(self, utterance: Utterance, speed: float) -> Callable[[], Clip]:
        # The phonemes come from a library with a memory, so they are made one after the other, here.
        british = _BRITISH_REGIONS.intersection(utterance.language.lower().split("-"))
        voice, style = _BRITISH if british else _AMERICAN
        translated = functools.partial(symbols, british=bool(british))
        sentences = phonemes(
            utterance, voice, LONGEST_PIECE, known=lambda text: all(symbol in NUMBERS for symbol in translated(text))
        )
        return functools.partial(
            self._clip, utterance.id, [translated(sentence) for sentence in sentences], style, speed
        )

    def _clip(self, identifier: str, sentences: Sequence[str], style: str, speed: float) -> Clip:
        import numpy

        parts = [numpy.zeros(0, numpy.float32)]
        parts += [self._model.sound(piece, style, speed) for sentence in sentences for piece in _short(sentence)]
        return Clip(identifier, numpy.concatenate(parts).clip(-1, 1), SAMPLE_RATE)

    @functools.cached_property
    def _model(self) -> KokoroModel:
        return KokoroModel()


def _short(sentence: str) -> Iterator[str]:
    """Cut the symbols of a sentence where the model has no room for them all."""
    return pieces(sentence, LONGEST)
