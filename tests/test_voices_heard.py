"""The English sample, spoken by each good voice and heard by an offline recogniser: its words, numbers and names.

`benchmarks/voices.py` judges the whole sample. Here Kokoro, ten times slower than Piper, speaks every sixth utterance.
"""

from __future__ import annotations

from functools import cache

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
    utterances = english_utterances()[::step]
    samples, rate = spoken(plugins.create("publish.voices", name), utterances)
    try:
        transcript = transcribe(samples, rate)
    except ToolMissing as missing:
        needs_tool(str(missing))
    return Heard(" ".join(utterance.text for utterance in utterances), transcript)


VOICES = [("piper", 1, 0.05), ("kokoro", 6, 0.02)]


@pytest.mark.parametrize(("name", "step", "most"), VOICES)
def test_its_words_are_understood(name: str, step: int, most: float) -> None:
    transcript = heard(name, step)
    assert transcript.word_error_rate < most, transcript.misses()


@pytest.mark.parametrize(("name", "step", "_"), VOICES)
def test_its_numbers_are_all_right(name: str, step: int, _: float) -> None:
    numbers = heard(name, step).numbers()
    assert numbers.total and numbers.right == numbers.total, numbers


@pytest.mark.parametrize(("name", "step", "_"), VOICES)
@pytest.mark.parametrize("drug", ["ketamine", "esketamine", "spravato"])
def test_the_names_of_medicines_are_understood(name: str, step: int, _: float, drug: str) -> None:
    names = heard(name, step).names([drug])
    assert names.share >= 0.9, names
