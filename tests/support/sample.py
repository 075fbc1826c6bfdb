"""The English sample as it is spoken, for the tests and the benchmark of voices."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy
from numpy.typing import NDArray

import publish
from publish.building.project import Project
from publish.content import Utterance
from publish.editions import standard_edition
from publish.labels import labels
from publish.speech.formulas import with_spoken_formulas
from publish.speech.recording.takes import take
from publish.speech.script import script
from publish.speech.voice import Voice

DRUGS = ("ketamine", "esketamine", "Spravato")
FRENCH = ("désagrégation", "L’Automatisme psychologique")
SAMPLE = Path(__file__).parent.parent.parent / "source" / "ketamine.md"


def english_utterances() -> list[Utterance]:
    """Return all that is said in English; words of another language are another voice's."""
    edition = with_spoken_formulas(standard_edition(publish.read(SAMPLE).document), lambda _: None)
    utterances = script(edition, labels("en"), lexicon=Project.around(SAMPLE).lexicon[0])
    return [utterance for utterance in utterances if utterance.language.startswith("en")]


def spoken(voice: Voice, utterances: Sequence[Utterance]) -> tuple[NDArray[numpy.float32], int]:
    """Return the utterances one after the other, with their pauses, and the sample rate."""
    parts: list[NDArray[numpy.float32]] = []
    rate = 0
    for utterance, clip in zip(utterances, voice.speak(utterances), strict=True):
        rate = clip.sample_rate
        parts += [take(clip, rate).samples, numpy.zeros(round(rate * utterance.pause), numpy.float32)]
    return numpy.concatenate(parts), rate
