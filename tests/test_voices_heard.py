"""The English sample, every fourth utterance of it, spoken by the default voice and heard by an offline recogniser.

The limits are what was last measured, with a little room; `benchmarks/voices.py` judges the whole sample and every voice.
"""

from __future__ import annotations

from functools import cache

import numpy
import pytest

from publish import plugins

from .conftest import needs_tool
from .support.heard import Heard
from .support.recogniser import transcribe
from .support.sample import english_utterances, spoken
from .support.tools import ToolMissing

pytestmark = pytest.mark.speech


@cache
def heard(name: str, step: int) -> Heard:
    try:
        transcribe(numpy.ones(16_000, numpy.float32), 16_000)
    except ToolMissing as missing:
        needs_tool(str(missing))
    utterances = english_utterances()[::step]
    transcript = transcribe(*spoken(plugins.create("publish.voices", name), utterances))
    return Heard(" ".join(utterance.text for utterance in utterances), transcript)


def test_the_default_voice_is_understood_as_well_as_before() -> None:
    transcript = heard("piper", 4)
    assert transcript.word_error_rate < 0.08, transcript.misses()
    assert transcript.numbers().share >= 0.96, transcript.numbers()
    assert transcript.names(["ketamine"]).share >= 0.9, transcript.names(["ketamine"])
