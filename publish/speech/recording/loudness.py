"""How loud speech sounds (ITU-R BS.1770), and by how much it must be changed to sound as loud as agreed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy
from numpy.typing import NDArray

if TYPE_CHECKING:
    import av

TARGET = -19.0  # LUFS, usual for spoken word in one channel
CEILING = -3.0  # dBFS, usual for audiobooks; what coding adds to a peak stays below full scale
HELD_BACK = 9.0  # dB, the most that a peak is held back to let speech sound as loud as agreed
_BLOCK = 0.4  # seconds, the shortest sound that has a loudness
_SILENCE = -70.0  # LUFS


class LoudnessMeter:
    """Measures mono sound as it goes by; pauses within it hardly count.

    Attributes:
        peak: the highest sample so far.
    """

    def __init__(self, sample_rate: int) -> None:
        self.peak = 0.0
        self._sample_rate = sample_rate
        self._start = numpy.zeros(0, numpy.float32)
        self._meter: _Ebur128 | None = None

    def add(self, samples: NDArray[numpy.float32]) -> None:
        """Measure the samples that come next, given between -1 and 1."""
        if not samples.size:
            return
        self.peak = max(self.peak, float(numpy.abs(samples).max()))
        if self._meter is None:
            self._start = numpy.concatenate([self._start, samples])
            if self._start.size < _BLOCK * self._sample_rate:
                return
            samples, self._start = self._start, numpy.zeros(0, numpy.float32)
            self._meter = _Ebur128(self._sample_rate)
        self._meter.add(samples)

    @property
    def loudness(self) -> float:
        """The loudness of all that was added, in LUFS; minus infinity for silence."""
        if self._meter is None and self._start.any():
            # A single short word is as loud as if it went on.
            meter = _Ebur128(self._sample_rate)
            meter.add(numpy.resize(self._start, math.ceil(2 * _BLOCK * self._sample_rate)))
            return meter.loudness
        return self._meter.loudness if self._meter else -math.inf

    @property
    def attainable(self) -> float:
        """The loudness that the voice can have when its peaks are held at the ceiling as far as is fit, in LUFS."""
        return self.loudness + CEILING + HELD_BACK - 20 * math.log10(self.peak) if self.peak else math.inf


def aim(meters: Mapping[str, LoudnessMeter]) -> float:
    """Return how loud all voices shall be, in LUFS: as agreed, or as loud as their peaks allow."""
    return min([TARGET, *(meter.attainable for meter in meters.values() if math.isfinite(meter.loudness))])


def common_gains(meters: Mapping[str, LoudnessMeter]) -> dict[str, float]:
    """Return by how many decibels each voice must be louder for all of them to be equally loud."""
    common = aim(meters)
    return {voice: common - meter.loudness if math.isfinite(meter.loudness) else 0.0 for voice, meter in meters.items()}


def lacking_gains(wanted: float, voices: Mapping[str, LoudnessMeter], whole: LoudnessMeter) -> dict[str, float]:
    """Return by how many decibels each voice lacks what makes all alike, and the whole as loud as wanted, in LUFS."""
    heard = {voice: meter.loudness for voice, meter in voices.items() if math.isfinite(meter.loudness)}
    if not heard or not math.isfinite(whole.loudness):
        return dict.fromkeys(voices, 0.0)
    common = math.fsum(heard.values()) / len(heard) + wanted - whole.loudness
    return {voice: common - heard[voice] if voice in heard else 0.0 for voice in voices}


def factor(decibels: float) -> float:
    """Return the factor that changes samples by so many decibels."""
    return 10 ** (decibels / 20)


class _Ebur128:
    """FFmpeg's meter."""

    def __init__(self, sample_rate: int) -> None:
        import av

        self._sample_rate = sample_rate
        self._position = 0
        self._told = "nan"
        self._graph = av.filter.Graph()
        entry = self._graph.add_abuffer(sample_rate=sample_rate, format="flt", layout="mono")
        meter = self._graph.add("ebur128", "metadata=1:framelog=quiet")
        end = self._graph.add("abuffersink")
        entry.link_to(meter)
        meter.link_to(end)
        self._graph.configure()

    def add(self, samples: NDArray[numpy.float32]) -> None:
        self._graph.push(self._frame(samples))
        import av

        while True:
            try:
                self._told = self._graph.pull().metadata.get("lavfi.r128.I", self._told)
            except (BlockingIOError, av.EOFError):
                return

    def _frame(self, samples: NDArray[numpy.float32]) -> av.AudioFrame:
        import av

        frame = av.AudioFrame.from_ndarray(numpy.ascontiguousarray(samples[numpy.newaxis]), format="flt", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = (
            self._sample_rate,
            self._position,
            Fraction(1, self._sample_rate),
        )
        self._position += samples.size
        return frame

    @property
    def loudness(self) -> float:
        loudness = float(self._told)
        return loudness if loudness > _SILENCE else -math.inf
