"""From a clip as a voice gave it to a take: at the recording's rate, without idle silence, with soft ends."""

from __future__ import annotations

import msgspec
import numpy
from numpy.typing import NDArray

from publish.speech.voice import Clip

THRESHOLD = 10 ** (-50 / 20)  # -50 dBFS
KEPT_BEFORE, KEPT_AFTER = 0.03, 0.06  # seconds of near silence, so that soft sounds are not cut off
FADE = 0.005  # seconds
_HELD_BACK = 256  # samples


class Take(msgspec.Struct, frozen=True):
    """One utterance, ready to be put into a recording.

    Attributes:
        samples: between -1 and 1.
        begin: the first sample that sounds.
        end: the sample after the last one that sounds.
        silent: whether none sounds; the take is then a short silence.
    """

    samples: NDArray[numpy.float32]
    begin: int
    end: int
    silent: bool = False


def take(clip: Clip, sample_rate: int) -> Take:
    """Return the take of a clip, at a sample rate in Hz."""
    samples = resampled(clip.samples, clip.sample_rate, sample_rate)
    sounding = numpy.flatnonzero(numpy.abs(samples) > THRESHOLD)
    before, after = round(KEPT_BEFORE * sample_rate), round(KEPT_AFTER * sample_rate)
    if not sounding.size:
        return Take(numpy.zeros(before + after, numpy.float32), 0, before + after, silent=True)
    first, last = int(sounding[0]), int(sounding[-1]) + 1
    start = max(0, first - before)
    return Take(_faded(samples[start : last + after], sample_rate), first - start, last - start)


def resampled(samples: NDArray[numpy.float32], sample_rate: int, wanted: int) -> NDArray[numpy.float32]:
    """Return mono samples at another sample rate, in Hz.

    Sounds keep their time, and the length is right to half a sample, so that nothing adds up in a long recording.
    """
    if sample_rate == wanted or not samples.size:
        return samples
    import av

    # The resampler gives out what it holds back only when more comes in.
    padded = numpy.concatenate([samples, numpy.zeros(_HELD_BACK, numpy.float32)])
    frame = av.AudioFrame.from_ndarray(padded[numpy.newaxis], format="flt", layout="mono")
    frame.sample_rate = sample_rate
    resampler = av.AudioResampler(format="flt", layout="mono", rate=wanted)
    frames = [*resampler.resample(frame), *resampler.resample(None)]
    length = round(samples.size * wanted / sample_rate)
    again: NDArray[numpy.float32] = numpy.concatenate([frame.to_ndarray()[0] for frame in frames])[:length]
    return again


def _faded(samples: NDArray[numpy.float32], sample_rate: int) -> NDArray[numpy.float32]:
    length = min(round(FADE * sample_rate), samples.size // 2)
    # A straight ramp would begin with a step of −44 dBFS, which clicks.
    ramp = numpy.sin(numpy.linspace(0, numpy.pi / 2, length, endpoint=False, dtype=numpy.float32)) ** 2
    faded = samples.copy()
    faded[:length] *= ramp
    faded[faded.size - length :] *= ramp[::-1]
    return faded
