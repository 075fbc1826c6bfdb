"""How loud speech sounds (ITU-R BS.1770), and by how much it must be changed to sound as loud as agreed."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy
from numpy.typing import NDArray

TARGET = -19.0  # LUFS, usual for spoken word in one channel
CEILING = -1.5  # dBFS, which leaves room for what MP3 adds to a peak
HELD_BACK = 9.0  # dB, the most that a peak is held back to let speech sound as loud as agreed
_REACH = 0.02  # seconds
_BLOCK, _STEP = 0.4, 0.1  # seconds
_SILENCE, _PAUSE = -70.0, -10.0  # LUFS; LU below the mean of the rest


class LoudnessMeter:
    """Measures what one voice says, clip by clip."""

    def __init__(self) -> None:
        self.peak = 0.0
        self._powers: list[float] = []

    def add(self, samples: NDArray[numpy.float32], sample_rate: int) -> None:
        """Measure the samples of one more clip, given between -1 and 1."""
        if not samples.size:
            return
        self.peak = max(self.peak, float(numpy.abs(samples).max()))
        energy = numpy.concatenate([[0.0], numpy.cumsum(_weighted(samples, sample_rate) ** 2)])
        block = min(round(_BLOCK * sample_rate), samples.size)
        starts = numpy.arange(0, samples.size - block + 1, round(_STEP * sample_rate))
        self._powers.extend((energy[starts + block] - energy[starts]) / block)

    @property
    def loudness(self) -> float:
        """The loudness of all that was added, without its pauses, in LUFS."""
        heard = [power for power in self._powers if _lufs(power) > _SILENCE]
        threshold = _lufs(_mean(heard)) + _PAUSE
        return _lufs(_mean([power for power in heard if _lufs(power) > threshold]))

    @property
    def attainable(self) -> float:
        """The loudness that the voice can have when its peaks are held at the ceiling as far as is fit, in LUFS."""
        return self.loudness + CEILING + HELD_BACK - 20 * math.log10(self.peak) if self.peak else math.inf


def common_gains(meters: Mapping[str, LoudnessMeter]) -> dict[str, float]:
    """Return the factor for each voice that makes all equally loud: as loud as agreed, or as their peaks allow."""
    heard = {voice: meter for voice, meter in meters.items() if math.isfinite(meter.loudness)}
    common = min([TARGET, *(meter.attainable for meter in heard.values())])
    return {voice: _factor(common - meter.loudness) if voice in heard else 1.0 for voice, meter in meters.items()}


def limited(samples: NDArray[numpy.float32], sample_rate: int) -> NDArray[numpy.float32]:
    """Return samples whose peaks are held at the ceiling: softly, and without a shift in time.

    The gain goes down before a peak and up again after it, along the mean of the lowest gain that is needed nearby.
    """
    needed = numpy.minimum(1, _factor(CEILING) / numpy.maximum(numpy.abs(samples), 1e-9))
    if needed.size == 0 or needed.min() >= 1:
        return samples
    reach = round(_REACH * sample_rate)
    lowest = _lowest_nearby(numpy.pad(needed, 2 * reach, constant_values=1), reach)
    sums = numpy.cumsum(numpy.concatenate([[0.0], lowest]))
    gain = (sums[2 * reach + 1 :] - sums[: -2 * reach - 1]) / (2 * reach + 1)
    held: NDArray[numpy.float32] = (samples * gain).astype(numpy.float32)
    return held


def _lowest_nearby(values: NDArray[numpy.float64], reach: int) -> NDArray[numpy.float64]:
    """Return the lowest of each value and its neighbours up to ``reach`` away, for values that have all of them."""
    width = 2 * reach + 1
    blocks = numpy.pad(values, (0, -values.size % width), constant_values=1).reshape(-1, width)
    since_start = numpy.minimum.accumulate(blocks, axis=1).ravel()
    until_end = numpy.minimum.accumulate(blocks[:, ::-1], axis=1)[:, ::-1].ravel()
    return numpy.minimum(until_end[: values.size - width + 1], since_start[width - 1 : values.size])


def _weighted(samples: NDArray[numpy.float32], sample_rate: int) -> NDArray[numpy.float64]:
    """Weight samples as the ear does: the head's shelf and the high pass of BS.1770, with their analogue prototypes."""
    size = 1 << (2 * samples.size - 1).bit_length()
    frequency = numpy.fft.rfftfreq(size, 1 / sample_rate)
    shelf = 1j * frequency / 1681.974450955533
    high, band = _factor(3.999843853973347), _factor(3.999843853973347) ** 0.4996667741545416
    resonance = 0.7071752369554196
    head = (high * shelf**2 + band * shelf / resonance + 1) / (shelf**2 + shelf / resonance + 1)
    low = 1j * frequency / 38.13547087602444
    high_pass = low**2 / (low**2 + low / 0.5003270373238773 + 1)
    spectrum = numpy.fft.rfft(samples, size) * numpy.abs(head * high_pass)
    return numpy.fft.irfft(spectrum, size)[: samples.size]


def _mean(powers: list[float]) -> float:
    return math.fsum(powers) / len(powers) if powers else 0.0


def _lufs(power: float) -> float:
    return -0.691 + 10 * math.log10(power) if power > 0 else -math.inf


def _factor(decibels: float) -> float:
    return 10 ** (decibels / 20)
