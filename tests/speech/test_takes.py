"""From clips to takes, and how loud they are."""

import numpy
import pytest

from publish.speech.recording.limiter import limited
from publish.speech.recording.loudness import CEILING, HELD_BACK, TARGET, LoudnessMeter, common_gains
from publish.speech.recording.takes import resampled, take
from publish.speech.voice import Clip

RATE = 22050


def _tone(seconds, amplitude, frequency=997.0, rate=RATE):
    return (amplitude * numpy.sin(2 * numpy.pi * frequency * numpy.arange(round(seconds * rate)) / rate)).astype("f4")


def _meter(*clips):
    meter = LoudnessMeter(RATE)
    for clip in clips:
        meter.add(clip)
    return meter


def test_idle_silence_goes_and_soft_ends_stay():
    silence = numpy.zeros(RATE, "f4")
    made = take(Clip("a", numpy.concatenate([silence, _tone(1, 0.5), silence]), RATE), RATE)
    assert len(made.samples) / RATE == pytest.approx(1.09, abs=0.001)
    assert made.begin / RATE == pytest.approx(0.03, abs=0.001)
    assert made.end / RATE == pytest.approx(1.03, abs=0.001)
    assert not made.silent


def test_a_sound_cut_off_hard_fades():
    made = take(Clip("a", numpy.full(RATE, 0.5, "f4"), RATE), RATE)
    assert (made.begin, made.end) == (0, RATE)
    assert abs(made.samples[0]) < 0.01 and abs(made.samples[-1]) < 0.01
    assert made.samples[RATE // 2] == 0.5


@pytest.mark.parametrize("samples", [numpy.zeros(0, "f4"), numpy.zeros(9, "f4"), numpy.full(RATE, 0.003, "f4")])
def test_what_cannot_be_heard_is_silent(samples):
    assert take(Clip("a", samples, RATE), RATE).silent


@pytest.mark.parametrize("wanted", [16000, 24000, 44100])
def test_resampling_keeps_time_and_level(wanted):
    click = numpy.zeros(RATE, "f4")
    click[RATE // 2] = 1
    again = resampled(click, RATE, wanted)
    assert len(again) == wanted
    assert again.argmax() == pytest.approx(wanted / 2, abs=1)
    assert numpy.abs(resampled(_tone(1, 0.5), RATE, wanted)[wanted // 4 : -wanted // 4]).max() == pytest.approx(
        0.5, 0.02
    )


def test_loudness_of_a_known_tone():
    """BS.1770 fixes it: 997 Hz at full scale in one channel is -3.01 LUFS."""
    assert _meter(_tone(5, 1.0)).loudness == pytest.approx(-3.01, abs=0.1)
    assert _meter(_tone(5, 0.1), numpy.zeros(5 * RATE, "f4")).loudness == pytest.approx(-23.01, abs=0.2)


def test_short_and_silent_clips_are_measured():
    assert _meter(_tone(0.1, 0.1)).loudness == pytest.approx(-23, abs=1)
    silent = _meter(numpy.zeros(RATE, "f4"), numpy.zeros(0, "f4"))
    assert common_gains({"silent": silent}) == {"silent": 0.0}


def test_gain_leads_to_the_target():
    meters = {"soft": _meter(_tone(5, 0.01)), "loud": _meter(_tone(5, 0.9))}
    for voice, gain in common_gains(meters).items():
        assert meters[voice].loudness + gain == pytest.approx(TARGET, abs=0.01)


def test_voices_are_equally_loud_even_if_one_cannot_reach_the_target():
    spiky = _tone(5, 0.01)
    spiky[1000] = 0.9
    meters = {"spiky": _meter(spiky), "even": _meter(_tone(5, 0.2))}
    gains = common_gains(meters)
    assert 20 * numpy.log10(0.9) + gains["spiky"] == pytest.approx(CEILING + HELD_BACK, abs=0.01)
    levels = [meter.loudness + gains[voice] for voice, meter in meters.items()]
    assert levels[0] == pytest.approx(levels[1], abs=0.01)


@pytest.mark.parametrize("length", [1, 2, 100, 881, 882, 883, 5000, RATE])
def test_no_peak_passes_the_ceiling(length):
    noise = numpy.random.default_rng(length).normal(0, 0.5, length).astype("f4")
    held = limited(noise, RATE)
    assert held.shape == noise.shape
    assert numpy.abs(held).max() <= 10 ** (CEILING / 20) * 1.000001
    between = resampled(held, RATE, 4 * RATE)
    assert numpy.abs(between).max() <= 10 ** ((CEILING + 0.4) / 20)
    assert (numpy.abs(held) <= numpy.abs(noise)).all()


def test_the_limiter_changes_only_what_is_near_a_peak():
    tone = _tone(1, 0.5)
    assert limited(tone, RATE) is tone
    peak = RATE // 2
    tone[peak] = 2
    held = limited(tone, RATE)
    assert held[peak] == pytest.approx(10 ** (CEILING / 20), abs=0.001)
    near = round(0.04 * RATE) + 2
    assert numpy.array_equal(held[: peak - near], tone[: peak - near])
    assert numpy.array_equal(held[peak + near :], tone[peak + near :])


def test_the_limiter_takes_nothing():
    assert limited(numpy.zeros(0, "f4"), RATE).size == 0
