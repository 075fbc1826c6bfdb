"""Whatever is said, by whomever: the books of the recording balance, to the sample."""

import itertools
import tempfile
from pathlib import Path

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.content import Utterance
from publish.speech.recording.narrate import narrate
from publish.speech.recording.takes import resampled, take
from publish.speech.settings import NarrationSettings
from publish.speech.voice import Clip

from .tone import ToneVoice

RATES = st.sampled_from([8000, 16000, 22050, 24000, 44100, 48000])
UTTERANCES = st.lists(
    st.builds(
        Utterance,
        id=st.uuids().map(str),
        text=st.text("ab ", min_size=1, max_size=40),
        language=st.sampled_from(["en", "fr", "en-GB"]),
        pause=st.floats(0, 3),
        chapter=st.sampled_from(["", "", "", "Chapter"]),
    ),
    min_size=1,
    max_size=12,
).map(lambda script: [Utterance(id="title", text="A title", language="en"), *script])


@settings(max_examples=60, deadline=None)
@given(UTTERANCES, RATES, RATES, st.sampled_from([0.5, 1.0, 1.7, 2.0]), st.sampled_from([0.25, 1.0, 3.3]))
def test_takes_and_pauses_make_the_recording(script, first, second, speed, pauses):
    voices = [ToneVoice(sample_rate=first), ToneVoice("autre", ["fr"], sample_rate=second)]
    with tempfile.TemporaryDirectory() as folder:
        narration = narrate(
            script,
            voices=voices,
            recording=Path(folder) / "a.pcm",
            report=lambda finding: None,
            settings=NarrationSettings(speed=speed, pauses=pauses),
        )
        assert narration.recording.stat().st_size == 2 * narration.samples
    assert narration.sample_rate == first

    expected, position = [], 0
    for utterance in script:
        voice = voices[utterance.language == "fr"]
        sound = Clip("", voice.sound(utterance.text, speed), voice.sample_rate)
        made = take(sound, first)
        expected.append((position + made.begin, position + made.end))
        position += len(made.samples) + round(utterance.pause * pauses * first)
    assert abs(narration.samples - position) <= 1
    for cue, (begin, end) in zip(narration.cues, expected, strict=True):
        assert abs(cue.begin - begin) <= 1 and abs(cue.end - end) <= 1

    assert [cue.id for cue in narration.cues] == [utterance.id for utterance in script]
    assert all(cue.begin < cue.end for cue in narration.cues)
    assert all(before.end <= after.begin for before, after in itertools.pairwise(narration.cues))
    assert narration.chapters[0].begin == 0
    assert narration.chapters[-1].end == narration.samples
    assert all(before.end == after.begin for before, after in itertools.pairwise(narration.chapters))


@given(st.integers(1, 30_000), RATES, RATES)
@settings(max_examples=60, deadline=None)
def test_a_clip_is_as_long_at_any_rate(length, rate, wanted):
    samples = ToneVoice(sample_rate=rate).sound("a" * 100)[:length]
    assert len(resampled(samples, rate, wanted)) == pytest.approx(len(samples) * wanted / rate, abs=0.5)


def test_times_do_not_drift_over_hundreds_of_takes(tmp_path):
    """48 kHz and 22.05 kHz take turns in a recording at 24 kHz; each tone begins in the file where its cue says."""
    script = [
        Utterance(id=str(number), text="x" * (3 + number % 4), language=("en", "fr", "de")[number % 3], pause=0.05)
        for number in range(600)
    ]
    voices = [
        ToneVoice(sample_rate=24000),
        ToneVoice("deux", ["fr"], sample_rate=48000),
        ToneVoice("drei", ["de"], sample_rate=22050),
    ]
    narration = narrate(script, voices=voices, recording=tmp_path / "a.pcm", report=pytest.fail)
    loud = numpy.flatnonzero(numpy.abs(numpy.fromfile(narration.recording, "<i2").astype(int)) > 300)
    begins = [loud[0], *loud[1:][numpy.diff(loud) > 0.05 * narration.sample_rate]]
    assert begins == pytest.approx([cue.begin for cue in narration.cues], abs=0.002 * narration.sample_rate)
