"""Peaks held at a ceiling, those between the samples too, as a player or another sample rate brings them out."""

from __future__ import annotations

import functools

import numpy
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from publish.speech.recording.loudness import CEILING, factor

_REACH = 0.02  # seconds
_QUARTERS = (0.25, 0.5, 0.75)  # of the way to the next sample: four times as many, as BS.1770 asks
_TAPS = 24  # on each side
_BETWEEN = 1.5  # the most by which a peak of speech passes its samples


def limited(samples: NDArray[numpy.float32], sample_rate: int) -> NDArray[numpy.float32]:
    """Return samples whose peaks are held at the ceiling: softly, and without a shift in time.

    The gain goes down before a peak and up again after it, along the mean of the lowest gain that is needed nearby.
    """
    ceiling = factor(CEILING)
    if not samples.size or numpy.abs(samples).max() <= ceiling / _BETWEEN:
        return samples
    needed = numpy.minimum(1, ceiling / numpy.maximum(_peaks(samples, ceiling / _BETWEEN), 1e-9))
    if needed.min() >= 1:
        return samples
    reach = round(_REACH * sample_rate)
    lowest = _lowest_nearby(numpy.pad(needed, 2 * reach, constant_values=1), reach)
    sums = numpy.cumsum(numpy.concatenate([[0.0], lowest]))
    gain = (sums[2 * reach + 1 :] - sums[: -2 * reach - 1]) / (2 * reach + 1)
    held: NDArray[numpy.float32] = (samples * gain).astype(numpy.float32)
    return held


def _peaks(samples: NDArray[numpy.float32], lowest: float) -> NDArray[numpy.float32]:
    """Return for each sample the highest of it and of what lies between it and the next one, where that may matter."""
    peaks = numpy.abs(samples)
    near = numpy.flatnonzero(peaks > lowest)
    padded = numpy.pad(samples, (_TAPS - 1, _TAPS))
    around = sliding_window_view(padded, 2 * _TAPS)[near]
    peaks[near] = numpy.maximum(peaks[near], numpy.abs(around @ _interpolators()).max(axis=1))
    return peaks


@functools.cache
def _interpolators() -> NDArray[numpy.float32]:
    """Return the weights of the samples around each point between two of them, a column for each point."""
    distance = numpy.arange(-_TAPS + 1, _TAPS + 1)
    window = numpy.kaiser(2 * _TAPS + 1, 8)
    position = distance[:, numpy.newaxis] - numpy.array(_QUARTERS)
    weights = numpy.sinc(position) * numpy.interp(position, numpy.arange(-_TAPS, _TAPS + 1), window)
    columns: NDArray[numpy.float32] = (weights / weights.sum(axis=0)).astype(numpy.float32)
    return columns


def _lowest_nearby(values: NDArray[numpy.float64], reach: int) -> NDArray[numpy.float64]:
    """Return the lowest of each value and its neighbours up to ``reach`` away, for values that have all of them."""
    width = 2 * reach + 1
    blocks = numpy.pad(values, (0, -values.size % width), constant_values=1).reshape(-1, width)
    since_start = numpy.minimum.accumulate(blocks, axis=1).ravel()
    until_end = numpy.minimum.accumulate(blocks[:, ::-1], axis=1)[:, ::-1].ravel()
    return numpy.minimum(until_end[: values.size - width + 1], since_start[width - 1 : values.size])
