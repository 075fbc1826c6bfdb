"""The English sample, or every few utterances of it, spoken by the neural voices and heard by an offline recogniser.

The limits are what was last measured, with a little room. `benchmarks/voices.py` judges the whole sample and every voice: a part
holds more headings and fewer sentences that explain each other, and fewer words to average.
"""

from __future__ import annotations

import numpy
import pytest

from publish import plugins

from .conftest import needs_tool
from .support.heard import Heard
from .support.recogniser import transcribe
from .support.sample import FRENCH, english_utterances, spoken
from .support.tools import ToolMissing

pytestmark = pytest.mark.speech


def heard(name: str, step: int) -> Heard:
    voice = plugins.create("publish.voices", name)
    try:
        transcribe(numpy.ones(16_000, numpy.float32), 16_000)
    except ToolMissing as missing:
        needs_tool(str(missing))
    if not voice.availability().usable:
        needs_tool(f"the voice {name}: {voice.availability().reason}")
    utterances = english_utterances()[::step]
    text = " ".join(utterance.text for utterance in utterances)
    return Heard(text, transcribe(*spoken(voice, utterances)), FRENCH)


def test_the_default_voice_is_understood() -> None:
    transcript = heard("piper", 4)
    assert transcript.word_error_rate < 0.06, transcript.misses()  # 5.2 %; 4.1 % of the whole
    assert transcript.numbers().share == 1, transcript.numbers()
    assert transcript.names(["ketamine"]).share >= 0.85, transcript.names(["ketamine"])


def test_the_best_voice_is_understood() -> None:
    transcript = heard("kokoro", 8)
    assert transcript.word_error_rate < 0.03, transcript.misses()  # about 2 %, of the whole too; one word is 0.4 %
    assert transcript.numbers().share == 1, transcript.numbers()
    assert transcript.names(["ketamine"]).share >= 0.9, transcript.names(["ketamine"])
