"""How long the sound files of a book last."""

from __future__ import annotations

import tempfile
from fractions import Fraction

import msgspec

from publish.validators.quick_epub.container import Container
from publish.validators.quick_epub.package import Package

# FFmpeg's demuxers for the core media types of EPUB 3.3 (3.2). To name one keeps FFmpeg from guessing, and so from
# taking a file for a list of others that it would load.
_DEMUXERS = {
    "audio/mpeg": "mp3",
    "audio/mp4": "mp4",
    "audio/m4a": "mp4",
    "audio/x-m4a": "mp4",
    "audio/aac": "aac",
    "audio/ogg": "ogg",
    "audio/opus": "ogg",
}
_MP3_FRAME = 1152  # samples


class Sound(msgspec.Struct, frozen=True):
    """A sound file.

    Attributes:
        length: in seconds.
        frame: how long a frame of MP3 is at its sample rate, in seconds, and so about how exact players are.
    """

    length: Fraction
    frame: Fraction


class SoundError(Exception):
    """A sound file whose length cannot be told; the message tells why."""


def read_sound(container: Container, package: Package, file: str) -> Sound:
    """Return how long a sound file lasts, by all of its packets and not by what its head says.

    Raises:
        SoundError: it is of a kind that is not known, or cannot be read.
        NotCheckableError: it is encrypted, or larger than can be borne.
    """
    import av

    types = {item.path: item.media_type.partition(";")[0].strip().lower() for item in package.items.values()}
    demuxer = _DEMUXERS.get(types.get(file, ""))
    if demuxer is None:
        raise SoundError(f"its type “{types.get(file, '')}” is not known")
    with tempfile.TemporaryFile() as copy:
        container.copy(file, copy)
        copy.seek(0)
        try:
            with av.open(copy, "r", format=demuxer) as sound:
                stream = sound.streams.audio[0]
                base, rate = stream.time_base or Fraction(1), stream.rate or 44_100
                length = sum((packet.duration or 0 for packet in sound.demux(stream)), 0) * base
        except (av.FFmpegError, IndexError, ValueError) as error:
            raise SoundError(str(error) or "it holds no sound") from error
    if not length:
        raise SoundError("it holds no sound")
    return Sound(length, Fraction(_MP3_FRAME, rate))
