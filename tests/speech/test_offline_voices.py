"""The voices that need no network really speak."""

import functools
import hashlib
import subprocess
import sys

import msgspec
import numpy
import pytest

from publish.content import Pronunciation, Utterance
from publish.findings import PublishError
from publish.speech.recording.loudness import LoudnessMeter
from publish.speech.voice import Voice
from publish.speech.voices.espeak import EspeakVoice
from publish.speech.voices.kokoro import KokoroVoice
from publish.speech.voices.phonemes import phonemes
from publish.speech.voices.piper import PiperVoice

from ..conftest import CLONE

ENGLISH = Utterance(id="en", text="Ketamine is an anaesthetic: a medicine that blocks pain.", language="en-GB")
ARABIC = Utterance(id="ar", text="الكيتامين دواء يسكّن الألم.", language="ar")
ABBREVIATED = Utterance(id="dr", text="Dr. Smith saw No. 5.", language="en")
PHONEMES = Utterance(id="brackets", text="As shown in [[1]].", language="en")

pytestmark = pytest.mark.speech


ENGLISH_VOICES = [PiperVoice, KokoroVoice, EspeakVoice]


@functools.cache
def _loaded(voice):
    return voice()


def _piper():
    return _loaded(PiperVoice)


def _said(voice, *utterances, **settings):
    return list(_loaded(voice).speak(utterances, **settings))


def _assert_speech(clip, *, seconds):
    assert clip.samples.dtype == numpy.float32 and clip.samples.ndim == 1
    low, high = seconds
    assert low < len(clip.samples) / clip.sample_rate < high
    assert 0.05 < numpy.abs(clip.samples).max() <= 1
    meter = LoudnessMeter(clip.sample_rate)
    meter.add(clip.samples)
    assert -40 < meter.loudness < -10


@pytest.mark.parametrize("voice", [create() for create in ENGLISH_VOICES])
def test_they_are_voices(voice):
    assert isinstance(voice, Voice)
    assert voice.offline and not voice.notice and voice.origin
    assert "none" not in voice.version
    assert voice.availability().usable
    assert voice.speaks("en") and voice.speaks("en-GB") and not voice.speaks("") and not voice.speaks("xx")


def test_piper_speaks_english_only():
    (clip,) = _piper().speak([ENGLISH])
    assert clip.id == "en" and clip.sample_rate == 22050
    _assert_speech(clip, seconds=(2, 6))
    assert not PiperVoice().speaks("ar")


def test_piper_keeps_order_and_makes_one_clip_of_an_utterance():
    script = [Utterance(id=str(number), text=f"Number {number}.", language="en") for number in range(12)]
    clips = list(_piper().speak([*script, ABBREVIATED, PHONEMES]))
    assert [clip.id for clip in clips] == [*map(str, range(12)), "dr", "brackets"]
    _assert_speech(clips[-2], seconds=(1, 5))


def test_piper_takes_only_a_few_utterances_ahead():
    taken = []

    def script():
        for number in range(1000):
            taken.append(number)
            yield Utterance(id=str(number), text="Hm.", language="en")

    clips = PiperVoice(workers=2).speak(script())
    assert next(clips).id == "0"
    clips.close()
    assert len(taken) < 10


def test_piper_says_the_same_words_in_the_same_samples():
    alone = next(_piper().speak([ENGLISH]))
    later = list(PiperVoice(workers=3).speak([ABBREVIATED, ENGLISH, ENGLISH]))
    assert numpy.array_equal(alone.samples, later[1].samples)
    assert numpy.array_equal(alone.samples, later[2].samples)


@pytest.mark.parametrize("utterance", [ENGLISH, ARABIC], ids=["English", "Arabic"])
def test_espeak_speaks(utterance):
    (clip,) = EspeakVoice().speak([utterance])
    assert clip.id == utterance.id
    _assert_speech(clip, seconds=(1, 6))


def test_espeak_says_the_same_words_in_the_same_samples_whatever_it_said_before():
    (alone,) = EspeakVoice().speak([ARABIC])
    later = list(EspeakVoice().speak([ENGLISH, ABBREVIATED, ARABIC, ENGLISH, ARABIC]))
    assert numpy.array_equal(alone.samples, later[2].samples)
    assert numpy.array_equal(alone.samples, later[4].samples)
    assert numpy.array_equal(later[0].samples, later[3].samples)


def test_espeak_speaks_in_the_voice_of_each_language():
    texts = [Utterance(id=language, text="Taxi 5", language=language) for language in ("en-US", "en-GB", "fr", "de")]
    sounds = {clip.samples.tobytes() for clip in EspeakVoice().speak(texts)}
    assert len(sounds) == 4


@pytest.mark.parametrize(
    ("language", "voice"),
    [
        ("en", "gmw/en"),
        ("en-GB", "gmw/en"),
        ("en-US", "gmw/en-US"),
        ("en-IN", "gmw/en"),
        ("ar-EG", "sem/ar"),
        ("zh-Hans-CN", "sit/cmn"),
        ("zh-Hant-HK", "sit/yue"),
        ("pt-BR", "roa/pt-BR"),
        ("nn", "gmq/nb"),
        ("sr-Latn-RS", "zls/sr"),
        ("fa", "ira/fa"),
        ("xx", None),
        ("", None),
    ],
)
def test_espeak_knows_its_voices_by_language_tag(language, voice):
    assert EspeakVoice().voice_for(language) == voice


def test_espeak_refuses_a_language_that_it_does_not_speak():
    with pytest.raises(PublishError) as caught:
        list(EspeakVoice().speak([Utterance(id="a", text="Hm", language="xx")]))
    assert [finding.rule for finding in caught.value.findings] == ["voice-lacks-language"]


def test_espeak_breaking_down_is_an_error_that_names_the_sentence(monkeypatch, tmp_path):
    broken = tmp_path / "engine.py"
    broken.write_text("raise SystemExit(1)")
    monkeypatch.setattr("publish.speech.voices.espeak.voice.ENGINE", broken)
    with pytest.raises(PublishError, match="anaesthetic"):
        list(EspeakVoice().speak([ENGLISH]))


@pytest.mark.parametrize("order", ["piper espeak piper", "espeak piper espeak"])
def test_both_work_in_one_process_in_either_order(order):
    program = f"""
import hashlib
from publish.content import Utterance
from publish.speech.voices.espeak import EspeakVoice
from publish.speech.voices.piper import PiperVoice
voices = {{"piper": PiperVoice(), "espeak": EspeakVoice()}}
for name in {order.split()}:
    (clip,) = voices[name].speak([Utterance(id="en", text={ENGLISH.text!r}, language="en-GB")])
    print(name, hashlib.sha256(clip.samples.tobytes()).hexdigest())
"""
    output = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    expected = {
        name: hashlib.sha256(next(iter(voice.speak([ENGLISH]))).samples.tobytes()).hexdigest()
        for name, voice in (("piper", _piper()), ("espeak", EspeakVoice()))
    }
    assert output.splitlines() == [f"{name} {expected[name]}" for name in order.split()]


@pytest.mark.parametrize("voice", ENGLISH_VOICES)
def test_speed_changes_how_long_it_lasts(voice):
    usual, fast, slow = (_said(voice, ENGLISH, speed=speed)[0].samples.size for speed in (1.0, 1.5, 0.6))
    assert usual / 1.8 < fast < usual / 1.2
    assert usual * 1.3 < slow < usual * 2


T = "Take the ket-a-meen, if it helps."
PRESCRIBED = Utterance(id="said", text=T, language="en-GB", pronunciations=(Pronunciation(9, 19, "ˈkɛtəmiːn"),))
UNKNOWN = Utterance(id="odd", text=T, language="en-GB", pronunciations=(Pronunciation(9, 19, "漢§"),))


@pytest.mark.parametrize("voice", ENGLISH_VOICES)
def test_prescribed_phonemes_are_said_in_place_of_the_respelling(voice):
    respelt = Utterance(id="text", text=T, language="en-GB")
    prescribed, plain, odd = _said(voice, PRESCRIBED, respelt, UNKNOWN)
    assert not numpy.array_equal(prescribed.samples, plain.samples)
    assert numpy.array_equal(odd.samples, plain.samples)


@pytest.mark.parametrize(
    ("before", "prescribed", "after", "expected"),
    [
        ("The ", "/ˈɒpiɔɪd/", ", an apple", "ðɪʲ ˈɒpiɔɪd, ɐn ˈæpəl."),
        ("Give ", "[kəˈdeɪv.rɪk]", "?", "ɡˈɪv kədˈeɪvɹɪk?"),
        ("", "ˈkɛtəmiːn", " (slowly); then wait", "kˈɛtəmiːn slˈoʊli; ðˈɛn wˈeɪt."),
    ],
)
def test_prescribed_phonemes_keep_the_sentence_around_them(before, prescribed, after, expected):
    text = f"{before}xyz{after}"
    span = Pronunciation(len(before), len(before) + 3, prescribed)
    utterance = Utterance(id="a", text=text, language="en", pronunciations=(span,))
    assert phonemes(utterance, "en-us", 800, known=lambda _: True) == [expected]


@pytest.mark.parametrize("voice", ["en-us", "en-gb-x-rp"])
def test_teens_are_stressed_at_their_end_where_they_differ_from_tens(voice):
    text = "Thirteen, fourteen, fifteen, sixteen, seventeen, eighteen, nineteen, thirteenth; thirty, canteen."
    (sentence,) = phonemes(Utterance(id="a", text=text, language="en"), voice, 800, known=lambda _: True)
    *teens, thirty, canteen = sentence.replace(";", ",").rstrip(".").split(", ")
    assert len(teens) == 8
    assert all("tˈiːn" in teen and teen.count("ˈ") == 1 for teen in teens), teens
    assert thirty.startswith("θˈɜː") and canteen.startswith("kæn")


def test_several_words_of_a_sentence_are_prescribed():
    text = "First aaa, then eee: aaa."
    spans = (Pronunciation(6, 9, "bˈi"), Pronunciation(16, 19, "ˈoʊ"), Pronunciation(21, 24, "kˈu"))
    utterance = Utterance(id="a", text=text, language="en", pronunciations=spans)
    assert phonemes(utterance, "en-us", 800, known=lambda _: True) == ["fˈɜːst bˈi, ðˈɛn ˈoʊ: kˈu."]


def test_kokoro_speaks_english_in_the_manner_of_its_region():
    american, british, australian, other = _said(
        KokoroVoice, *(msgspec.structs.replace(ENGLISH, language=tag) for tag in ("en-US", "en-GB", "en-AU", "en"))
    )
    for clip in (american, british):
        assert clip.sample_rate == 24000
        _assert_speech(clip, seconds=(2, 7))
    assert not numpy.array_equal(american.samples, british.samples)
    assert numpy.array_equal(british.samples, australian.samples)
    assert numpy.array_equal(american.samples, other.samples)


def test_kokoro_says_a_sentence_longer_than_its_model_takes_at_once():
    words = "and then the nurse measures your blood pressure once more "
    short, long = _said(KokoroVoice, *(Utterance(id="a", text=words * times, language="en-GB") for times in (1, 12)))
    assert len(long.samples) > 8 * len(short.samples)


def test_a_damaged_model_of_kokoro_is_not_used(monkeypatch):
    monkeypatch.setattr("publish.speech.voices.kokoro.model._SHA256", "0" * 64)
    with pytest.raises(PublishError, match="damaged"):
        next(KokoroVoice().speak([ENGLISH]))


@pytest.mark.parametrize("command", ["formats", "doctor"])
def test_without_the_extra_it_is_told_how_to_install_it(run, monkeypatch, command):
    monkeypatch.setattr("publish.speech.voices.kokoro.model._MODULES", ("no_such_module",))
    monkeypatch.setenv("COLUMNS", "300")
    assert "pip install 'publish-accessible[best-voice]'" in run(command, cwd=CLONE).out
