"""What a speech service sends as sound, turned into samples."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy


class NoSoundError(Exception):
    """What was sent is no recording, or an empty one."""


def decoded(recording: bytes, container: str, sample_rate: int) -> numpy.typing.NDArray[numpy.float32]:
    """Return the mono samples of a recording, at a sample rate in Hz.

    Args:
        container: ``mp3``, ``wav``, or ``s16le`` for bare 16-bit samples at ``sample_rate``.

    Raises:
        NoSoundError: it is none.
    """
    import av
    import numpy

    options = {"sample_rate": str(sample_rate), "ch_layout": "mono"} if container == "s16le" else {}
    resampler = av.AudioResampler(format="flt", layout="mono", rate=sample_rate)
    try:
        with av.open(io.BytesIO(recording), "r", format=container, options=options) as file:
            frames = [part for frame in file.decode(audio=0) for part in resampler.resample(frame)]
        frames += resampler.resample(None)
    except (av.FFmpegError, IndexError, ValueError) as error:
        raise NoSoundError("something that is no sound") from error
    if not frames:
        raise NoSoundError("an empty recording")
    return numpy.concatenate([frame.to_ndarray()[0] for frame in frames])
