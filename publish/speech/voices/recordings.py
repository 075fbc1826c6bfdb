"""What a speech service sends as sound, turned into samples."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy


UNKNOWN_LENGTH = 0x7FFF_0000  # what programs write for it are numbers near 2³¹ or 2³²


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

    if (container == "wav" and _is_torn(recording)) or (container == "s16le" and len(recording) % 2):
        raise NoSoundError("half of a recording")
    options = {"sample_rate": str(sample_rate), "ch_layout": "mono"} if container == "s16le" else {}
    resampler = av.AudioResampler(format="fltp", rate=sample_rate)
    try:
        with av.open(io.BytesIO(recording), "r", format=container, options=options) as file:
            frames = [part for frame in file.decode(audio=0) for part in resampler.resample(frame)]
        frames += resampler.resample(None)
    except (av.FFmpegError, IndexError, ValueError) as error:
        raise NoSoundError("something that is no sound") from error
    if not frames:
        raise NoSoundError("an empty recording")
    # FFmpeg's own way from stereo to mono would make speech louder, past what samples can hold.
    return numpy.concatenate([frame.to_ndarray().mean(axis=0) for frame in frames]).astype(numpy.float32)


def _is_torn(wav: bytes) -> bool:
    """Tell whether a WAV file is shorter than its head says; one sent while it was made says 0 or far too much."""
    place = 12
    while len(wav) >= place + 8:
        name, length = struct.unpack_from("<4sI", wav, place)
        if name == b"data":
            return bool(len(wav) < place + 8 + length < UNKNOWN_LENGTH)
        place += 8 + length + length % 2
    return False
