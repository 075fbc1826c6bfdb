"""From samples to an encoded file, a piece at a time, so that memory does not grow with the length."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec
import numpy

from publish.backends.sound.language_codes import three_letter_code
from publish.content import Narration

if TYPE_CHECKING:
    import av

SAMPLE_RATE = 44_100
_CHUNK = 65_536  # samples
# LAME 3.100 makes room for what coding adds to peaks (libmp3lame/presets.c, “scale”); below 192 kbit/s it is 0.95.
_GAINS_OF_LAME = {192: 0.97, 224: 0.98, 256: 1.0, 320: 1.0}

ContainerName = Literal["mp3", "m4b"]


class Container(msgspec.Struct, frozen=True, kw_only=True):
    """A form of audio file.

    Attributes:
        suffix: of the file's name.
        media_type: of the file.
        format: FFmpeg's name for it.
        codec: FFmpeg's name for the encoder.
        options: of FFmpeg's format.
        chapters_within: FFmpeg writes the chapters; else they are a matter of the tag.
        highest_bitrate: in kbit/s, for one channel.
    """

    suffix: str
    media_type: str
    format: str
    codec: Literal["libmp3lame", "aac"]
    options: Mapping[str, str]
    chapters_within: bool
    highest_bitrate: int


CONTAINERS: Mapping[ContainerName, Container] = {
    "mp3": Container(
        suffix="mp3",
        media_type="audio/mpeg",
        format="mp3",
        codec="libmp3lame",
        options={"id3v2_version": "0"},  # FFmpeg would write a tag of its own, with its version in it
        chapters_within=False,
        highest_bitrate=320,
    ),
    "m4b": Container(
        suffix="m4b",
        media_type="audio/mp4",
        format="ipod",
        codec="aac",
        # The index first, so that the file plays while it loads; no version of FFmpeg in it.
        options={"movflags": "+faststart", "brand": "M4B ", "fflags": "+bitexact"},
        chapters_within=True,
        highest_bitrate=256,  # an AAC frame of one channel holds 6144 bits
    ),
}


def encode(narration: Narration, path: Path, container: Container, *, bitrate: int, language: str = "") -> None:
    """Write a narration without any tag.

    Args:
        bitrate: constant, in kbit/s.
        language: BCP 47 tag; only forms that hold it outside a tag take it.
    """
    import av

    with av.open(path, "w", format=container.format, options=dict(container.options)) as file:
        stream = file.add_stream(container.codec, rate=SAMPLE_RATE, layout="mono")
        stream.bit_rate = bitrate * 1000
        if container.chapters_within:
            stream.metadata["language"] = three_letter_code(language) or "und"
            file.set_chapters(_chapters(narration))
        for frame in _frames(narration, 1 / _own_gain(container, bitrate)):
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))


def _chapters(narration: Narration) -> list[av.container.core.Chapter]:
    return [
        {
            "id": number,
            "start": chapter.begin,
            "end": chapter.end,
            "time_base": Fraction(1, narration.sample_rate),
            "metadata": {"title": chapter.title},
        }
        for number, chapter in enumerate(narration.chapters)
    ]


def _own_gain(container: Container, bitrate: int) -> float:
    """Return the factor by which the encoder makes sound softer, at a bit rate in kbit/s."""
    if container.codec != "libmp3lame":
        return 1.0
    return _GAINS_OF_LAME.get(bitrate, 0.95)


def _frames(narration: Narration, gain: float) -> Iterator[av.AudioFrame]:
    import av

    position = 0
    with narration.recording.open("rb") as recording:
        recording.seek(2 * narration.offset)
        while chunk := recording.read(2 * min(_CHUNK, narration.samples - position)):
            samples = numpy.frombuffer(chunk, "<i2").astype(numpy.float32) * numpy.float32(gain / 32768)
            frame = av.AudioFrame.from_ndarray(samples[numpy.newaxis], format="flt", layout="mono")
            frame.sample_rate, frame.pts = narration.sample_rate, position
            frame.time_base = Fraction(1, narration.sample_rate)
            position += samples.size
            yield frame
