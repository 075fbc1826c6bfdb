"""How the finished file sounds: as loud as agreed, without clipping, without clicks, all voices alike."""

import numpy
import pytest

from publish.backends.sound import CONTAINERS, encode
from publish.content import Utterance
from publish.speech.recording.narrate import narrate
from publish.speech.voices.espeak import EspeakVoice
from publish.speech.voices.piper import PiperVoice

from ..support.loudness import Sound, decoded, level
from .tone import ToneVoice

pytestmark = pytest.mark.speech

ENGLISH = [
    "Ketamine and low mood.",
    "Ketamine is an anaesthetic that is also used, at a low dose, to treat depression.",
    "Do not drive for the rest of the day!",
    "The usual dose is 0.5 milligrams per kilogram of body weight, over 40 minutes.",
    "No.",
    "Tell your doctor if you have high blood pressure, or if you have ever had a stroke.",
]
ARABIC = ["اغسل يديك بالماء والصابون.", "استمر لمدة عشرين ثانية على الأقل."]
SCRIPT = [
    Utterance(id=f"{language}{number}", text=text, language=language, pause=0.7)
    for language, texts in (("en", ENGLISH), ("ar", ARABIC), ("en", ENGLISH[:2]))
    for number, text in enumerate(texts)
]


@pytest.fixture(scope="module", params=["piper and espeak", "espeak", "tones"])
def narration(request, tmp_path_factory):
    voices = {
        "piper and espeak": [PiperVoice(), EspeakVoice()],
        "espeak": [EspeakVoice()],
        "tones": [ToneVoice(amplitude=0.9), ToneVoice("soft", ["ar"], amplitude=0.01, sample_rate=48000)],
    }[request.param]
    return narrate(
        SCRIPT,
        voices=voices,
        recording=tmp_path_factory.mktemp("levels") / "a.pcm",
        report=pytest.fail,
    )


@pytest.fixture(
    scope="module", params=[("mp3", 64), ("mp3", 192), ("m4b", 64)], ids=lambda form: f"{form[0]} {form[1]}"
)
def heard(request, narration, tmp_path_factory):
    container, bitrate = request.param
    path = tmp_path_factory.mktemp("levels") / f"a.{container}"
    encode(narration, path, CONTAINERS[container], bitrate=bitrate, language="en")
    return decoded(path)


def test_it_is_as_loud_as_agreed_and_does_not_clip(heard):
    loudness, true_peak = level(heard)
    assert loudness == pytest.approx(-19, abs=0.5)
    assert true_peak <= -1


def test_two_voices_are_equally_loud(narration, heard):
    def loudness(language):
        cues = [cue for cue in narration.cues if cue.language == language]
        scale = heard.rate / narration.sample_rate
        parts = [heard.samples[round(cue.begin * scale) : round(cue.end * scale)] for cue in cues]
        return level(Sound(numpy.concatenate(parts), heard.rate)).loudness

    assert loudness("ar") == pytest.approx(loudness("en"), abs=1)


class CutOff(ToneVoice):
    """Begins and ends at full loudness."""

    def sound(self, text, speed=1.0):
        idle = round(0.2 * self.sample_rate)
        return super().sound(text, speed)[idle : -2 * idle]


def test_nothing_clicks_where_takes_and_silences_meet(tmp_path):
    narration = narrate(
        SCRIPT,
        voices=[CutOff(amplitude=0.9), EspeakVoice()],
        recording=tmp_path / "a.pcm",
        report=pytest.fail,
    )
    samples = numpy.fromfile(narration.recording, "<i2").astype(float) / 32768
    sounding = numpy.flatnonzero(samples)
    gaps = numpy.flatnonzero(numpy.diff(sounding) > 0.3 * narration.sample_rate)
    assert len(gaps) == len(SCRIPT) - 1
    joins = [sounding[0], *sounding[gaps], *sounding[gaps + 1], sounding[-1]]
    assert numpy.abs(samples[joins]).max() <= 10 ** (-60 / 20)
