"""When something really sounds in an audio file: decoded, and listened to by its loudness."""

from __future__ import annotations

import re
from pathlib import Path

import av
import numpy
from numpy.typing import NDArray

_WINDOW = 0.002  # seconds
_SOUND = 10 ** (-45 / 20)  # of full scale; what is softer counts as silence

Samples = NDArray[numpy.float32]


def decoded(path: Path, *, gapless: bool = True) -> tuple[Samples, int]:
    """Return the samples of an audio file and their rate in Hz.

    Args:
        gapless: heed what the file says about the silence that its encoder put before the sound; some players do not.
    """
    with av.open(str(path)) as file:
        stream = file.streams.audio[0]
        if not gapless:
            stream.codec_context.options = {"flags2": "+skip_manual"}
        frames = [frame.to_ndarray()[0] for frame in file.decode(stream)]
        return numpy.concatenate(frames).astype(numpy.float32), stream.rate


def onset(sound: tuple[Samples, int], begin: float, earliest: float) -> float:
    """Return when the first sound begins after what sounded before, in seconds; not a number if none does.

    Args:
        begin: when it is said to begin; it is looked for until half a second later.
        earliest: when what sounded before is over.
    """
    samples, rate = sound
    size = round(_WINDOW * rate)
    start = max(0, round(earliest * rate))
    piece = samples[start : round((begin + 0.5) * rate)]
    levels = numpy.sqrt(numpy.mean(piece[: piece.size // size * size].reshape(-1, size) ** 2, axis=1))
    loud = numpy.flatnonzero(levels > _SOUND)
    if not loud.size:
        return float("nan")
    return (start + int(loud[0]) * size) / rate


def times_of_webvtt(path: Path) -> dict[str, tuple[float, float]]:
    """Return begin and end of each cue of a WebVTT file, in seconds, by its id."""
    found = re.findall(r"^(\S+)\n(\S+) --> (\S+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {identifier: (_seconds(begin), _seconds(end)) for identifier, begin, end in found}


def _seconds(timestamp: str) -> float:
    hours, minutes, seconds = timestamp.split(":")
    return 3600 * int(hours) + 60 * int(minutes) + float(seconds)
